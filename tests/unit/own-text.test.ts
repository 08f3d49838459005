/** What an own text may be, what its editor offers to change, and how files are read. */
import { describe, expect, it } from "vitest";
import { checkOwnText, ownTextStarts } from "../../app/code/own-text.ts";
import { fixesFor, longLines } from "../../app/code/text-fixes.ts";
import { keyPressSchema } from "../../app/contracts/game.ts";
import { fileName } from "../../app/ui/field/labels.ts";

describe("the code of an own text", () => {
  it.each([
    ["PYTHON", "def f(x):\n\treturn x  \n"],
    ["PYTHON", `x = "${"long ".repeat(40)}"\n`],
    ["PYTHON", "name = 'é“ß”'\n"],
    ["JAVASCRIPT", "const a\u00a0= 1;\n"],
    ["TYPESCRIPT", "const f = <T>(a: T): T => a;\n"],
    ["REACT", "type P = { a: string };\nconst A = ({ a }: P) => <p>{a}</p>;\n"],
    ["REACT", "export const A = ({ a }) => <p>{a as string}</p>;\n"],
  ] as const)("of %s may be %j", (language, text) => {
    expect(checkOwnText(text, language)).toEqual([]);
  });

  it.each([
    ["PYTHON", "x = “a”", "Python"],
    ["JAVASCRIPT", "x = ‘a’;", "JavaScript"],
  ] as const)("of %s names a curly quote instead of quoting it: %j", (language, text, name) => {
    expect(checkOwnText(text, language)[0]?.message).toBe(
      `A curly quote, ${text[4]}, where ${name} has straight ones: " or '`,
    );
  });

  it("may have exactly the characters that a key log may have, of the Basic Multilingual Plane", () => {
    const wrong: string[] = [];
    for (let point = 0x20; point < 0x3000; point += 1) {
      const character = String.fromCodePoint(point);
      // A mark joins the character before it, and blanks are typed as Space.
      if (/[\p{M}\s"\\]/u.test(character)) continue;
      const isTypeable = keyPressSchema.safeParse([0, character]).success;
      const faults = checkOwnText(`x = "${character}"`, "PYTHON");
      if (isTypeable !== (faults.length === 0)) wrong.push(point.toString(16));
    }
    expect(wrong).toEqual([]);
  });

  it("is named by its title in the game, which may have an extension already", () => {
    expect(fileName("PYTHON", "stock.py")).toBe("stock.py");
    expect(fileName("PYTHON", "Ledger")).toBe("Ledger.py");
  });

  it("has statements where its own parser finds them", () => {
    const text = "type P = { a: string };\n\nconst A = ({ a }: P) => <p>{a}</p>;\n\nA;\n";
    expect(ownTextStarts(text, "REACT")).toEqual([0, 2, 4]);
  });
});

describe("the fixes", () => {
  const labels = (text: string) => fixesFor(text).map(({ label }) => label);

  it("are offered for what there is, with its number", () => {
    expect(labels("a = 1\n    b = 'c'\n")).toEqual([]);
    expect(labels("\ta\n")).toEqual(["Replace 1 tab by 4 spaces"]);
    expect(labels("\t\ta\n\tb  \n“c”\u00a0")).toEqual([
      "Replace 3 tabs by 4 spaces each",
      "Use straight quotes (2)",
      "Replace 1 unusual space by a plain one",
      "Remove blanks at 2 line ends",
    ]);
  });

  it("change what they name and nothing else, and show each changed line", () => {
    const text = "\tx = “a”  \ny = ‘b’\n";
    const byName = Object.fromEntries(fixesFor(text).map((fix) => [fix.name, fix]));
    expect(byName.tabs?.fixed).toBe("    x = “a”  \ny = ‘b’\n");
    expect(byName.quotes?.fixed).toBe("\tx = \"a\"  \ny = 'b'\n");
    expect(byName.blanks?.fixed).toBe("\tx = “a”\ny = ‘b’\n");
    expect(byName.quotes?.changes).toEqual([
      { line: 1, before: "\tx = “a”  ", after: '\tx = "a"  ' },
      { line: 2, before: "y = ‘b’", after: "y = 'b'" },
    ]);
  });

  it("name the lines of more than 80 columns", () => {
    expect(longLines(`${"x".repeat(80)}\n${"x".repeat(81)}\n`)).toEqual([2]);
  });
});
