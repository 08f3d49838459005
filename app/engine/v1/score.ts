/** Computes the numbers of a run by the schema document's formulas. */
import { type Score, scoreParts } from "../score.ts";
import type { State } from "../state.ts";

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
