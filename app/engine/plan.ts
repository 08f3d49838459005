/** What the server decides before a run, and all that a run depends on besides its keys. */

export const LANGUAGES = ["PYTHON", "REACT", "JAVASCRIPT", "TYPESCRIPT"] as const;
export type Language = (typeof LANGUAGES)[number];

export const DIFFICULTIES = ["EASY", "NORMAL", "HARD", "EXPERT"] as const;
export type Difficulty = (typeof DIFFICULTIES)[number];

export const MODES = ["standard", "daily", "daily_practice", "rematch", "relaxed"] as const;
export type Mode = (typeof MODES)[number];

/** Raised whenever the same plan and keys would give another run than before. */
export const ENGINE_VERSION = 1;

export interface PlanSnippet {
  category: string;
  snippet_text: string;
}

export interface Plan {
  /** Any 31-bit whole number. */
  seed: number;
  language: Language;
  difficulty: Difficulty;
  mode: Mode;
  engine_version: number;
  snippets: PlanSnippet[];
}
