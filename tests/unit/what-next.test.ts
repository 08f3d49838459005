/** What the end of a drill advises, for guests and for players with a history. */
import { describe, expect, it } from "vitest";
import type { TypingStatistics } from "../../app/contracts/practice.ts";
import { lossesOf, weakKeys } from "../../app/engine/keystrokes/losses.ts";
import { emptySums, sumPresses } from "../../app/engine/keystrokes/sums.ts";
import { costliestOf } from "../../app/routes/practice/costliest.ts";
import { DrillRun } from "../../app/routes/practice/drill-run.ts";
import { nextStep } from "../../app/routes/practice/insights/next-step.ts";
import { type AdvisedDrill, adviceOf } from "../../app/routes/practice/what-next.ts";

const keysOf = (run: DrillRun) => run.keys.map(({ key }) => key);

describe("what to do next", () => {
  const code = [..."abcdefghijklmnopqrst"].map((letter) => `${letter}{`).join(" ");
  const guest = { guest: true };
  const player = { guest: false };
  const drillOf = (run: DrillRun, change: Partial<AdvisedDrill> = {}): AdvisedDrill => ({
    presses: run.presses,
    accuracy: run.figures().accuracy_percentage,
    kind: "plain",
    targets: [],
    ...change,
  });

  /** Types code at 100 ms a key, some keys slower, and those of `wrong` with a wrong key before every other one. */
  function typeCode(text: string, slow: Record<string, number>, wrong = "") {
    const run = new DrillRun([text], 0);
    let t = 1_000;
    let seen = 0;
    for (const key of keysOf(run)) {
      t += slow[key] ?? 100;
      if (wrong.includes(key)) seen += 1;
      if (wrong.includes(key) && seen % 2 === 0) {
        run.press("~", t, t);
        t += 300;
      }
      run.press(key, t, t);
    }
    return run;
  }

  /** What is known of a player who has typed these drills. */
  function statisticsOf(...runs: DrillRun[]): TypingStatistics {
    const losses = lossesOf(sumPresses(runs.flatMap(({ presses }) => presses)), emptySums());
    return {
      ...{ language: "TYPESCRIPT", period: "all", trend: [], confusions: [], everyone: null },
      ...losses,
      weak_keys: weakKeys(losses),
    };
  }

  it("names the key that cost most of those that came often enough, with the reason in figures", () => {
    const run = typeCode(code, { "{": 300 }, "{");
    const advice = adviceOf(drillOf(run), player);
    expect(advice.keys).toEqual(["{"]);
    expect(advice.text).toMatch(
      /^cost you most time in this drill, of the keys that came often enough to tell: 33% wrong, and 300 ms each \(your usual here: \d+ ms\)\. Drill it next/,
    );
    const again = drillOf(run, { kind: "keys", targets: ["{"] });
    expect(adviceOf(again, player).text).toContain("Drill it once more");
    expect(adviceOf(drillOf(run), guest).text).toContain("With an account");
  });

  it("names none where all keys cost the same", () => {
    const run = typeCode(code, {});
    expect(costliestOf(run.presses)).toBeUndefined();
    expect(adviceOf(drillOf(run, { accuracy: 100 }), player).text).toContain("No key stands out");
    expect(adviceOf(drillOf(run, { accuracy: 90 }), player).text).toContain("slower");
  });

  it("does not blame a key for one wrong key, and says nothing of few keys", () => {
    const run = new DrillRun([code], 0);
    keysOf(run).forEach((key, index) => {
      if (index === 4) run.press("x", 100 * index, 100 * index);
      run.press(key, 100 * index + 50, 100 * index + 50);
    });
    expect(costliestOf(run.presses)).toBeUndefined();
    const short = typeCode("a{ b{ c{ d{ e{", { "{": 400 }, "{");
    expect(adviceOf(drillOf(short), player)).toEqual({
      keys: [],
      text: expect.stringContaining("16 keys are too few to say"),
    });
  });

  it("names a kind of key that costs more than any key, together", () => {
    // Two of each bracket are slower by far than the twelve quotes.
    const text = 'aa"bb" cc"dd" ee"ff" gg"hh" ii"jj" kk"ll" (mm) nn[oo] pp{qq} (rr) ss[tt] uu{vv}';
    const slow = { '"': 253, "(": 480, ")": 480, "[": 480, "]": 480, "{": 480, "}": 480 };
    const run = typeCode(text, slow);
    const advice = adviceOf(drillOf(run), player);
    expect(advice.kind).toBe("Brackets");
    expect(advice.keys).toHaveLength(5);
    expect(advice.text).toMatch(/^cost you most time in this drill, together: 480 ms each/);
    expect(advice.text).toContain("Drill them next");
    // One that costs most itself is named itself, also where its kind costs more.
    const often = typeCode(`${text} (ww) xx(yy)`, { ...slow, '"': 100, "(": 600 });
    expect(adviceOf(drillOf(often), player)).toMatchObject({ keys: ["("] });
  });

  it("names no key that cannot be drilled", () => {
    const run = typeCode(code.replaceAll("{", "’"), { "’": 400 }, "’");
    expect(costliestOf(run.presses)).toBeUndefined();
    expect(statisticsOf(run).weak_keys).toEqual([]);
  });

  it("agrees with insights for a player with a history", () => {
    const before = typeCode(code.replaceAll("{", "("), { "(": 500 }, "(");
    const run = typeCode(code, { "{": 300 });
    const statistics = statisticsOf(before, before, run);
    const advice = adviceOf(drillOf(run), { guest: false, statistics });
    expect(advice.keys).toEqual([statistics.weak_keys[0]]);
    expect(nextStep(statistics)).toMatchObject({ act: "drill", key: advice.keys[0] });
    expect(advice.text).toMatch(
      /^costs you most so far, of the keys that came often enough to tell: 500 ms a press/,
    );
    // Alone, the drill says another key.
    expect(adviceOf(drillOf(run), player).keys).toEqual(["{"]);
  });

  it("leads on from a drilled key that was no trouble, though it costs most over all", () => {
    const before = typeCode(code.replaceAll("{", "("), { "(": 500 }, "(");
    const run = typeCode(code.replaceAll("{", "("), {});
    const statistics = statisticsOf(before, before, run);
    expect(statistics.weak_keys[0]).toBe("(");
    const drilled = drillOf(run, { kind: "keys", targets: ["("] });
    const advice = adviceOf(drilled, { guest: false, statistics });
    expect(advice.keys).not.toContain("(");
    const other = drillOf(typeCode(code, {}));
    expect(adviceOf(other, { guest: false, statistics }).keys).toEqual(["("]);
  });
});
