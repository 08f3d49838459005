/** The clock of a run, as its checkpoints show it. Times are milliseconds: [arrival, time of the last key]. */
import { describe, expect, it } from "vitest";
import type { Checkpoint, KnownTimes } from "../../app/.server/games/plausibility/clock.ts";
import {
  allowedLateness,
  keptPace as keptPaceOf,
} from "../../app/.server/games/plausibility/lateness.ts";

const MINUTE = 60_000;
/** Asks for a run of `endedAt` milliseconds, whose first key comes at once unless `firstKeyAt` says otherwise. */
const keptPace = (
  { firstKeyAt = 0, ...times }: KnownTimes & { firstKeyAt?: number },
  endedAt: number,
) => keptPaceOf(times, { firstKeyAt, endedAt });
/** Checkpoints every 20 s, each 150 ms on its way. */
const every20 = (
  from: number,
  to: number,
  arrival: (t: number) => number = (t) => t,
): Checkpoint[] => {
  const points: Checkpoint[] = [];
  for (let t = from; t < to; t += 20_000) points.push([Math.round(arrival(t)) + 150, t]);
  return points;
};

describe("a run that comes in late", () => {
  it("kept pace within two seconds and 2 % of its length, whatever vouches for it", () => {
    expect(allowedLateness(MINUTE)).toBe(3_200);
    expect(keptPace({ elapsed: MINUTE + 3_200 }, MINUTE)).toBe(true);
    expect(keptPace({ elapsed: MINUTE + 3_201 }, MINUTE)).toBe(false);
  });

  it("did not keep pace when its clock ran slow: 10 s of play that took 19.5 s", () => {
    expect(keptPace({ elapsed: 19_500 }, 10_000)).toBe(false);
    const slow = every20(1_000, 5 * MINUTE, (t) => t * 1.1);
    expect(keptPace({ elapsed: 5.5 * MINUTE, checkpoints: slow }, 5 * MINUTE)).toBe(false);
  });

  it("did not keep pace when its clock ran slow for a third of it", () => {
    const arrival = (t: number) => t + Math.max(0, Math.min(t, 3 * MINUTE) - 2 * MINUTE) / 2;
    const checkpoints = every20(1_000, 3 * MINUTE, arrival);
    expect(keptPace({ elapsed: 3.5 * MINUTE, checkpoints }, 3 * MINUTE)).toBe(false);
  });

  it("kept pace when its start took 12 s to arrive", () => {
    const checkpoints = every20(1_500, MINUTE, (t) => t + 12_000);
    expect(keptPace({ elapsed: MINUTE + 12_200, checkpoints }, MINUTE)).toBe(true);
    // Nothing vouches for the same run without checkpoints.
    expect(keptPace({ elapsed: MINUTE + 12_200 }, MINUTE)).toBe(false);
  });

  it("kept pace when its start took 12 s to arrive and its player looked at the code for a third of it", () => {
    const checkpoints = every20(20_000, MINUTE, (t) => t + 12_000);
    const late = { elapsed: MINUTE + 12_200, checkpoints };
    expect(keptPace({ ...late, firstKeyAt: 20_000 }, MINUTE)).toBe(true);
    // With keys before that checkpoint the clock may have run slow meanwhile.
    expect(keptPace({ ...late, firstKeyAt: 1_000 }, MINUTE)).toBe(false);
  });

  it("did not keep pace when its first key was held back for longer than a start takes", () => {
    const checkpoints = every20(1_000, MINUTE, (t) => t + 45_000);
    const late = { elapsed: MINUTE + 45_200, checkpoints, firstKeyAt: 1_000 };
    expect(keptPace(late, MINUTE)).toBe(false);
  });

  it("kept pace when its end came 5 s late after a minute with a checkpoint every 10 s", () => {
    const checkpoints: Checkpoint[] = [0, 10, 20, 30, 40, 50].map((second) => [
      second * 1_000 + 150,
      second * 1_000,
    ]);
    expect(keptPace({ elapsed: MINUTE + 5_000, checkpoints }, MINUTE)).toBe(true);
  });

  it("kept pace on a machine that slept for an hour", () => {
    const checkpoints = every20(1_000, 3 * MINUTE, (t) => (t > 90_000 ? t + 60 * MINUTE : t));
    expect(keptPace({ elapsed: 63 * MINUTE, checkpoints }, 3 * MINUTE)).toBe(true);
  });

  it("kept pace when its end waited for the network for a day", () => {
    const checkpoints = every20(1_000, 3 * MINUTE);
    expect(keptPace({ elapsed: 24 * 60 * MINUTE, checkpoints }, 3 * MINUTE)).toBe(true);
  });

  it("did not keep pace for all that the server knows when the network was away for most of it", () => {
    const checkpoints = every20(1_000, MINUTE);
    expect(keptPace({ elapsed: 20 * MINUTE, checkpoints }, 3 * MINUTE)).toBe(false);
  });

  it("is not blamed for single checkpoints that were on their way for long", () => {
    const checkpoints = every20(1_000, 3 * MINUTE).map(
      ([arrivedAt, t], i): Checkpoint => [arrivedAt + (i % 3 === 0 ? 8_000 : 0), t],
    );
    expect(keptPace({ elapsed: 3 * MINUTE + 12_000, checkpoints }, 3 * MINUTE)).toBe(true);
  });
});
