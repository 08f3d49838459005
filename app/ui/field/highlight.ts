/**
 * Colours code by its words. A scanner of one expression a language: the parsers of
 * Lezer would be more exact, and 37 KB of the 45 that the game may weigh.
 */
import type { Language } from "../../engine/plan.ts";

/** A stretch of the code, in characters from its start, and the class that it is to have. */
export interface Range {
  from: number;
  to: number;
  className: string;
}

const words = (list: string) => `\\b(?:${list.split(" ").join("|")})\\b`;

const STRING = `"(?:\\\\.|[^"\\\\\\n])*"|'(?:\\\\.|[^'\\\\\\n])*'`;
const NUMBER = "\\b0[xob][\\da-f_]+\\b|\\b\\d[\\d_]*(?:\\.\\d+)?(?:e[+-]?\\d+)?n?\\b";
/** A name that is called, one that begins like a type, and one of a tag. */
const NAME = "\\b[A-Za-z_]\\w*(?=\\s*\\()|\\b[A-Z]\\w*[a-z]\\w*\\b|(?<=<\\/?)[a-z]\\w*\\b";

const PYTHON = {
  note: "#.*",
  text: `[rbf]{0,2}(?:"""[^]*?"""|'''[^]*?'''|${STRING})`,
  word: words(
    "and as assert async await break case class continue def del elif else except finally for from " +
      "global if import in is lambda match nonlocal not or pass raise return try while with yield",
  ),
  value: `${NUMBER}|${words("None True False self cls")}`,
};

const SCRIPT = {
  note: "\\/\\/.*|\\/\\*[^]*?\\*\\/",
  text: `${STRING}|\`(?:\\\\.|[^\`\\\\])*\``,
  word: words(
    "abstract as async await break case catch class const continue declare default delete do else " +
      "enum export extends finally for from function get if implements import in infer instanceof " +
      "interface is keyof let namespace new of private protected public readonly return satisfies " +
      "set static super switch throw try type typeof var void while yield",
  ),
  value: `${NUMBER}|${words("null undefined true false NaN Infinity this")}`,
};

const expression = ({ note, text, word, value }: typeof PYTHON) =>
  new RegExp(
    `(?<note>${note})|(?<text>${text})|(?<word>${word})|(?<value>${value})|(?<name>${NAME})`,
    "g",
  );

const EXPRESSIONS: Record<Language, RegExp> = {
  PYTHON: expression(PYTHON),
  REACT: expression(SCRIPT),
  JAVASCRIPT: expression(SCRIPT),
  TYPESCRIPT: expression(SCRIPT),
};

export function highlight(code: string, language: Language): Range[] {
  return [...code.matchAll(EXPRESSIONS[language])].map((match) => {
    const kind = Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined)?.[0];
    return { from: match.index, to: match.index + match[0].length, className: `ink-${kind}` };
  });
}
