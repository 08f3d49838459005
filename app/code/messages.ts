/** The messages of syntax errors. */
import type { Language } from "../engine/plan.ts";

/** A syntax error at the offset `at`. */
export interface SyntaxDiagnostic {
  at: number;
  message: string;
}

/** A language as the parsers tell it apart. TSX is React with types, which own texts may have. */
export type Dialect = Language | "TSX";

const LANGUAGE_OF_CODE: Record<Dialect, string> = {
  PYTHON: "Python",
  REACT: "JavaScript with JSX",
  JAVASCRIPT: "JavaScript",
  TYPESCRIPT: "TypeScript",
  TSX: "React code",
};

/** The longest quotation from the code in a message, in characters. */
const MAX_QUOTED = 16;

/** Returns the code from `at` to `to` within one line; without `to`, the word or the sign at `at`. */
export function quote(code: string, at: number, to = at): string {
  const line = code.slice(at, to > at ? to : undefined).split("\n")[0] ?? "";
  const found = to > at ? line : (/^(\w+|.)/.exec(line)?.[0] ?? "");
  return found.slice(0, MAX_QUOTED);
}

const CURLY_QUOTE = /^[\u2018-\u201f\u2032\u2033\u00ab\u00bb]/;

/** Returns what is wrong with a sign that stands nowhere in a language. A curly quote between quotes could not be read. */
export function misplacedMessage(found: string, language: Dialect): string {
  const name = LANGUAGE_OF_CODE[language];
  return CURLY_QUOTE.test(found)
    ? `A curly quote, ${found[0]}, where ${name} has straight ones: " or '`
    : `${name} has no place for “${found}”`;
}

/** Returns the message for an unexpected token at `at`, or for a missing one where nothing follows. */
export function unexpectedMessage(
  code: string,
  at: number,
  language: Dialect,
  expected?: string,
): string {
  const found = quote(code, at);
  const message = found.trim()
    ? misplacedMessage(found, language)
    : `Something is missing here, says ${LANGUAGE_OF_CODE[language]}`;
  return expected ? `${message}: it expects “${expected}”` : message;
}
