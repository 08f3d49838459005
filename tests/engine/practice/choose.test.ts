import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  chooseWindows,
  DRILL_KEYS,
  identityOf,
  occurrences,
} from "../../../app/engine/drills/choose.ts";
import { windowsOf } from "../../../app/engine/drills/windows.ts";
import { LANGUAGES } from "../../../app/engine/plan.ts";
import { poolOf, triplesOf } from "../../../scripts/benchmarks/drills/triples.ts";

const CODE = `def area(w, h):
    if w < 0:
        raise ValueError(w)
    return w * h


print(area(2, 3))
print(area(4, 5))`;

describe("the windows of a text", () => {
  const windows = windowsOf(CODE, [0, 3, 6, 7]);

  it("have two to four lines of whole statements, without the indentation that they share", () => {
    expect(windows.map(({ line, lines }) => [line, lines])).toEqual([
      [0, 3],
      [0, 4],
      [6, 2],
    ]);
    expect(windows[2]?.text).toBe("print(area(2, 3))\nprint(area(4, 5))");
  });

  it("have no line that is indented less than the first", () => {
    // "return" belongs into its function, not before the call that follows.
    expect(windows.some(({ line }) => line === 3)).toBe(false);
  });

  it("are typed with Space and Enter, and without blank lines and indentation", () => {
    expect(windows[0]?.stream).toBe("def area(w, h):\nif w < 0:\nraise ValueError(w)");
  });

  it.each(LANGUAGES)("are hundreds in the seed of %s, each two to four lines", (language) => {
    const { windows: all } = poolOf(language);
    expect(all.length).toBeGreaterThan(800);
    for (const { text, stream } of all) {
      const typed = text.split("\n").filter((line) => line.trim() !== "");
      expect(typed.length).toBeGreaterThanOrEqual(2);
      expect(typed.length).toBeLessThanOrEqual(4);
      expect(stream.split("\n")).toHaveLength(typed.length);
      expect(/^\s/.test(text)).toBe(false);
    }
  });
});

describe("the choice of windows", () => {
  const { windows } = poolOf("TYPESCRIPT");
  const keysOf = (chosen: ReturnType<typeof chooseWindows>) =>
    chosen.reduce((sum, { window }) => sum + window.stream.length + 1, 0);

  it("makes a drill of about 250 keys, of windows that do not overlap, for any targets and seed", () => {
    const target = fc.constantFrom("{", "=>", "Enter", "a", "~", "€", "&&", "0");
    fc.assert(
      fc.property(fc.uniqueArray(target, { maxLength: 5 }), fc.nat(), (targets, seed) => {
        const chosen = chooseWindows(windows, targets, seed);
        expect(keysOf(chosen)).toBeGreaterThanOrEqual(DRILL_KEYS);
        expect(keysOf(chosen)).toBeLessThanOrEqual(DRILL_KEYS + 40);
        expect(new Set(chosen.map(({ window }) => identityOf(window))).size).toBe(chosen.length);
        expect(chooseWindows(windows, targets, seed)).toEqual(chosen);
      }),
      {
        numRuns: 60,
        examples: [
          // Most windows that are rich in "0" are as good as each other, the longest of all among them.
          [["0"], 18],
          // Three windows have "&&", and not two of them fit.
          [["&&"], 0],
        ],
      },
    );
  });

  it("says for each window in which of the keys it is rich", () => {
    const chosen = chooseWindows(windows, ["{", "=>"], 4);
    for (const { window, rich_in } of chosen)
      for (const key of rich_in) expect(occurrences(window.stream, key)).toBeGreaterThan(0);
    expect(chosen.some(({ rich_in }) => rich_in.includes("=>"))).toBe(true);
    expect(chosen.some(({ rich_in }) => rich_in.length === 0)).toBe(true);
  });

  it("begins with what was asked for, and has it in every window", () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const chosen = chooseWindows(windows, ["("], seed);
      expect(chosen[0]?.rich_in).toEqual(["("]);
      for (const { window } of chosen) expect(window.stream).toContain("(");
    }
  });

  it("names Enter as it was asked for", () => {
    const rich = chooseWindows(windows, ["Enter"], 2).flatMap(({ rich_in }) => rich_in);
    expect(new Set(rich)).toEqual(new Set(["Enter"]));
  });

  it("prefers what was not drilled lately", () => {
    const first = chooseWindows(windows, ["~", "%"], 1);
    const lately = new Set(first.map(({ window }) => identityOf(window)));
    const next = chooseWindows(windows, ["~", "%"], 1, lately);
    const again = next.filter(({ window }) => lately.has(identityOf(window)));
    expect(again.length).toBeLessThan(first.length / 2);
  });

  it("is plain without targets, and empty without windows", () => {
    const chosen = chooseWindows(windows, [], 9);
    expect(chosen.every(({ rich_in }) => rich_in.length === 0)).toBe(true);
    expect(chooseWindows([], ["a"], 9)).toEqual([]);
  });

  it.each(LANGUAGES)(
    "makes three weak keys frequent for seven in ten of 40 players of %s",
    (language) => {
      const triples = triplesOf(poolOf(language), 40);
      expect(triples.filter(({ met }) => met).length).toBeGreaterThanOrEqual(28);
      for (const { weak, targets } of triples)
        expect([...targets].sort()).toEqual([...weak].sort());
    },
  );
});
