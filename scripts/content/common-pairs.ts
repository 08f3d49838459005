/**
 * `npm run common-pairs`: writes `app/.server/practice/keystrokes/common-pairs.ts`, the most frequent pairs of keys in the
 * seed's snippets of each language. Pairs may be added to the file; one that is taken out stays in the stored sums, and
 * cannot be taken out of them when a run is voided. So it is not written anew for each change of the seed.
 */
import { writeFile } from "node:fs/promises";
import { streamOf } from "../../app/engine/drills/windows.ts";
import { LANGUAGES, type Language } from "../../app/engine/plan.ts";
import { readSnippets } from "../../seed/snippets.ts";
import { root } from "../development/steps.ts";

const PAIRS = 260;
const WIDTH = 45;

const snippets = await readSnippets();

function commonPairs(language: Language): string[] {
  const counts = new Map<string, number>();
  for (const snippet of snippets) {
    if (snippet.language !== language) continue;
    const stream = streamOf(snippet.snippet_text);
    for (let at = 1; at < stream.length; at += 1) {
      const pair = stream.slice(at - 1, at + 1);
      counts.set(pair, (counts.get(pair) ?? 0) + 1);
    }
  }
  const byFrequency = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  return byFrequency.slice(0, PAIRS).map(([pair]) => pair);
}

const listOf = (language: Language) => {
  const pairs = commonPairs(language).sort();
  const lines: string[] = [];
  for (let at = 0; at < pairs.length; at += WIDTH)
    lines.push(`    ${JSON.stringify(pairs.slice(at, at + WIDTH).join(""))},`);
  return `  ${language}: [\n${lines.join("\n")}\n  ],`;
};

await writeFile(
  `${root}app/.server/practice/keystrokes/common-pairs.ts`,
  `/**
 * The ${PAIRS} most frequent pairs of keys in code of each language, two characters each; \`npm run common-pairs\` writes this
 * file. Only these are kept: a busy player types 1,700 different pairs, most of them rarely. With all of them a
 * player's row takes 27 KB, and with these 12.
 */
import type { Language } from "../../../engine/plan.ts";

const LISTS: Record<Language, readonly string[]> = {
${LANGUAGES.map(listOf).join("\n")}
};

const setOf = (lists: readonly string[]): ReadonlySet<string> =>
  new Set(lists.flatMap((list) => list.match(/.{2}/gs) ?? []));

export const COMMON_PAIRS: Record<Language, ReadonlySet<string>> = {
  PYTHON: setOf(LISTS.PYTHON),
  REACT: setOf(LISTS.REACT),
  JAVASCRIPT: setOf(LISTS.JAVASCRIPT),
  TYPESCRIPT: setOf(LISTS.TYPESCRIPT),
};
`,
);
