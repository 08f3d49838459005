/** The snippets of the seed keep all rules: what `npm run check:snippets` prints. */
import { expect, it } from "vitest";
import { DIFFICULTIES, LANGUAGES } from "../../app/engine/plan.ts";
import { checkSnippets } from "../../scripts/content/check.ts";
import { formatProblem } from "../../scripts/content/problems.ts";
import { readSnippets } from "../../seed/snippets.ts";

it.each(LANGUAGES)("the snippets in %s have no problem", async (language) => {
  const scope = { languages: [language], difficulties: DIFFICULTIES };
  expect((await checkSnippets(await readSnippets(), scope)).map(formatProblem)).toEqual([]);
});
