/** Colours code as an editor does: Lezer's parsers, and its names for what they find. */
import { highlightTree, tagHighlighter, tags } from "@lezer/highlight";
import { parser as javascript } from "@lezer/javascript";
import { parser as python } from "@lezer/python";
import type { Highlight, Ink } from "../../contracts/highlight.ts";
import type { Language, Plan } from "../../engine/plan.ts";

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

function parse(code: string, language: Language): Highlight {
  const ranges: Highlight = [];
  highlightTree(PARSERS[language].parse(code), highlighter, (from, to, name) => {
    ranges.push([from, to, name as Ink]);
  });
  return ranges;
}

/**
 * What was parsed last, by language and text: a plan of EXPERT takes several
 * milliseconds to parse, and the same snippets are served all the time.
 */
const known = new Map<string, Highlight>();
/** Twice what the seed brings. */
const MOST_KNOWN = 512;

export function highlight(code: string, language: Language): Highlight {
  const key = `${language} ${code}`;
  const ranges = known.get(key) ?? parse(code, language);
  // Last in the map: the one that is not asked for goes first.
  known.delete(key);
  known.set(key, ranges);
  if (known.size > MOST_KNOWN) known.delete(known.keys().next().value ?? "");
  return ranges;
}

/** Of each snippet of a plan, in their order. */
export function highlightsOf({ language, snippets }: Pick<Plan, "language" | "snippets">) {
  return snippets.map(({ snippet_text }) => highlight(snippet_text, language));
}
