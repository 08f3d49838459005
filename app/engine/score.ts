/**
 * The numbers of a result, and the formula of `final_score` that the database schema document gives. All versions of
 * the engine use it. A version with another formula must define its own, because a change here would change recorded
 * runs.
 */

import type { State } from "./state.ts";

/** The measured columns of `game_results`. */
export interface Score {
  final_score: number;
  waves_completed: number;
  enemies_killed: number;
  /** Percent of finished words without a wrong key. */
  accuracy_percentage: number;
  /** Finished words (tokens) a minute. */
  words_per_minute: number;
  total_words_typed: number;
  correct_words: number;
  incorrect_words: number;
  max_combo: number;
  total_damage_dealt: number;
  total_damage_taken: number;
  /** Whole seconds, rounded up, so that no speed is overstated. */
  playtime_seconds: number;
}

/** What a word without an error and a fix are worth. */
export const WORD_POINTS = 10;
export const FIX_POINTS = 50;

/** Returns the parts of `final_score`, in the document's order. */
export function scoreParts(score: Omit<Score, "final_score">) {
  return {
    words: score.correct_words * WORD_POINTS,
    kills: score.enemies_killed * FIX_POINTS,
    waves: score.waves_completed * 100,
    combo: score.max_combo * 25,
    accuracy: Math.floor(score.accuracy_percentage * 5),
    speed: Math.floor(score.words_per_minute * 2),
  };
}

/**
 * Returns the points that a run has earned so far: those that it cannot lose again. They are what is shown and compared
 * while it goes on. Its shares of speed and clean tokens fall while nothing is finished, so they are added at its end.
 */
export function earnedPoints(score: Omit<Score, "final_score">): number {
  const { words, kills, waves, combo } = scoreParts(score);
  return words + kills + waves + combo;
}

/** Returns the numbers at the end of the run, or at the present moment while it goes on. */
export function scoreOf(state: State): Score {
  const playtime_seconds = Math.ceil((state.over?.at ?? state.now) / 1000);
  const total_words_typed = state.correct_words + state.incorrect_words;
  const measured = {
    waves_completed: state.waves_completed,
    enemies_killed: state.kills,
    accuracy_percentage:
      total_words_typed === 0 ? 0 : (state.correct_words / total_words_typed) * 100,
    words_per_minute: playtime_seconds === 0 ? 0 : (total_words_typed / playtime_seconds) * 60,
    total_words_typed,
    correct_words: state.correct_words,
    incorrect_words: state.incorrect_words,
    max_combo: state.max_combo,
    total_damage_dealt: state.damage_dealt,
    total_damage_taken: state.damage_taken,
    playtime_seconds,
  };
  const parts = Object.values(scoreParts(measured));
  return { final_score: parts.reduce((sum, part) => sum + part, 0), ...measured };
}
