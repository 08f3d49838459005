/** Code as Lezer reads it, and what of it is coloured. For the server, and the editor of snippets. */
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

const ink = (name: SyntaxKind) => name;

/** The more exact tag decides: `null` is one of the keywords, too. */
const highlighter = tagHighlighter([
  { tag: [tags.keyword, tags.modifier], class: ink("word") },
  {
    tag: [
      tags.function(tags.variableName),
      tags.function(tags.propertyName),
      tags.className,
      tags.typeName,
      tags.tagName,
    ],
    class: ink("name"),
  },
  { tag: [tags.string, tags.regexp, tags.escape, tags.attributeValue], class: ink("text") },
  { tag: [tags.number, tags.bool, tags.null, tags.self, tags.atom], class: ink("value") },
  { tag: tags.comment, class: ink("note") },
]);

/** What of `code` is not plain. */
export function colour(code: string, language: Language): Highlight {
  const ranges: Highlight = [];
  highlightTree(PARSERS[language].parse(code), highlighter, (from, to, name) => {
    ranges.push([from, to, name as SyntaxKind]);
  });
  return ranges;
}
