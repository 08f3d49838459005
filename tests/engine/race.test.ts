import { describe, expect, it } from "vitest";
import { currentEngine } from "../../app/engine/current.ts";
import { type PointTimeline, racerOf, verdictOf } from "../../app/engine/race.ts";
import { replayRun } from "../../app/engine/replay.ts";
import { scoreParts } from "../../app/engine/score.ts";
import { play } from "../../seed/player.ts";
import { createPlan } from "../support/plans.ts";

/** Earned points as pairs of a second and the points from then on. */
const points = (...steps: [second: number, score: number][]): PointTimeline => ({
  times: [0, ...steps.map(([second]) => second * 1_000)],
  scores: [0, ...steps.map(([, score]) => score)],
});
const racer = (...steps: [second: number, score: number][]) => ({
  score: steps.at(-1)?.[1] ?? 0,
  points: points(...steps),
});

describe("the verdict of a race", () => {
  it("names the winner, by how much, and the last change of lead", () => {
    const own = racer([1, 500], [20, 600], [40, 900], [70, 1_300]);
    const rival = racer([2, 520], [30, 800], [50, 1_000], [60, 1_100]);
    // Behind at 2, 30 and 50 seconds; ahead for good from 70 on.
    expect(verdictOf(own, rival)).toEqual({
      winner: "own",
      by: 200,
      decision: { kind: "lead", at: 70_000 },
    });
    expect(verdictOf(rival, own)).toEqual({
      winner: "rival",
      by: 200,
      decision: { kind: "lead", at: 70_000 },
    });
  });

  it("names the ten seconds of the greatest swing when the winner was ahead all the time", () => {
    const own = racer([1, 500], [20, 600], [41, 900], [44, 1_200], [80, 1_300]);
    const rival = racer([2, 450], [42, 500], [90, 800]);
    expect(verdictOf(own, rival)).toEqual({
      winner: "own",
      by: 500,
      decision: { kind: "swing", from: 34_000, to: 44_000, gained: 550 },
    });
  });

  it("does not count who was ahead in the first ten seconds as a change of lead", () => {
    const own = racer([2, 510], [20, 700], [25, 900]);
    const rival = racer([1, 505], [20, 600]);
    expect(verdictOf(own, rival).decision).toEqual({
      kind: "swing",
      from: 15_000,
      to: 25_000,
      gained: 295,
    });
  });

  it("counts on after the end of one run: who stays up may still get ahead", () => {
    const own = racer([1, 500], [100, 900], [140, 1_100]);
    const rival = racer([1, 510], [60, 1_000]);
    expect(verdictOf(own, rival).decision).toEqual({ kind: "lead", at: 140_000 });
  });

  it("names the end when the winner had earned less, and won by what is added there", () => {
    const own = { ...racer([1, 500], [60, 900]), score: 1_400 };
    const rival = { ...racer([2, 520], [50, 940]), score: 1_300 };
    expect(verdictOf(own, rival)).toEqual({
      winner: "own",
      by: 100,
      decision: { kind: "ending", behind: 40 },
    });
    const level = { ...racer([1, 500], [60, 900]), score: 1_350 };
    expect(verdictOf(own, level).decision).toEqual({ kind: "ending", behind: 0 });
  });

  it("is a draw for as many points, and without a decision when keys are forgotten", () => {
    expect(verdictOf(racer([1, 500]), racer([9, 500]))).toEqual({
      winner: null,
      by: 0,
      decision: null,
    });
    expect(verdictOf({ score: 700, points: null }, racer([1, 500]))).toEqual({
      winner: "own",
      by: 200,
      decision: null,
    });
  });
});

describe("the points of a run", () => {
  it("begin with none, only grow, and leave out what the end adds for speed and clean tokens", () => {
    const plan = createPlan();
    const { keys, outcome, endedAt } = play(plan, { wpm: 60, errors: 30, until: 60_000 });
    const run = { plan, keys, outcome, endedAt };
    const { score, points } = racerOf(currentEngine, run);
    const { times, scores } = points;
    expect([times[0], scores[0]]).toEqual([0, 0]);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(scores).toEqual([...scores].sort((a, b) => a - b));
    const result = currentEngine.scoreOf(replayRun(currentEngine, run));
    const { accuracy, speed } = scoreParts(result);
    expect(score).toBe(result.final_score);
    // Each clean token earns something.
    expect(times.length).toBeGreaterThan(result.correct_words);
    expect(result.correct_words).toBeGreaterThan(30);
    expect(scores.at(-1)).toBe(result.final_score - accuracy - speed);
  });
});
