/** The keys of a run: which ones the contract takes, and their stored form. */
import { describe, expect, it } from "vitest";
import { packKeys, unpackKeys } from "../../app/.server/practice/key-log.ts";
import { keyPressSchema } from "../../app/contracts/game.ts";
import type { KeyPress } from "../../app/engine/replay.ts";

const NAMED = ["Enter", "Tab", "Escape", "ArrowUp"];

describe("a key of a run", () => {
  it.each(["a", " ", "é", ...NAMED])("can be %j", (key) => {
    expect(keyPressSchema.safeParse([0, key]).success).toBe(true);
  });

  it.each(["", "ab", "\n", "\v", "ArrowDown", "Backspace"])("cannot be %j", (key) => {
    expect(keyPressSchema.safeParse([0, key]).success).toBe(false);
  });
});

describe("a stored key log", () => {
  it("gives every key back, with its time", () => {
    const keys = ["a", ...NAMED, " ", "é"].map((key, index): KeyPress => [index * 2_500, key]);
    expect(unpackKeys(packKeys(keys))).toEqual(keys);
  });
});
