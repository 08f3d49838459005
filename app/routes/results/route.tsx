import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Link, useLoaderData, useLocation } from "@remix-run/react";
import { resultPage } from "../../.server/progress/result-page/service.ts";
import type { ResultWithPlayer } from "../../contracts/game.ts";
import gameStyles from "../../styles/game.css?url";
import styles from "../../styles/result.css?url";
import { Share } from "../../ui/runs/share.tsx";
import { shareText } from "../../ui/runs/share-text.ts";
import { DIFFICULTY_NAMES, LANGUAGE_NAMES } from "../../ui/text/enum-names.ts";
import { exactly, orUnknown, percent, whole } from "../../ui/text/format.ts";
import { pageMeta } from "../shared/meta.ts";
import { plural } from "../shared/plural.ts";
import { unwrap } from "../shared/responses.ts";
import { StatusBadge } from "../shared/status-badge.tsx";
import { Comparison } from "./comparison.tsx";
import { ErrorHeatmap } from "./error-heatmap.tsx";
import { ModeLine, sessionDay } from "./mode-line.tsx";
import { NextSteps } from "./next-steps.tsx";
import { PaceChart } from "./pace-chart.tsx";
import { RunAdviceList } from "./run-advice.tsx";
import { ScoreBreakdown } from "./score-breakdown.tsx";
import { ResultStatistics } from "./statistics.tsx";
import { STATUS_TITLE, StatusCard } from "./status-card.tsx";
import { UnlockedAchievements } from "./unlocked-achievements.tsx";
import { useCelebration } from "./use-celebration.ts";
import { WatchRun } from "./watch-run.tsx";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { db, viewer, now } = context;
  return {
    ...(await unwrap(request, context, resultPage(db, viewer, params.id ?? "", now))),
    viewer: viewer?.username ?? null,
    today: now.toISOString().slice(0, 10),
    origin: new URL(request.url).origin,
  };
}

export const links: LinksFunction = () => [
  { rel: "stylesheet", href: gameStyles },
  { rel: "stylesheet", href: styles },
];

/** The page names its own preview image in `meta`. */
export const handle = { card: "own" };

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  if (!data) return [{ title: "Result · Pro Dev" }];
  const { result, challenge, origin } = data;
  const { final_score, user, session, standard_wpm, key_accuracy } = result;
  const language = LANGUAGE_NAMES[session.language];
  // The preview of a voided run shows neither its score nor its image.
  if (result.status === "VOIDED") {
    const title = `A voided run, ${language} · Pro Dev`;
    return [
      ...pageMeta(title, "A moderator took this run off the record. It counts for nothing."),
      { property: "og:image", content: `${origin}/share.png` },
    ];
  }
  // Several players may have the same display name.
  const player = `${user.display_name} (@${user.username})`;
  const sequel = challenge?.sealed
    ? "Watch it, or race it, once today’s challenge is over."
    : "Watch every key of the run, or race it.";
  const caption = `${whole(final_score)} points by ${player}, ${language}`;
  // Old runs may have neither figure.
  const speed = standard_wpm === null ? "" : ` at ${whole(standard_wpm)} words a minute`;
  const share = key_accuracy === null ? "" : `, ${percent(key_accuracy)} of the keys right`;
  return [
    ...pageMeta(
      `${whole(final_score)} by ${player}, ${language} · Pro Dev`,
      `${player} typed ${language}${speed}${share}. ${sequel}`,
    ),
    { property: "og:image", content: `${origin}/results/${result.id}/share.png` },
    { property: "og:image:type", content: "image/png" },
    { property: "og:image:alt", content: `${caption}${speed}` },
  ];
};

/** What the game page passes on when a run has ended, as the location's state. */
export interface RunEndState {
  new_best?: boolean;
  rank?: number | null;
  /** How many achievements it unlocked; null if the player turned these notices off. */
  achievements?: number | null;
}

/** Returns what was played, for the text to share. */
function shareSubject(session: ResultWithPlayer["session"]): string {
  const language = LANGUAGE_NAMES[session.language];
  if (session.mode === "daily") return `daily · ${sessionDay(session)} · ${language}`;
  return `· ${language}, ${DIFFICULTY_NAMES[session.difficulty].toLowerCase()}`;
}

export default function ResultPage() {
  const { result, comparison, standing, analysis, challenge, viewer, today, origin } =
    useLoaderData<typeof loader>();
  const { user, session } = result;
  const sealed = challenge?.sealed ?? false;
  const runEnd = (useLocation().state ?? {}) as RunEndState;
  useCelebration(runEnd.new_best === true || (runEnd.achievements ?? 0) > 0);
  const voided = result.status === "VOIDED";
  const isPublic = !voided && result.status !== "PENDING";
  const plan = `${LANGUAGE_NAMES[session.language]}, ${DIFFICULTY_NAMES[session.difficulty].toLowerCase()}`;
  return (
    <main className="column result-page">
      <header className="result-head">
        <p className="font-mono text-sm text-dim">
          <span className="font-bold text-text">{user.display_name}</span>{" "}
          <Link to={`/u/${user.username}`} className="link">
            @{user.username}
          </Link>{" "}
          · {plan} ·{" "}
          <time className="whitespace-nowrap" dateTime={result.ended_at}>
            {exactly(result.ended_at)}
          </time>
        </p>
        {voided && <StatusCard result={result} />}
        <h1 className="flex flex-wrap items-baseline gap-x-5 gap-y-2">
          <span className={voided ? "result-score result-score-void" : "result-score"}>
            {whole(result.final_score)}
          </span>
          <span className="text-xl font-medium text-dim">points</span>
        </h1>
        {result.standard_wpm !== null && (
          <p className="flex flex-wrap gap-x-5 font-mono text-xl text-dim">
            <span>
              <strong className="text-text">{whole(result.standard_wpm)}</strong> wpm
            </span>
            <span>
              <strong className="text-text">{orUnknown(result.key_accuracy, percent)}</strong>{" "}
              accuracy
            </span>
          </p>
        )}
        <p className="flex flex-wrap items-baseline gap-x-5 gap-y-2 font-mono text-sm">
          <span>
            {session.outcome === "defeat" ? "Production went down" : "Left the branch"} after{" "}
            {result.waves_completed} {plural(result.waves_completed, "wave")}
          </span>
          <ModeLine session={session} />
          {!voided && <StatusBadge run={result} explainedAt={STATUS_TITLE} />}
          {runEnd.new_best && <strong className="text-mint">★ New best</strong>}
          {typeof runEnd.rank === "number" && (
            <span>You are #{whole(runEnd.rank)} of all time</span>
          )}
        </p>
      </header>
      <NextSteps {...{ result, viewer, today, sealed }} />
      {runEnd.achievements !== null && <UnlockedAchievements achievements={result.achievements} />}
      <WatchRun key={result.id} {...{ result, challenge }} signedIn={viewer !== null} />
      {analysis && <PaceChart key={result.id} pace={analysis.pace} />}
      {analysis?.advice && <RunAdviceList advice={analysis.advice} />}
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
        <div className="grid gap-6">
          <ScoreBreakdown result={result} />
          {isPublic && (
            <div className="card">
              <Share
                text={shareText(shareSubject(session), { ...result, score: result.final_score })}
                url={`${origin}/results/${result.id}`}
              />
            </div>
          )}
        </div>
        <div className="grid gap-6">
          <Comparison
            page={{ result, comparison, standing }}
            own={viewer === result.user.username}
          />
          <ResultStatistics result={result} />
          {!voided && <StatusCard result={result} />}
        </div>
      </div>
      {analysis && !sealed && <ErrorHeatmap analysis={analysis} language={session.language} />}
    </main>
  );
}
