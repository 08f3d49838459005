/** What the game's codes are called when people read them. */
import type { Kind } from "../../engine/balance.ts";
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

export const KIND_NAMES: Record<Kind, string> = {
  bug: "bug",
  syntax: "syntax error",
  null: "null pointer",
  race: "race condition",
  leak: "memory leak",
  boss: "boss",
};

const EXTENSIONS: Record<Language, string> = {
  PYTHON: "py",
  REACT: "jsx",
  JAVASCRIPT: "js",
  TYPESCRIPT: "ts",
};

/** The file that a snippet stands in, as an editor's tab shows it. */
export function fileName(language: Language, category: string): string {
  return `${category}.${EXTENSIONS[language]}`;
}

/** A whole number with thin no-break spaces between thousands, alike on server and client. */
export function figure(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, "\u202f");
}
