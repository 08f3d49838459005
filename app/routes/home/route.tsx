import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { useCallback, useState } from "react";
import { isUnavailable } from "../../.server/db/client.ts";
import { untilTomorrow } from "../../.server/db/time.ts";
import { overall } from "../../.server/leaderboards/board-key.ts";
import { type Home, home } from "../../.server/progress/home/service.ts";
import { KEPT_HEADER } from "../../contracts/kept-header.ts";
import { rememberedChoice, startChoice } from "../../contracts/start-choice.ts";
import { ENGINE_VERSION } from "../../engine/index.ts";
import type { Difficulty, Language } from "../../engine/plan.ts";
import { rememberChoice } from "../../ui/forms/remember-choice.ts";
import { pageMeta } from "../shared/meta.ts";
import { BoardCard, DailyCard, TrustCard } from "./cards.tsx";
import { Demo } from "./demo.tsx";
import { QuickStart } from "./quick-start.tsx";

export const meta: MetaFunction = () =>
  pageMeta(
    "Pro Dev: production is on fire. Type.",
    "Bugs come in waves, each with a snippet of real code. Type it, token by token, and shoot it down before it reaches main.",
  );

/** The id of the form that starts a run. */
const FORM = "start";

/**
 * While the database is unavailable, the page is shown without its board. The page that a service worker keeps has neither the
 * board, which names players, nor the challenge of a day.
 */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { db, viewer, now, boardCache } = context;
  const toKeep = request.headers.has(KEPT_HEADER);
  const ask = (): Promise<Home | null> =>
    home(db, viewer).catch((error) => {
      if (!isUnavailable(error)) throw error;
      context.noteIncomplete();
      return null;
    });
  if (!viewer) await boardCache.show(overall(ENGINE_VERSION));
  const found = toKeep ? null : await ask();
  const { preferred, last } = found?.habit ?? {};
  return {
    top: found?.top ?? null,
    choice: startChoice(preferred, last, rememberedChoice(request.headers.get("Cookie"))),
    preferred: preferred?.difficulty ?? null,
    guest: !viewer,
    challenge: toKeep ? null : { ...untilTomorrow(now), now: now.toISOString() },
  };
}

export default function HomePage() {
  const { top, challenge, choice, preferred, guest } = useLoaderData<typeof loader>();
  const [language, setLanguage] = useState(choice.language);
  const [fitting, setFitting] = useState<Difficulty>();
  const choose = useCallback((chosen: Language) => {
    setLanguage(chosen);
    rememberChoice("language", chosen);
  }, []);
  const onFixed = (fitting: Difficulty) => {
    setFitting(fitting);
    return preferred ?? fitting;
  };
  return (
    <main className="column">
      <div className="hero">
        <div>
          <h1 className="hero-title">
            Production is on&nbsp;fire. <span className="text-amber">Type.</span>
            <span className="hero-caret" aria-hidden="true" />
          </h1>
          <p className="hero-text">
            Bugs come in waves, and each carries real code. Type it before it reaches{" "}
            <code translate="no">main</code>. The first one is here already: just type.
          </p>
          <QuickStart
            {...{ language, choose, guest }}
            id={FORM}
            difficulty={preferred ?? fitting ?? choice.difficulty}
          />
        </div>
        <Demo {...{ language, onFixed }} form={FORM} />
      </div>
      <div className="home-cards">
        {challenge && (
          <>
            <DailyCard challenge={challenge} language={language} />
            <BoardCard top={top} />
          </>
        )}
        <TrustCard best={top?.[0]} />
      </div>
    </main>
  );
}
