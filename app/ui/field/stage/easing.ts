/** Easing functions, as CSS has them, for drawing on the canvas. */

/** Maps the elapsed share of an animation to its progress, both from 0 to 1. */
export type Easing = (t: number) => number;

const clamp = (t: number) => Math.min(1, Math.max(0, t));

/** CSS's `cubic-bezier`. Solved for x by twelve bisections: exact to a quarter of a thousandth. */
function bezier(x1: number, y1: number, x2: number, y2: number): Easing {
  const at = (a: number, b: number, s: number) =>
    3 * a * s * (1 - s) ** 2 + 3 * b * s ** 2 * (1 - s) + s ** 3;
  return (t) => {
    const x = clamp(t);
    let low = 0;
    let high = 1;
    for (let i = 0; i < 12; i += 1) {
      const middle = (low + high) / 2;
      if (at(x1, x2, middle) < x) low = middle;
      else high = middle;
    }
    return at(y1, y2, (low + high) / 2);
  };
}

export const linear: Easing = clamp;
/** The same curve as `EASE_OUT` in motion.ts. */
export const easeOut = bezier(0.2, 0.7, 0.2, 1);
export const easeInOut = bezier(0.42, 0, 0.58, 1);
export const easeIn = bezier(0.42, 0, 1, 1);
export const easeStamp = bezier(0.5, 0, 0.3, 1);
/** Jumps from 0 to 1 halfway. */
export const stepHalfway: Easing = (t) => (t < 0.5 ? 0 : 1);

/** Interpolates linearly from `a` to `b`. */
export const lerp = (a: number, b: number, share: number) => a + (b - a) * share;

/** Returns the value at `t` of a line through `stops`, which begin at 0 and end at 1. */
export function interpolate(stops: readonly (readonly [at: number, value: number])[], t: number) {
  const next = stops.findIndex(([at]) => at > t);
  if (next <= 0) return stops.at(next === 0 ? 0 : -1)?.[1] ?? 0;
  const [from, a] = stops[next - 1] as [number, number];
  const [to, b] = stops[next] as [number, number];
  return lerp(a, b, (t - from) / (to - from));
}
