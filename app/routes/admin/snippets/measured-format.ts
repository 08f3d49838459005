/** Writes the measured statistics of a snippet. */
import type { SnippetMeasure, StoredSnippet } from "../../../contracts/snippet.ts";

/** The fewest typed words from which a measured speed means something. */
const FEWEST_WORDS = 30;
/** From this share on, the expected speed of a snippet should be reviewed. */
const FAR_OFF = 0.15;

/** Returns the measured speed and its distance from the expected one; undefined while too little was typed. */
export function measuredPace({
  measured,
  expected_wpm,
}: Pick<StoredSnippet, "measured" | "expected_wpm">) {
  const { words, words_per_minute } = measured;
  if (words_per_minute === null || words < FEWEST_WORDS) return undefined;
  const share = words_per_minute / expected_wpm - 1;
  const rounded = Math.round(share * 100);
  return {
    wpm: Math.round(words_per_minute),
    difference: rounded === 0 ? "±0%" : `${rounded > 0 ? "+" : "−"}${Math.abs(rounded)}%`,
    farOff: Math.abs(share) > FAR_OFF,
  };
}

const percentOf = (part: number, all: number) =>
  all === 0 ? undefined : `${Math.round((part / all) * 100)}%`;

/** Writes the share of fixed bugs among those that carried the snippet. */
export const fixedShare = ({ bugs, bugs_fixed }: SnippetMeasure) => percentOf(bugs_fixed, bugs);

/** Writes the share of words that were typed without a wrong key. */
export const cleanShare = ({ words, wrong_words }: SnippetMeasure) =>
  percentOf(words - wrong_words, words);
