/** The clock and the key log of a run, without a browser. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { currentEngine } from "../../app/engine/current.ts";
import { MAX_KEYS_PER_SECOND } from "../../app/engine/limits.ts";
import { Run } from "../../app/routes/shared/run/run.ts";
import { createPlan } from "../support/plans.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function startRun() {
  const refused = vi.fn();
  const run = new Run(currentEngine, createPlan(), () => {}, refused);
  run.wake();
  return { run, refused };
}

/** Presses the keys of `chord` at the same moment. */
const strike = (run: Run, chord: string) => {
  for (const key of chord) run.press(key);
};

describe("a run", () => {
  it("takes the chords of a steno machine and rolled keys as they are typed", () => {
    const { run, refused } = startRun();
    // 240 words a minute, each of them at once: 4 a second, of 5 letters and a space.
    for (let word = 0; word < 60; word += 1) {
      strike(run, "const ");
      vi.advanceTimersByTime(250);
    }
    expect(refused).not.toHaveBeenCalled();
    expect(run.keys.map(([, key]) => key).join("")).toBe("const ".repeat(60));
  });

  it("drops the keys that the server would reject the run for, and says so each time", () => {
    const { run, refused } = startRun();
    strike(run, "x".repeat(MAX_KEYS_PER_SECOND + 5));
    expect(run.keys.length).toBeLessThanOrEqual(MAX_KEYS_PER_SECOND);
    expect(refused).toHaveBeenCalledTimes(MAX_KEYS_PER_SECOND + 5 - run.keys.length);
    vi.advanceTimersByTime(1_000);
    const before = run.keys.length;
    strike(run, "yz");
    expect(run.keys.slice(before).map(([, key]) => key)).toEqual(["y", "z"]);
  });

  it("takes the times of keys that waited while the page stalled from their events", () => {
    const { run } = startRun();
    // The field has filled up; until the next bug nothing happens.
    vi.advanceTimersByTime(4_000);
    const begun = performance.now();
    vi.advanceTimersByTime(600);
    // The page stalled: it hears of all four keys now.
    for (const waited of [600, 420, 250, 0]) run.press("x", begun + 600 - waited);
    expect(run.keys.map(([t]) => t)).toEqual([4_000, 4_180, 4_350, 4_600]);
  });

  it("takes no time that is before the last event of the run, later than now, or on another clock", () => {
    const { run } = startRun();
    vi.advanceTimersByTime(5_000);
    run.wake();
    const now = performance.now();
    run.press("a", now - 3_000);
    run.press("b", now + 50);
    run.press("c", Date.now() + 1e12);
    run.press("d", 0);
    expect(run.keys.map(([t]) => t)).toEqual([5_000, 5_000, 5_000, 5_000]);
  });

  it("has no time while it is paused, and takes no keys then", () => {
    const { run } = startRun();
    vi.advanceTimersByTime(1_500);
    run.press("x");
    run.pause();
    const bugs = run.state.spawned;
    vi.advanceTimersByTime(60_000);
    run.press("y");
    run.wake();
    expect(run.now()).toBe(1_500);
    expect(run.state.spawned).toBe(bugs);
    run.resume();
    vi.advanceTimersByTime(250);
    run.press("z");
    expect(run.keys).toEqual([
      [1_500, "x"],
      [1_750, "z"],
    ]);
    // The bugs come again by themselves.
    vi.advanceTimersByTime(20_000);
    expect(run.state.spawned).toBeGreaterThan(bugs);
  });
});
