/** The plan of a run: everything that a run depends on besides its keys. The server creates it when the game starts. */

import type { MODES } from "./modes.ts";

export const LANGUAGES = ["PYTHON", "REACT", "JAVASCRIPT", "TYPESCRIPT"] as const;
export type Language = (typeof LANGUAGES)[number];

export const DIFFICULTIES = ["EASY", "NORMAL", "HARD", "EXPERT"] as const;
export type Difficulty = (typeof DIFFICULTIES)[number];

export type Mode = (typeof MODES)[number];

export interface PlanSnippet {
  category: string;
  snippet_text: string;
  /**
   * The lines at which a hunk may begin, from 0 and ascending, so that it holds whole statements (`app/code/statements.ts`).
   * Version 1 ignores them. Without them version 2 lets a hunk begin at every line.
   */
  statement_starts?: number[] | null | undefined;
}

export interface Plan {
  /** Any 31-bit whole number. */
  seed: number;
  language: Language;
  difficulty: Difficulty;
  mode: Mode;
  /** The version of the engine that plays, verifies and replays this run. */
  engine_version: number;
  snippets: PlanSnippet[];
}
