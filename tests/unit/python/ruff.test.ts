/** The syntax check of Python agrees with Ruff about the seed's snippets, and about them with a wrong token. */
import { expect, it } from "vitest";
import { checkSyntax } from "../../../app/code/syntax.ts";
import { mutate, randomFrom, statementsOf } from "../../../scripts/benchmarks/python/corpus.ts";
import { ruff } from "../../../scripts/benchmarks/python/oracles.ts";
import { readSnippets } from "../../../seed/snippets.ts";

const MUTATIONS = 3;

/** What CPython refuses, and Ruff does not. */
const UNKNOWN_TO_RUFF = new RegExp(
  [
    // Values to unpack that stand alone.
    "Nothing takes what “\\*” unpacks here",
    "Only one name of an assignment takes the rest",
    // What depends on the code around it.
    "outside of an? (async )?(function|loop)",
    "“yield( from)?” inside of",
    "is used before it is (global|nonlocal)",
    "“import \\*” inside of",
  ].join("|"),
);

const isUnknownToRuff = (text: string, fault: string) =>
  UNKNOWN_TO_RUFF.test(fault) || /yield *,/.test(text);

/** Returns what is wrong with a text according to the check; null if nothing is. */
function faultOf(text: string): string | null {
  const [first] = checkSyntax(text, "PYTHON").filter(
    ({ message }) => message !== "Nothing but comments",
  );
  return first?.message ?? null;
}

it("the syntax check judges texts as Ruff does", async () => {
  const snippets = (await readSnippets()).filter(({ language }) => language === "PYTHON");
  const random = randomFrom(20_261_127);
  const statements = snippets.flatMap(({ path, snippet_text }) => statementsOf(snippet_text, path));
  const mutated = statements.flatMap(({ code }) =>
    Array.from({ length: MUTATIONS }, () => mutate(code, random)),
  );
  const texts = [...new Set([...snippets.map(({ snippet_text }) => snippet_text), ...mutated])];
  const verdicts = ruff().judge(texts);
  const refused = verdicts.filter((verdict) => verdict !== null).length;
  expect(refused).toBeGreaterThan(3_000);
  expect(texts.length - refused).toBeGreaterThan(500);

  const disagreements = texts.flatMap((text, index) => {
    const verdict = verdicts[index] ?? null;
    const fault = faultOf(text);
    const agrees =
      (verdict === null) === (fault === null) || (fault !== null && isUnknownToRuff(text, fault));
    return agrees ? [] : [{ text, verdict, fault }];
  });
  expect(disagreements).toEqual([]);
});
