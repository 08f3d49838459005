/**
 * The referee of one racer: plays the racer's run from the keys that arrive, by the rules of the plan's version.
 * The log's own times count as long as arrival confirms them (`lag.ts`). Nothing here reads a clock: `arrival` is the
 * server's time since the race's start.
 */
import type { Batch } from "../../../contracts/race-protocol.ts";
import type { Engine } from "../../../engine/engine.ts";
import { MAX_KEYS_PER_SECOND, RACE_MS } from "../../../engine/limits.ts";
import type { Plan } from "../../../engine/plan.ts";
import type { KeyPress } from "../../../engine/replay.ts";
import type { GameEvent, State } from "../../../engine/state.ts";
import { allowedLag, freshLag, type Lag, type LagLimits, lagAfter } from "./lag.ts";

/** A batch as it counts, of which the run can be rebuilt. */
export interface CountedBatch {
  seq: number;
  keys: KeyPress[];
  /** Until when the run was decided by this batch. */
  until: number;
  quit: boolean;
  lag: Lag;
}

export interface Run {
  engine: Engine;
  state: State;
  keys: KeyPress[];
  /** The number of the last batch. */
  seq: number;
  lag: Lag;
  /** What happened since the standings were sent. */
  events: GameEvent[];
  /** When the run ends if nothing comes after the batch `seq`, once somebody wanted to know. */
  idle?: { seq: number; end: number };
}

export const startRun = (engine: Engine, plan: Plan, limits: LagLimits): Run => ({
  engine,
  state: engine.start(plan),
  keys: [],
  seq: 0,
  lag: freshLag(limits),
  events: [],
});

/** Applies a batch whose keys have the times that count. Keys after the run's end are left out. */
function apply(run: Run, { seq, keys, until, quit, lag }: CountedBatch): KeyPress[] {
  const { engine, state, events } = run;
  const counted: KeyPress[] = [];
  for (const [t, key] of keys) {
    engine.advance(state, t, events);
    if (state.over) break;
    engine.press(state, key, t, events);
    counted.push([t, key]);
  }
  if (quit) engine.quit(state, until, events);
  else engine.advance(state, until, events);
  run.keys.push(...counted);
  run.seq = seq;
  run.lag = lag;
  return counted;
}

/** Returns a run as it was after its stored batches. */
export function resumeRun(
  engine: Engine,
  plan: Plan,
  limits: LagLimits,
  batches: readonly CountedBatch[],
): Run {
  const run = startRun(engine, plan, limits);
  for (const batch of batches) apply(run, batch);
  run.events = [];
  return run;
}

/** Returns whether another key at `t` would be one too many within a second of `keys`. */
function isTooDense(earlier: readonly KeyPress[], keys: readonly KeyPress[], t: number): boolean {
  const back = MAX_KEYS_PER_SECOND - keys.length;
  const first = back > 0 ? earlier.at(-back) : keys.at(-MAX_KEYS_PER_SECOND);
  return first !== undefined && t - first[0] < 1_000;
}

/** True for times that never decrease and do not pass the batch's own. */
export function isOrdered({ keys, until }: Batch): boolean {
  return keys.every(([t], i) => t >= (keys[i - 1]?.[0] ?? 0) && t <= until);
}

/**
 * Takes the next batch of a racer. Its keys count
 * - at their own times, while none lies in the future and the batch is not later than allowed,
 * - otherwise all of them later by what is missing, so that their rhythm stays, but never later than they arrived,
 * - never before what is decided already,
 * - and never more than 40 in a second: those beyond are lost.
 *
 * @param batch ordered, and with the number after the last batch's
 * @returns the batch as it counts
 */
export function receiveBatch(
  run: Run,
  batch: Batch,
  arrival: number,
  limits: LagLimits,
): CountedBatch {
  const now = Math.floor(arrival);
  const oldest = now - allowedLag(run.lag, limits, now);
  const shift = Math.max(0, oldest - batch.until);
  const earliest = Math.max(run.state.now, oldest - limits.wait_ms);
  const timeOf = (t: number) => Math.max(earliest, Math.min(t + shift, now));
  const keys: KeyPress[] = [];
  for (const [t, key] of batch.keys) {
    const at = timeOf(t);
    if (!isTooDense(run.keys, keys, at)) keys.push([at, key]);
  }
  const until = timeOf(batch.until);
  const counted = {
    seq: batch.seq,
    keys,
    until,
    quit: batch.quit === true,
    lag: lagAfter(run.lag, limits, now, now - (batch.keys[0]?.[0] ?? batch.until)),
  };
  return { ...counted, keys: apply(run, counted) };
}

/** Lets a run go on without keys until no key can come for that time any more. */
export function settleRun(run: Run, arrival: number, limits: LagLimits): void {
  const now = Math.floor(arrival);
  const oldest = now - allowedLag(run.lag, limits, now) - limits.wait_ms;
  run.engine.advance(run.state, oldest, run.events);
}

/** Returns when a run ends if no more keys come, in milliseconds since the start. Computed once for each batch. */
export function endWithoutKeys(run: Run): number {
  if (run.idle?.seq !== run.seq) {
    const ahead = structuredClone(run.state);
    run.engine.advance(ahead, RACE_MS);
    run.idle = { seq: run.seq, end: ahead.over?.at ?? RACE_MS };
  }
  return run.idle.end;
}

/** Returns how a run ended; undefined while it goes on. */
export const endOfRun = ({ state }: Run): State["over"] => state.over;
