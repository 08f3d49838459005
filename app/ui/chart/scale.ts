/** Scales of charts. A chart is 100 by 100 units, which the browser stretches to its width (record 32). */

/** A linear scale between round numbers, with round ticks. */
export interface Scale {
  ticks: number[];
  /** Returns 100 at the lowest tick and 0 at the highest, since the y axis of SVG points down. */
  y(value: number): number;
}

/** Returns the smallest step of 1, 2 or 5 times a power of ten that divides `span` into at most `most` steps. */
function roundStep(span: number, most: number): number {
  const power = 10 ** Math.floor(Math.log10(span / most));
  const step = [1, 2, 5, 10].find((factor) => span / (factor * power) <= most) ?? 10;
  return step * power;
}

/**
 * Returns a scale that contains all `values`.
 *
 * @param limit the highest possible tick, such as 100 for percentages
 */
export function scaleOf(values: readonly number[], limit = Number.POSITIVE_INFINITY): Scale {
  const lowest = Math.min(...values);
  const highest = Math.max(...values);
  // A single value, or equal ones, get a range of at least a tenth.
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

/** Returns the x of point `index` of `count`. */
export const xOf = (index: number, count: number): number =>
  count < 2 ? 50 : Number(((index / (count - 1)) * 100).toFixed(2));

/** Returns the point that is nearest to the share `at` (0 to 1) of the width. */
export const nearestIndex = (at: number, count: number): number =>
  Math.max(0, Math.min(count - 1, Math.round(at * (count - 1))));
