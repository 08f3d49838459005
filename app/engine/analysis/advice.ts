/** What cost a run time, by its keys. `npm run bench:advice` measures the thresholds; docs/figures.md has its table. */

import { STEADY_ACCURACY } from "../accuracy.ts";
import type { Kind } from "../state.ts";
import { keyAccuracy, standardWpm } from "../typing-speed.ts";
import type { KeyGroup, KeyTallies, Tally } from "./key-tallies.ts";

/** Accuracy of some keys and of the others of the run, in percent of keys. */
interface AccuracyBeside {
  accuracy: number;
  elsewhere: number;
}

/**
 * What cost a run time, with the figures that say so. `lost_ms` is about how many milliseconds: what the run would have been
 * shorter by if these keys had been typed as the others were.
 */
export type RunAdvice = { lost_ms: number } & (
  | { kind: "accuracy"; accuracy: number; error_ms: number }
  | { kind: "after_errors"; after_ms: number; usual_ms: number }
  | ({ kind: "keys"; group: KeyGroup } & AccuracyBeside)
  | ({ kind: "bug"; bug: Kind } & AccuracyBeside)
  | ({ kind: "late_errors" } & AccuracyBeside)
  | { kind: "fading"; first_wpm: number; second_wpm: number }
);

/** The fewest correct keys of a run that says anything: half a minute at 40 WPM. */
export const LEAST_KEYS = 100;
/** The fewest errors that make a pattern, and by how many standard deviations they are more than chance makes. */
export const LEAST_ERRORS = 5;
export const DEVIATIONS = 3;
/** One person in ten needs this many times the usual time for the keys after an error; half of all need 1.9 times. */
export const SLOW_AFTER_ERRORS = 2.5;
/** The fewest keys after errors from which the advice follows: those of three errors. */
const LEAST_KEYS_AFTER_ERRORS = 15;
/** The second half has less than this share of the first half's speed with about one person in nine. */
export const FADING = 0.9;
/** In a shorter run a half has too few waves to be compared. */
const LEAST_FADING_MS = 60_000;
const MOST_ADVICE = 3;

const keysOf = ({ hits, misses }: Tally) => hits + misses;
const accuracyOf = ({ hits, misses }: Tally) => keyAccuracy(hits, misses);

/** Returns the keys of `all` that are not in `part`. */
const withoutPart = (all: Tally, part: Tally): Tally => ({
  hits: all.hits - part.hits,
  misses: all.misses - part.misses,
  errors: all.errors - part.errors,
});

/**
 * Returns how many errors more a part of the run has than it would have at the rate of the rest; 0 if that may be
 * chance. Errors are compared, not wrong keys, because wrong keys come in rows.
 */
export function excessErrors(all: Tally, part: Tally): number {
  const rest = withoutPart(all, part);
  const keys = keysOf(part);
  if (part.errors < LEAST_ERRORS || keysOf(rest) === 0) return 0;
  // Errors as Poisson's law spreads them, at one rate over the whole run.
  const expected = (all.errors * keys) / keysOf(all);
  const variance = expected * (1 - keys / keysOf(all));
  const excess = part.errors - expected;
  if (excess < 0 || excess ** 2 < DEVIATIONS ** 2 * variance) return 0;
  return part.errors - (rest.errors * keys) / keysOf(rest);
}

/** Returns at most three pieces of advice, the costliest first; null for a run with too few keys. */
export function runAdvice(tallies: KeyTallies, endedAt: number): RunAdvice[] | null {
  const { all, halves, bugs, groups, flow, afterErrors } = tallies;
  if (all.hits < LEAST_KEYS || flow.keys === 0) return null;
  const usual_ms = flow.ms / flow.keys;
  const errors_ms = Math.max(0, afterErrors.ms - afterErrors.keys * usual_ms);
  const error_ms = all.errors === 0 ? 0 : errors_ms / all.errors;
  const advice: RunAdvice[] = [];

  const accuracy = accuracyOf(all);
  const after_ms = afterErrors.keys === 0 ? 0 : afterErrors.ms / afterErrors.keys;
  const slowAfter =
    afterErrors.keys >= LEAST_KEYS_AFTER_ERRORS && after_ms >= SLOW_AFTER_ERRORS * usual_ms;
  if (accuracy < STEADY_ACCURACY) {
    advice.push({ kind: "accuracy", lost_ms: errors_ms, accuracy, error_ms });
  } else if (slowAfter) {
    advice.push({ kind: "after_errors", lost_ms: errors_ms, after_ms, usual_ms });
  }

  /** Compares a part of the run with the rest of it. */
  const beside = (part: Tally) => ({
    lost_ms: excessErrors(all, part) * error_ms,
    accuracy: accuracyOf(part),
    elsewhere: accuracyOf(withoutPart(all, part)),
  });
  for (const [group, part] of groups) advice.push({ kind: "keys", group, ...beside(part) });
  for (const [bug, part] of bugs) advice.push({ kind: "bug", bug, ...beside(part) });
  advice.push({ kind: "late_errors", ...beside(halves[1]) });

  const [first_wpm, second_wpm] = halves.map(({ hits }) => standardWpm(hits, endedAt / 2));
  if (endedAt >= LEAST_FADING_MS && first_wpm && second_wpm && second_wpm < FADING * first_wpm) {
    const lost_ms = (endedAt / 2) * (1 - second_wpm / first_wpm);
    advice.push({ kind: "fading", lost_ms, first_wpm, second_wpm });
  }
  return advice
    .filter(({ lost_ms }) => lost_ms > 0)
    .sort((a, b) => b.lost_ms - a.lost_ms)
    .slice(0, MOST_ADVICE);
}
