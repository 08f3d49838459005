import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { useState } from "react";
import { isUnavailable } from "../../.server/db/client.ts";
import { leaderboard } from "../../.server/leaderboards/service.ts";
import type { Language } from "../../engine/plan.ts";
import { BoardCard, KeysCard, TrustCard } from "./cards.tsx";
import { Defend } from "./defend.tsx";
import { Still } from "./still.tsx";

export const meta: MetaFunction = () => [
  { title: "Pro Dev: production is on fire. Type." },
  {
    name: "description",
    content:
      "Bugs come in waves, each with a snippet of real code. Type it, token by token, and shoot it down before it reaches main.",
  },
];

/** The page stands without its board, so a database that is away takes only that. */
export async function loader({ context }: LoaderFunctionArgs) {
  const query = { type: "all_time", metric: "score", limit: 5 } as const;
  const top = await leaderboard(context.db, query, context.now).then(
    ({ items }) => items,
    (error) => {
      if (isUnavailable(error)) return null;
      throw error;
    },
  );
  return { top };
}

export default function Home() {
  const { top } = useLoaderData<typeof loader>();
  const [language, setLanguage] = useState<Language>("PYTHON");
  return (
    <main className="column">
      <div className="hero">
        <div>
          <h1 className="hero-title">
            Production is on&nbsp;fire. <span className="text-amber">Type.</span>
            <span className="hero-caret" aria-hidden="true" />
          </h1>
          <p className="hero-text">
            Bugs come in waves. Each one carries real code. Type it, token by token, and shoot it
            down before it reaches <code>main</code>.
          </p>
          <Defend language={language} choose={setLanguage} />
        </div>
        <Still language={language} />
      </div>
      <div className="home-cards">
        <KeysCard />
        <BoardCard top={top} />
        <TrustCard />
      </div>
    </main>
  );
}
