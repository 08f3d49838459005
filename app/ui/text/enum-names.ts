/** The names of languages, difficulties and modes. */
import type { Difficulty, Language, Mode } from "../../engine/plan.ts";

export const LANGUAGE_NAMES: Record<Language, string> = {
  PYTHON: "Python",
  REACT: "React",
  JAVASCRIPT: "JavaScript",
  TYPESCRIPT: "TypeScript",
};

export const DIFFICULTY_NAMES: Record<Difficulty, string> = {
  EASY: "Easy",
  NORMAL: "Normal",
  HARD: "Hard",
  EXPERT: "Expert",
};

export const MODE_NAMES: Record<Mode, string> = {
  standard: "Standard",
  daily: "Daily challenge",
  daily_practice: "Daily practice",
  rematch: "Rematch",
  relaxed: "Relaxed",
  own: "Own text",
  race: "Race",
  ghost_race: "Race with ghosts",
};
