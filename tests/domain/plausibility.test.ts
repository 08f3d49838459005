/**
 * The rules of plausibility, on logs of the model of people and of scripts. `npm run bench:plausibility` runs this
 * file with 1,000 people and prints all tables.
 */
import { beforeAll, describe, expect, it } from "vitest";
import { evidenceOf } from "../../app/.server/games/plausibility/evidence.ts";
import { judge, RULES } from "../../app/.server/games/plausibility/rules.ts";
import { currentEngine } from "../../app/engine/current.ts";
import { BOTS, playBot, SLY_BOTS } from "../support/people/bots.ts";
import {
  catchBot,
  catchSampler,
  flaggedShare,
  measureRules,
  runAtScore,
} from "../support/people/measure.ts";
import { playAs } from "../support/people/model.ts";
import { drawPerson } from "../support/people/person.ts";
import { botTable, ruleTable } from "../support/people/report.ts";
import { type HonestRun, honestRuns } from "../support/people/sample.ts";
import { createPlan } from "../support/plans.ts";

const asked = process.env.PLAUSIBILITY_PEOPLE;
/** Each person plays two runs. */
const PEOPLE = Number(asked ?? 120);
const BOT_RUNS = asked ? 60 : 20;
/** The benchmark plays some thousand runs in one test. */
const LONG_MS = 900_000;
const HONEST_SHARE = 0.01;
/** The share of scripts that must be caught at the score of the best honest player. */
const CAUGHT = 0.95;

/** Returns the share that a sample of `n` may show when the true share is `p`: three standard errors more. */
const withMargin = (p: number, n: number) => p + 3 * Math.sqrt((p * (1 - p)) / n);

let first: HonestRun[];
let second: HonestRun[];
let short: HonestRun[];

beforeAll(() => {
  const runs = [...honestRuns({ seed: 11, people: PEOPLE })];
  // By people, not by runs: nobody is in both halves.
  first = runs.slice(0, runs.length / 2);
  second = runs.slice(runs.length / 2);
  short = [...honestRuns({ seed: 900_000_011, people: PEOPLE, until: 31_000 })];
}, LONG_MS);

const evidenceOfAll = (runs: readonly HonestRun[]) => runs.map(({ evidence }) => evidence);

describe("the rules on honest logs", () => {
  it("flag at most one in a hundred", () => {
    expect(flaggedShare(evidenceOfAll(second))).toBeLessThanOrEqual(
      withMargin(HONEST_SHARE, second.length),
    );
  });

  it("flag runs that barely count no more often", () => {
    expect(flaggedShare(evidenceOfAll(short))).toBeLessThanOrEqual(
      withMargin(HONEST_SHARE, short.length),
    );
  });

  it("never call a person's run implausible", () => {
    const verdicts = evidenceOfAll([...first, ...second, ...short]).map(
      (evidence) => judge(evidence).verdict,
    );
    expect(verdicts).not.toContain("implausible");
  });

  it("fire each about as often as its data says", () => {
    const measured = measureRules(evidenceOfAll(first), evidenceOfAll(second));
    if (asked) console.log(`\n${ruleTable(measured, second.length)}\n`);
    for (const { rule, fired } of measured) {
      const share = fired / second.length;
      expect(share, rule.name).toBeLessThanOrEqual(
        withMargin(rule.falseAlarms + 0.001, second.length),
      );
    }
  });

  it("judge people of all speeds, from 20 to 140 words a minute", () => {
    const speeds = evidenceOfAll([...first, ...second]).map(({ pace }) => pace.best_60);
    expect(Math.min(...speeds)).toBeLessThan(25);
    expect(Math.max(...speeds)).toBeGreaterThan(120);
  });
});

describe("the rules on scripts that reach the score of the best honest player", () => {
  it.each(BOTS)("catch: $name", (bot) => {
    const { caught, runs } = catchBot(bot, runAtScore([...first, ...second], 1), BOT_RUNS);
    expect(runs).toBeGreaterThan(BOT_RUNS / 2);
    expect(caught / runs).toBeGreaterThanOrEqual(CAUGHT);
  });

  it(
    "are printed for scripts that know how they are judged",
    () => {
      const all = [...first, ...second];
      const wanted = (asked ? [1, 0.9, 0.5] : [1]).map((share) => runAtScore(all, share));
      const bots = asked ? [...BOTS, ...SLY_BOTS] : SLY_BOTS;
      const rows = bots.map((bot) => wanted.map((run) => catchBot(bot, run, BOT_RUNS)));
      rows.push(wanted.map((run) => catchSampler(run, BOT_RUNS)));
      const names = ["best", "top tenth", "median"];
      const columns = wanted.map(({ score }, i) => `${names[i]} honest score, ${score}`);
      console.log(`\n${botTable(columns, rows)}\n`);
      if (asked) {
        const short_ = `of ${short.length} runs of 31 s ${(100 * flaggedShare(evidenceOfAll(short))).toFixed(2)} %`;
        const all_ = `of ${second.length} ${(100 * flaggedShare(evidenceOfAll(second))).toFixed(2)} %`;
        console.log(`Flagged honest logs, second half: ${all_}; ${short_}\n`);
      }
      // It prints; what can fail is that nothing was played.
      expect(rows.flat().some(({ runs }) => runs > 0)).toBe(true);
    },
    LONG_MS,
  );
});

describe("evidence", () => {
  const plan = createPlan({ seed: 5 });
  const person = { ...drawPerson(12), wpm: 80, phone: false, clock: 1 };
  const run = playAs(person, plan, { until: 180_000, seed: 3 });

  it("is the same for the same run, and at most 1 KB of JSON", () => {
    const evidence = evidenceOf(currentEngine, run, {
      elapsed: run.endedAt + 500,
      checkpoints: [],
    });
    expect(evidenceOf(currentEngine, run, { elapsed: run.endedAt + 500, checkpoints: [] })).toEqual(
      evidence,
    );
    expect(JSON.parse(JSON.stringify(evidence))).toEqual(evidence);
    for (const { evidence } of [...first, ...second]) {
      expect(JSON.stringify(evidence).length).toBeLessThanOrEqual(1_024);
    }
  });

  it("counts the keys that the engine counts", () => {
    const { hits, errors } = evidenceOf(currentEngine, run);
    expect({ hits, misses: errors.count }).toEqual({
      hits: run.state.correct_keys,
      misses: run.state.incorrect_keys,
    });
  });

  it.each([8, 16, 1000 / 60, 100])("finds times that are rounded to %d ms", (clock) => {
    const slow = playAs({ ...person, clock }, plan, { until: 180_000, seed: 3 });
    expect(evidenceOf(currentEngine, slow).grid).toBe(Math.round(clock));
    expect(evidenceOf(currentEngine, run).grid).toBe(1);
  });

  it("does not take constant gaps for a coarse clock", () => {
    const keys = playBot(BOTS[0] as (typeof BOTS)[number], plan, {
      wpm: 120,
      seed: 1,
      until: 60_000,
    });
    const evidence = evidenceOf(currentEngine, keys);
    expect(evidence.gaps.median).toBe(100);
    expect(evidence.grid).toBe(1);
    expect(judge(evidence).verdict).toBe("implausible");
  });

  it("shows a run whose keys share the millisecond of the key before", () => {
    const bot = BOTS.find(({ name }) => name.startsWith("bursts")) as (typeof BOTS)[number];
    const evidence = evidenceOf(
      currentEngine,
      playBot(bot, plan, { wpm: 200, seed: 1, until: 60_000 }),
    );
    expect(evidence.gaps.zero).toBeGreaterThan(0.9);
    expect(judge(evidence).fired).toEqual(expect.arrayContaining(["zero_gaps", "burst"]));
  });

  it("shows chords, which no fingers press key by key", () => {
    const chords = playAs({ ...person, chords: true }, plan, { until: 180_000, seed: 3 });
    expect(judge(evidenceOf(currentEngine, chords)).fired).toContain("burst");
  });

  it("shows a clock that runs slow, and one that is ahead", () => {
    const times = [20, 40, 60, 80, 100, 120].map((second) => second * 1_000);
    const steady = times.map((t) => [t + 150, t] as const);
    const slowed = times.map((t) => [t * 1.25 + 150, t] as const);
    const ahead = times.map((t) => [t - 5_000, t] as const);
    const clock = (checkpoints: (readonly [number, number])[]) =>
      evidenceOf(currentEngine, run, { checkpoints }).clock;
    expect(clock(steady)).toMatchObject({ drift: 0, ahead: 0, checkpoints: 6 });
    expect(clock(slowed).drift).toBeCloseTo(0.25, 2);
    expect(clock(ahead).ahead).toBe(5_000);
    const judged = (checkpoints: (readonly [number, number])[]) =>
      judge(evidenceOf(currentEngine, run, { checkpoints })).fired;
    expect(judged(steady)).toEqual([]);
    expect(judged(slowed)).toEqual(["clock_drift"]);
    expect(judged(ahead)).toEqual(["clock_ahead"]);
    expect(judged([])).toEqual([]);
  });

  it("compares the best minute with the player's best before", () => {
    const { growth, pace } = evidenceOf(currentEngine, run, { bestBefore: 20 });
    expect(growth).toBeCloseTo(pace.best_60 / 20, 1);
    expect(evidenceOf(currentEngine, run).growth).toBeNull();
  });

  it("of a run without keys, or with one, is clean", () => {
    const empty = { plan, keys: [], outcome: "quit" as const, endedAt: 40_000 };
    expect(judge(evidenceOf(currentEngine, empty)).verdict).toBe("clean");
    const key = run.keys.slice(0, 1);
    const one = { plan, keys: key, outcome: "quit" as const, endedAt: 40_000 };
    expect(judge(evidenceOf(currentEngine, one)).verdict).toBe("clean");
  });

  it("has rules with a source, a bound and a name of their own", () => {
    expect(new Set(RULES.map(({ name }) => name)).size).toBe(RULES.length);
    for (const { source, least, most } of RULES) {
      expect(source.length).toBeGreaterThan(20);
      expect((least === undefined) !== (most === undefined)).toBe(true);
    }
  });
});
