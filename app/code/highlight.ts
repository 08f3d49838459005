/** Highlights snippets, and caches the highlights. */
import type { Highlight } from "../contracts/highlight.ts";
import type { Language, Plan } from "../engine/plan.ts";
import { highlightRanges } from "./parsers.ts";

/**
 * The highlights of the most recently used snippets, by language and text. Parsing an EXPERT plan takes several
 * milliseconds, and the same snippets are served again and again.
 */
const cache = new Map<string, Highlight>();
/** Twice the number of snippets in the seed. */
const MAX_CACHED = 512;

/** Returns the highlights of `code`. */
export function highlight(code: string, language: Language): Highlight {
  const key = `${language} ${code}`;
  const ranges = cache.get(key) ?? highlightRanges(code, language);
  // Inserted again at the end, so that the first entry of the map is the least recently used one.
  cache.delete(key);
  cache.set(key, ranges);
  if (cache.size > MAX_CACHED) cache.delete(cache.keys().next().value ?? "");
  return ranges;
}

/** Returns the highlights of each snippet of a plan, in their order. */
export function highlightsOf({ language, snippets }: Pick<Plan, "language" | "snippets">) {
  return snippets.map(({ snippet_text }) => highlight(snippet_text, language));
}
