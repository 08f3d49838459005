/** What people call what is on the field. */

import type { Language } from "../../engine/plan.ts";
import type { Kind } from "../../engine/state.ts";

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

/** Signs of code as they are read out. */
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
