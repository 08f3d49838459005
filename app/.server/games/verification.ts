/**
 * Verification of finished runs: replays the key log, and compares the replay with the client's claims and
 * with the time that has passed (docs/decisions/0005-replay-decides.md). The same replay gives the evidence by which
 * the run is judged (docs/decisions/0036-plausibility.md).
 */
import type { Evidence } from "../../contracts/evidence.ts";
import type { EndRequest } from "../../contracts/game.ts";
import { isRankedMode, isTooShort } from "../../contracts/ranking.ts";
import type { Engine } from "../../engine/engine.ts";
import type { KeystrokeSums } from "../../engine/keystrokes/sums.ts";
import { isRace } from "../../engine/limits.ts";
import type { Plan } from "../../engine/plan.ts";
import { replayRun } from "../../engine/replay.ts";
import type { Score } from "../../engine/score.ts";
import type { KeyCounts } from "../../engine/typing-speed.ts";
import { checkTimes, rejected } from "../practice/log-checks.ts";
import { countKeystrokes } from "./keystrokes/count.ts";
import { collectEvidence, type Known } from "./plausibility/evidence.ts";
import { keptPace } from "./plausibility/lateness.ts";
import { fingerprintOf, likenessOf } from "./plausibility/likeness.ts";
import { judge } from "./plausibility/rules.ts";

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
  /** What it adds to the player's statistics of keys. */
  keystrokes: KeystrokeSums;
}

/** True for the plans that more than one player has. */
const isSharedPlan = ({ mode }: Plan) =>
  mode === "daily" || mode === "daily_practice" || mode === "rematch" || isRace(mode);

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
  checkTimes(request, known.elapsed);

  const collector = collectEvidence();
  const counter = countKeystrokes(engine, plan);
  const run = { plan, keys, outcome, endedAt };
  const state = replayRun(engine, run, (...moment) => {
    collector.visit(...moment);
    counter.visit(...moment);
  });
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
  const off_boards = !keptPace(known, { firstKeyAt: keys[0]?.[0] ?? 0, endedAt });
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
    keystrokes: counter.sums,
  };
}
