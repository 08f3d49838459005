import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { isUnavailable } from "../../.server/db/client.ts";
import { untilTomorrow } from "../../.server/db/time.ts";
import { type Home, home } from "../../.server/progress/home/service.ts";
import { pageMeta } from "../shared/meta.ts";
import { BoardCard, DailyCard, TrustCard } from "./cards.tsx";
import { Illustration } from "./illustration.tsx";
import { QuickStart } from "./quick-start.tsx";
import { useRememberedLanguage } from "./use-remembered-language.ts";

export const meta: MetaFunction = () =>
  pageMeta(
    "Pro Dev: production is on fire. Type.",
    "Bugs come in waves, each with a snippet of real code. Type it, token by token, and shoot it down before it reaches main.",
  );

/** While the database is unavailable, the page is shown without its board. */
export async function loader({ context }: LoaderFunctionArgs) {
  const { publicDb, viewer, now } = context;
  const found: Home | null = await home(publicDb, viewer).catch((error) => {
    if (isUnavailable(error)) return null;
    throw error;
  });
  return {
    top: found?.top ?? null,
    language: found?.habit.language ?? null,
    // Players without any runs begin at the easiest difficulty.
    difficulty: found?.habit.difficulty ?? ("EASY" as const),
    guest: !viewer,
    challenge: { ...untilTomorrow(now), now: now.toISOString() },
  };
}

export default function HomePage() {
  const { top, challenge, difficulty, guest, ...habit } = useLoaderData<typeof loader>();
  const [language, choose] = useRememberedLanguage(habit.language);
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
            down before it reaches <code translate="no">main</code>.
          </p>
          <QuickStart {...{ language, choose, difficulty, guest }} />
        </div>
        <Illustration language={language} />
      </div>
      <div className="home-cards">
        <DailyCard challenge={challenge} language={language} />
        <BoardCard top={top} />
        <TrustCard best={top?.[0]} />
      </div>
    </main>
  );
}
