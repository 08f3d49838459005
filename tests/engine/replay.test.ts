import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Engine } from "../../app/engine/engine.ts";
import { engineOf, KNOWN_VERSIONS } from "../../app/engine/index.ts";
import { DIFFICULTIES, LANGUAGES, type Plan } from "../../app/engine/plan.ts";
import { type KeyPress, replayKeys, replayRun } from "../../app/engine/replay.ts";
import type { GameEvent, Outcome, State } from "../../app/engine/state.ts";
import { nearest, nearestInReach, play, spendsWhenNear } from "../../seed/player.ts";
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

const engines = (await Promise.all(KNOWN_VERSIONS.map((version) => engineOf(version)))).filter(
  (engine) => engine !== undefined,
);
const everyVersion = describe.each(engines.map((engine) => [engine.version, engine] as const));

function expectSane(engine: Engine, state: State) {
  const own = { ...state, plan: null };
  for (const number of numbersIn(own)) expect(Number.isSafeInteger(number)).toBe(true);
  for (const number of Object.values(engine.scoreOf(state))) {
    expect(Number.isFinite(number)).toBe(true);
    expect(number).toBeGreaterThanOrEqual(0);
  }
  expect(state.integrity).toBeGreaterThanOrEqual(0);
  expect(state.integrity).toBeLessThanOrEqual(engine.beginningOf(state.plan.difficulty).integrity);
  for (const bug of state.bugs) {
    expect(bug.departed_at).toBeLessThan(bug.arrives_at);
    // At the moment of a defeat other bugs may be at the wall, too.
    expect(bug.arrives_at).toBeGreaterThan(state.over ? state.now - 1 : state.now);
    expect(bug.next).toBeLessThan(bug.tokens.length);
  }
  expect(JSON.parse(JSON.stringify(own))).toEqual(own);
}

const anyPlayer = fc.record({
  wpm: fc.integer({ min: 10, max: 250 }),
  errors: fc.integer({ min: 0, max: 300 }),
  until: fc.integer({ min: 0, max: 240_000 }),
  seed: fc.nat(),
  choose: fc.constantFrom(nearest, nearestInReach),
  spends: fc.constantFrom(() => false, spendsWhenNear),
});

everyVersion("a replay in version %i", (_, engine) => {
  it("gives the same state as the live run, for any plan and any player", () => {
    fc.assert(
      fc.property(anyPlan, anyPlayer, (plan, habits) => {
        const run = play(plan, habits, engine);
        expect(replayRun(engine, { plan, ...run })).toEqual(run.state);
        expectSane(engine, run.state);
      }),
      { numRuns: 200 },
    );
  });

  it("gives the same state whether time advances in one step or in many", () => {
    fc.assert(
      fc.property(anyPlan, fc.array(fc.nat(120_000), { maxLength: 60 }), (plan, moments) => {
        const steps = engine.start(plan);
        for (const t of [...moments].sort((a, b) => a - b)) engine.advance(steps, t);
        engine.advance(steps, 120_000);
        const oneStep = engine.start(plan);
        engine.advance(oneStep, 120_000);
        expect(steps).toEqual(oneStep);
      }),
      { numRuns: 100 },
    );
  });

  it("continues from a state that was stored as JSON as if it had never stopped", () => {
    fc.assert(
      fc.property(anyPlan, anyPlayer, fc.nat(100), (plan, habits, percent) => {
        const { keys } = play(plan, habits, engine);
        const stored = Math.floor((keys.length * percent) / 100);
        const state = replayKeys(engine, plan, keys.slice(0, stored));
        const resumed: State = JSON.parse(JSON.stringify(state));
        for (const [t, key] of keys.slice(stored)) engine.press(resumed, key, t);
        expect(resumed).toEqual(JSON.parse(JSON.stringify(replayKeys(engine, plan, keys))));
      }),
      { numRuns: 100 },
    );
  });

  it("lets time pass forwards, in the order of what happens", () => {
    fc.assert(
      fc.property(anyPlan, anyPlayer, (plan, habits) => {
        const events: GameEvent[] = [];
        const { endedAt } = play(plan, habits, engine, events);
        const times = [0, ...events.map(({ at }) => at), endedAt];
        expect(times).toEqual([...times].sort((a, b) => a - b));
      }),
      { numRuns: 50 },
    );
  });
});

everyVersion("a replay of a malformed log in version %i", (_, engine) => {
  /** Replays a log without a visitor and with one, and checks that both give the same state. */
  function replayBothWays(plan: Plan, log: unknown[], outcome: Outcome, endedAt: number) {
    const run = { plan, keys: log as KeyPress[], outcome, endedAt };
    const state = replayRun(engine, run);
    expect(replayRun(engine, run, () => {})).toEqual(state);
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
    fc.constantFrom(
      "Enter",
      "Tab",
      "Escape",
      "ArrowUp",
      " ",
      "a",
      "Backspace",
      "\u0000",
      "__proto__",
      "💥",
    ),
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
          expectSane(engine, replayBothWays(plan, log, outcome as "quit", end));
        },
      ),
      { numRuns: 250 },
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
          expectSane(engine, replayBothWays({ ...plan, seed }, log, "quit", end));
        },
      ),
      { numRuns: 250 },
    );
  });
});
