/** Replays runs from their plans and keys. All code that reads a key log uses these functions. */
import type { Engine } from "./engine.ts";
import type { Plan } from "./plan.ts";
import type { GameEvent, Outcome, State } from "./state.ts";

/** `[t, key]`: whole milliseconds since the start, and the pressed key. */
export type KeyPress = [t: number, key: string];

/** A whole run: its plan, its keys, and its end as the client reports it. */
export interface RecordedRun {
  plan: Plan;
  keys: readonly KeyPress[];
  outcome: Outcome;
  endedAt: number;
}

/**
 * Is called after each moment at which something happened without a key, after each key, and after the end.
 *
 * @param events what happened since the previous call
 * @param key the pressed key; undefined for a call that follows no key
 */
export type Visitor = (state: State, events: GameEvent[], key?: string) => void;

/** The present position of a replay. */
export interface Position {
  state: State;
  /** The index of the next key. */
  next: number;
}

const startOf = (engine: Engine, plan: Plan): Position => ({ state: engine.start(plan), next: 0 });

/**
 * Lets time pass until `t` and stops at each moment at which something happens, so that the visitor sees every
 * bug before it can disappear.
 */
function advanceTo(engine: Engine, state: State, t: number, visit: Visitor): void {
  // The engine treats a time that is not a finite number as the current time.
  if (!Number.isFinite(t)) return;
  for (let at = engine.nextMoment(state); at <= t; at = engine.nextMoment(state)) {
    const events: GameEvent[] = [];
    engine.advance(state, at, events);
    visit(state, events);
    // No engine advances beyond its longest run; without this check the loop would then never end.
    if (state.now < at) return;
  }
}

/**
 * Presses the keys until `t`. Keys after the run's end change nothing; malformed entries are skipped.
 * Without a visitor no events are collected, so that verifying a run costs no more than its rules.
 */
function pressTo(
  engine: Engine,
  keys: readonly KeyPress[],
  position: Position,
  t: number,
  visit?: Visitor,
): void {
  const { state } = position;
  for (; position.next < keys.length; position.next += 1) {
    const entry = keys[position.next];
    if (!Array.isArray(entry) || typeof entry[1] !== "string") continue;
    const [at, key] = entry;
    if (at > t) return;
    if (visit) {
      advanceTo(engine, state, at, visit);
      const events: GameEvent[] = [];
      engine.press(state, key, at, events);
      visit(state, events, key);
    } else {
      engine.press(state, key, at);
    }
  }
}

/** Replays `run` from `position` until `t`, including its end if that is not later. */
export function replayTo(
  engine: Engine,
  run: RecordedRun,
  position: Position,
  t: number,
  visit?: Visitor,
): void {
  const { keys, outcome, endedAt } = run;
  const { state } = position;
  pressTo(engine, keys, position, t, visit);
  const ends = !(t < endedAt);
  const until = ends ? endedAt : t;
  if (visit) advanceTo(engine, state, until, visit);
  const events: GameEvent[] | undefined = visit && [];
  if (ends && outcome === "quit") engine.quit(state, until, events);
  else engine.advance(state, until, events);
  if (events) visit?.(state, events);
}

/** Replays a whole run. Returns the state at its end. */
export function replayRun(engine: Engine, run: RecordedRun, visit?: Visitor): State {
  const position = startOf(engine, run.plan);
  replayTo(engine, run, position, Number.POSITIVE_INFINITY, visit);
  return position.state;
}

/** Replays a log of a run whose end is unknown. Returns the state after its last key. */
export function replayKeys(engine: Engine, plan: Plan, keys: readonly KeyPress[]): State {
  const position = startOf(engine, plan);
  pressTo(engine, keys, position, Number.POSITIVE_INFINITY);
  return position.state;
}
