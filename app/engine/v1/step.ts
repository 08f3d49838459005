/**
 * The rules. `advance` lets time pass, `press` handles a key, `quit` ends the run. All three change the state
 * in place, because a run of 6,000 keys has to be verified in under 5 ms. They read and change nothing else.
 * They never throw: a time that is not a number or lies in the past counts as the present time, and an unknown
 * key is ignored.
 */
import { type Bug, type GameEvent, type State, targetOf } from "../state.ts";
import { startsLine } from "../tokens.ts";
import { arrivalDamage, BREATHER, shotDamage } from "./balance.ts";
import { hurry, spawn } from "./spawn.ts";
import type { FullState } from "./state.ts";

const NEVER = Number.POSITIVE_INFINITY;
/** The longest time of a run in milliseconds: 24 days, the maximum of the database's INTEGER. */
const LATEST = 2 ** 31 - 1;

function clear(state: FullState): void {
  state.target = null;
  state.typed = 0;
  state.gap = false;
}

function remove(state: FullState, bug: Bug, at: number, events: GameEvent[] | undefined): void {
  state.bugs.splice(state.bugs.indexOf(bug), 1);
  if (state.target === bug.id) clear(state);
  if (state.bugs.length === 0 && state.to_come === 0 && state.integrity > 0) {
    state.waves_completed += 1;
    state.next_spawn_at = at + BREATHER;
    events?.push({ type: "cleared", at, wave: state.wave });
  } else {
    hurry(state, at);
  }
}

function arrive(state: FullState, bug: Bug, events: GameEvent[] | undefined): void {
  const at = bug.arrives_at;
  const damage = Math.min(state.integrity, arrivalDamage(bug.kind, bug.tokens.length - bug.next));
  state.integrity -= damage;
  state.damage_taken += damage;
  state.combo = 0;
  events?.push({ type: "arrival", at, bug: bug.id, lane: bug.lane, kind: bug.kind, damage });
  remove(state, bug, at, events);
  if (state.integrity === 0) {
    state.over = { outcome: "defeat", at };
    clear(state);
    events?.push({ type: "over", at, outcome: "defeat" });
  }
}

function nextArrival({ bugs }: State): Bug | undefined {
  let first: Bug | undefined;
  for (const bug of bugs) if (!first || bug.arrives_at < first.arrives_at) first = bug;
  return first;
}

/** Returns when the next bug arrives or appears; Infinity when the run is over or nothing is scheduled. */
export function nextMoment(state: FullState): number {
  if (state.over) return NEVER;
  return Math.min(nextArrival(state)?.arrives_at ?? NEVER, state.next_spawn_at ?? NEVER);
}

/** Lets time pass until `t`: the bugs that are due by then arrive or appear, in order. */
export function advance(state: FullState, t: number, events?: GameEvent[]): void {
  const until = Number.isFinite(t)
    ? Math.min(Math.max(state.now, Math.floor(t)), LATEST)
    : state.now;
  while (!state.over) {
    const first = nextArrival(state);
    const arrival = first?.arrives_at ?? NEVER;
    const appearance = state.next_spawn_at ?? NEVER;
    if (Math.min(arrival, appearance) > until) break;
    if (first && arrival <= appearance) arrive(state, first, events);
    else spawn(state, appearance, events);
  }
  state.now = state.over ? state.over.at : until;
}

/** Returns the bugs from the nearest to the farthest; of two at the same distance the older one first. */
export function byDistance(state: State): Bug[] {
  const { now } = state;
  // Compares the fractions left/whole by cross-multiplication: whole numbers give the same in every runtime.
  return [...state.bugs].sort(
    (a, b) =>
      (a.arrives_at - now) * (b.arrives_at - b.spawned_at) -
        (b.arrives_at - now) * (a.arrives_at - a.spawned_at) || a.id - b.id,
  );
}

function release(state: FullState, events: GameEvent[] | undefined): void {
  if (state.target === null) return;
  events?.push({ type: "release", at: state.now, bug: state.target });
  clear(state);
}

function lock(state: FullState, bug: Bug, events: GameEvent[] | undefined): void {
  state.target = bug.id;
  state.typed = 0;
  state.gap = false;
  events?.push({ type: "lock", at: state.now, bug: bug.id });
}

function lockNext(state: FullState, events: GameEvent[] | undefined): void {
  const order = byDistance(state);
  const current = order.findIndex((bug) => bug.id === state.target);
  const next = order[(current + 1) % order.length];
  if (!next || next.id === state.target) return;
  release(state, events);
  lock(state, next, events);
}

function finishToken(state: FullState, bug: Bug, events: GameEvent[] | undefined): void {
  const length = bug.tokens[bug.next]?.text.length ?? 0;
  const { flawed } = bug;
  if (flawed) {
    state.incorrect_words += 1;
  } else {
    state.correct_words += 1;
    state.combo += 1;
    state.max_combo = Math.max(state.max_combo, state.combo);
  }
  const damage = shotDamage(length, state.combo);
  state.damage_dealt += damage;
  bug.next += 1;
  bug.flawed = false;
  state.typed = 0;
  state.gap = true;
  events?.push({
    type: "shot",
    at: state.now,
    bug: bug.id,
    damage,
    combo: state.combo,
    flawed,
    scored: true,
  });
  if (bug.next === bug.tokens.length) {
    state.kills += 1;
    const { lane, kind } = bug;
    events?.push({ type: "kill", at: state.now, bug: bug.id, lane, kind, scored: true });
    remove(state, bug, state.now, events);
  }
}

/** Returns the key that the locked bug waits for: one character or `Enter`. */
export function expectedKey(state: State, bug: Bug): string {
  if (state.gap) return startsLine(bug.tokens, bug.next) ? "Enter" : " ";
  return bug.tokens[bug.next]?.text[state.typed] ?? "";
}

function miss(state: FullState, bug: Bug | null, events: GameEvent[] | undefined): void {
  state.incorrect_keys += 1;
  state.combo = 0;
  if (bug) bug.flawed = true;
  events?.push({ type: "miss", at: state.now, bug: bug?.id ?? null });
}

function type(state: FullState, key: string, events: GameEvent[] | undefined): void {
  let bug = targetOf(state);
  if (!bug) {
    // Players press Space or Enter between two bugs out of habit, so it is not an error.
    if (state.bugs.length === 0 || key === " " || key === "Enter") return;
    bug = byDistance(state).find(({ tokens, next }) => tokens[next]?.text[0] === key);
    if (!bug) {
      miss(state, null, events);
      return;
    }
    lock(state, bug, events);
  }
  if (key !== expectedKey(state, bug)) {
    miss(state, bug, events);
    return;
  }
  state.correct_keys += 1;
  events?.push({ type: "key", at: state.now, bug: bug.id });
  if (state.gap) {
    state.gap = false;
    return;
  }
  state.typed += 1;
  if (state.typed === bug.tokens[bug.next]?.text.length) finishToken(state, bug, events);
}

/**
 * Lets time pass until `t`, then handles one key.
 *
 * @param key one printable character, or `Enter`, `Tab` (next target), `Escape` (no target)
 */
export function press(state: FullState, key: string, t: number, events?: GameEvent[]): void {
  advance(state, t, events);
  if (state.over) return;
  if (key === "Escape") release(state, events);
  else if (key === "Tab") lockNext(state, events);
  else if (key === "Enter" || (key.length === 1 && key >= " ")) type(state, key, events);
}

/** Ends the run at `t`, unless it ends before. */
export function quit(state: FullState, t: number, events?: GameEvent[]): void {
  advance(state, t, events);
  if (state.over) return;
  state.over = { outcome: "quit", at: state.now };
  clear(state);
  events?.push({ type: "over", at: state.now, outcome: "quit" });
}
