/** Statistics of the gaps between keys. All times are whole milliseconds. */

/** Longer gaps are pauses; they say nothing about how somebody types. */
export const LONGEST_GAP = 2_000;

/**
 * The grids that are looked for, the coarsest first: Firefox's `resistFingerprinting` rounds to 100 ms or to a
 * frame of 60 Hz, some input stacks deliver keys once a frame, and older timers tick every 8 to 16 ms.
 */
const GRIDS = [100, 1000 / 30, 20, 1000 / 60, 16, 10, 8];
/** A grid counts when gaps are this close to its multiples: 1 is exact, 0 has no relation. */
const GRID_CLOSENESS = 0.9;
/** On a grid, but all at one multiple: such gaps are constant, and their clock is not known to be coarse. */
const CONSTANT_SHARE = 0.85;
const GRID_GAPS = 40;

/** Counts gaps by length, so that quantiles need no sorting. */
export class GapHistogram {
  readonly #counts = new Uint32Array(LONGEST_GAP + 1);
  count = 0;

  add(gap: number): void {
    const index = Math.min(Math.max(0, Math.floor(gap)), LONGEST_GAP);
    this.#counts[index] = (this.#counts[index] ?? 0) + 1;
    this.count += 1;
  }

  /** Returns the gap that a `share` of all gaps does not exceed; 0 without gaps. */
  quantile(share: number): number {
    const rank = share * (this.count - 1);
    let seen = 0;
    for (let gap = 0; gap <= LONGEST_GAP; gap += 1) {
      seen += this.#counts[gap] ?? 0;
      if (seen > rank) return gap;
    }
    return 0;
  }

  /** Returns the median of the distances to `centre`. */
  medianDistance(centre: number): number {
    const half = (this.count - 1) / 2;
    let seen = 0;
    for (let distance = 0; distance <= LONGEST_GAP; distance += 1) {
      seen += this.#counts[centre + distance] ?? 0;
      if (distance > 0) seen += this.#counts[centre - distance] ?? 0;
      if (seen > half) return distance;
    }
    return 0;
  }

  shareBelow(limit: number): number {
    let below = 0;
    for (let gap = 0; gap < limit; gap += 1) below += this.#counts[gap] ?? 0;
    return share(below, this.count);
  }

  /** Returns how many gaps each of `count` bins of `width` milliseconds has; the last one has all longer gaps. */
  bins(width: number, count: number): number[] {
    const bins = new Array<number>(count).fill(0);
    this.#counts.forEach((gaps, gap) => {
      const bin = Math.min(count - 1, Math.floor(gap / width));
      bins[bin] = (bins[bin] ?? 0) + gaps;
    });
    return bins;
  }

  /** Returns the grid in milliseconds that the times are rounded to, as far as the gaps tell; otherwise 1. */
  grid(): number {
    if (this.count < GRID_GAPS) return 1;
    const found = GRIDS.find((grid) => this.#isOn(grid));
    return found === undefined ? 1 : Math.round(found);
  }

  #isOn(grid: number): boolean {
    let closeness = 0;
    for (let gap = 0; gap <= LONGEST_GAP; gap += 1) {
      const count = this.#counts[gap] ?? 0;
      if (count > 0) closeness += count * Math.cos((2 * Math.PI * gap) / grid);
    }
    return (
      closeness > GRID_CLOSENESS * this.count && this.#most(grid) < CONSTANT_SHARE * this.count
    );
  }

  /** Returns how many gaps the commonest multiple of `grid` has. */
  #most(grid: number): number {
    const multiples = new Map<number, number>();
    this.#counts.forEach((count, gap) => {
      const multiple = Math.round(gap / grid);
      if (count > 0) multiples.set(multiple, (multiples.get(multiple) ?? 0) + count);
    });
    return Math.max(0, ...multiples.values());
  }
}

/** The logarithms of all timed gaps: a run has thousands of them. A gap of 0 ms counts as half a millisecond. */
const LOGARITHMS = Float64Array.from({ length: LONGEST_GAP + 1 }, (_, gap) =>
  Math.log(Math.max(0.5, gap)),
);

/** Returns the logarithm of a gap of at most `LONGEST_GAP`. */
export const logarithm = (gap: number) => LOGARITHMS[gap] ?? 0;

/** Sums for mean and variance. */
export class Moments {
  count = 0;
  #sum = 0;
  #squares = 0;

  add(value: number): void {
    this.count += 1;
    this.#sum += value;
    this.#squares += value * value;
  }

  get mean(): number {
    return this.count === 0 ? 0 : this.#sum / this.count;
  }

  get variance(): number {
    if (this.count < 2) return 0;
    return Math.max(0, (this.#squares - this.#sum * this.mean) / (this.count - 1));
  }
}

/** The least variance that a mean of gaps is given, so that constant gaps do not divide by zero. */
const LEAST_VARIANCE = 1e-4;

/**
 * Returns by how many standard errors the mean of `some` exceeds the mean of `others` (Welch's t). With more
 * observations the same difference weighs more, so that one bound suits short and long runs.
 */
export function excess(some: Moments, others: Moments): number {
  if (some.count < 2 || others.count < 2) return 0;
  const error =
    (some.variance + LEAST_VARIANCE) / some.count +
    (others.variance + LEAST_VARIANCE) / others.count;
  return (some.mean - others.mean) / Math.sqrt(error);
}

/** Returns Pearson's correlation of pairs that are added one by one. */
export class Correlation {
  count = 0;
  #x = 0;
  #y = 0;
  #xx = 0;
  #yy = 0;
  #xy = 0;

  add(x: number, y: number): void {
    this.count += 1;
    this.#x += x;
    this.#y += y;
    this.#xx += x * x;
    this.#yy += y * y;
    this.#xy += x * y;
  }

  /** 0 when one side does not vary. */
  get value(): number {
    const n = this.count;
    const square = (n * this.#xx - this.#x ** 2) * (n * this.#yy - this.#y ** 2);
    return square <= 1e-9 ? 0 : (n * this.#xy - this.#x * this.#y) / Math.sqrt(square);
  }
}

/** Returns the correlation of `values` with themselves `lag` places later. */
export function autocorrelation(values: readonly number[], lag: number): number {
  const correlation = new Correlation();
  for (let i = lag; i < values.length; i += 1) {
    correlation.add(values[i - lag] ?? 0, values[i] ?? 0);
  }
  return correlation.value;
}

/** Returns the middle of `values`; 0 without values. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.round((sorted.length - 1) * share)] ?? 0;
}

export const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);
export const rounded = (value: number, digits = 3) => {
  const unit = 10 ** digits;
  // Adding 0 turns -0 into 0, which JSON would not keep.
  return Math.round(value * unit) / unit + 0;
};
