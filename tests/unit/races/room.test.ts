/** A race that runs, who comes back to it, and its end. */
import { describe, expect, it } from "vitest";
import { nextDeadline } from "../../../app/.server/races/room/deadline.ts";
import {
  mustStore,
  resultsNotStored,
  resultsStored,
} from "../../../app/.server/races/room/phases.ts";
import { greatestLag } from "../../../app/.server/races/run/lag.ts";
import { standingsOf } from "../../../app/.server/races/run/standings.ts";
import { standingSchema } from "../../../app/contracts/race-protocol.ts";
import { currentEngine } from "../../../app/engine/current.ts";
import { RACE_MS } from "../../../app/engine/limits.ts";
import { replayRun } from "../../../app/engine/replay.ts";
import { play } from "../../../seed/player.ts";
import {
  of,
  quitRace,
  type RoomOptions,
  TestRoom,
  type TestSocket,
  typeTogether,
} from "../../support/race-room.ts";

function running(options: RoomOptions = {}) {
  const race = new TestRoom(options);
  const [one, two] = [race.enter("one"), race.enter("two")];
  const plan = race.start(one, two);
  return { race, one, two, plan };
}

const type = (race: TestRoom, racer: TestSocket, wpm: number, ms: number) =>
  typeTogether(race, ms, [racer, { wpm }]);
const quit = quitRace;

describe("a running race", () => {
  it("is decided by the keys, and everybody sees the same", () => {
    const { race, one, two, plan } = running();
    const watcher = race.enter("watcher");
    expect(watcher.role).toBe("spectator");
    type(race, one, 90, 20_000);
    const run = race.runOf(one);
    const { keys } = play(plan, { wpm: 90, until: 20_000 });
    const typed = keys.filter(([t]) => t <= 20_000);
    expect(run.keys).toEqual(typed);
    quit(race, one);
    quit(race, two);
    race.advance(250);
    const [finished] = of(one, "finished");
    expect(of(two, "finished")).toEqual([finished]);
    expect(of(watcher, "finished")).toEqual([finished]);
    const state = replayRun(currentEngine, {
      plan,
      keys: run.keys,
      outcome: "quit",
      endedAt: run.state.over?.at ?? 0,
    });
    expect(finished?.standings.map(({ id, place, score }) => ({ id, place, score }))).toEqual([
      { id: 1, place: 1, score: currentEngine.scoreOf(state).final_score },
      { id: 2, place: 2, score: 0 },
    ]);
  });

  it("tells the standings at most four times a second, and only what has changed", () => {
    const { race, one, two } = running();
    type(race, one, 90, 10_000);
    const told = of(two, "standings");
    expect(told.length).toBeGreaterThan(20);
    expect(told.length).toBeLessThanOrEqual(40);
    // Of the other one all there is, then that a wave begins, that there is somebody ahead, and each bug that appears.
    const [first, ...others] = told.flatMap(({ racers }) => racers.filter(({ id }) => id === 2));
    expect(Object.keys(first ?? {}).sort()).toEqual(Object.keys(standingSchema.shape).sort());
    expect(others.length).toBeLessThanOrEqual(2 + race.runOf(two).state.spawned);
    for (const each of others) expect(Object.keys(each).length).toBeLessThanOrEqual(4);
    // Put together they are the whole standing.
    const whole = Object.assign(
      {},
      ...told.flatMap(({ racers }) => racers.filter(({ id }) => id === 1)),
    );
    delete whole.events;
    expect(race.room.sent[0]).toEqual({ place: 1, ...whole });
  });

  it("acknowledges batches once they are stored", () => {
    const { race, one } = running();
    race.advance(100);
    race.send(one, { type: "keys", seq: 1, keys: [], until: 90 });
    race.advance(100);
    race.send(one, { type: "keys", seq: 2, keys: [], until: 190 });
    expect(of(one, "ack")).toEqual([]);
    race.advance(150);
    expect(of(one, "ack").map(({ seq }) => seq)).toEqual([2]);
    expect(race.stored.map(({ batch }) => batch.seq)).toEqual([1, 2]);
  });

  it("tells a client which keys count otherwise than it sent them", () => {
    const { race, one } = running();
    race.advance(1_000);
    race.send(one, { type: "keys", seq: 1, keys: [[5_000, "a"]], until: 5_000 });
    race.advance(250);
    expect(of(one, "ack")[0]?.corrected).toEqual([{ seq: 1, keys: [[1_000, "a"]] }]);
  });

  it("ends for everybody who sends nothing, and then for all", () => {
    const { race, one, two } = running();
    race.cut(two);
    race.advance(RACE_MS + greatestLag(race.room.limits.lag) - 1);
    expect(of(one, "finished")).toEqual([]);
    race.advance(1);
    const [finished] = of(one, "finished");
    for (const { outcome } of finished?.standings ?? []) expect(outcome).toMatch(/defeat|time/);
  });

  it("equals share a place", () => {
    const { race, one, two } = running();
    for (const each of [one, two]) quit(race, each);
    race.advance(250);
    expect(of(one, "finished")[0]?.standings.map(({ place }) => place)).toEqual([1, 1]);
  });
});

describe("coming back", () => {
  it("the newest socket of a person counts, and the older one is closed", () => {
    const { race, one, two } = running();
    type(race, one, 80, 3_000);
    const again = race.enter("one", one.person);
    expect(one.closed).toBe("replaced");
    const { keys, seq } = race.runOf(one);
    const [welcome] = of(again, "welcome");
    expect(welcome).toMatchObject({ role: "racer", you: 1, race: { own: { seq, keys } } });
    expect(race.room.racers).toHaveLength(2);
    expect(two.closed).toBeUndefined();
    race.send(one, { type: "keys", seq: seq + 1, keys: [[2_999, "x"]], until: 2_999 });
    expect(race.runOf(again).seq).toBe(seq);
  });

  it("a batch that is sent again counts once", () => {
    const { race, one } = running();
    race.advance(1_000);
    const batch = {
      type: "keys" as const,
      seq: 1,
      keys: [[900, "a"] as [number, string]],
      until: 950,
    };
    for (let n = 0; n < 3; n += 1) race.send(one, batch);
    race.advance(250);
    expect(race.runOf(one).keys).toEqual([[900, "a"]]);
    expect(race.stored).toHaveLength(1);
    expect(of(one, "ack")[0]?.seq).toBe(1);
    expect(one.closed).toBeUndefined();
  });

  it("after a crash every acknowledged key is there once, and the race goes on", () => {
    const { race, one, two, plan } = running();
    type(race, one, 90, 5_000);
    const acknowledged = of(one, "ack").at(-1)?.seq ?? 0;
    race.crash();
    expect(race.room.phase).toBe("running");
    const again = race.enter("one", one.person);
    const own = of(again, "welcome")[0]?.race?.own;
    expect(own?.seq).toBe(acknowledged);
    // The client sends the rest again: half a second at most.
    const { keys } = play(plan, { wpm: 90, until: 6_000 });
    let { seq } = own ?? { seq: 0 };
    expect(50 - seq).toBeLessThanOrEqual(5);
    for (seq += 1; seq <= 50; seq += 1) {
      const until = seq * 100;
      race.send(again, {
        type: "keys",
        seq,
        keys: keys.filter(([t]) => t > until - 100 && t <= until),
        until,
      });
    }
    expect(race.runOf(again).keys).toEqual(keys.filter(([t]) => t <= 5_000));
    quit(race, again);
    const other = race.enter("two", two.person);
    quit(race, other);
    race.advance(250);
    expect(of(other, "finished")).toHaveLength(1);
  });

  it("after a crash between its end and the storing, every run has the end that it had", () => {
    const { race, one, two } = running();
    type(race, one, 80, 5_000);
    quit(race, one);
    race.cut(two);
    race.advance(RACE_MS + greatestLag(race.room.limits.lag));
    const standings = race.room.finish?.standings;
    const ends = [1, 2].map((id) => race.room.runs.get(id)?.state.over);
    expect(ends[1]?.outcome).toMatch(/defeat|time/);
    race.crash();
    expect([1, 2].map((id) => race.room.runs.get(id)?.state.over)).toEqual(ends);
    expect(standingsOf(race.room.runs)).toEqual(standings);
    expect(mustStore(race.room, race.now)).toBe(true);
  });

  it("a racer who is away for 20 s finds the field as it is now", () => {
    const { race, one } = running();
    race.cut(one);
    race.advance(20_000);
    const again = race.enter("one", one.person);
    expect(of(again, "welcome")[0]?.race?.elapsed_ms).toBe(20_000);
    race.send(again, { type: "keys", seq: 1, keys: [], until: 20_000 });
    expect(race.runOf(again).state.now).toBe(20_000);
  });
});

describe("after the race", () => {
  function finished() {
    const { race, one, two } = running();
    for (const each of [one, two]) quit(race, each);
    race.advance(250);
    return { race, one, two };
  }

  it("however long PostgreSQL is away, storing is tried again within five seconds", () => {
    const { race } = finished();
    const cameBack = race.now + 24 * 60 * 60_000;
    while (race.now < cameBack) {
      race.carryOut(resultsNotStored(race.room, race.now));
      const due = nextDeadline(race.room);
      expect(due - race.now).toBeLessThanOrEqual(5_000);
      expect(due).toBeGreaterThan(race.now);
      race.now = due;
      expect(mustStore(race.room, race.now)).toBe(true);
    }
  });

  it("results are stored until that succeeds, with pauses that grow up to five seconds", () => {
    const { race, one } = finished();
    expect(mustStore(race.room, race.now)).toBe(true);
    const pauses: number[] = [];
    for (let n = 0; n < 6; n += 1) {
      race.carryOut(resultsNotStored(race.room, race.now));
      expect(mustStore(race.room, race.now)).toBe(false);
      pauses.push((race.room.finish?.retry_at ?? 0) - race.now);
      race.now = race.room.finish?.retry_at ?? 0;
    }
    expect(pauses).toEqual([500, 1_000, 2_000, 4_000, 5_000, 5_000]);
    const results = [{ id: 1, place: 1, result_id: null, rating: null }];
    race.carryOut(resultsStored(race.room, results, race.now));
    expect(of(one, "stored")).toEqual([{ type: "stored", results }]);
    expect(mustStore(race.room, race.now + 60_000)).toBe(false);
    race.advance(5 * 60_000);
    expect([one.closed, race.deleted]).toEqual(["room_closed", true]);
  });

  it("nobody else comes in, and who raced sees the results", () => {
    const { race, one } = finished();
    const results = [{ id: 1, place: 1, result_id: null, rating: null }];
    race.carryOut(resultsStored(race.room, results, race.now));
    const again = race.enter("one", one.person);
    expect(of(again, "welcome")[0]?.results).toEqual(results);
  });

  it("keys that come in late change nothing", () => {
    const { race, one } = finished();
    const before = structuredClone(race.runOf(one).keys);
    race.send(one, { type: "keys", seq: 2, keys: [[1, "a"]], until: 2 });
    expect([race.runOf(one).keys, one.closed]).toEqual([before, undefined]);
  });
});
