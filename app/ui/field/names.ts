/** What people call what is on the field. */
import type { Kind } from "../../engine/balance.ts";
import type { Language } from "../../engine/plan.ts";

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
