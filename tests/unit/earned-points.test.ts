/** The points that are shown while a run lasts: one reckoning in the demo, the HUD and the race with a ghost. */
import { describe, expect, it } from "vitest";
import { currentEngine } from "../../app/engine/current.ts";
import { racerOf } from "../../app/engine/race.ts";
import { replayRun } from "../../app/engine/replay.ts";
import { earnedPoints, scoreParts } from "../../app/engine/score.ts";
import { type State, targetOf } from "../../app/engine/state.ts";
import { DEMOS, planOf } from "../../app/routes/home/demo/contents.ts";
import { DemoRun } from "../../app/routes/home/demo/demo-run.ts";
import { type HudParts, HudView } from "../../app/ui/field/hud/hud-view.ts";
import { sumText } from "../../app/ui/runs/score-sum.tsx";
import { play } from "../../seed/player.ts";
import { createPlan } from "../support/plans.ts";

/** An element as far as the HUD writes to it. */
const element = () =>
  ({
    dataset: {},
    style: {},
    textContent: "",
    setAttribute: () => {},
    removeAttribute: () => {},
    animate: () => ({ cancel: () => {} }),
  }) as unknown as HTMLElement;

/** Returns the score that the HUD shows. */
function shownScore(...states: State[]): string {
  const parts = new Proxy({} as Record<string, HTMLElement>, {
    get(known, name: string) {
      known[name] ??= element();
      return known[name];
    },
  }) as unknown as HudParts;
  Object.assign(globalThis, { matchMedia: () => ({ matches: true }) });
  const hud = new HudView(parts, element(), currentEngine);
  for (const state of states) hud.update(state);
  return parts.score.textContent ?? "";
}

describe("the points while a run lasts", () => {
  it("are the same in the demo and in a real run, after each of the same keys", () => {
    const plan = planOf("REACT", currentEngine.version);
    const demo = new DemoRun(currentEngine, plan);
    const state = currentEngine.start(plan);
    currentEngine.advance(state, currentEngine.nextMoment(state));
    currentEngine.press(state, "Tab", state.now);
    const shown: number[] = [];
    while (demo.view.points === undefined) {
      const target = targetOf(state);
      if (!target) throw new Error("no bug is locked");
      const key = currentEngine.expectedKey(state, target);
      demo.press(key, shown.length * 100);
      currentEngine.press(state, key, state.now + 100);
      shown.push(demo.view.score);
      expect(String(demo.view.score)).toBe(shownScore(state));
    }
    // The first word: 10 points and a combo of 1. Nothing for its speed and its accuracy.
    expect(DEMOS.REACT.code.slice(0, 8)).toBe("function");
    expect(shown.slice(0, 9)).toEqual([0, 0, 0, 0, 0, 0, 0, 35, 35]);
  });

  it("do not leap at the end: what is added there stands in the sum beside it", () => {
    const plan = createPlan();
    const run = play(plan, { wpm: 20, errors: 30, until: 600_000 });
    let before: State | undefined;
    const last = replayRun(currentEngine, { ...run, plan }, (state) => {
      if (!state.over) before = structuredClone(state);
    });
    expect(last.over?.outcome).toBe("defeat");
    const score = currentEngine.scoreOf(last);
    expect(before && shownScore(before)).toBe(shownScore(last));
    const { accuracy, speed } = scoreParts(score);
    const earned = score.final_score - accuracy - speed;
    expect(accuracy + speed).toBeGreaterThan(200);
    expect(sumText(score)).toBe(
      `${earned.toLocaleString("en")} earned + ${accuracy + speed} for speed and care`,
    );
    expect(shownScore(last)).toBe(earned.toLocaleString("en"));
  });

  it("are what a ghost is compared by, before and after its end", () => {
    const plan = createPlan();
    const run = { ...play(plan, { wpm: 60, errors: 30, until: 60_000 }), plan };
    const { points, score } = racerOf(currentEngine, run);
    const result = currentEngine.scoreOf(replayRun(currentEngine, run));
    expect(points.scores.at(-1)).toBe(earnedPoints(result));
    expect(score).toBe(result.final_score);
    expect(score).toBeGreaterThan(earnedPoints(result));
  });
});
