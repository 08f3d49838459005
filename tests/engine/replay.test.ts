import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { currentEngine } from "../../app/engine/current.ts";
import { DIFFICULTIES, LANGUAGES, type Plan } from "../../app/engine/plan.ts";
import { type KeyPress, replayKeys, replayRun } from "../../app/engine/replay.ts";
import type { Outcome, State } from "../../app/engine/state.ts";
import { play } from "../../seed/player.ts";
import { planOf } from "../support/plans.ts";

const realPlan = fc
  .record({
    seed: fc.nat(0x7fffffff),
    language: fc.constantFrom(...LANGUAGES),
    difficulty: fc.constantFrom(...DIFFICULTIES),
    mode: fc.constantFrom("standard" as const, "relaxed" as const),
  })
  .map((overrides) => planOf(overrides));

/** Every number in a state, wherever it stands. */
function numbersIn(value: unknown): number[] {
  if (typeof value === "number") return [value];
  if (value && typeof value === "object") return Object.values(value).flatMap(numbersIn);
  return [];
}

function expectSane(state: State) {
  for (const number of numbersIn({ ...state, plan: null }))
    expect(Number.isSafeInteger(number)).toBe(true);
  for (const number of Object.values(currentEngine.scoreOf(state))) {
    expect(Number.isFinite(number)).toBe(true);
    expect(number).toBeGreaterThanOrEqual(0);
  }
  expect(state.integrity).toBeGreaterThanOrEqual(0);
  expect(JSON.parse(JSON.stringify(state))).toEqual(state);
}

describe("a replay", () => {
  it("equals the live run, for any player and any steps of time", () => {
    fc.assert(
      fc.property(
        realPlan,
        fc.record({
          wpm: fc.integer({ min: 10, max: 250 }),
          errors: fc.integer({ min: 0, max: 300 }),
          until: fc.integer({ min: 0, max: 240_000 }),
          seed: fc.nat(),
        }),
        (plan, habits) => {
          const run = play(plan, habits);
          expect(replayRun(currentEngine, { plan, ...run })).toEqual(run.state);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("gives the same result however often time advances", () => {
    fc.assert(
      fc.property(realPlan, fc.array(fc.nat(120_000), { maxLength: 60 }), (plan, moments) => {
        const steps = currentEngine.start(plan);
        for (const t of [...moments].sort((a, b) => a - b)) currentEngine.advance(steps, t);
        currentEngine.advance(steps, 120_000);
        const leap = currentEngine.start(plan);
        currentEngine.advance(leap, 120_000);
        expect(steps).toEqual(leap);
      }),
      { numRuns: 200 },
    );
  });

  it("continues exactly from a state that was stored as JSON", () => {
    const plan = planOf({ seed: 11 });
    const run = play(plan, { wpm: 70, errors: 30, until: 120_000 });
    const half = Math.floor(run.keys.length / 2);
    const resumed: State = JSON.parse(
      JSON.stringify(replayKeys(currentEngine, plan, run.keys.slice(0, half))),
    );
    for (const [t, key] of run.keys.slice(half)) currentEngine.press(resumed, key, t);
    expect(resumed).toEqual(replayKeys(currentEngine, plan, run.keys));
  });
});

describe("a replay of a random, malformed log", () => {
  /** Replays it without a visitor and with one, to the same state. */
  function runMad(plan: Plan, log: unknown[], outcome: Outcome, endedAt: number) {
    const run = { plan, keys: log as KeyPress[], outcome, endedAt };
    const state = replayRun(currentEngine, run);
    expect(replayRun(currentEngine, run, () => {})).toEqual(state);
    return state;
  }

  const madTime = fc.oneof(
    fc.integer({ min: -1_000, max: 200_000 }),
    fc.double(),
    fc.constantFrom(
      Number.NaN,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      Number.MAX_SAFE_INTEGER,
      1e300,
    ),
  );
  const madKey = fc.oneof(
    fc.string({ maxLength: 3, unit: "binary" }),
    fc.constantFrom("Enter", "Tab", "Escape", " ", "a", "Backspace", "\u0000", "__proto__", "💥"),
  );
  const madEntry = fc.oneof(
    { weight: 9, arbitrary: fc.tuple(madTime, madKey) },
    { weight: 1, arbitrary: fc.anything() },
  );
  const madSnippet = fc.oneof(
    fc.constantFrom("", " ", "\n\n", "x", "\t\ta\r\nb", "é ü 💥", "}\n}\n}"),
    fc.string({ unit: "binary" }),
  );

  it("never throws, loops forever or returns a number that is not finite", () => {
    fc.assert(
      fc.property(
        realPlan,
        fc.array(madEntry, { maxLength: 200 }),
        fc.constantFrom("quit", "defeat"),
        madTime,
        (plan, log, outcome, end) => {
          expectSane(runMad(plan, log, outcome as "quit", end));
        },
      ),
      { numRuns: 500 },
    );
  });

  it("does not on a random plan either", () => {
    const madPlan = fc
      .array(madSnippet, { maxLength: 6 })
      .map(
        (texts): Plan =>
          planOf({ snippets: texts.map((snippet_text) => ({ category: "mad", snippet_text })) }),
      );
    fc.assert(
      fc.property(
        madPlan,
        fc.integer(),
        fc.array(madEntry, { maxLength: 100 }),
        madTime,
        (plan, seed, log, end) => {
          expectSane(runMad({ ...plan, seed }, log, "quit", end));
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe("balance", () => {
  /** The median length of seven runs, in minutes. */
  function median(wpm: number, language: Plan["language"]) {
    const lengths = [1, 2, 3, 4, 5, 6, 7]
      .map(
        (seed) =>
          play(planOf({ seed: seed * 7919, language }), { wpm, errors: 30, seed }).endedAt / 60_000,
      )
      .sort((a, b) => a - b);
    return lengths[3] ?? 0;
  }

  it.each(LANGUAGES)(
    "lets 40 words a minute last about 3 minutes on NORMAL, and 90 more than 8 (%s)",
    (language) => {
      expect(median(40, language)).toBeGreaterThan(2);
      expect(median(40, language)).toBeLessThan(4.5);
      expect(median(90, language)).toBeGreaterThan(8);
    },
  );
});
