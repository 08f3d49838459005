/** Names of bugs, files and signs on the field. */
import type { Language } from "../../engine/plan.ts";
import type { Kind } from "../../engine/state.ts";

export const KIND_NAMES: Record<Kind, string> = {
  bug: "bug",
  syntax: "syntax error",
  null: "null pointer",
  race: "race condition",
  leak: "memory leak",
  regression: "regression",
  boss: "boss",
};

const EXTENSIONS: Record<Language, string> = {
  PYTHON: "py",
  REACT: "jsx",
  JAVASCRIPT: "js",
  TYPESCRIPT: "ts",
};

/** Returns the file name of a snippet, for the editor's tab. */
export function fileName(language: Language, category: string): string {
  return `${category}.${EXTENSIONS[language]}`;
}

/** The names of signs, for screen readers. */
export const SIGN_NAMES: Record<string, string> = {
  "(": "open paren",
  ")": "close paren",
  "[": "open bracket",
  "]": "close bracket",
  "{": "open brace",
  "}": "close brace",
  "<": "less than",
  ">": "greater than",
  "=": "equals",
  "+": "plus",
  "-": "minus",
  "*": "star",
  "/": "slash",
  "\\": "backslash",
  "%": "percent",
  "&": "and",
  "|": "bar",
  "^": "caret",
  "~": "tilde",
  "!": "bang",
  "?": "question mark",
  ".": "dot",
  ",": "comma",
  ":": "colon",
  ";": "semicolon",
  "'": "quote",
  '"': "double quote",
  "`": "backtick",
  "@": "at",
  "#": "hash",
  $: "dollar",
  _: "underscore",
};
