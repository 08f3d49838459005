/** Code in which `|` before a line marks each place at which a piece may begin. Other lines have a blank there. */
import { expect, it } from "vitest";
import { statementStarts } from "../../app/code/statements.ts";
import type { Language } from "../../app/engine/plan.ts";

/** Returns the code without its first line end, and without the column of the marks. */
const unmarked = (marked: string) => marked.slice(1).replace(/^[ |]/gm, "");

function mark(text: string, language: Language): string {
  const starts = statementStarts(text, language);
  const lines = text
    .split("\n")
    .map((line, index) => (starts.includes(index) ? "|" : line === "" ? "" : " ") + line);
  return `\n${lines.join("\n")}`;
}

/** Tests for each name and marked code that the code has its marks. */
export const testMarks = (language: Language, table: [string, string][]) =>
  it.each(table)("%s", (_, marked) => {
    const expected = marked.replace(/\n *$/, "");
    expect(mark(unmarked(expected), language)).toBe(expected);
  });
