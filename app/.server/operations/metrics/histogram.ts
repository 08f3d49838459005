/**
 * Histograms of durations, whose buckets grow by a constant ratio. The sum of two histograms is a
 * histogram, which percentiles are not.
 */

/** The end of the first bucket, in milliseconds. */
const FIRST = 0.25;
/** Buckets for each doubling. A bucket's end is 19 % above its start. */
const PER_OCTAVE = 4;
/** The number of buckets. The last ends at 74 s, longer than any request may take, and has all longer durations too. */
export const BUCKETS = 74;

/** The largest error of a percentile, as a factor. */
export const RATIO = 2 ** (1 / PER_OCTAVE);

/** Returns the bucket of a duration, from 0. */
export function bucketOf(milliseconds: number): number {
  if (!(milliseconds > FIRST)) return 0;
  return Math.min(BUCKETS - 1, Math.ceil(Math.log2(milliseconds / FIRST) * PER_OCTAVE));
}

/** Returns the end of a bucket in milliseconds. It starts at the end of the one before, the first at 0. */
export const endOf = (bucket: number): number => FIRST * RATIO ** bucket;

/**
 * Returns the quantile `q` in milliseconds; null for an empty histogram. Within a bucket, durations are
 * assumed to be evenly spread.
 *
 * @param counts the count of each bucket from the first on; missing ones are empty
 */
export function quantile(counts: readonly number[], q: number): number | null {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  // The nearest rank (not an interpolated one): the quantile lies in the bucket of a measured duration.
  const rank = Math.max(1, Math.ceil(q * total));
  let before = 0;
  for (const [bucket, count] of counts.entries()) {
    if (before + count >= rank) {
      const from = bucket === 0 ? 0 : endOf(bucket - 1);
      return from + (endOf(bucket) - from) * ((rank - before - 0.5) / count);
    }
    before += count;
  }
  return null;
}

/** The decimal digits of a bucket in a packed histogram. A sum of more than 999,999,999 in one is counted in the next. */
const DIGITS = 9;

/**
 * Writes a histogram as one number, in which the first bucket has the last digits. The sum of two such numbers is the sum of
 * the histograms, and PostgreSQL adds numbers up in a tenth of the time that it takes for arrays (docs/decisions/0025-metrics.md).
 */
export const packed = (counts: readonly number[]): string =>
  counts
    .map((count) => String(count).padStart(DIGITS, "0"))
    .reverse()
    .join("") || "0";

/** What stands for four zeros while a packed histogram travels: it consists mostly of zeros, and is less than half as long without. */
export const ZEROS = { digits: "0000", short: "-" } as const;

const ZERO = "0".charCodeAt(0);
const SHORT = ZEROS.short.charCodeAt(0);
const POWERS = Array.from({ length: DIGITS }, (_, digit) => 10 ** digit);

/**
 * Adds a packed histogram, shortened or not, to the counts of buckets. It goes from digit to digit, for a page reads hundreds of
 * histograms: to cut each into numbers takes four times as long.
 */
export function addPacked(counts: number[], text: string): void {
  let digit = 0;
  for (let at = text.length - 1; at >= 0; at -= 1) {
    const code = text.charCodeAt(at);
    if (code === SHORT) {
      digit += ZEROS.digits.length;
      continue;
    }
    if (code !== ZERO) {
      const bucket = Math.floor(digit / DIGITS);
      while (counts.length <= bucket) counts.push(0);
      counts[bucket] = (counts[bucket] ?? 0) + (code - ZERO) * (POWERS[digit % DIGITS] ?? 0);
    }
    digit += 1;
  }
}
