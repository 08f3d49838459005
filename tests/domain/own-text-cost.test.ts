/** Checking an own text takes little time for every text, as `syntax-cost.test.ts` says of snippets. */
import { expect, it } from "vitest";
import { checkOwnText, ownTextStarts } from "../../app/code/own-text.ts";
import { MOST_TEXT_CHARACTERS } from "../../app/engine/limits.ts";
import { LANGUAGES } from "../../app/engine/plan.ts";
import { CONSTRUCTS, nest } from "../../scripts/benchmarks/syntax/nested-code.ts";

/** Milliseconds of this process's CPU. No check takes 50; the rest is for a processor that is busy with other tests. */
const MAX_CPU_MS = 400;
const LEVELS = 6;

function cpuOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

const fill = (code: string) =>
  `${code}\n`
    .repeat(Math.ceil(MOST_TEXT_CHARACTERS / (code.length + 1)))
    .slice(0, MOST_TEXT_CHARACTERS);

it.each(LANGUAGES)(
  `${MOST_TEXT_CHARACTERS} characters of %s are checked in time, with each construct nested in itself`,
  (language) => {
    const texts = CONSTRUCTS[language].map((construct) => fill(nest([construct], LEVELS, "a")));
    const slow = texts.filter(
      (text) =>
        cpuOf(() => checkOwnText(text, language)) > MAX_CPU_MS ||
        cpuOf(() => ownTextStarts(text, language)) > MAX_CPU_MS,
    );
    expect(slow).toEqual([]);
  },
);
