/**
 * Verification of finished runs: replays the key log, and compares the replay with the client's claims and
 * with the time that has passed (docs/decisions/0005-replay-decides.md).
 */
import type { EndRequest } from "../../contracts/game.ts";
import { isRankedMode, isTooShort } from "../../contracts/ranking.ts";
import type { Engine } from "../../engine/engine.ts";
import { MAX_KEYS_PER_SECOND, MAX_UNFLAGGED_KEYS_PER_10_SECONDS } from "../../engine/limits.ts";
import type { Plan } from "../../engine/plan.ts";
import { type KeyPress, replayRun } from "../../engine/replay.ts";
import type { Score } from "../../engine/score.ts";
import { DomainError } from "../errors.ts";

/** How far the client's clock may be ahead of the database's, in milliseconds. */
export const AHEAD_MS = 2_000;
/** A run that comes in later than this many milliseconds is flagged. Slow uploads need some time. */
const LATE_MS = 10_000;

export interface VerifiedRun {
  score: Score;
  keys: { correct: number; incorrect: number };
  status: "VERIFIED" | "FLAGGED" | "UNRANKED";
  /** The reasons for a moderator to look at the run: `late`, `speed`. */
  flags: string[];
}

/** Returns the error of a log that is rejected, with the field and the reason. */
export const rejected = (path: string, message: string) =>
  new DomainError("log_rejected", message, { errors: [{ path, message }] });

/** Returns the most keys in any `window` milliseconds. */
function densest(keys: readonly KeyPress[], window: number): number {
  let most = 0;
  let from = 0;
  keys.forEach(([t], to) => {
    while (t - (keys[from]?.[0] ?? t) >= window) from += 1;
    most = Math.max(most, to - from + 1);
  });
  return most;
}

/**
 * Returns the server's own numbers for a run.
 *
 * @param engine of the version that the run began under
 * @param elapsed milliseconds on the database's clock since the session started
 * @throws `log_rejected` naming the field and the reason
 */
export function verify(
  engine: Engine,
  plan: Plan,
  request: Omit<EndRequest, "session_token">,
  elapsed: number,
): VerifiedRun {
  const { key_sequence: keys, ended_at_ms: endedAt, outcome } = request;
  const last = keys.at(-1)?.[0] ?? 0;
  if (last > endedAt) throw rejected("ended_at_ms", "The run ends before its last key");
  if (endedAt > elapsed + AHEAD_MS) {
    throw rejected("ended_at_ms", "The run took longer than the time since its start");
  }
  if (densest(keys, 1_000) > MAX_KEYS_PER_SECOND) {
    throw rejected("key_sequence", `More than ${MAX_KEYS_PER_SECOND} keys in one second`);
  }

  const state = replayRun(engine, { plan, keys, outcome, endedAt });
  if (!state.over) throw rejected("outcome", "Production still stands at that time");
  if (state.over.outcome !== outcome) throw rejected("outcome", "Production fell before that time");
  if (state.over.at !== endedAt)
    throw rejected("ended_at_ms", `The run ended at ${state.over.at} ms`);

  const flags: string[] = [];
  if (elapsed - endedAt > LATE_MS) flags.push("late");
  if (densest(keys, 10_000) > MAX_UNFLAGGED_KEYS_PER_10_SECONDS) flags.push("speed");
  const score = engine.scoreOf(state);
  const counts = isRankedMode(plan.mode) && !isTooShort(score);
  return {
    score,
    keys: { correct: state.correct_keys, incorrect: state.incorrect_keys },
    status: !counts ? "UNRANKED" : flags.length > 0 ? "FLAGGED" : "VERIFIED",
    flags,
  };
}
