/**
 * How far a key may lie in the past when it arrives. Honest keys are late by the way through the network and the time
 * for which they waited for their batch. A client that slows its clock is late by more and more, and gains that much time.
 *
 * So a base is always allowed, and a quota beyond it for a line that stalls. The quota drains while it is used and
 * refills while it is not: who was cut off for five seconds catches up at once, and a slow clock is back at the
 * base within half a minute. Chess servers compensate lag by such a quota, too.
 */
export interface LagLimits {
  base_ms: number;
  quota_ms: number;
  drain_per_second: number;
  refill_per_second: number;
}

export interface Lag {
  /** What is left of the quota, as of `at`. */
  quota: number;
  /** When keys arrived last, in milliseconds since the start. */
  at: number;
  /** How late the last of them was. */
  late: number;
}

export const freshLag = ({ quota_ms }: LagLimits): Lag => ({ quota: quota_ms, at: 0, late: 0 });

function quotaAt({ quota, at, late }: Lag, limits: LagLimits, now: number): number {
  const seconds = Math.max(0, now - at) / 1_000;
  if (late > limits.base_ms) return Math.max(0, quota - seconds * limits.drain_per_second);
  return Math.min(limits.quota_ms, quota + seconds * limits.refill_per_second);
}

/** Returns by how many milliseconds a key that arrives now may be late. */
export const allowedLag = (lag: Lag, limits: LagLimits, now: number): number =>
  Math.floor(limits.base_ms + quotaAt(lag, limits, now));

/** Returns the state after keys arrived at `now`, the last of which counts as `late` milliseconds late. */
export const lagAfter = (lag: Lag, limits: LagLimits, now: number, late: number): Lag => ({
  quota: quotaAt(lag, limits, now),
  at: now,
  late,
});

/** The longest time for which a key can be late at all. */
export const greatestLag = ({ base_ms, quota_ms }: LagLimits): number => base_ms + quota_ms;
