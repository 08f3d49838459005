import { describe, expect, it } from "vitest";
import { highlight, highlightsOf } from "../../app/code/highlight.ts";
import { type Highlight, highlightSchema } from "../../app/contracts/highlight.ts";
import { DIFFICULTIES, LANGUAGES, type Language, type Plan } from "../../app/engine/plan.ts";
import type { Hunk } from "../../app/engine/state.ts";
import { bossHunk, refill } from "../../app/engine/v1/deck.ts";
import { syntaxColorsOf } from "../../app/ui/field/code/syntax-colors.ts";
import { readSnippets } from "../../seed/snippets.ts";
import { planOf } from "../support/plans.ts";

const snippets = await readSnippets();

/** What is coloured, as `ink text`. */
const inked = (code: string, ranges: Highlight) =>
  ranges.map(([from, to, ink]) => `${ink} ${code.slice(from, to)}`);

describe("a snippet's colours", () => {
  it.each(snippets.map((one) => [one.path, one] as const))(
    "are ranges of the text in order, none over another (%s)",
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
  ])("are those of an editor (%s: %s)", (language, code, expected) => {
    expect(inked(code, highlight(code, language))).toEqual(expected);
  });

  it("are there for code that does not parse", () => {
    const code = 'def (:\n  return "x';
    expect(inked(code, highlight(code, "PYTHON"))).toContain("word return");
  });

  it("are not mixed up between languages", () => {
    expect(inked("function", highlight("function", "JAVASCRIPT"))).toEqual(["word function"]);
    expect(highlight("function", "PYTHON")).toEqual([]);
    expect(inked("function", highlight("function", "JAVASCRIPT"))).toEqual(["word function"]);
  });
});

/** More tokens than any snippet has. */
const SEVERAL = 300;

/** The plans of every group of snippets, with what their bugs carry. */
const hunks = LANGUAGES.flatMap((language) =>
  DIFFICULTIES.map((difficulty): [string, Plan, Hunk[]] => {
    const plan = planOf({ language, difficulty });
    const deck: Hunk[] = [];
    refill(plan, deck, { snippet: 0, line: 0 }, 4);
    const bosses = [0, 1].flatMap((count) => bossHunk(plan, count, SEVERAL) ?? []);
    return [`${language} ${difficulty}`, plan, [...deck, ...bosses]];
  }),
);

/** What of `hunk` is coloured, joined where lines part it; without spaces, which are not drawn. */
function inkedIn(hunk: Hunk, plan: Plan): string {
  const inks = syntaxColorsOf(hunk, plan, highlightsOf(plan));
  const rows = hunk.code.split("\n");
  expect(inks.map((line) => line.length)).toEqual(rows.map((row) => row.length));
  return rows
    .map((row, line) =>
      [...row]
        .filter((_, column) => inks[line]?.[column])
        .join("")
        .replace(/\s/g, ""),
    )
    .join("");
}

describe("what a bug carries of snippets", () => {
  it.each(hunks)("has the colours that it has there (%s)", (_, plan, all) => {
    const whole = plan.snippets.map(({ snippet_text: code }) =>
      highlight(code, plan.language)
        .map(([from, to]) => code.slice(from, to))
        .join("")
        .replace(/\s/g, ""),
    );
    for (const hunk of all) {
      const found = inkedIn(hunk, plan);
      const source = hunk.snippets.map((index) => whole[index]).join("");
      if (hunk.snippets.length > 1) expect(found).toBe(source);
      else expect(source).toContain(found);
    }
    expect(all.some(({ snippets }) => snippets.length > 1)).toBe(true);
  });

  it("is without indentation, and in the middle of a string still a string", () => {
    const snippet_text = 'def a():\n    """One\n    if two\n    """\n    return 3';
    const plan = planOf({ snippets: [{ category: "x", snippet_text }] });
    const hunk: Hunk = { snippets: [0], line: 2, code: 'if two\n"""\nreturn 3', tokens: [] };
    const inks = syntaxColorsOf(hunk, plan, highlightsOf(plan));
    expect(inks).toEqual([
      Array(6).fill("text"),
      Array(3).fill("text"),
      [...Array(6).fill("word"), undefined, "value"],
    ]);
  });

  it("is plain where there are no colours", () => {
    const plan = planOf();
    const hunk = bossHunk(plan, 0, SEVERAL) as Hunk;
    expect(syntaxColorsOf(hunk, plan, []).flat().filter(Boolean)).toEqual([]);
  });
});
