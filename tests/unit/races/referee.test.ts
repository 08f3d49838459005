/** The referee: which time counts, and what a client gains that lies about it. Hostile clients come first. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { verify } from "../../../app/.server/games/verification.ts";
import { ROOM_LIMITS } from "../../../app/.server/races/room/room.ts";
import { greatestLag } from "../../../app/.server/races/run/lag.ts";
import {
  type CountedBatch,
  type Run,
  receiveBatch,
  resumeRun,
  settleRun,
  startRun,
} from "../../../app/.server/races/run/referee.ts";
import { currentEngine } from "../../../app/engine/current.ts";
import { type KeyPress, replayRun } from "../../../app/engine/replay.ts";
import { play } from "../../../seed/player.ts";
import { racePlan } from "../../support/race-room.ts";

const { lag } = ROOM_LIMITS;
const plan = racePlan();
/** Two minutes of an honest player. */
const honest = play(plan, { wpm: 80, until: 120_000 }).keys;

interface Sent {
  /** The times on the client's clock. */
  keys: KeyPress[];
  until: number;
  /** When the batch arrives. */
  arrival: number;
}

/** Cuts a log into batches of 100 ms, each with its arrival. */
function batchesOf(keys: readonly KeyPress[], arrivalOf: (until: number) => number): Sent[] {
  const batches: Sent[] = [];
  let next = 0;
  for (let until = 100; next < keys.length; until += 100) {
    const batch: KeyPress[] = [];
    for (let key = keys[next]; key && key[0] <= until; key = keys[next]) {
      batch.push(key);
      next += 1;
    }
    if (batch.length > 0) batches.push({ keys: batch, until, arrival: arrivalOf(until) });
  }
  return batches;
}

/** Sends batches in the order of their arrival. Returns the run, and the batches as they count. */
function referee(batches: readonly Sent[]): { run: Run; counted: CountedBatch[] } {
  const run = startRun(currentEngine, plan, lag);
  const counted = batches.map(({ keys, until, arrival }, i) =>
    receiveBatch(run, { type: "keys", seq: i + 1, keys, until }, arrival, lag),
  );
  return { run, counted };
}

const scoreOf = ({ state }: Run) => currentEngine.scoreOf(state).final_score;

/** Returns by how much more time the client has had for its last key than the log says. After its end nothing counts. */
const gained = (batches: readonly Sent[], { keys, state }: Run) => {
  const last = batches.findLast(({ arrival }) => arrival <= (state.over?.at ?? 180_000));
  return (last?.arrival ?? 0) - (keys.at(-1)?.[0] ?? 0);
};

describe("a client that lies about its time", () => {
  it("sends keys from the future: they count when they arrive, 40 in a second at most", () => {
    const all = honest.slice(0, 64);
    const until = all.at(-1)?.[0] ?? 0;
    const { run } = referee([{ keys: all, until, arrival: 2_000 }]);
    for (const [t] of run.keys) expect(t).toBeLessThanOrEqual(2_000);
    expect(run.state.now).toBeLessThanOrEqual(2_000);
    const lastSecond = run.keys.filter(([t]) => t > 1_000);
    expect(lastSecond.length).toBeLessThanOrEqual(40);
  });

  it.each([1.05, 1.1, 1.5, 2, 4])(
    "slows its clock by a factor of %d: it gains less than a second in all",
    (factor) => {
      const slow = batchesOf(honest, (until) => Math.round(until * factor)).filter(
        ({ arrival }) => arrival < 170_000,
      );
      const { run } = referee(slow);
      expect(gained(slow, run)).toBeLessThanOrEqual(lag.base_ms + lag.wait_ms);
    },
  );

  it("slows its clock, and has no more points than with an honest one", () => {
    // Types 40 words a minute and says that it was 80.
    const slow = batchesOf(honest, (until) => until * 2);
    const truth = play(plan, { wpm: 40, until: 120_000 });
    const state = replayRun(currentEngine, { plan, ...truth });
    const half = slow.filter(({ arrival }) => arrival <= 120_000);
    expect(scoreOf(referee(half).run)).toBeLessThan(
      currentEngine.scoreOf(state).final_score * 1.15,
    );
  });

  it("stops its clock for as long as the quota lasts, and has to give the time back", () => {
    const stopped = batchesOf(honest, (until) => until + (until > 10_000 ? 5_000 : 0));
    const { run } = referee(stopped);
    expect(gained(stopped, run)).toBeLessThanOrEqual(lag.base_ms + lag.wait_ms);
  });

  it("holds its keys back, to send them when it has seen what comes: it can do so by a second", () => {
    // Every five seconds the keys of those five, as if the line had stalled, and the time as if it had not.
    const held: Sent[] = [];
    for (let until = 5_000; until <= 120_000; until += 5_000) {
      const keys = honest.filter(([t]) => t > until - 5_000 && t <= until).slice(0, 64);
      held.push({ keys, until, arrival: until });
      held.push({ keys: [], until: until + 1, arrival: until + 1 });
    }
    const { counted } = referee(held);
    const lateness = counted.map(({ keys }, i) => (held[i]?.arrival ?? 0) - (keys[0]?.[0] ?? 1e9));
    for (const late of lateness.slice(8)) {
      expect(late).toBeLessThanOrEqual(lag.base_ms + lag.wait_ms + 500);
    }
  });

  it("claims the present before it sends the past: what is decided stays decided", () => {
    const run = startRun(currentEngine, plan, lag);
    receiveBatch(run, { type: "keys", seq: 1, keys: [], until: 4_000 }, 4_100, lag);
    receiveBatch(run, { type: "keys", seq: 2, keys: [[1_000, "a"]], until: 4_100 }, 4_200, lag);
    expect(run.keys).toEqual([[4_000, "a"]]);
  });

  it("sends nothing for a while: the run goes on, and what comes too late counts late", () => {
    const run = startRun(currentEngine, plan, lag);
    settleRun(run, 30_000, lag);
    expect(run.state.now).toBe(30_000 - greatestLag(lag));
    receiveBatch(run, { type: "keys", seq: 1, keys: [[100, "a"]], until: 200 }, 30_000, lag);
    expect(run.keys).toEqual([[run.keys[0]?.[0], "a"]]);
    expect(run.keys[0]?.[0]).toBeGreaterThanOrEqual(30_000 - greatestLag(lag));
  });

  it("types on after the end of its run: those keys are no part of it", () => {
    const run = startRun(currentEngine, plan, lag);
    settleRun(run, 200_000, lag);
    const end = run.state.over?.at ?? 0;
    receiveBatch(
      run,
      { type: "keys", seq: 1, keys: [[end + 1, "a"]], until: end + 1 },
      200_000,
      lag,
    );
    expect(end).toBeGreaterThan(30_000);
    expect(run.keys).toEqual([]);
    expect(run.seq).toBe(1);
  });
});

describe("an honest client", () => {
  it.each([0, 20, 150, 600])("keeps its own times on a line of %d ms", (way) => {
    const sent = batchesOf(honest, (until) => until + way);
    const { run } = referee(sent);
    expect(run.keys).toEqual(honest);
  });

  it("keeps its rhythm on a line that is slower than allowed", () => {
    const { run } = referee(batchesOf(honest, (until) => until + 1_500));
    const gaps = (keys: readonly KeyPress[]) =>
      keys.slice(1).map(([t], i) => t - (keys[i]?.[0] ?? 0));
    expect(run.keys).toHaveLength(honest.length);
    const [kept, typed] = [gaps(run.keys).slice(600), gaps(honest).slice(600)];
    const same = kept.filter((gap, i) => gap === typed[i]).length;
    expect(same / kept.length).toBeGreaterThan(0.9);
  });

  it("keeps its own times when it was cut off for five seconds", () => {
    // What was typed meanwhile arrives at once, when the line is back.
    const sent = batchesOf(honest, (until) =>
      until > 20_000 && until < 25_000 ? 25_100 : until + 80,
    );
    const { run } = referee(sent);
    expect(run.keys).toEqual(honest);
  });

  it("keeps them however its line stutters below a second", () => {
    const stutter = fc.array(fc.nat(550), { minLength: 20, maxLength: 20 });
    fc.assert(
      fc.property(stutter, (ways) => {
        let last = 0;
        const sent = batchesOf(honest.slice(0, 300), (until) => {
          last = Math.max(last, until + 50 + (ways[(until / 100) % ways.length] ?? 0));
          return last;
        });
        expect(referee(sent).run.keys).toEqual(honest.slice(0, 300));
      }),
      { numRuns: 50 },
    );
  });
});

describe("a run", () => {
  /** Batches of anybody, honest or not. */
  const anyBatches = fc.array(
    fc.record({
      gap: fc.nat(3_000),
      late: fc.integer({ min: -2_000, max: 9_000 }),
      keys: fc.array(fc.tuple(fc.nat(900), fc.constantFrom("a", "e", "(", " ", "Enter", "Tab")), {
        maxLength: 30,
      }),
      settled: fc.boolean(),
    }),
    { maxLength: 60 },
  );

  it("is the same when it is rebuilt from the batches that count, and the verifier accepts its log", () => {
    fc.assert(
      fc.property(anyBatches, (batches) => {
        const run = startRun(currentEngine, plan, lag);
        const counted: CountedBatch[] = [];
        let arrival = 0;
        batches.forEach(({ gap, late, keys, settled }, i) => {
          arrival += gap;
          const from = Math.max(0, arrival - late - 1_000);
          const times = keys.map(([t]) => from + t).sort((a, b) => a - b);
          const typed = keys.map(([, key], j): KeyPress => [times[j] ?? from, key]);
          const until = Math.max(from, times.at(-1) ?? 0);
          const batch = { type: "keys" as const, seq: i + 1, keys: typed, until };
          if (settled) settleRun(run, arrival, lag);
          counted.push(receiveBatch(run, batch, arrival, lag));
        });
        receiveBatch(
          run,
          { type: "keys", seq: 99, keys: [], until: arrival, quit: true },
          arrival,
          lag,
        );
        const rebuilt = resumeRun(currentEngine, plan, lag, structuredClone(counted));
        expect(rebuilt.keys).toEqual(run.keys);
        expect(rebuilt.lag).toEqual(counted.at(-1)?.lag ?? run.lag);
        const { over } = run.state;
        if (!over) throw new Error("not over");
        const request = { outcome: over.outcome, key_sequence: run.keys, ended_at_ms: over.at };
        const { score } = verify(currentEngine, plan, request, { elapsed: over.at });
        expect(score).toEqual(currentEngine.scoreOf(run.state));
      }),
      { numRuns: 200 },
    );
  });
});
