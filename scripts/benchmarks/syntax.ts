/**
 * Prints which nested code takes longest to check, in milliseconds of CPU: each construct of
 * `syntax/nested-code.ts` in itself and in another one, filled up to 4,000 characters.
 */
import { checkSyntax } from "../../app/code/syntax.ts";
import { LANGUAGES, type Language } from "../../app/engine/plan.ts";
import { CONSTRUCTS, fill, nest } from "./syntax/nested-code.ts";

const PRINTED = 3;

function cpuOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/** Returns the least of three times, because the first may compile code and any may collect garbage. */
const cost = (code: string, language: Language) =>
  Math.min(...Array.from({ length: 3 }, () => cpuOf(() => checkSyntax(code, language))));

for (const language of LANGUAGES) {
  const constructs = CONSTRUCTS[language];
  const costs = constructs.flatMap((outer, index) => {
    const inner = constructs[(index * 7 + 3) % constructs.length] ?? outer;
    const nested = [[outer], [outer, inner]];
    return nested.flatMap((nesting) =>
      [6, 100].flatMap((levels) =>
        ["a", "@"].map((core) => {
          const code = fill(nest(nesting, levels, core));
          return { milliseconds: cost(code, language), code };
        }),
      ),
    );
  });
  console.log(`${language}, ${costs.length} texts:`);
  costs.sort((a, b) => b.milliseconds - a.milliseconds);
  for (const { milliseconds, code } of costs.slice(0, PRINTED)) {
    console.log(`  ${milliseconds.toFixed(1)} ms  ${JSON.stringify(code.slice(0, 60))}`);
  }
}
