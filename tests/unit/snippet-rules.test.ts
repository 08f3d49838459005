/** The rules for the text of a snippet, and the contract of the forms and calls that bring one. */
import { describe, expect, it } from "vitest";
import { formatDiagnostic } from "../../app/code/diagnostics.ts";
import { checkSnippet, playableAs } from "../../app/code/rules.ts";
import {
  importSchema,
  MAX_CHARACTERS,
  MAX_IMPORTED,
  normalizeText,
  snippetChangeSchema,
  snippetDraftSchema,
  snippetQuerySchema,
} from "../../app/contracts/snippet.ts";
import type { Difficulty, Language } from "../../app/engine/plan.ts";
import { readSnippets } from "../../seed/snippets.ts";
import { draft } from "../support/snippets.ts";

const faultsOf = (text: string, language: Language, difficulty: Difficulty = "EASY") =>
  checkSnippet(text, language, difficulty).map(formatDiagnostic);

describe("the text of a snippet", () => {
  it("of every seed file is free of faults and playable in its own language and difficulty", async () => {
    const snippets = await readSnippets();
    expect(snippets.length).toBeGreaterThan(200);
    for (const { path, snippet_text, language, difficulty } of snippets) {
      expect([path, ...faultsOf(snippet_text, language, difficulty)]).toEqual([path]);
      expect(playableAs(snippet_text)).toContainEqual([language, difficulty]);
    }
  });

  it("is playable in each language in which it parses, and in no other", () => {
    expect(playableAs("let count: number = 1;")).toEqual([["TYPESCRIPT", "EASY"]]);
    expect(playableAs("if x:\n    y = 1; z = 2\nw = 3")).toContainEqual(["PYTHON", "EASY"]);
    expect(playableAs("a ? b?.c : !d;").map(([language]) => language)).not.toContain("PYTHON");
    expect(playableAs("a ? b?.c : !d;")).toHaveLength(3);
    expect(playableAs("const a = <b>1</b>;", ["REACT", "PYTHON"])).toEqual([["REACT", "EASY"]]);
    expect(playableAs("no code at all!")).toEqual([]);
  });

  it.each<[string, string, string]>([
    ["a tab", "if x:\n\tpass", "Line 2, column 1: A tab: indent with spaces"],
    ["a NUL", "x = 1\0", "Line 1, column 6: Not every keyboard has this character (U+0000)"],
    [
      "a lone surrogate",
      "x = '\ud800'",
      "Line 1, column 6: Not every keyboard has this character (U+D800)",
    ],
    [
      "a character of two surrogates",
      "x = '🐛'",
      "Line 1, column 6: Not every keyboard has this character (U+1F41B)",
    ],
    [
      "a character that reverses the direction of text",
      "x = 1  # \u202e",
      "Line 1, column 10: Not every keyboard has this character (U+202E)",
    ],
    ["a no-break space", "x =\u00a01", "Line 1, column 4: A no-break space: type a plain one"],
    [
      "a line separator",
      "x = 1\u2028y = 2",
      "Line 1, column 6: Not every keyboard has this character (U+2028)",
    ],
    [
      "a letter with an accent",
      "naïve = 1",
      "Line 1, column 3: Not every keyboard has this character (U+00EF)",
    ],
    ["a blank at a line's end", "x = 1 \ny = 2", "Line 1, column 6: Blanks at the line's end"],
    [
      "a line of more than 80 columns",
      `x = "${"y".repeat(80)}"`,
      "Line 1, column 81: More than 80 columns",
    ],
    ["no text", "", "Write some code"],
    ["blanks only", "   \n \n", "Write some code"],
  ])("is refused with %s", (_, text, fault) => {
    expect(faultsOf(text, "PYTHON")).toEqual([fault]);
    expect(playableAs(text)).toEqual([]);
  });

  it.each<[Difficulty, number, number]>([
    ["EASY", 1, 12],
    ["NORMAL", 3, 6],
    ["HARD", 6, 12],
    ["EXPERT", 12, 25],
  ])(
    "has at %s from %i to %i lines of code, without counting blank lines",
    (difficulty, least, most) => {
      const lines = (count: number) =>
        Array.from({ length: count }, (_, index) => `x${index} = ${index}`).join("\n\n");
      const fault = (count: number) =>
        `${difficulty} has ${least} to ${most} lines of code; this has ${count}`;
      expect(faultsOf(lines(least), "PYTHON", difficulty)).toEqual([]);
      expect(faultsOf(lines(most), "PYTHON", difficulty)).toEqual([]);
      if (least > 1)
        expect(faultsOf(lines(least - 1), "PYTHON", difficulty)).toEqual([fault(least - 1)]);
      expect(faultsOf(lines(most + 1), "PYTHON", difficulty)).toEqual([fault(most + 1)]);
    },
  );

  it("gets at most ten faults, however many it has", () => {
    expect(faultsOf(")\n".repeat(2_000), "PYTHON").length).toBeLessThanOrEqual(10);
    expect(faultsOf("\t\n".repeat(2_000), "REACT").length).toBeLessThanOrEqual(10);
  });
});

describe("the text of a file or a form", () => {
  it.each([
    ["a = 1\r\nb = 2\r\n", "a = 1\nb = 2"],
    ["a = 1\rb = 2", "a = 1\nb = 2"],
    ["\n\na = 1\n\n  \n", "a = 1"],
    ["  a = 1", "  a = 1"],
    ["", ""],
  ])("is normalized: %j", (text, normalized) => {
    expect(normalizeText(text)).toBe(normalized);
    expect(snippetDraftSchema.parse(draft({ snippet_text: text })).snippet_text).toBe(normalized);
  });
});

describe("the contract of a snippet", () => {
  const refusedField = (overrides: object) =>
    snippetDraftSchema.safeParse({ ...draft(), ...overrides }).error?.issues[0]?.path.join(".");

  it.each<[string, object]>([
    ["language", { language: "COBOL" }],
    ["difficulty", { difficulty: "easy" }],
    ["category", { category: "" }],
    ["category", { category: "Loops" }],
    ["category", { category: "loops/../../etc" }],
    ["category", { category: "loops\0" }],
    ["category", { category: "a".repeat(51) }],
    ["snippet_text", { snippet_text: null }],
    ["snippet_text", { snippet_text: "a".repeat(MAX_CHARACTERS + 1) }],
    ["expected_wpm", { expected_wpm: 0 }],
    ["expected_wpm", { expected_wpm: "40" }],
    ["expected_wpm", { expected_wpm: 1e9 }],
    ["expected_wpm", { expected_wpm: Number.NaN }],
  ])("refuses the %s in %j", (path, overrides) => {
    expect(refusedField(overrides)).toBe(path);
  });

  it("refuses fields that the server computes", () => {
    expect(snippetDraftSchema.safeParse({ ...draft(), token_count: 1 }).success).toBe(false);
    expect(snippetChangeSchema.safeParse({ usage_count: 0 }).success).toBe(false);
    expect(snippetChangeSchema.safeParse({ id: crypto.randomUUID() }).success).toBe(false);
  });

  it(`accepts an import of 1 to ${MAX_IMPORTED} snippets`, () => {
    const many = (count: number) => ({ snippets: Array.from({ length: count }, () => draft()) });
    expect(importSchema.safeParse(many(MAX_IMPORTED)).success).toBe(true);
    expect(importSchema.safeParse(many(MAX_IMPORTED + 1)).success).toBe(false);
    expect(importSchema.safeParse(many(10_000)).error?.issues).toHaveLength(1);
    expect(importSchema.safeParse({ snippets: Array(200_000).fill(0) }).error?.issues).toHaveLength(
      1,
    );
    expect(importSchema.safeParse({ snippets: [] }).success).toBe(false);
  });

  it.each([{ q: "a\0b" }, { q: "a".repeat(101) }, { is_active: "yes" }, { language: "" }])(
    "refuses the search %j",
    (query) => {
      expect(snippetQuerySchema.safeParse(query).success).toBe(false);
    },
  );

  it("reads `is_active` of a search as a Boolean", () => {
    expect(snippetQuerySchema.parse({ is_active: "false" }).is_active).toBe(false);
    expect(snippetQuerySchema.parse({ is_active: "true" }).is_active).toBe(true);
    expect(snippetQuerySchema.parse({}).is_active).toBeUndefined();
  });
});
