/** Whether there is still time to fix a bug. */
import { keyMicrosAt, knockBackMs } from "./balance.ts";
import { keyMicrosOf } from "./spawn.ts";
import type { FullBug, FullState } from "./state.ts";

/** Returns the milliseconds until the bug arrives. */
function timeLeft({ now, slow_until }: FullState, { arrives_at }: FullBug): number {
  const left = arrives_at - now;
  // `arrives_at` is for the present speed; the end of half speed halves what is left then.
  return slow_until > 0 ? Math.floor((left + Math.min(left, slow_until - now)) / 2) : left;
}

/**
 * Returns whether the bug can still be fixed, by somebody who begins now and types without errors at the fastest speed
 * of this run. Before there is one, the speed of the wave counts.
 */
export function canReach(state: FullState, bug: FullBug): boolean {
  const keyMicros = state.shown > 0 ? keyMicrosAt(state.shown) : keyMicrosOf(state);
  let time = 1000 * timeLeft(state, bug);
  for (let index = bug.next; index < bug.tokens.length; index += 1) {
    const { length } = bug.tokens[index]?.text ?? "";
    const begun = index === bug.next;
    const locked = begun && bug.id === state.target;
    const typed = locked ? state.typed : 0;
    const separator = begun && !(locked && state.gap) ? 0 : 1;
    time -= (length + separator - typed) * keyMicros;
    if (time < 0) return false;
    if (!begun || !bug.flawed) time += 1000 * knockBackMs(length, keyMicrosOf(state));
  }
  return true;
}
