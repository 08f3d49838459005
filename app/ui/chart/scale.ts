/** Where a value lies in a chart. Charts are 100 by 100, and stretched to their place by the browser. */

/** A range of values between round numbers, and the round numbers on the way. */
export interface Scale {
  ticks: number[];
  /** 100 at the lowest tick, 0 at the highest: as SVG counts. */
  y(value: number): number;
}

/** 1, 2 or 5 times a power of ten: the least that makes at most `most` steps out of `span`. */
function roundStep(span: number, most: number): number {
  const power = 10 ** Math.floor(Math.log10(span / most));
  const step = [1, 2, 5, 10].find((factor) => span / (factor * power) <= most) ?? 10;
  return step * power;
}

/**
 * A scale that holds all of `values`.
 *
 * @param limit no tick lies above it, as 100 for percentages
 */
export function scaleOf(values: readonly number[], limit = Number.POSITIVE_INFINITY): Scale {
  const lowest = Math.min(...values);
  const highest = Math.max(...values);
  // One value, or equal ones, get some room around them.
  const room = Math.max(highest - lowest, highest * 0.1, 1);
  const step = roundStep(room, 3);
  const from = Math.max(0, Math.floor((lowest - room * 0.05) / step) * step);
  const to = Math.min(limit, Math.ceil((highest + room * 0.05) / step) * step);
  const steps = Math.max(1, Math.round((to - from) / step));
  const ticks = Array.from(
    { length: steps + 1 },
    (_, index) => from + ((to - from) * index) / steps,
  );
  return { ticks, y: (value) => Number((100 - ((value - from) / (to - from)) * 100).toFixed(2)) };
}

/** The middle of place `index` of `count`, from the left. */
export const xOf = (index: number, count: number): number =>
  count < 2 ? 50 : Number(((index / (count - 1)) * 100).toFixed(2));

/** The place that is nearest to the share `at` (0 to 1) of the width. */
export const nearestIndex = (at: number, count: number): number =>
  Math.max(0, Math.min(count - 1, Math.round(at * (count - 1))));
