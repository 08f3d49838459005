/** Whether a run that comes in late was played on a clock that kept pace (docs/decisions/0040-clocks.md). */
import type { Checkpoint, KnownTimes } from "./clock.ts";

/**
 * How late a run may come in without a reason: two seconds for the network, and a share of its length, because clocks
 * and browsers are not exact. A player who slows the browser's clock gains as much: 5 % in a minute.
 */
export const allowedLateness = (endedAt: number) => 2_000 + 0.02 * endedAt;

/** The longest delay of a start that is excused: the player could look at the plan meanwhile. */
const LONGEST_START_MS = 20_000;
/** The most delays of a run that are excused, of a machine that slept or of an end that waited for the network. */
const EXCUSED_DELAYS = 3;
/** The largest share of the run that they may take, because a player can type slowly during a delay. */
const EXCUSED_SHARE = 0.2;

/**
 * Returns how late each point was at least. A point may come in late by itself, so it counts as late as the later ones
 * show it to be.
 */
function latenessOf(points: readonly Checkpoint[]): number[] {
  let late = Number.POSITIVE_INFINITY;
  return points
    .toReversed()
    .map(([arrivedAt, at]) => {
      late = Math.min(late, arrivedAt - at);
      return Math.max(0, late);
    })
    .reverse();
}

/**
 * Returns whether the run's clock kept pace with the server's. Between two checkpoints both must have passed the same
 * time. A few delays are excused: the start took long to arrive, the machine slept, or the end came in late because the
 * network was down. A clock that runs slow is late everywhere, so that excusing the worst fifth of the run does not help.
 *
 * @returns true, too, for a run that is not late
 */
export function keptPace(
  { elapsed, checkpoints = [] }: KnownTimes,
  { firstKeyAt, endedAt }: { firstKeyAt: number; endedAt: number },
): boolean {
  if (elapsed === undefined) return true;
  // Before the first key nobody types, so that a checkpoint with this key alone may come in later.
  const [first] = checkpoints;
  const beginsWithKey = first !== undefined && first[1] <= firstKeyAt;
  const points: Checkpoint[] = [...checkpoints, [elapsed, endedAt]];
  if (!beginsWithKey) points.unshift([0, 0]);

  const lateness = latenessOf(points);
  const delays = points.slice(1).map(([, at], i) => ({
    delay: (lateness[i + 1] ?? 0) - (lateness[i] ?? 0),
    length: at - (points[i]?.[1] ?? 0),
  }));
  delays.sort((a, b) => b.delay - a.delay);

  let left = lateness.at(-1) ?? 0;
  if (beginsWithKey) left -= Math.min(lateness[0] ?? 0, LONGEST_START_MS);
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
