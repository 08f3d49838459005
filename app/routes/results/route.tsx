import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { useLoaderData, useLocation } from "@remix-run/react";
import { resultPage } from "../../.server/progress/result-page/service.ts";
import gameStyles from "../../styles/game.css?url";
import styles from "../../styles/result.css?url";
import { ErrorHeatmap } from "../../ui/runs/error-heatmap.tsx";
import { Outages } from "../../ui/runs/outages.tsx";
import { PaceChart } from "../../ui/runs/pace-chart.tsx";
import { RunAdviceList } from "../../ui/runs/run-advice.tsx";
import { LANGUAGE_NAMES } from "../../ui/text/enum-names.ts";
import { percent, whole } from "../../ui/text/format.ts";
import { pageMeta } from "../shared/meta.ts";
import { unwrap } from "../shared/responses.ts";
import { WatchRun } from "../shared/run/watch-run.tsx";
import { ActBar } from "./act-bar.tsx";
import { Comparison } from "./comparison.tsx";
import { ErrorFocusCard } from "./error-focus.tsx";
import { Headline, type RunEndState } from "./headline.tsx";
import { RaceCard } from "./race-card.tsx";
import { ScoreBreakdown } from "./score-breakdown.tsx";
import { ResultStatistics } from "./statistics.tsx";
import { StatusCard } from "./status-card.tsx";
import { UnlockedAchievements } from "./unlocked-achievements.tsx";
import { useCelebration } from "./use-celebration.ts";
import { WhatNext } from "./what-next.tsx";

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
  // Only its player gets here, and nothing of it is to be shared.
  if (session.mode === "own") return [{ title: `${whole(final_score)} on an own text · Pro Dev` }];
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
    : "Watch every key of the run, or race it: no account needed.";
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

export default function ResultPage() {
  const { viewer, today, origin, ...page } = useLoaderData<typeof loader>();
  const { result, race, comparison, standing, analysis, challenge, error_focus } = page;
  const { own_text: text } = page;
  const { user, session } = result;
  const own = viewer === user.username;
  const sealed = challenge?.sealed ?? false;
  const voided = result.status === "VOIDED";
  const runEnd = (useLocation().state ?? {}) as RunEndState;
  useCelebration(runEnd.new_best === true || (runEnd.achievements ?? 0) > 0);
  return (
    <main className="column result-page">
      <Headline
        result={result}
        runEnd={runEnd}
        isChallenge={!own && !sealed && !voided}
        isGuest={viewer === null}
        text={text}
      />
      {race && !voided && <RaceCard race={race} player={user.username} viewer={viewer} />}
      {analysis && <Outages outages={analysis.outages} />}
      {analysis && <PaceChart key={result.id} pace={analysis.pace} />}
      {analysis && !sealed && <ErrorHeatmap analysis={analysis} language={session.language} />}
      {error_focus && <ErrorFocusCard focus={error_focus} language={session.language} />}
      {analysis?.advice && <RunAdviceList advice={analysis.advice} outages={analysis.outages} />}
      {own && runEnd.achievements !== null && (
        <UnlockedAchievements achievements={result.achievements} />
      )}
      <WatchRun key={`${result.id} replay`} {...{ result, challenge }} signedIn={viewer !== null} />
      <ActBar {...{ result, race, viewer, today, sealed, text }} />
      <WhatNext page={page} viewer={viewer} origin={origin} />
      <section aria-labelledby="details" className="result-details">
        <h2 id="details">In detail</h2>
        <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
          <ScoreBreakdown result={result} />
          <div className="grid gap-6">
            {/* Other runs are of other code. */}
            {session.mode !== "own" && (
              <Comparison page={{ result, comparison, standing }} own={own} />
            )}
            <ResultStatistics result={result} />
            {!voided && result.status !== "PENDING" && <StatusCard result={result} />}
          </div>
        </div>
      </section>
    </main>
  );
}
