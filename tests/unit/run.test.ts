/** The clock and the key log of a run, without a browser. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { currentEngine } from "../../app/engine/current.ts";
import { MAX_KEYS_PER_SECOND } from "../../app/engine/limits.ts";
import { Run } from "../../app/routes/play/run.ts";
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
});
