import type { Kind } from "../../../engine/state.ts";
import type { Easing } from "./easing.ts";
import { easeInOut, easeStamp, interpolate, lerp, stepHalfway } from "./easing.ts";
/** The walk cycle of each kind of bug: the poses of its symbol and of its brackets at any time. */

/** A transformation around the middle of the glyph, in pixels and degrees. */
export interface Pose {
  x: number;
  y: number;
  turn: number;
  skew: number;
  wide: number;
  high: number;
  alpha: number;
}

export const REST_POSE: Pose = { x: 0, y: 0, turn: 0, skew: 0, wide: 1, high: 1, alpha: 1 };

type WalkCycle = (t: number) => Pose;

/** Returns a cycle between two poses, there and back; one way takes `duration`. */
function sway(
  from: Partial<Pose>,
  to: Partial<Pose>,
  duration: number,
  easing: Easing = easeInOut,
): WalkCycle {
  const a = { ...REST_POSE, ...from };
  const b = { ...REST_POSE, ...to };
  const names = Object.keys(REST_POSE) as (keyof Pose)[];
  return (t) => {
    const phase = (t / duration) % 2;
    const share = easing(phase < 1 ? phase : 2 - phase);
    const pose = { ...REST_POSE };
    for (const name of names) pose[name] = lerp(a[name], b[name], share);
    return pose;
  };
}

/** Returns a cycle of `duration` through the stops of some of a pose's values. */
function loop(
  stops: Partial<Record<keyof Pose, [at: number, value: number][]>>,
  duration: number,
  easing: Easing = easeInOut,
): WalkCycle {
  const tracks = Object.entries(stops) as [keyof Pose, [number, number][]][];
  return (t) => {
    const phase = easing((t / duration) % 1);
    const pose = { ...REST_POSE };
    for (const [name, track] of tracks) pose[name] = interpolate(track, phase);
    return pose;
  };
}

export const WALK_CYCLES: Record<Kind, { symbol: WalkCycle; brackets: WalkCycle }> = {
  // Scuttles from leg to leg.
  bug: {
    symbol: sway({ turn: -14, y: -1 }, { turn: 16, y: 1 }, 500, stepHalfway),
    brackets: sway({ wide: 0.92 }, { wide: 1.06 }, 1_000),
  },
  // Hops, and lands on its comma.
  syntax: {
    symbol: sway({ y: 2, high: 0.9 }, { y: -4, high: 1.05 }, 620),
    brackets: sway({ wide: 1.05, high: 0.95 }, { wide: 0.95, high: 1.04 }, 620),
  },
  // Drifts, and fades from time to time.
  null: {
    symbol: loop(
      {
        alpha: [
          [0, 1],
          [0.55, 1],
          [0.75, 0.25],
          [1, 1],
        ],
        y: [
          [0, -1],
          [0.55, -1],
          [0.75, 2],
          [1, -1],
        ],
      },
      2_600,
    ),
    brackets: sway({ y: -3, turn: -4 }, { y: 3, turn: 4 }, 2_100),
  },
  // Trembles from side to side.
  race: {
    symbol: sway({ x: -3 }, { x: 3 }, 260),
    brackets: sway({ skew: 6 }, { skew: 12, x: -1 }, 520),
  },
  // Swells, while the whole glyph grows.
  leak: {
    symbol: sway({ wide: 0.84, high: 0.84 }, { wide: 1.14, high: 1.14 }, 1_400),
    brackets: sway({ wide: 0.95, high: 1.04 }, { wide: 1.05, high: 0.95 }, 1_400),
  },
  // Turns back again and again.
  regression: {
    symbol: sway({ turn: -20 }, { turn: 20 }, 700),
    brackets: sway({ wide: 1.04 }, { wide: 0.96 }, 900),
  },
  // Stamps, and pauses.
  boss: {
    symbol: loop(
      {
        y: [
          [0, 0],
          [0.25, -4],
          [0.4, 3],
          [0.6, 0],
          [1, 0],
        ],
        turn: [
          [0, 0],
          [0.25, -3],
          [0.4, 0],
          [1, 0],
        ],
      },
      1_600,
      easeStamp,
    ),
    brackets: loop(
      {
        wide: [
          [0, 1],
          [0.25, 1.08],
          [0.4, 0.94],
          [0.6, 1],
          [1, 1],
        ],
        high: [
          [0, 1],
          [0.25, 1.02],
          [0.4, 0.98],
          [0.6, 1],
          [1, 1],
        ],
      },
      1_600,
      easeStamp,
    ),
  },
};

/** The brackets of all kinds near the wall: they snap. */
export const SNAP_CYCLE: WalkCycle = sway({ wide: 0.86 }, { wide: 1.04 }, 400);
