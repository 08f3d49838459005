import { describe, expect, it } from "vitest";
import { startsLine, tokenize } from "../../app/engine/tokens.ts";

describe("tokens", () => {
  it("are maximal runs of characters that are not blank, each with its line and column", () => {
    expect(tokenize("for i in  x:\n\n    print(i)")).toEqual([
      { text: "for", line: 0, column: 0 },
      { text: "i", line: 0, column: 4 },
      { text: "in", line: 0, column: 6 },
      { text: "x:", line: 0, column: 10 },
      { text: "print(i)", line: 2, column: 4 },
    ]);
  });

  it("need Enter before the first token of a line, also after blank lines, and Space before any other", () => {
    const tokens = tokenize("a b\n\nc");
    expect(tokens.map((_, index) => startsLine(tokens, index))).toEqual([false, false, true]);
  });
});
