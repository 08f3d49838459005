/**
 * The straight lines on which bugs move. A line goes from the far end at `departed_at` to the wall at `arrives_at`;
 * to push, hurry or slow a bug down is to give it another line through another place, or with another slope.
 */
import type { FullBug, FullState } from "./state.ts";

/** Returns how long the bug's whole way takes at its present speed. */
const wayOf = (bug: FullBug) => bug.arrives_at - bug.departed_at;

/** Puts the bug on the line of a whole way of `way` milliseconds, of which `left` are left at `at`. */
function setLine(bug: FullBug, at: number, left: number, way: number): void {
  const whole = Math.max(1, way);
  bug.arrives_at = at + Math.min(whole, Math.max(0, left));
  bug.departed_at = bug.arrives_at - whole;
}

const factorOf = (state: FullState) => (state.slow_until > 0 ? 2 : 1);

/** Puts the bug at the far end, with a whole way of `way` milliseconds at full speed. */
export function depart(state: FullState, bug: FullBug, at: number, way: number): void {
  const slowed = way * factorOf(state);
  setLine(bug, at, slowed, slowed);
}

/** Pushes the bug back by `ms` of its way at full speed, at most to the far end. */
export function pushBack(state: FullState, bug: FullBug, at: number, ms: number): void {
  setLine(bug, at, bug.arrives_at - at + ms * factorOf(state), wayOf(bug));
}

/** Puts the bug back by `percent` of its whole way, at most to the far end. */
export function rollBack(bug: FullBug, at: number, percent: number): void {
  const way = wayOf(bug);
  setLine(bug, at, bug.arrives_at - at + Math.floor((way * percent) / 100), way);
}

/** Brings the bug nearer by `percent` of its whole way, but not nearer than `least` milliseconds. */
export function leap(bug: FullBug, at: number, percent: number, least: number): void {
  const left = bug.arrives_at - at;
  const way = wayOf(bug);
  setLine(bug, at, Math.max(Math.min(left, least), left - Math.floor((way * percent) / 100)), way);
}

/** Lets the rest of the bug's way take `percent` of its time. */
export function scaleTime(bug: FullBug, at: number, percent: number): void {
  const left = Math.floor(((bug.arrives_at - at) * percent) / 100);
  setLine(bug, at, left, Math.floor((wayOf(bug) * percent) / 100));
}
