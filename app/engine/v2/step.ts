/**
 * The passing of time. `advance` and `quit` change the state in place, because a run of 6,000 keys has to be verified
 * in under 5 ms. They read and change nothing else. They never throw: a time that is not a number or lies in the past
 * counts as the present time.
 */
import { isRace, RACE_MS } from "../limits.ts";
import type { Bug, GameEvent, Outcome, State } from "../state.ts";
import { arrivalDamage, balanceOf } from "./balance.ts";
import { act, endRace } from "./kinds.ts";
import { wake } from "./powers.ts";
import { hastenSpawn, spawn } from "./spawn.ts";
import type { FullBug, FullState } from "./state.ts";

const NEVER = Number.POSITIVE_INFINITY;
/** The longest time of a run in milliseconds: 24 days, the maximum of the database's INTEGER. */
const LATEST = 2 ** 31 - 1;

/** Leaves the state without a locked bug. */
export function clearTarget(state: FullState): void {
  state.target = null;
  state.typed = 0;
  state.gap = false;
}

/** Takes a bug off the field. Its wave is complete when it was the last one; a bug that returns keeps its wave open. */
export function remove(
  state: FullState,
  bug: FullBug,
  at: number,
  events: GameEvent[] | undefined,
  returns = false,
): void {
  state.bugs.splice(state.bugs.indexOf(bug), 1);
  if (state.target === bug.id) clearTarget(state);
  const wave = state.waves.find((each) => each.wave === bug.wave);
  if (wave && !returns && state.integrity > 0) {
    wave.left -= 1;
    if (wave.left === 0) {
      state.waves.splice(state.waves.indexOf(wave), 1);
      state.waves_completed += 1;
      events?.push({ type: "cleared", at, wave: wave.wave });
    }
  }
  hastenSpawn(state, at);
}

function end(
  state: FullState,
  outcome: Outcome,
  at: number,
  events: GameEvent[] | undefined,
): void {
  state.over = { outcome, at };
  clearTarget(state);
  events?.push({ type: "over", at, outcome });
}

/** Returns the integrity that the bug takes if it arrives as it is. */
export const hitOf = ({ plan }: State, { kind, tokens, next }: Bug): number =>
  arrivalDamage(balanceOf(plan.difficulty), kind, tokens.length - next);

function arrive(state: FullState, bug: FullBug, events: GameEvent[] | undefined): void {
  const at = bug.arrives_at;
  const damage = Math.min(state.integrity, hitOf(state, bug));
  state.integrity -= damage;
  state.damage_taken += damage;
  state.combo = 0;
  events?.push({ type: "arrival", at, bug: bug.id, lane: bug.lane, kind: bug.kind, damage });
  endRace(state, bug, at, false);
  remove(state, bug, at, events);
  if (state.integrity === 0) end(state, "defeat", at, events);
}

type Moment = "arrival" | "wake" | "act" | "spawn";

/** Returns what happens next without a key, when, and to which bug. At one time things happen in the order of `Moment`. */
function momentAfter(state: FullState): { at: number; moment: Moment; bug: FullBug | undefined } {
  let at = NEVER;
  let moment: Moment = "arrival";
  let bug: FullBug | undefined;
  for (const each of state.bugs) {
    if (each.arrives_at < at) {
      at = each.arrives_at;
      bug = each;
    }
  }
  if (state.slow_until > 0 && state.slow_until < at) {
    at = state.slow_until;
    moment = "wake";
  }
  for (const each of state.bugs) {
    if (each.acts_at !== null && each.acts_at < at) {
      at = each.acts_at;
      bug = each;
      moment = "act";
    }
  }
  if (state.next_spawn_at !== null && state.next_spawn_at < at) {
    at = state.next_spawn_at;
    moment = "spawn";
  }
  return { at, moment, bug };
}

/** Returns when the run ends at the latest; Infinity for a mode without a time limit. */
const limitOf = ({ plan }: FullState) => (isRace(plan.mode) ? RACE_MS : NEVER);

/** Returns when something happens next without a key; Infinity when the run is over or nothing is scheduled. */
export function nextMoment(state: FullState): number {
  return state.over ? NEVER : Math.min(momentAfter(state).at, limitOf(state));
}

/** Lets time pass until `t`: what is due by then happens, in order. What is due at the time limit still happens. */
export function advance(state: FullState, t: number, events?: GameEvent[]): void {
  const limit = limitOf(state);
  const until = Number.isFinite(t)
    ? Math.min(Math.max(state.now, Math.floor(t)), LATEST, limit)
    : state.now;
  while (!state.over) {
    const { at, moment, bug } = momentAfter(state);
    if (at > until) break;
    if (moment === "spawn") spawn(state, at, events);
    else if (moment === "wake") wake(state, at, events);
    else if (bug && moment === "act") act(state, bug, at, events);
    else if (bug) arrive(state, bug, events);
  }
  if (!state.over && until >= limit) end(state, "time", limit, events);
  state.now = state.over ? state.over.at : until;
}

/** Returns the bugs from the nearest to the farthest; of two at the same distance the older one first. */
export function byDistance<B extends Bug>({ now, bugs }: { now: number; bugs: B[] }): B[] {
  // Compares the fractions left/whole by cross-multiplication: whole numbers give the same in every runtime.
  return [...bugs].sort(
    (a, b) =>
      (a.arrives_at - now) * (b.arrives_at - b.departed_at) -
        (b.arrives_at - now) * (a.arrives_at - a.departed_at) || a.id - b.id,
  );
}

/** Ends the run at `t`, unless it ends before. */
export function quit(state: FullState, t: number, events?: GameEvent[]): void {
  advance(state, t, events);
  if (!state.over) end(state, "quit", state.now, events);
}
