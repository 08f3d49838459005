/**
 * The straight lines on which bugs move. A line goes from the far end at `departed_at` to the wall at `arrives_at`;
 * to push, hurry or slow a bug down is to give it another line through another place, or with another slope.
 */
import { LEAST_LEFT, paceOf } from "./balance.ts";
import type { FullBug, FullState } from "./state.ts";

/** Returns how long the bug's whole way takes at its present speed. */
const wayOf = (bug: FullBug) => bug.arrives_at - bug.departed_at;

const leftOf = (bug: FullBug, at: number) => Math.max(1, bug.arrives_at - at);

/** Puts the bug on the line of a whole way of `way` milliseconds, of which `left` are left at `at`. */
function setLine(bug: FullBug, at: number, left: number, way: number): void {
  const whole = Math.max(1, way);
  bug.arrives_at = at + Math.min(whole, Math.max(1, left));
  bug.departed_at = bug.arrives_at - whole;
}

/** Lets the rest of the bug's way take `left` milliseconds from where it is. */
function setSpeed(bug: FullBug, at: number, left: number): void {
  setLine(bug, at, left, Math.floor((wayOf(bug) * left) / leftOf(bug, at)));
}

/** Returns how much longer than at full speed everything on the field takes at present. */
const slownessOf = (state: FullState) => (state.slow_until > 0 ? 2 : 1);

/** Returns `left`, or the time that a bug is left at least when something brings it nearer, unless it has less anyway. */
function fairTime(state: FullState, bug: FullBug, at: number, left: number): number {
  const least = LEAST_LEFT * paceOf(state.plan.mode) * slownessOf(state);
  return Math.max(left, Math.min(least, leftOf(bug, at)));
}

/** Puts the bug at the far end, with a whole way of `way` milliseconds at full speed. */
export function depart(state: FullState, bug: FullBug, at: number, way: number): void {
  const slowed = way * slownessOf(state);
  setLine(bug, at, slowed, slowed);
}

/** Pushes the bug back by `ms` of its way at full speed, at most to the far end. */
export function pushBack(state: FullState, bug: FullBug, at: number, ms: number): void {
  setLine(bug, at, leftOf(bug, at) + ms * slownessOf(state), wayOf(bug));
}

/** Puts the bug back by `percent` of its whole way, at most to the far end. */
export function rollBack(bug: FullBug, at: number, percent: number): void {
  const way = wayOf(bug);
  setLine(bug, at, leftOf(bug, at) + Math.floor((way * percent) / 100), way);
}

/** Brings the bug nearer by `percent` of its whole way, but not too near to be fair. */
export function leap(state: FullState, bug: FullBug, at: number, percent: number): void {
  const way = wayOf(bug);
  const left = leftOf(bug, at) - Math.floor((way * percent) / 100);
  setLine(bug, at, fairTime(state, bug, at, left), way);
}

/** Lets the rest of the bug's way take `percent` of its time, but not so little that it is unfair. */
export function quicken(state: FullState, bug: FullBug, at: number, percent: number): void {
  const left = Math.floor((leftOf(bug, at) * percent) / 100);
  setSpeed(bug, at, fairTime(state, bug, at, left));
}

/** Slows the bug down to half its speed. */
export function halve(bug: FullBug, at: number): void {
  setSpeed(bug, at, 2 * leftOf(bug, at));
}

/** Undoes `halve`. */
export function unhalve(bug: FullBug, at: number): void {
  setSpeed(bug, at, Math.ceil(leftOf(bug, at) / 2));
}
