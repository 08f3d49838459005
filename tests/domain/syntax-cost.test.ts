/** Checking a snippet takes little time for every text, because one thread of a Worker serves everybody. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { statementStarts } from "../../app/code/statements.ts";
import { checkSyntax } from "../../app/code/syntax.ts";
import { LANGUAGES, type Language } from "../../app/engine/plan.ts";
import { CONSTRUCTS, fill, nest } from "../../scripts/benchmarks/syntax/nested-code.ts";

/**
 * Milliseconds of this process's CPU. No text takes 50 (`npm run bench:syntax`); the rest is for a processor that is
 * busy with other tests. Where a parser goes back at each level, it takes a century.
 */
const MAX_CPU_MS = 400;

function cpuOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/** Returns the texts of which the check, or the search for statements, takes longer than `MAX_CPU_MS`. */
const slowOnes = (texts: string[], language: Language) =>
  texts.filter(
    (text) =>
      cpuOf(() => checkSyntax(text, language)) > MAX_CPU_MS ||
      cpuOf(() => statementStarts(text, language)) > MAX_CPU_MS,
  );

describe.each(LANGUAGES)("4,000 characters of %s are checked in time", (language) => {
  const constructs = CONSTRUCTS[language];

  it("with each construct nested in itself to six and to a hundred levels, right and wrong", () => {
    const texts = constructs.flatMap((construct) => [
      fill(nest([construct], 6, "@")),
      fill(nest([construct], 100, "a")),
      fill(nest([construct], 100, "@")),
    ]);
    expect(slowOnes(texts, language)).toEqual([]);
  });

  it("with constructs nested in each other", () => {
    const construct = fc.constantFrom(...constructs);
    const text = fc
      .tuple(
        fc.array(construct, { minLength: 2, maxLength: 4 }),
        fc.constantFrom(5, 12, 100),
        fc.constantFrom("a", "", "@", "a b", "=>", "<", "}", "'"),
      )
      .map(([nested, levels, core]) => fill(nest(nested, levels, core)));
    const texts = fc.sample(text, { numRuns: 300, seed: 20_261_126 });
    expect(slowOnes(texts, language)).toEqual([]);
  });
});

describe("4,000 characters are checked in time", () => {
  it.each<[string, Language, string]>([
    ["a label in labels of the same name", "JAVASCRIPT", "a:".repeat(2_000)],
    ["such labels, with comments", "TYPESCRIPT", "a/**/:".repeat(660)],
    ["such labels, spelled differently", "REACT", "a:\\u0061:\\u{61}:".repeat(230)],
    ["such labels after a recoverable error", "TYPESCRIPT", `let b, b;${"a:".repeat(1_990)}`],
    ["comments before no colon", "JAVASCRIPT", "a/* */".repeat(660)],
    ["one long name", "JAVASCRIPT", "a".repeat(4_000)],
    ["quotes that end nowhere", "PYTHON", `x = ${"'' ".repeat(1_300)}'`],
    [
      "an error without a position after many lines",
      "PYTHON",
      `x = 1\n${"\n".repeat(3_900)}from . import`,
    ],
    ["an error before many lines", "PYTHON", `def f(a=1, b): pass${"\n".repeat(3_900)}x = 1`],
    ["a word that may begin a statement or be a name", "PYTHON", "match\n".repeat(660)],
    ["parentheses that may hold items or a value", "PYTHON", "with (a, b):c\n".repeat(280)],
    ["such parentheses, never closed", "PYTHON", `with ${"(a as b, ".repeat(190)}`],
    ["formats in formats", "PYTHON", "f'{a:".repeat(790)],
    ["names that end nowhere in an f-string", "PYTHON", `f'${"\\N{".repeat(1_300)}`],
    ["names in a pattern", "PYTHON", `match a:\n case ${"b, [".repeat(900)}`],
    ["three quotes that end nowhere", "PYTHON", `"""${'\\"""'.repeat(990)}`],
  ])("with %s", (_, language, text) => {
    expect(slowOnes([text], language)).toEqual([]);
  });
});

it("nested code that people write is accepted", () => {
  const accepted: [Language, string][] = [
    ["TYPESCRIPT", "const f = <A>(a: A) => <B>(b: B) => <C>(c: C) => <D>(d: D) => [a, b, c, d];"],
    ["TYPESCRIPT", "const a = <X>(<Y>(<Z>f(<W>g)));"],
    ["TYPESCRIPT", "a<X>(b<Y>(c<Z>(d<W>(e<V>(f<U>(g))))));"],
    [
      "TYPESCRIPT",
      Array.from({ length: 40 }, (_, i) => `const f${i} = <T>(a: T) => a;`).join("\n"),
    ],
    ["REACT", nest([["<a>", "</a>"]], 40, "b")],
    ["JAVASCRIPT", nest([["f(() => { return ", " })"]], 40, "b")],
    ["PYTHON", nest([["f(", ")"]], 80, "b")],
  ];
  for (const [language, text] of accepted)
    expect([text, checkSyntax(text, language)]).toEqual([text, []]);
});
