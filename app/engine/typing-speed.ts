/**
 * WPM and accuracy as typing sites reckon them: from keys, not from tokens. This is the only place with the two
 * formulas. docs/figures.md explains them, with examples.
 */
import type { Score } from "./score.ts";
import type { State } from "./state.ts";

/** The keys of a word: by convention every five keys are one, separators included. */
export const WORD_KEYS = 5;
const MINUTE_MS = 60_000;

/** Returns the WPM of a number of correct keys in a number of milliseconds; 0 for no time. */
export const standardWpm = (correctKeys: number, milliseconds: number): number =>
  milliseconds <= 0 ? 0 : (correctKeys / WORD_KEYS) * (MINUTE_MS / milliseconds);

/** Returns the percentage of keys that were correct; 0 without a key. */
export const keyAccuracy = (correctKeys: number, incorrectKeys: number): number => {
  const keys = correctKeys + incorrectKeys;
  return keys === 0 ? 0 : (correctKeys / keys) * 100;
};

/** The columns of `game_results` that are computed from keys. */
export interface TypingFigures {
  standard_wpm: number;
  key_accuracy: number;
}

/** The keys of a run. */
export type KeyCounts = Pick<State, "correct_keys" | "incorrect_keys">;

/** Returns the figures of a run, at its end or while it goes on. Its play time is that of its score. */
export const typingFigures = (
  { correct_keys, incorrect_keys }: KeyCounts,
  { playtime_seconds }: Pick<Score, "playtime_seconds">,
): TypingFigures => ({
  standard_wpm: standardWpm(correct_keys, playtime_seconds * 1_000),
  key_accuracy: keyAccuracy(correct_keys, incorrect_keys),
});
