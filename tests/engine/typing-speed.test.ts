import { describe, expect, it } from "vitest";
import { currentEngine } from "../../app/engine/current.ts";
import { replayRun } from "../../app/engine/replay.ts";
import { keyAccuracy, standardWpm, typingFigures } from "../../app/engine/typing-speed.ts";
import { playSampleRuns } from "../support/sample-runs.ts";

describe("WPM", () => {
  it.each([
    { keys: 300, seconds: 60, wpm: 60 },
    { keys: 300, seconds: 30, wpm: 120 },
    { keys: 1_000, seconds: 240, wpm: 50 },
    { keys: 1, seconds: 1, wpm: 12 },
    { keys: 0, seconds: 60, wpm: 0 },
  ])("of $keys correct keys in $seconds s is $wpm", ({ keys, seconds, wpm }) => {
    expect(standardWpm(keys, seconds * 1_000)).toBeCloseTo(wpm, 12);
  });

  it.each([0, 1, 900])("of %i keys in no time is 0", (keys) => {
    expect(standardWpm(keys, 0)).toBe(0);
  });
});

describe("accuracy", () => {
  it.each([
    [97, 3, 97],
    [1, 0, 100],
    [0, 8, 0],
    [0, 0, 0],
  ])("of %i correct and %i wrong keys is %i percent", (correct, incorrect, percent) => {
    expect(keyAccuracy(correct, incorrect)).toBe(percent);
  });
});

describe("the figures of a run", () => {
  it.each(playSampleRuns())("of $plan.language count its keys over its play time", (run) => {
    const state = replayRun(currentEngine, run);
    const score = currentEngine.scoreOf(state);
    const { standard_wpm, key_accuracy } = typingFigures(state, score);
    expect(standard_wpm).toBeCloseTo(state.correct_keys / 5 / (score.playtime_seconds / 60), 9);
    const keys = state.correct_keys + state.incorrect_keys;
    expect(key_accuracy).toBeCloseTo((state.correct_keys / keys) * 100, 9);
  });

  it("are zeros before the first key", () => {
    const [run] = playSampleRuns();
    if (!run) throw new Error("no sample run");
    const state = currentEngine.start(run.plan);
    expect(typingFigures(state, currentEngine.scoreOf(state))).toEqual({
      standard_wpm: 0,
      key_accuracy: 0,
    });
  });
});
