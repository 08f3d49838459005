/** Code as Lezer reads it: what is coloured, and where it is no code. For the server, and the editor of snippets. */
import { highlightTree, tagHighlighter, tags } from "@lezer/highlight";
import { parser as javascript } from "@lezer/javascript";
import { parser as python } from "@lezer/python";
import type { Highlight, Ink } from "../contracts/highlight.ts";
import type { Language } from "../engine/plan.ts";

const PARSERS = {
  PYTHON: python,
  REACT: javascript.configure({ dialect: "jsx" }),
  JAVASCRIPT: javascript,
  TYPESCRIPT: javascript.configure({ dialect: "ts" }),
} satisfies Record<Language, unknown>;

const ink = (name: Ink) => name;

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
    ranges.push([from, to, name as Ink]);
  });
  return ranges;
}

/** A stretch of code that the language has no place for; an empty one is where something is missing. */
export interface SyntaxFault {
  from: number;
  to: number;
}

/** Where `code` does not parse, in order; none, if it does. */
export function syntaxFaults(code: string, language: Language): SyntaxFault[] {
  const faults: SyntaxFault[] = [];
  PARSERS[language].parse(code).iterate({
    enter: ({ type, from, to }) => {
      if (type.isError && from !== faults.at(-1)?.from) faults.push({ from, to });
    },
  });
  return faults;
}
