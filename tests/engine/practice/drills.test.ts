import { describe, expect, it } from "vitest";
import { drillKeys, replayDrill } from "../../../app/engine/drills/drill.ts";
import { consistencyOf, drillFigures } from "../../../app/engine/drills/figures.ts";

const typed = (...texts: string[]) => drillKeys(texts).map(({ key }) => key);

describe("the keys of a drill", () => {
  it("are those of its tokens, with Space inside a line and Enter at its end", () => {
    expect(typed("a = 1\nb")).toEqual(["a", " ", "=", " ", "1", "Enter", "b"]);
  });

  it("leave out indentation, blank lines and blanks in a row", () => {
    expect(typed("if a:\n\n    b  = 1   ")).toEqual([
      ..."if a:".split(""),
      "Enter",
      "b",
      " ",
      "=",
      " ",
      "1",
    ]);
  });

  it("have an Enter between two parts, and none at the end", () => {
    expect(typed("a", "", "b\n")).toEqual(["a", "Enter", "b"]);
  });

  it("know where they stand: a separator behind the character before it", () => {
    const [, , second, , separator, last] = drillKeys(["ab cd", "  x"]);
    expect(second).toMatchObject({ key: " ", place: { snippet: 0, line: 0, column: 2 } });
    expect(separator).toMatchObject({ key: "d" });
    expect(last).toMatchObject({ key: "Enter", place: { snippet: 0, line: 0, column: 5 } });
    expect(drillKeys(["ab cd", "  x"]).at(-1)?.place).toEqual({ snippet: 1, line: 0, column: 2 });
  });
});

describe("a drill", () => {
  it("stays at a key until it is hit, and counts each wrong key", () => {
    const { drill } = replayDrill(
      ["ab"],
      [
        [0, "a"],
        [90, "x"],
        [180, "y"],
        [300, "b"],
      ],
    );
    expect(drill).toMatchObject({ next: 2, correct_keys: 2, incorrect_keys: 2 });
  });

  it("ignores the keys of the game, and all keys once it is done", () => {
    const log: [number, string][] = [
      [0, "Tab"],
      [1, "Escape"],
      [2, "ArrowUp"],
      [3, "a"],
      [4, "a"],
    ];
    const { drill, presses } = replayDrill(["a"], log);
    expect(presses).toHaveLength(1);
    expect(drill).toMatchObject({ next: 1, correct_keys: 1, incorrect_keys: 0 });
  });

  it("times a hit whose predecessor was a hit too, 20 to 2,000 ms before", () => {
    const timesOf = (...gaps: number[]) => {
      let t = 1_000;
      const log = ["a", "b", "c"].map((key, index): [number, string] => {
        t += gaps[index] ?? 0;
        return [t, key];
      });
      return replayDrill(["abc"], log).presses.map(({ ms }) => ms);
    };
    expect(timesOf(0, 20, 2_000)).toEqual([null, 20, 2_000]);
    expect(timesOf(0, 19, 2_001)).toEqual([null, null, null]);
  });

  it("does not time the hit after an error, which has the recovery instead", () => {
    const { presses } = replayDrill(
      ["ab"],
      [
        [0, "a"],
        [100, "x"],
        [150, "x"],
        [400, "b"],
      ],
    );
    expect(presses.map(({ ms, recovery_ms }) => [ms, recovery_ms])).toEqual([
      [null, null],
      [null, null],
      [null, null],
      [null, 300],
    ]);
  });

  it("names the key before only where that was a hit", () => {
    const { presses } = replayDrill(
      ["abc"],
      [
        [0, "a"],
        [100, "x"],
        [200, "b"],
        [300, "c"],
      ],
    );
    expect(presses.map(({ before }) => before)).toEqual([null, "a", null, "b"]);
  });
});

describe("the figures of a drill", () => {
  it("run from the first key to the end", () => {
    const { presses } = replayDrill(
      ["abcdefghij"],
      [..."abcdefghij"].map((key, i) => [9_000 + 1_000 * i, key]),
    );
    const figures = drillFigures(presses, 21_000);
    expect(figures.words_per_minute).toBeCloseTo(10);
    expect(figures).toMatchObject({ accuracy_percentage: 100, consistency: 100, errors: [] });
  });

  it("count wrong keys in the raw speed alone, and say what was hit instead of what", () => {
    const log: [number, string][] = [
      [0, "a"],
      [1_000, "x"],
      [2_000, "x"],
      [3_000, "b"],
      [6_000, "y"],
    ];
    const { presses } = replayDrill(["abc"], log);
    const figures = drillFigures(presses, 12_000);
    expect(figures.words_per_minute).toBeCloseTo(2);
    expect(figures.raw_words_per_minute).toBeCloseTo(5);
    expect(figures.accuracy_percentage).toBeCloseTo(40);
    expect(figures.errors).toEqual([
      { expected: "b", typed: "x", count: 2 },
      { expected: "c", typed: "y", count: 1 },
    ]);
  });

  it("are zero without a key, and never NaN", () => {
    expect(drillFigures([], 0)).toEqual({
      words_per_minute: 0,
      raw_words_per_minute: 0,
      accuracy_percentage: 0,
      consistency: 0,
      errors: [],
    });
  });

  it.each([
    [[100, 100, 100], 100],
    [[50, 150], 50],
    [[0, 0, 0, 400], 0],
    [[100], 0],
  ])("make %j ms a consistency of %f", (times, consistency) => {
    expect(consistencyOf(times)).toBeCloseTo(consistency);
  });
});
