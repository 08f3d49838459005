/**
 * Checks the snippets of the seed: `npm run check:snippets`, for one language `-- python`, for one group `-- python/easy`.
 * Prints a line for each problem, and fails if there is one.
 */
import { DIFFICULTIES, LANGUAGES } from "../../app/engine/plan.ts";
import { readSnippets } from "../../seed/snippets.ts";
import { checkSnippets, type Scope } from "./check.ts";
import { formatProblem } from "./problems.ts";

/** Returns what the argument names. @throws an Error for a name that is none */
function scopeOf(argument: string): Scope {
  const [language, difficulty] = argument.toUpperCase().split("/");
  const languages = LANGUAGES.filter((name) => !language || name === language);
  const difficulties = DIFFICULTIES.filter((name) => !difficulty || name === difficulty);
  if (languages.length * difficulties.length === 0)
    throw new Error(`No such group: ${argument}. Name a language or a group, like python/easy`);
  return { languages, difficulties };
}

const started = performance.now();
const problems = await checkSnippets(await readSnippets(), scopeOf(process.argv[2] ?? ""));
for (const problem of problems) console.log(formatProblem(problem));
const seconds = ((performance.now() - started) / 1000).toFixed(1);
console.log(`${problems.length === 0 ? "✓" : "✗"} ${problems.length} problems  ${seconds} s`);
process.exitCode = problems.length === 0 ? 0 : 1;
