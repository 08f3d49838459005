/** The examples of docs/figures.md, computed by the code that they explain. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { consistencyOf, drillFigures } from "../../app/engine/drills/figures.ts";
import { lossesOf } from "../../app/engine/keystrokes/losses.ts";
import { type Press, PressTimer } from "../../app/engine/keystrokes/press.ts";
import { emptySums, type KeySum } from "../../app/engine/keystrokes/sums.ts";

/** The document without its line breaks. */
const TEXT = readFileSync(new URL("../../docs/figures.md", import.meta.url), "utf8").replace(
  /\s+/g,
  " ",
);

const press = (t: number, typed: string): Press => ({
  t,
  expected: "a",
  typed,
  before: null,
  ms: null,
  recovery_ms: null,
  place: null,
});

describe("docs/figures.md", () => {
  it("computes the figures of its drill as drills do", () => {
    const correct = Array.from({ length: 250 }, (_, index) => press(251 * index, "a"));
    const wrong = Array.from({ length: 8 }, (_, index) => press(10_000 + index, "b"));
    const presses = [...correct, ...wrong].sort((a, b) => a.t - b.t);
    const figures = drillFigures(presses, 62_500);
    const { words_per_minute, raw_words_per_minute, accuracy_percentage } = figures;
    expect(TEXT).toContain(`250 / 5 / (62.5 / 60) = ${words_per_minute.toFixed(1)}.`);
    expect(TEXT).toContain(`258 / 5 / (62.5 / 60) = ${raw_words_per_minute.toFixed(1)}.`);
    expect(TEXT).toContain(`250 / 258 = ${accuracy_percentage.toFixed(1)} %.`);
    const consistency = consistencyOf([100, 140, 120, 200, 140]);
    expect(TEXT).toContain(`100 − 100 × 24 / 140 = ${consistency.toFixed(1)} %.`);
  });

  it("times presses and recoveries as runs and drills do", () => {
    const timer = new PressTimer();
    const times = [1_000, 1_200, 3_500].map((t) => timer.hit(t, "a").ms);
    expect(times).toEqual([null, 200, null]);
    expect(TEXT).toContain("the second takes 200 ms, the third is not timed");
    timer.miss(3_000);
    timer.miss(3_200);
    const { recovery_ms } = timer.hit(3_650, "a");
    expect(TEXT).toContain(`${recovery_ms} ms, ${(recovery_ms ?? 0) / 2} ms an error`);
  });

  it("computes what its key costs as the insights do", () => {
    const sum = (presses: number, errors: number, timed: number, ms: number): KeySum => ({
      presses,
      errors,
      timed,
      ms,
    });
    const player = { ...emptySums(), recovery_ms: 20_000 };
    player.keys.set("{", sum(60, 9, 50, 20_000)).set("x", sum(940, 41, 850, 160_000));
    const all = emptySums();
    all.keys
      .set("{", sum(2_000, 160, 2_000, 750_000))
      .set("x", sum(98_000, 3_840, 98_000, 24_250_000));
    const { keys, usual_ms } = lossesOf(player, all);
    expect(usual_ms).toBe(200);
    const lost = keys.find(({ key }) => key === "{")?.lost_ms ?? 0;
    expect(TEXT).toContain(`= ${Math.round(lost).toLocaleString("en")} ms per 1,000 keys`);
  });
});
