/** What the server knows of the time of a run: when its checkpoints and its end came in. */
import type { Evidence } from "../../../contracts/evidence.ts";
import { rounded } from "./gap-statistics.ts";

export type Checkpoint = readonly [arrivedAt: number, lastKeyAt: number];

export interface KnownTimes {
  /** Milliseconds on the server's clock from the start of the session until the run came in. */
  elapsed?: number;
  /**
   * For each checkpoint its arrival in milliseconds since the start, and the time of its last key. The log of each is
   * a beginning of the next one's, and of the run's.
   */
  checkpoints?: readonly Checkpoint[];
  /** The time of the run's first key. */
  firstKeyAt?: number;
}

/** Fewer checkpoints, or closer together, say nothing about a clock: each waits for a key and for the network. */
const LEAST_CHECKPOINTS = 4;
const LEAST_SPAN = 60_000;
/** The checkpoints of longer runs are thinned out, because their pairs are compared. */
const MAX_CHECKPOINTS = 40;

/**
 * Returns the median slope of all pairs (Theil 1950, Sen 1968). One late checkpoint, or a laptop that slept, moves
 * it little, where a least-squares line would follow.
 */
function medianSlope(points: readonly (readonly [number, number])[]): number {
  const slopes: number[] = [];
  points.forEach(([y, x], i) => {
    for (const [laterY, laterX] of points.slice(i + 1)) {
      if (laterX - x >= LEAST_SPAN / 4) slopes.push((laterY - y) / (laterX - x));
    }
  });
  slopes.sort((a, b) => a - b);
  return slopes[slopes.length >> 1] ?? 1;
}

export function clockEvidence(
  { elapsed, checkpoints }: KnownTimes,
  endedAt: number,
): Evidence["clock"] {
  const late = elapsed === undefined ? null : Math.round(elapsed - endedAt);
  if (!checkpoints) return { late, checkpoints: null, ahead: null, drift: null };
  const ahead = Math.max(0, ...checkpoints.map(([arrivedAt, lastKeyAt]) => lastKeyAt - arrivedAt));
  const every = Math.ceil(checkpoints.length / MAX_CHECKPOINTS);
  const points = checkpoints.filter((_, index) => index % every === 0);
  const span = (points.at(-1)?.[1] ?? 0) - (points[0]?.[1] ?? 0);
  const known = points.length >= LEAST_CHECKPOINTS && span >= LEAST_SPAN;
  return {
    late,
    checkpoints: checkpoints.length,
    ahead: Math.round(ahead),
    drift: known ? rounded(medianSlope(points) - 1) : null,
  };
}

/**
 * How late a run may come in without a reason: two seconds for the network, and a share of its length, because clocks
 * and browsers are not exact. A player who slows the browser's clock gains as much: 5 % in a minute.
 */
export const allowedLateness = (endedAt: number) => 2_000 + 0.02 * endedAt;

/** The longest delay of a start that is excused: the player could look at the plan meanwhile. */
const LONGEST_START_MS = 20_000;
/** What lateness is excused: so many delays (of the start, of a machine that slept, of the end) ... */
const EXCUSED_DELAYS = 3;
/** ... in at most so much of the run, because a player can type slowly in what is excused. */
const EXCUSED_SHARE = 0.2;

/**
 * Returns whether the run's clock kept pace with the server's. Between two checkpoints both must have passed the same
 * time. A few delays are excused: the start took long to arrive, the machine slept, or the end came in late because the
 * network was down. A clock that runs slow is late everywhere, so that excusing the worst fifth of the run does not help.
 *
 * @returns true, too, for a run that is not late
 */
export function keptPace(
  { elapsed, checkpoints = [], firstKeyAt = 0 }: KnownTimes,
  endedAt: number,
): boolean {
  if (elapsed === undefined) return true;
  // Before the first key nobody types, so that a checkpoint with this key alone may come in later.
  const start: Checkpoint[] = (checkpoints[0]?.[1] ?? Infinity) <= firstKeyAt ? [] : [[0, 0]];
  const points: Checkpoint[] = [...start, ...checkpoints, [elapsed, endedAt]];
  // A point may come in late by itself; what counts is how early the later ones came.
  let late = Number.POSITIVE_INFINITY;
  const lateness = points.map(() => 0);
  for (let i = points.length - 1; i >= 0; i -= 1) {
    const [arrivedAt, at] = points[i] ?? [0, 0];
    late = Math.min(late, arrivedAt - at);
    lateness[i] = Math.max(0, late);
  }
  const delays = points.slice(1).map(([, at], i) => ({
    delay: (lateness[i + 1] ?? 0) - (lateness[i] ?? 0),
    length: at - (points[i]?.[1] ?? 0),
  }));
  delays.sort((a, b) => b.delay - a.delay);
  let left = lateness.at(-1) ?? 0;
  if (start.length === 0) left -= Math.min(lateness[0] ?? 0, LONGEST_START_MS);
  let excused = 0;
  let excusable = EXCUSED_SHARE * endedAt;
  for (const { delay, length } of delays) {
    if (excused === EXCUSED_DELAYS || left <= allowedLateness(endedAt)) break;
    if (length > excusable) continue;
    excusable -= length;
    excused += 1;
    left -= delay;
  }
  return left <= allowedLateness(endedAt);
}
