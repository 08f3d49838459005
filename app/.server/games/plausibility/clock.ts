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
