/** What got through in a run, by kind. */
import { describe, expect, it } from "vitest";
import { analyse } from "../../app/engine/analysis/analysis.ts";
import { currentEngine } from "../../app/engine/current.ts";
import { replayRun } from "../../app/engine/replay.ts";
import { play } from "../../seed/player.ts";
import { createPlan } from "../support/plans.ts";

describe("the outages of a run", () => {
  const plan = createPlan({ difficulty: "HARD", language: "PYTHON" });
  const run = { plan, ...play(plan, { wpm: 50, errors: 40 }) };
  const { outages, pace } = analyse(currentEngine, run);

  it("add up to the damage of the run and to the marks on its speed graph, the costliest kind first", () => {
    const state = replayRun(currentEngine, run);
    const sum = (numbers: number[]) => numbers.reduce((total, n) => total + n, 0);
    expect(state.damage_taken).toBeGreaterThan(0);
    expect(sum(outages.map(({ damage }) => damage))).toBe(state.damage_taken);
    expect(sum(outages.map(({ count }) => count))).toBe(sum(pace.map(({ hits }) => hits)));
    const damages = outages.map(({ damage }) => damage);
    expect(damages).toEqual([...damages].sort((a, b) => b - a));
  });
});
