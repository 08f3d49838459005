/** The numbers of a result, and the formula of `final_score` that the database schema document gives. */

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

/** Returns the parts of `final_score`, in the document's order. */
export function scoreParts(score: Omit<Score, "final_score">) {
  return {
    words: score.correct_words * 10,
    kills: score.enemies_killed * 50,
    waves: score.waves_completed * 100,
    combo: score.max_combo * 25,
    accuracy: Math.floor(score.accuracy_percentage * 5),
    speed: Math.floor(score.words_per_minute * 2),
  };
}
