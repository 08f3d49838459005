/** How what was measured of a snippet is told. */
import type { SnippetMeasure, StoredSnippet } from "../../../contracts/snippet.ts";

/** Words that have to be typed before their speed means something. */
const FEWEST_WORDS = 30;
/** Further off than this, what is expected of a snippet should be looked at. */
const FAR_OFF = 0.15;

/** The speed at which a snippet was typed, beside what is expected; nothing, while too little was typed. */
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
    off: Math.abs(share) > FAR_OFF,
  };
}

const percentOf = (part: number, all: number) =>
  all === 0 ? undefined : `${Math.round((part / all) * 100)}%`;

/** Which share of the bugs that carried it was fixed. */
export const fixedShare = ({ bugs, bugs_fixed }: SnippetMeasure) => percentOf(bugs_fixed, bugs);

/** Which share of its words saw no wrong key. */
export const cleanShare = ({ words, wrong_words }: SnippetMeasure) =>
  percentOf(words - wrong_words, words);
