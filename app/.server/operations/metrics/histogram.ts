/**
 * How often something took how long, in steps of a constant ratio: as many numbers
 * for a microsecond as for a minute, and histograms add up to histograms.
 */

/** Durations of up to this many milliseconds lie in the first bucket. */
const FIRST = 0.25;
/** Buckets for each doubling: the ends of one are 19 % apart. */
const PER_OCTAVE = 4;
/** The last bucket ends at 74 s, beyond what any request is given; what takes longer lies in it. */
export const BUCKETS = 74;

/** The most that a percentile differs from the true one between the ends of the scale, as a factor. */
export const RATIO = 2 ** (1 / PER_OCTAVE);

/** Which bucket a duration lies in, from 0. */
export function bucketOf(milliseconds: number): number {
  if (!(milliseconds > FIRST)) return 0;
  return Math.min(BUCKETS - 1, Math.ceil(Math.log2(milliseconds / FIRST) * PER_OCTAVE));
}

/** Where a bucket ends; it begins where the one before ends, the first at 0. */
export const endOf = (bucket: number): number => FIRST * RATIO ** bucket;

/**
 * The duration that the share `q` of all did not exceed, in milliseconds; null of none.
 * Inside of its bucket, durations count as evenly spread.
 *
 * @param counts of each bucket from the first on; missing ones are empty
 */
export function quantile(counts: readonly number[], q: number): number | null {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  // The nearest rank, so that it is a duration that was measured, give or take its bucket.
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
