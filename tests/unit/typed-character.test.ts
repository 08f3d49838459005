/** Which character a press types: plain keys type typographic signs, and the log has the sign that was due. */
import { describe, expect, it } from "vitest";
import {
  fixesFor,
  rareCharacters,
  rareCharactersText,
  withAllFixes,
} from "../../app/code/text-fixes.ts";
import { typedCharacter } from "../../app/engine/keystrokes/typed-character.ts";

describe("a press", () => {
  it.each([
    ["'", "’", "’"],
    ["’", "’", "’"],
    ["‘", "’", "’"],
    ['"', "“", "“"],
    ["-", "—", "—"],
    ["–", "—", "—"],
    ["’", "'", "'"],
    ["’", "x", "'"],
    ["’", "", "'"],
    ["'", "“", "'"],
    ["x", "’", "x"],
    // Of several bugs: the very character first.
    ['"', '“"', '"'],
    ["E", "Enter", "E"],
  ])("of %s while %j is due types %s", (text, due, typed) => {
    expect(typedCharacter(text, due)).toBe(typed);
  });

  it("of what shows nothing, or of several characters, types nothing", () => {
    for (const text of ["\u200b", "\n", "ab", "", "🐛"])
      expect(typedCharacter(text, "a")).toBeUndefined();
  });
});

describe("code from elsewhere", () => {
  it("has dashes and ellipses replaced where somebody asks for it", () => {
    const fixes = fixesFor("a – b — c…\n");
    expect(fixes.map(({ label }) => label)).toEqual([
      "Replace 2 dashes by hyphens",
      "Write 1 ellipsis as three dots",
    ]);
    expect(withAllFixes("\t‘a’ – “b”…\u00a0 \n")).toBe("    'a' - \"b\"...\n");
  });

  it("warns of characters that not every keyboard has, and of no other", () => {
    expect(rareCharacters("it’s – “so”…\u00a0\n")).toEqual([]);
    expect(rareCharactersText("ok\n")).toBeUndefined();
    expect(rareCharacters("x\ncaf\u00eb ²\n\u00eb\n")).toEqual([
      { character: "\u00eb", lines: [2, 3] },
      { character: "²", lines: [2] },
    ]);
    expect(rareCharactersText("x\ncaf\u00eb\n")).toBe(
      "“\u00eb” is not on every keyboard. The first is in line 2.",
    );
  });
});
