/**
 * Verification of finished runs: replays the key log, and compares the replay with the client's claims and
 * with the time that has passed (docs/decisions/0005-replay-decides.md). The same replay gives the evidence by which
 * the run is judged (docs/decisions/0036-plausibility.md).
 */
import type { Evidence } from "../../contracts/evidence.ts";
import type { EndRequest } from "../../contracts/game.ts";
import { isRankedMode, isTooShort } from "../../contracts/ranking.ts";
import type { Engine } from "../../engine/engine.ts";
import { MAX_KEYS_PER_SECOND } from "../../engine/limits.ts";
import type { Plan } from "../../engine/plan.ts";
import { replayRun } from "../../engine/replay.ts";
import type { Score } from "../../engine/score.ts";
import type { KeyCounts } from "../../engine/typing-speed.ts";
import { DomainError } from "../errors.ts";
import { collectEvidence, type Known } from "./plausibility/evidence.ts";
import { densest } from "./plausibility/gap-statistics.ts";
import { keptPace } from "./plausibility/lateness.ts";
import { fingerprintOf, likenessOf } from "./plausibility/likeness.ts";
import { judge } from "./plausibility/rules.ts";

/** How far the client's clock may be ahead of the database's, in milliseconds. */
export const AHEAD_MS = 2_000;

/** What the server knows of a run besides its log. */
export interface KnownOfRun extends Known {
  /** Milliseconds on the database's clock from the start of the session until the log came in. */
  elapsed: number;
  /** The fingerprints of other runs of the plan, in base64. */
  others?: readonly string[];
}

export interface VerifiedRun {
  score: Score;
  keys: KeyCounts;
  status: "VERIFIED" | "FLAGGED" | "UNRANKED";
  /** The rules that fired, for moderators; `late` for a run that is kept off the boards. */
  flags: string[];
  /** Whether a moderator alone may release a FLAGGED run. */
  implausible: boolean;
  /** Whether the run counts for statistics only, because it came in late and nothing vouches for its clock. */
  off_boards: boolean;
  evidence: Evidence;
  /** The rhythm of a run whose plan others play, too. */
  fingerprint: Uint8Array | null;
}

/** Returns the error of a log that is rejected, with the field and the reason. */
export const rejected = (path: string, message: string) =>
  new DomainError("log_rejected", message, { errors: [{ path, message }] });

/** True for the plans that more than one player has. */
const isSharedPlan = ({ mode }: Plan) =>
  mode === "daily" || mode === "daily_practice" || mode === "rematch";

const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0));

/**
 * Returns the server's own numbers for a run, and its judgement.
 *
 * @param engine of the version that the run began under
 * @throws `log_rejected` naming the field and the reason
 */
export function verify(
  engine: Engine,
  plan: Plan,
  request: Omit<EndRequest, "session_token">,
  known: KnownOfRun,
): VerifiedRun {
  const { key_sequence: keys, ended_at_ms: endedAt, outcome } = request;
  const times = keys.map(([t]) => t);
  if ((times.at(-1) ?? 0) > endedAt) {
    throw rejected("ended_at_ms", "The run ends before its last key");
  }
  if (endedAt > known.elapsed + AHEAD_MS) {
    throw rejected("ended_at_ms", "The run took longer than the time since its start");
  }
  if (densest(times, 1_000) > MAX_KEYS_PER_SECOND) {
    throw rejected("key_sequence", `More than ${MAX_KEYS_PER_SECOND} keys in one second`);
  }

  const collector = collectEvidence();
  const run = { plan, keys, outcome, endedAt };
  const state = replayRun(engine, run, collector.visit);
  if (!state.over) throw rejected("outcome", "Production still stands at that time");
  if (state.over.outcome !== outcome) throw rejected("outcome", "Production fell before that time");
  if (state.over.at !== endedAt)
    throw rejected("ended_at_ms", `The run ended at ${state.over.at} ms`);

  const evidence = collector.finish(endedAt, known);
  const fingerprint = isSharedPlan(plan) ? fingerprintOf(engine, run) : null;
  const { verdict, fired } = judge(evidence);
  const isCopy =
    fingerprint !== null &&
    (known.others ?? []).some((other) => likenessOf(fingerprint, bytesOf(other)).alike);
  const off_boards = !keptPace(known, { firstKeyAt: times[0] ?? 0, endedAt });
  const flags = [...fired, ...(isCopy ? ["copy"] : []), ...(off_boards ? ["late"] : [])];
  const score = engine.scoreOf(state);
  const counts = isRankedMode(plan.mode) && !isTooShort(score);
  const isSuspect = isCopy || verdict !== "clean";
  return {
    score,
    keys: { correct_keys: state.correct_keys, incorrect_keys: state.incorrect_keys },
    status: !counts ? "UNRANKED" : isSuspect ? "FLAGGED" : "VERIFIED",
    flags,
    implausible: isCopy || verdict === "implausible",
    off_boards,
    evidence,
    fingerprint,
  };
}
