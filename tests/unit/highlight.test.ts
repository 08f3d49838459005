/** The syntax colours of snippets, and of the hunks that bugs carry. */
import { describe, expect, it } from "vitest";
import { highlight, highlightsOf } from "../../app/code/highlight.ts";
import { type Highlight, highlightSchema } from "../../app/contracts/highlight.ts";
import { DIFFICULTIES, LANGUAGES, type Language, type Plan } from "../../app/engine/plan.ts";
import type { Hunk } from "../../app/engine/state.ts";
import { bossHunk, refill } from "../../app/engine/v1/deck.ts";
import { syntaxColorsOf } from "../../app/ui/field/code/syntax-colors.ts";
import { readSnippets } from "../../seed/snippets.ts";
import { createPlan } from "../support/plans.ts";

const snippets = await readSnippets();

/** Returns the coloured parts of `code`, each as `color text`. */
const coloredParts = (code: string, ranges: Highlight) =>
  ranges.map(([from, to, color]) => `${color} ${code.slice(from, to)}`);

describe("the syntax colours of a snippet", () => {
  it.each(snippets.map((snippet) => [snippet.path, snippet] as const))(
    "are ranges of its text, in order and without overlap (%s)",
    (_, { snippet_text, language }) => {
      const ranges = highlight(snippet_text, language);
      expect(highlightSchema.safeParse(ranges).error).toBeUndefined();
      expect(ranges.length).toBeGreaterThan(0);
      let end = 0;
      for (const [from, to] of ranges) {
        expect(from).toBeGreaterThanOrEqual(end);
        expect(to).toBeGreaterThan(from);
        end = to;
      }
      expect(end).toBeLessThanOrEqual(snippet_text.length);
    },
  );

  it.each<[Language, string, string[]]>([
    [
      "PYTHON",
      'async def greet(name=None):  # hello\n    return shout(f"{name}!", 3) in self.all',
      [
        "word async",
        "word def",
        "name greet",
        "value None",
        "note # hello",
        "word return",
        "name shout",
        'text f"',
        'text !"',
        "value 3",
        "word in",
      ],
    ],
    ["PYTHON", '"""one\ntwo"""', ['text """one\ntwo"""']],
    [
      "REACT",
      'const x = <Item key="a" on={() => go(1)}>if <b>8</b></Item>;',
      [
        "word const",
        "name Item",
        'text "a"',
        "name go",
        "value 1",
        "name b",
        "name b",
        "name Item",
      ],
    ],
    [
      "JAVASCRIPT",
      // biome-ignore lint/suspicious/noTemplateCurlyInString: it is code
      "let a = this.b ?? `n ${1}` /* c */; a.match(/x+/); // d",
      [
        "word let",
        "value this",
        "text `n ",
        "value 1",
        "text `",
        "note /* c */",
        "name match",
        "text /x+/",
        "note // d",
      ],
    ],
    [
      "TYPESCRIPT",
      "interface Box<T> extends Base { readonly at: number | null }",
      [
        "word interface",
        "name Box",
        "name T",
        "word extends",
        "name Base",
        "word readonly",
        "name number",
        "value null",
      ],
    ],
  ])("are those of a code editor (%s: %s)", (language, code, expected) => {
    expect(coloredParts(code, highlight(code, language))).toEqual(expected);
  });

  it("exist for code that does not parse, too", () => {
    const code = 'def (:\n  return "x';
    expect(coloredParts(code, highlight(code, "PYTHON"))).toContain("word return");
  });

  it("are those of the given language, whichever language was highlighted before", () => {
    expect(coloredParts("function", highlight("function", "JAVASCRIPT"))).toEqual([
      "word function",
    ]);
    expect(highlight("function", "PYTHON")).toEqual([]);
    expect(coloredParts("function", highlight("function", "JAVASCRIPT"))).toEqual([
      "word function",
    ]);
  });
});

/** More tokens than any snippet has, so that a boss carries several snippets. */
const BOSS_TOKENS = 300;

/** A plan for each language and difficulty, with the hunks that its bugs carry. */
const plansWithHunks = LANGUAGES.flatMap((language) =>
  DIFFICULTIES.map((difficulty): [string, Plan, Hunk[]] => {
    const plan = createPlan({ language, difficulty });
    const deck: Hunk[] = [];
    refill(plan, deck, { snippet: 0, line: 0 }, 4);
    const bosses = [0, 1].flatMap((count) => bossHunk(plan, count, BOSS_TOKENS) ?? []);
    return [`${language} ${difficulty}`, plan, [...deck, ...bosses]];
  }),
);

/** Returns the coloured characters of `hunk` without line breaks and without spaces, which are not drawn. */
function coloredText(hunk: Hunk, plan: Plan): string {
  const colors = syntaxColorsOf(hunk, plan, highlightsOf(plan));
  const rows = hunk.code.split("\n");
  expect(colors.map((line) => line.length)).toEqual(rows.map((row) => row.length));
  return rows
    .map((row, line) =>
      [...row]
        .filter((_, column) => colors[line]?.[column])
        .join("")
        .replace(/\s/g, ""),
    )
    .join("");
}

describe("the syntax colours of a bug's hunk", () => {
  it.each(plansWithHunks)("are those of the snippets that it comes from (%s)", (_, plan, hunks) => {
    const coloredSnippets = plan.snippets.map(({ snippet_text: code }) =>
      highlight(code, plan.language)
        .map(([from, to]) => code.slice(from, to))
        .join("")
        .replace(/\s/g, ""),
    );
    for (const hunk of hunks) {
      const found = coloredText(hunk, plan);
      const source = hunk.snippets.map((index) => coloredSnippets[index]).join("");
      if (hunk.snippets.length > 1) expect(found).toBe(source);
      else expect(source).toContain(found);
    }
    expect(hunks.some(({ snippets }) => snippets.length > 1)).toBe(true);
  });

  it("leave out indentation, and continue a string that began on an earlier line", () => {
    const snippet_text = 'def a():\n    """One\n    if two\n    """\n    return 3';
    const plan = createPlan({ snippets: [{ category: "x", snippet_text }] });
    const hunk: Hunk = { snippets: [0], line: 2, code: 'if two\n"""\nreturn 3', tokens: [] };
    const colors = syntaxColorsOf(hunk, plan, highlightsOf(plan));
    expect(colors).toEqual([
      Array(6).fill("text"),
      Array(3).fill("text"),
      [...Array(6).fill("word"), undefined, "value"],
    ]);
  });

  it("fit a line in which a run of blanks has become one", () => {
    const snippet_text = "  total  = 3   # sum";
    const plan = createPlan({ snippets: [{ category: "x", snippet_text }] });
    const hunk: Hunk = { snippets: [0], line: 0, code: "total = 3 # sum", tokens: [] };
    const [colors = []] = syntaxColorsOf(hunk, plan, highlightsOf(plan));
    const colored = [...hunk.code].filter((_, column) => colors[column]).join("");
    expect(colored).toBe("3# sum");
  });

  it("are none where the plan has no highlights", () => {
    const plan = createPlan();
    const hunk = bossHunk(plan, 0, BOSS_TOKENS) as Hunk;
    expect(syntaxColorsOf(hunk, plan, []).flat().filter(Boolean)).toEqual([]);
  });
});
