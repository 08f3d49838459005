import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { currentEngine } from "../../app/engine/current.ts";
import { DIFFICULTIES, LANGUAGES, type Plan } from "../../app/engine/plan.ts";
import { type KeyPress, replayKeys, replayRun } from "../../app/engine/replay.ts";
import type { Outcome, State } from "../../app/engine/state.ts";
import { play } from "../../seed/player.ts";
import { createPlan } from "../support/plans.ts";

const anyPlan = fc
  .record({
    seed: fc.nat(0x7fffffff),
    language: fc.constantFrom(...LANGUAGES),
    difficulty: fc.constantFrom(...DIFFICULTIES),
    mode: fc.constantFrom("standard" as const, "relaxed" as const),
  })
  .map((overrides) => createPlan(overrides));

/** Returns all numbers in a value, at any depth. */
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
  it("gives the same state as the live run, for any plan and any player", () => {
    fc.assert(
      fc.property(
        anyPlan,
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

  it("gives the same state whether time advances in one step or in many", () => {
    fc.assert(
      fc.property(anyPlan, fc.array(fc.nat(120_000), { maxLength: 60 }), (plan, moments) => {
        const steps = currentEngine.start(plan);
        for (const t of [...moments].sort((a, b) => a - b)) currentEngine.advance(steps, t);
        currentEngine.advance(steps, 120_000);
        const oneStep = currentEngine.start(plan);
        currentEngine.advance(oneStep, 120_000);
        expect(steps).toEqual(oneStep);
      }),
      { numRuns: 200 },
    );
  });

  it("continues from a state that was stored as JSON as if it had never stopped", () => {
    const plan = createPlan({ seed: 11 });
    const run = play(plan, { wpm: 70, errors: 30, until: 120_000 });
    const half = Math.floor(run.keys.length / 2);
    const resumed: State = JSON.parse(
      JSON.stringify(replayKeys(currentEngine, plan, run.keys.slice(0, half))),
    );
    for (const [t, key] of run.keys.slice(half)) currentEngine.press(resumed, key, t);
    expect(resumed).toEqual(replayKeys(currentEngine, plan, run.keys));
  });
});

describe("a replay of a malformed log", () => {
  /** Replays a log without a visitor and with one, and checks that both give the same state. */
  function replayBothWays(plan: Plan, log: unknown[], outcome: Outcome, endedAt: number) {
    const run = { plan, keys: log as KeyPress[], outcome, endedAt };
    const state = replayRun(currentEngine, run);
    expect(replayRun(currentEngine, run, () => {})).toEqual(state);
    return state;
  }

  const anyTime = fc.oneof(
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
  const anyKey = fc.oneof(
    fc.string({ maxLength: 3, unit: "binary" }),
    fc.constantFrom("Enter", "Tab", "Escape", " ", "a", "Backspace", "\u0000", "__proto__", "💥"),
  );
  const anyEntry = fc.oneof(
    { weight: 9, arbitrary: fc.tuple(anyTime, anyKey) },
    { weight: 1, arbitrary: fc.anything() },
  );
  const anySnippet = fc.oneof(
    fc.constantFrom("", " ", "\n\n", "x", "\t\ta\r\nb", "é ü 💥", "}\n}\n}"),
    fc.string({ unit: "binary" }),
  );

  it("never throws, hangs or gives a number that is not finite", () => {
    fc.assert(
      fc.property(
        anyPlan,
        fc.array(anyEntry, { maxLength: 200 }),
        fc.constantFrom("quit", "defeat"),
        anyTime,
        (plan, log, outcome, end) => {
          expectSane(replayBothWays(plan, log, outcome as "quit", end));
        },
      ),
      { numRuns: 500 },
    );
  });

  it("never throws, hangs or gives a number that is not finite on malformed snippets either", () => {
    const oddPlan = fc.array(anySnippet, { maxLength: 6 }).map(
      (texts): Plan =>
        createPlan({
          snippets: texts.map((snippet_text) => ({ category: "odd", snippet_text })),
        }),
    );
    fc.assert(
      fc.property(
        oddPlan,
        fc.integer(),
        fc.array(anyEntry, { maxLength: 100 }),
        anyTime,
        (plan, seed, log, end) => {
          expectSane(replayBothWays({ ...plan, seed }, log, "quit", end));
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe("the balance on NORMAL", () => {
  /** Returns the median length of seven runs, in minutes. */
  function medianLength(wpm: number, language: Plan["language"]) {
    const lengths = [1, 2, 3, 4, 5, 6, 7]
      .map(
        (seed) =>
          play(createPlan({ seed: seed * 7919, language }), { wpm, errors: 30, seed }).endedAt /
          60_000,
      )
      .sort((a, b) => a - b);
    return lengths[3] ?? 0;
  }

  it.each(LANGUAGES)(
    "lets a player of 40 words a minute survive about 3 minutes, and one of 90 more than 8 (%s)",
    (language) => {
      expect(medianLength(40, language)).toBeGreaterThan(2);
      expect(medianLength(40, language)).toBeLessThan(4.5);
      expect(medianLength(90, language)).toBeGreaterThan(8);
    },
  );
});
