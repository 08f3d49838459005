/** Lezer's parsers and their highlighting, for the server and for the snippet editor. */
import { highlightTree, tagHighlighter, tags } from "@lezer/highlight";
import { parser as javascript } from "@lezer/javascript";
import { parser as python } from "@lezer/python";
import type { Highlight, SyntaxKind } from "../contracts/highlight.ts";
import type { Language } from "../engine/plan.ts";

export const PARSERS = {
  PYTHON: python,
  REACT: javascript.configure({ dialect: "jsx" }),
  JAVASCRIPT: javascript,
  TYPESCRIPT: javascript.configure({ dialect: "ts" }),
} satisfies Record<Language, unknown>;

/** Lets TypeScript check a kind's spelling, because Lezer accepts any string as a class. */
const kind = (name: SyntaxKind) => name;

/** Maps Lezer's tags to kinds. The more specific tag wins: Lezer's `null` is also a keyword. */
const highlighter = tagHighlighter([
  { tag: [tags.keyword, tags.modifier], class: kind("word") },
  {
    tag: [
      tags.function(tags.variableName),
      tags.function(tags.propertyName),
      tags.className,
      tags.typeName,
      tags.tagName,
    ],
    class: kind("name"),
  },
  { tag: [tags.string, tags.regexp, tags.escape, tags.attributeValue], class: kind("text") },
  { tag: [tags.number, tags.bool, tags.null, tags.self, tags.atom], class: kind("value") },
  { tag: tags.comment, class: kind("note") },
]);

/** Parses `code` and returns the ranges that are highlighted. */
export function highlightRanges(code: string, language: Language): Highlight {
  const ranges: Highlight = [];
  highlightTree(PARSERS[language].parse(code), highlighter, (from, to, name) => {
    ranges.push([from, to, name as SyntaxKind]);
  });
  return ranges;
}
