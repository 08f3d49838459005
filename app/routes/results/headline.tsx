/** The head of a result: whose run it was, its score, and the figures that people compare. */
import { Link } from "@remix-run/react";
import type { ResultWithPlayer } from "../../contracts/game.ts";
import type { ResultPage } from "../../contracts/result-page.ts";
import { sumText } from "../../ui/runs/score-sum.tsx";
import { DIFFICULTY_NAMES, LANGUAGE_NAMES } from "../../ui/text/enum-names.ts";
import { clock, exactly, orUnknown, percent, whole } from "../../ui/text/format.ts";
import { plural } from "../../ui/text/plural.ts";
import { wavesSurvivedText } from "../../ui/text/waves-survived.ts";
import { StatusBadge } from "../shared/status-badge.tsx";
import { ModeLine } from "./mode-line.tsx";
import { SCORE_SUM } from "./score-breakdown.tsx";
import { STATUS_TITLE, StatusCard } from "./status-card.tsx";

/** What the game page passes on when a run has ended, as the location's state. */
export interface RunEndState {
  new_best?: boolean;
  rank?: number | null;
  /** How many achievements it unlocked; null if the player turned these notices off. */
  achievements?: number | null;
}

function Figures({ result }: { result: ResultWithPlayer }) {
  const figures = [
    ["WPM", orUnknown(result.standard_wpm, whole)],
    ["Accuracy", orUnknown(result.key_accuracy, percent)],
    ["Longest combo", whole(result.max_combo)],
    ["Time", clock(result.playtime_seconds * 1_000)],
  ];
  return (
    <dl className="result-figures" translate="no">
      {figures.map(([name, figure]) => (
        <div key={name}>
          <dt translate="yes">{name}</dt>
          <dd>{figure}</dd>
        </div>
      ))}
    </dl>
  );
}

interface Props {
  result: ResultWithPlayer;
  runEnd: RunEndState;
  /** Whether it can be raced by the visitor, who is not its player; and whether they are nobody's account yet. */
  isChallenge: boolean;
  isGuest: boolean;
  text: ResultPage["own_text"];
}

export function Headline({ result, runEnd, isChallenge, isGuest, text }: Props) {
  const { user, session } = result;
  const voided = result.status === "VOIDED";
  // These two statuses say that the figures do not count, or not yet.
  const isExplainedFirst = voided || result.status === "PENDING";
  const plan = `${LANGUAGE_NAMES[session.language]}, ${DIFFICULTY_NAMES[session.difficulty].toLowerCase()}`;
  return (
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
      {isExplainedFirst && <StatusCard result={result} />}
      {isChallenge && (
        <div className="grid gap-2">
          {isGuest && (
            <p className="text-dim">
              Pro Dev is a typing game: bugs walk towards production, and typing the code that one
              carries fixes it.
            </p>
          )}
          <p className="text-lg">Type the same code, and make more points than this run.</p>
          <p className="text-dim">
            A race against a ghost is for the fun and the verdict: it counts for no board.
          </p>
        </div>
      )}
      <div className="result-top">
        <h1 className="flex flex-wrap items-baseline gap-x-5 gap-y-2">
          <span className={voided ? "result-score result-score-void" : "result-score"}>
            {whole(result.final_score)}
          </span>
          <span className="text-xl font-medium text-dim">points</span>
        </h1>
        <Figures result={result} />
      </div>
      {!voided && (
        <p className="sum-line">
          <a className="link" href={`#${SCORE_SUM}`} translate="no">
            {sumText(result)}
          </a>
        </p>
      )}
      <p className="flex flex-wrap items-baseline gap-x-5 gap-y-2 font-mono text-sm">
        <span>
          {session.outcome === "defeat" ? "Production went down" : "Left the branch"} ·{" "}
          {wavesSurvivedText(result.waves_completed)}
        </span>
        <ModeLine session={session} text={text} />
        {!voided && <StatusBadge run={result} explainedAt={STATUS_TITLE} />}
        {runEnd.new_best && <strong className="text-mint">★ New best</strong>}
        {(runEnd.achievements ?? 0) > 0 && (
          <a href="#unlocked" className="link">
            ★ {runEnd.achievements} {plural(runEnd.achievements ?? 0, "achievement")}
          </a>
        )}
        {typeof runEnd.rank === "number" && (
          <Link to="/leaderboard?difficulty=all" className="link">
            #{whole(runEnd.rank)} of all time, all languages and difficulties
          </Link>
        )}
      </p>
    </header>
  );
}
