/** What holds for the pieces of every text. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { piecesAt, statementStarts } from "../../../app/code/statements.ts";
import { LANGUAGES, type Language } from "../../../app/engine/plan.ts";
import { readSnippets } from "../../../seed/snippets.ts";

describe("every text", () => {
  const pieces = (text: string, language: Language) =>
    piecesAt(text, statementStarts(text, language));

  it("has a start in its first line that is not blank, parsed or not", () => {
    expect(statementStarts("\n\n  a = 1\nb = (", "PYTHON")).toEqual([2]);
    expect(statementStarts("a(\n)\n\n}", "JAVASCRIPT")).toEqual([0]);
    expect(statementStarts("// a\n\n// b", "TYPESCRIPT")).toEqual([0]);
    for (const language of LANGUAGES) {
      expect(statementStarts("", language)).toEqual([]);
      expect(statementStarts(" \n\n", language)).toEqual([]);
    }
  });

  it("of the seed is the sum of its pieces, and each of them reads as code", async () => {
    const continuation =
      /^\s*([)\]}]|<\/|\/?>|[.?:&|]|(else|elif|except|finally|catch|while \(.*\);$)\b)/;
    const header = (language: Language) =>
      language === "PYTHON" ? /^\s*[@#]|[:{([]$/ : /^\s*(@|\/\/)|[{([=]$|=>$|\belse$/;
    const wrong: [string, string][] = [];
    for (const { path, snippet_text, language } of await readSnippets()) {
      const all = pieces(snippet_text, language);
      if (all.join("\n") !== snippet_text) wrong.push([path, all.join("\n")]);
      for (const [index, piece] of all.entries()) {
        const last = piece.trimEnd().split("\n").at(-1) ?? "";
        const isLast = index === all.length - 1;
        if (continuation.test(piece) || (!isLast && header(language).test(last)))
          wrong.push([path, piece]);
      }
    }
    expect(wrong).toEqual([]);
  });

  it("of ascending lines, for any lines of code, and without an error", () => {
    const line = fc.constantFrom(
      ...[
        "if (a) {",
        "}",
        "a();",
        "// b",
        "",
        "else {",
        "if a:",
        "    b()",
        "# c",
        "case 1:",
        "f(",
      ],
      ...["`", '"""', "<a>", "</a>", "@a", "class A {", "switch (a) {", ");", "return (", "  a,"],
    );
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 12 }),
        fc.constantFrom(...LANGUAGES),
        (lines, language) => {
          const text = lines.join("\n");
          const starts = statementStarts(text, language);
          expect(starts).toEqual([...new Set(starts)].sort((a, b) => a - b));
          expect(starts.every((start) => lines[start]?.trim())).toBe(true);
          expect(starts[0]).toBe(text.trim() ? lines.findIndex((one) => one.trim()) : undefined);
        },
      ),
    );
  });
});
