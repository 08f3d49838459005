/**
 * How far a batch of keys may lie in the past when it arrives. An honest one is late by its way through the network. A
 * client that slows its clock, or holds its keys back to see what comes, is late by more and gains that much time.
 *
 * So a base is always allowed, and a quota beyond it for a line that stalls. Being later costs quota, once for a stall,
 * and the quota drains as long as the client stays late; while it is not, the quota refills. So who was cut off for five
 * seconds catches up at once, a slow clock is back at the base within half a minute, and whoever holds keys back again and
 * again can do so by a second. Chess servers compensate lag by such a quota, too.
 */
export interface LagLimits {
  base_ms: number;
  /** How much earlier than its batch a key may have been pressed: it waited for the batch to be sent. */
  wait_ms: number;
  quota_ms: number;
  drain_per_second: number;
  refill_per_second: number;
}

export interface Lag {
  /** When a batch arrived last, in milliseconds since the start. */
  at: number;
  /** Whether it was later than the base. */
  late: boolean;
  /** By how much, as far as that was allowed. */
  credit: number;
  /** What is left of the quota beside that, as of `at`. */
  quota: number;
}

export const freshLag = ({ quota_ms }: LagLimits): Lag => ({
  at: 0,
  late: false,
  credit: 0,
  quota: quota_ms,
});

/** Returns the state at `now`, before anything arrives. */
function lagAt({ at, late, credit, quota }: Lag, limits: LagLimits, now: number): Lag {
  const seconds = Math.max(0, now - at) / 1_000;
  if (!late) {
    const refilled = Math.min(limits.quota_ms, quota + seconds * limits.refill_per_second);
    return { at: now, late, credit, quota: refilled };
  }
  const left = quota - seconds * limits.drain_per_second;
  return {
    at: now,
    late,
    credit: Math.max(0, credit + Math.min(0, left)),
    quota: Math.max(0, left),
  };
}

/** Returns by how many milliseconds a batch that arrives now may be late. */
export function allowedLag(lag: Lag, limits: LagLimits, now: number): number {
  const { credit, quota } = lagAt(lag, limits, now);
  return Math.floor(limits.base_ms + credit + quota);
}

/** Returns the state after a batch arrived at `now` whose first key was pressed `late` milliseconds before. */
export function lagAfter(lag: Lag, limits: LagLimits, now: number, late: number): Lag {
  const { credit, quota } = lagAt(lag, limits, now);
  const asked = Math.max(0, late - limits.base_ms - limits.wait_ms);
  const granted = Math.min(asked, credit + quota);
  const cost = Math.max(0, granted - credit);
  return { at: now, late: asked > 0, credit: granted, quota: quota - cost };
}

/** The longest time for which a key can be late at all. */
export const greatestLag = ({ base_ms, wait_ms, quota_ms }: LagLimits): number =>
  base_ms + wait_ms + quota_ms;
