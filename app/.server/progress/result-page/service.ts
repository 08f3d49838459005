/** The page of a result, and its image. */
import type { ResultWithPlayer } from "../../../contracts/game.ts";
import { isTooShort } from "../../../contracts/ranking.ts";
import type { ErrorFocus, ResultPage } from "../../../contracts/result-page.ts";
import { type Analysis, analyse } from "../../../engine/analysis/analysis.ts";
import { ENGINES, engineOf } from "../../../engine/index.ts";
import type { Caller } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { uuidOrNull } from "../../db/rows.ts";
import { untilTomorrow } from "../../db/time.ts";
import { DomainError } from "../../errors.ts";
import { withSession } from "../../games/results/queries.ts";
import { planOf } from "../../games/sessions/plan.ts";
import { unpackKeys } from "../../practice/key-log.ts";
import { betterDifficulty } from "./better-difficulty.ts";
import { errorFocusOf } from "./error-focus.ts";
import { findResultPage, findSharedResult, type PlayedRow } from "./queries.ts";
import { raceOf } from "./race.ts";

/** The number of earlier results that a result is compared with. */
const BEFORE = 100;

const noResult = () => new DomainError("not_found", "There is no such result");

/** Returns the result of a row, without what it takes to run it again. */
function resultOf(row: PlayedRow): ResultWithPlayer {
  const {
    seed: _seed,
    engine_version: _engineVersion,
    ended_at_ms: _endedAtMs,
    key_sequence: _keys,
    snippets: _snippets,
    username,
    display_name,
    ...result
  } = row;
  return { ...withSession(result), user: { username, display_name } };
}

interface AnalysedRun {
  analysis: Analysis;
  errorFocus: ErrorFocus | null;
}

/**
 * Returns the analysis of a run by its own version of the engine; null without a log or with an unknown version.
 *
 * @param withFocus whether to look for the kind of token in which errors gathered, which only the run's player is told
 */
async function analysedRun(
  row: PlayedRow,
  withFocus: boolean,
  engines = ENGINES,
): Promise<AnalysedRun | null> {
  const engine = row.key_sequence && (await engineOf(row.engine_version, engines));
  if (!row.key_sequence || !engine) return null;
  const plan = planOf(row);
  const keys = unpackKeys(row.key_sequence);
  const focus = withFocus ? errorFocusOf(plan) : undefined;
  const run = { plan, keys, outcome: row.outcome, endedAt: row.ended_at_ms };
  const analysis = analyse(engine, run, focus?.add);
  return { analysis, errorFocus: focus?.found() ?? null };
}

/** Returns the figures of an analysis without what they were typed in. */
const withoutCode = (analysis: Analysis): Analysis => ({ ...analysis, snippets: [], keys: [] });

/**
 * Returns a result with its analysis and comparisons.
 *
 * @param now decides which day's challenge is today's
 * @throws `not_found`, also for one that `viewer` may not see
 */
export async function resultPage(
  db: Db,
  viewer: Caller | undefined,
  resultId: string,
  now = new Date(),
  engines = ENGINES,
): Promise<ResultPage> {
  const { day, ends_at } = untilTomorrow(now);
  const row = uuidOrNull(resultId)
    ? await findResultPage(db, resultId, BEFORE, { caller: viewer, day })
    : undefined;
  if (!row) throw noResult();
  const { comparison, standing, of_today, sealed, rival, own_text, ...played } = row;
  const isOwn = viewer?.id === played.user_id;
  const analysed = await analysedRun(played, isOwn, engines);
  const analysis = analysed?.analysis ?? null;
  // An own text has as much of each kind of code as it has: its speed says nothing of other plans.
  const wpm = isTooShort(played) || played.mode === "own" ? null : played.standard_wpm;
  return {
    result: resultOf(played),
    race: rival && (await raceOf(played, rival)),
    better_difficulty: wpm === null ? null : betterDifficulty(played.difficulty, wpm),
    own_text,
    comparison,
    standing,
    analysis: sealed && analysis ? withoutCode(analysis) : analysis,
    error_focus: analysed?.errorFocus ?? null,
    challenge: of_today ? { sealed, ends_at } : null,
  };
}

export interface SharedResult {
  result: ResultWithPlayer;
  /** Plays the log again. A function, because an image that is cached does not need it. */
  analysis(): Promise<Analysis | null>;
}

/** Returns what the image of a result shows. @throws `not_found`, also for a VOIDED or PENDING result */
export async function sharedResult(db: Db, resultId: string): Promise<SharedResult> {
  const row = uuidOrNull(resultId) ? await findSharedResult(db, resultId) : undefined;
  if (!row) throw noResult();
  return {
    result: resultOf(row),
    analysis: async () => (await analysedRun(row, false))?.analysis ?? null,
  };
}
