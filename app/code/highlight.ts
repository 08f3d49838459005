/** The colours of snippets, kept: `app/code/parsers.ts` finds them. */

import type { Highlight } from "../contracts/highlight.ts";
import type { Language, Plan } from "../engine/plan.ts";
import { colour } from "./parsers.ts";

/**
 * What was parsed last, by language and text: a plan of EXPERT takes several
 * milliseconds to parse, and the same snippets are served all the time.
 */
const known = new Map<string, Highlight>();
/** Twice what the seed brings. */
const MOST_KNOWN = 512;

export function highlight(code: string, language: Language): Highlight {
  const key = `${language} ${code}`;
  const ranges = known.get(key) ?? colour(code, language);
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
