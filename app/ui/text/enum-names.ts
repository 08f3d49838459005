/** The names of languages and difficulties. */
import type { Difficulty, Language } from "../../engine/plan.ts";

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
