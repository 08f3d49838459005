/** Where code is none, in words. */
import type { Language } from "../engine/plan.ts";

/** `at` counts characters from the text's beginning. */
export interface SyntaxFault {
  at: number;
  message: string;
}

const LANGUAGE_OF_CODE: Record<Language, string> = {
  PYTHON: "Python",
  REACT: "JavaScript with JSX",
  JAVASCRIPT: "JavaScript",
  TYPESCRIPT: "TypeScript",
};

/** Characters of the code that a message quotes. */
const QUOTED = 16;

/** A word or a sign from `at` on, or as much of its line as `to` allows. */
export function quoted(code: string, at: number, to = at): string {
  const line = code.slice(at, to > at ? to : undefined).split("\n")[0] ?? "";
  const found = to > at ? line : (/^(\w+|.)/.exec(line)?.[0] ?? "");
  return found.slice(0, QUOTED);
}

/** For what has no place where it stands, or is missing there. */
export function nowhere(code: string, at: number, language: Language, wanted?: string): string {
  const found = quoted(code, at);
  const said = found.trim()
    ? `${LANGUAGE_OF_CODE[language]} has no place for “${found}”`
    : `Something is missing here, says ${LANGUAGE_OF_CODE[language]}`;
  return wanted ? `${said}: it expects “${wanted}”` : said;
}
