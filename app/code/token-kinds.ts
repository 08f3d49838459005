/** The kind of token to which each character of a text belongs, for the statistics of keys. */
import { highlightTree, tagHighlighter, tags } from "@lezer/highlight";
import type { TokenKind } from "../engine/keystrokes/sums.ts";
import type { Language } from "../engine/plan.ts";
import { PARSERS } from "./parsers.ts";

/** Lets TypeScript check a kind's spelling, because Lezer accepts any string as a class. */
const kind = (name: TokenKind) => name;

/** Maps Lezer's tags to kinds. `True`, `null` and `this` are words of the language, so they are keywords. */
const highlighter = tagHighlighter([
  {
    tag: [tags.keyword, tags.modifier, tags.bool, tags.null, tags.self, tags.atom],
    class: kind("keyword"),
  },
  { tag: [tags.string, tags.regexp, tags.escape, tags.attributeValue], class: kind("string") },
  { tag: tags.number, class: kind("number") },
  { tag: tags.comment, class: kind("comment") },
  { tag: tags.bracket, class: kind("bracket") },
  { tag: [tags.operator, tags.punctuation], class: kind("operator") },
  { tag: tags.name, class: kind("identifier") },
]);

const BRACKETS = /[()[\]{}]/;
const WORD = /[\p{L}\p{N}_$@]/u;

/** Returns the kind of a character that the parser gives no tag. */
function plainKind(character: string): TokenKind | undefined {
  if (/\s/.test(character)) return undefined;
  if (BRACKETS.test(character)) return "bracket";
  return WORD.test(character) ? "identifier" : "operator";
}

/** Returns the kind of each character of `code`; undefined for blanks outside of strings and comments. */
export function tokenKinds(code: string, language: Language): (TokenKind | undefined)[] {
  const kinds = Array.from({ length: code.length }, (_, index) => plainKind(code[index] ?? ""));
  highlightTree(PARSERS[language].parse(code), highlighter, (from, to, name) => {
    kinds.fill(name as TokenKind, from, to);
  });
  return kinds;
}
