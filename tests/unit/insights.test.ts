/** The pure parts of the page of insights: steps of colour, the sentence, and what a drill can mend. */
import { describe, expect, it } from "vitest";
import type { TypingStatistics } from "../../app/contracts/practice.ts";
import {
  figuresByKey,
  legendOf,
  lostText,
  stepOf,
  usualOf,
} from "../../app/routes/practice/insights/figures.ts";
import { keysOfKind } from "../../app/routes/practice/insights/kind-keys.ts";
import { nextStep, whyText } from "../../app/routes/practice/insights/next-step.ts";
import { errorFocusText } from "../../app/routes/results/error-focus.tsx";
import { drillTargets } from "../../app/ui/forms/drill-form.tsx";

type Key = TypingStatistics["keys"][number];

const key = (name: string, figures: Partial<Key> = {}): Key => ({
  key: name,
  presses: 95,
  errors: 5,
  timed: 90,
  mean_ms: 200,
  lost_ms: 0,
  ...figures,
});

const statistics = (keys: Key[], weak_keys: string[] = []): TypingStatistics => ({
  language: "PYTHON",
  period: "all",
  keys,
  pairs: [],
  token_kinds: [],
  confusions: [],
  trend: [],
  recovery_ms: 300,
  usual_ms: 200,
  everyone: null,
  weak_keys,
});

const USUAL = { ms: 200, error_percentage: 5 };

describe("the colour of a key", () => {
  const step = (figures: Partial<Key>, measure: "speed" | "errors") =>
    stepOf(figuresByKey(statistics([key("{", figures)])).get("{"), measure, USUAL);

  it.each([
    [160, 1],
    [170, 1],
    [171, 2],
    [220, 2],
    [221, 3],
    [281, 4],
    [361, 5],
    [null, 0],
  ] as const)("of %s ms beside a usual time of 200 ms is step %i", (mean_ms, expected) => {
    expect(step({ mean_ms }, "speed")).toBe(expected);
  });

  it.each([
    [0, 1],
    [3, 2],
    [6, 3],
    [10, 4],
    [20, 5],
  ])("with %i errors in a hundred beside 5 is step %i", (errors, expected) => {
    expect(step({ presses: 100 - errors, errors }, "errors")).toBe(expected);
  });

  it("that was never due is none", () => {
    expect(stepOf(undefined, "speed", USUAL)).toBe(0);
  });

  it("is explained by a legend whose bounds are those of the steps", () => {
    expect(legendOf("speed", USUAL)).toEqual([
      "up to 170 ms",
      "170–220 ms",
      "220–280 ms",
      "280–360 ms",
      "over 360 ms",
    ]);
    expect(legendOf("errors", USUAL)[4]).toBe("over 15.0%");
  });

  it("is an estimate below 30 presses", () => {
    const found = figuresByKey(statistics([key("a", { presses: 29 }), key("b", { presses: 30 })]));
    expect([found.get("a")?.isEstimate, found.get("b")?.isEstimate]).toEqual([true, false]);
  });
});

describe("what a key costs", () => {
  it("is nothing for a key that gains beside the others", () => {
    expect([lostText(-154), lostText(-0.2), lostText(1_488)]).toEqual(["0", "0", "1,488"]);
  });
});

describe("the sentence", () => {
  it("names the key that costs most, and why", () => {
    const keys = [
      key("{", { lost_ms: 4_317, mean_ms: 400, errors: 10, presses: 90 }),
      key("a", { presses: 900, errors: 40 }),
    ];
    const all = statistics(keys, ["{"]);
    expect(usualOf(all).error_percentage).toBeCloseTo((50 / 1_040) * 100, 9);
    expect(nextStep(all)).toEqual({
      act: "drill",
      key: "{",
      lost_ms: 4_317,
      why: "400 ms a press (your usual: 200), and 10.0% wrong (your usual: 4.8%).",
      weak_keys: ["{"],
      missing: 0,
    });
  });

  it("says of a key with few presses how many are missing", () => {
    const keys = [key("(", { lost_ms: 3_800, mean_ms: 427, presses: 28, errors: 3 }), key("a")];
    expect(nextStep(statistics(keys, ["("]))).toMatchObject({ act: "drill", key: "(", missing: 2 });
  });

  it("says that a key is needed often if nothing else is remarkable about it", () => {
    const figures = figuresByKey(statistics([key("e", { mean_ms: 205 })])).get("e");
    if (!figures) throw new Error("no figures");
    expect(whyText(figures, USUAL)).toMatch(/need it all the time/);
  });

  it("asks for more keys while few were pressed 30 times, and else says that all cost the same", () => {
    const few = [key("a", { presses: 20, errors: 0 }), key("b", { presses: 12, errors: 1 })];
    expect(nextStep(statistics(few))).toEqual({
      act: "measure",
      keys: 33,
      ...{ measured: 0, met: 2 },
      nearest: { key: "a", missing: 10 },
    });
    // One measured key says nothing of the others.
    const some = [key("e"), ...few];
    expect(nextStep(statistics(some))).toMatchObject({ act: "measure", measured: 1, met: 3 });
    expect(nextStep(statistics([key("a")]))).toEqual({ act: "even", keys: 100 });
  });

  it("of a result page says which share of the errors and of the keys a kind has", () => {
    const focus = { kind: "bracket", error_percentage: 41.4, key_percentage: 11.8, keys: ["("] };
    expect(errorFocusText({ ...focus, kind: "bracket" })).toBe(
      "41% of your errors were brackets, which are 12% of what you typed.",
    );
  });
});

describe("a drill", () => {
  it("mends keys and pairs; of a pair with Enter, both keys", () => {
    expect(drillTargets(["{", "=>", ", ", ":\n", "Enter", "é"])).toEqual([
      "{",
      "=>",
      ", ",
      ":",
      "Enter",
    ]);
  });

  it("of a kind of token has the three costliest of its keys", () => {
    const figures = figuresByKey(
      statistics(
        ["a", "{", ")", "(", "=", "[", "#"]
          .map((name) => key(name, { lost_ms: 90 }))
          .concat(key("+", { lost_ms: -20 }), key("7", { lost_ms: 0 })),
      ),
    );
    expect(keysOfKind("bracket", figures.values())).toEqual(["{", ")", "("]);
    expect(keysOfKind("operator", figures.values())).toEqual(["="]);
    // A key that costs nothing is not drilled, and words have no keys of their own.
    for (const kind of ["number", "keyword", "identifier", "comment"] as const)
      expect(keysOfKind(kind, figures.values())).toEqual([]);
  });
});
