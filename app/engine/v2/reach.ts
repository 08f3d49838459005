/** Whether there is still time to fix a bug. */
import { keyMicrosAt, knockBackMs } from "./balance.ts";
import { keyMicrosOf } from "./spawn.ts";
import type { FullBug, FullState } from "./state.ts";
import { byDistance, hitOf } from "./step.ts";

/** Returns the milliseconds until the bug arrives. */
function timeLeft({ now, slow_until }: FullState, { arrives_at }: FullBug): number {
  const left = arrives_at - now;
  // `arrives_at` is for the present speed; the end of half speed halves what is left then.
  return slow_until > 0 ? Math.floor((left + Math.min(left, slow_until - now)) / 2) : left;
}

/**
 * Returns the milliseconds that somebody may still wait who then types the bug without errors at `speed`; negative if it can no
 * longer be fixed so.
 *
 * @param speed in hundredths of a word a minute: by default the fastest of this run, or that of the wave before there is one
 */
export function spareMs(state: FullState, bug: FullBug, speed = state.shown): number {
  const keyMicros = speed > 0 ? keyMicrosAt(speed) : keyMicrosOf(state);
  let time = 1000 * timeLeft(state, bug);
  let spare = time;
  for (let index = bug.next; index < bug.tokens.length; index += 1) {
    const { length } = bug.tokens[index]?.text ?? "";
    const begun = index === bug.next;
    const locked = begun && bug.id === state.target;
    const typed = locked ? state.typed : 0;
    const separator = begun && !(locked && state.gap) ? 0 : 1;
    time -= (length + separator - typed) * keyMicros;
    spare = Math.min(spare, time);
    if (!begun || !bug.flawed) time += 1000 * knockBackMs(length, keyMicrosOf(state));
  }
  return Math.floor(spare / 1000);
}

export const canReach = (state: FullState, bug: FullBug): boolean => spareMs(state, bug) >= 0;

/**
 * Returns the bugs in the order in which a key looks for the one that it locks: from the nearest to the farthest. Those that can
 * no longer be fixed come last, so that none takes the key of one that can, unless production falls with them: then a few
 * tokens may save the run.
 */
export function lockOrder(state: FullState): FullBug[] {
  const order = byDistance(state);
  const worthwhile = (bug: FullBug) => canReach(state, bug) || hitOf(state, bug) >= state.integrity;
  const first = new Set(order.filter(worthwhile));
  return [...first, ...order.filter((bug) => !first.has(bug))];
}
