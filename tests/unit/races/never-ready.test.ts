/** A room by link in which somebody is never ready, or changes that again and again. */
import { describe, expect, it } from "vitest";
import { receive } from "../../../app/.server/races/room/messages.ts";
import { of, TestRoom } from "../../support/race-room.ts";

const isReady = { type: "ready", ready: true } as const;

/** Three racers, of whom two are ready after ten seconds. */
function twoOfThree() {
  const race = new TestRoom();
  const [one, two, idle] = [race.enter("one"), race.enter("two"), race.enter("idle")];
  race.send(one, isReady);
  race.advance(10_000);
  race.send(two, isReady);
  return { race, one, two, idle };
}

describe("who is never ready", () => {
  it("holds two who are for 30 s, which everybody is told, and then watches", () => {
    const { race, one, two, idle } = twoOfThree();
    for (const each of [one, two, idle]) {
      expect(of(each, "room").at(-1)?.room).toMatchObject({ phase: "open", starts_in_ms: 33_000 });
    }
    race.advance(29_999);
    expect(race.room.phase).toBe("open");
    race.advance(1);
    expect(race.room.phase).toBe("countdown");
    expect(of(idle, "welcome").at(-1)).toMatchObject({ role: "spectator", you: null });
    expect(of(one, "welcome")).toHaveLength(1);
    race.advance(3_000);
    expect([...race.room.runs.keys()]).toEqual([1, 2]);
    expect(of(idle, "start")).toHaveLength(1);
    race.send(idle, { type: "keys", seq: 1, keys: [], until: 0 });
    expect(idle.closed).toBe("not_allowed");
  });

  it("does not, when they are ready in time", () => {
    const { race, idle } = twoOfThree();
    race.advance(20_000);
    race.send(idle, isReady);
    expect(race.room.phase).toBe("countdown");
    race.advance(3_000);
    expect(race.room.runs.size).toBe(3);
  });

  it("is told nothing worse than to watch, when they are ready a moment too late", () => {
    const { race, idle } = twoOfThree();
    race.advance(30_050);
    expect(race.room.phase).toBe("countdown");
    race.send(idle, isReady);
    race.send(idle, { type: "phrase", phrase: 0 });
    expect(idle.closed).toBeUndefined();
    expect(race.room.racers).toHaveLength(2);
    race.advance(2_950);
    expect(race.room.phase).toBe("running");
    race.send(idle, isReady);
    expect(idle.closed).toBeUndefined();
  });

  it("nor when the others have left meanwhile", () => {
    const { race, one, two, idle } = twoOfThree();
    race.advance(30_010);
    for (const each of [one, two]) race.send(each, { type: "leave" });
    expect(race.room.phase).toBe("open");
    race.send(idle, isReady);
    expect(idle.closed).toBeUndefined();
  });

  it("is whoever is gone when the server starts again", () => {
    const { race, two, idle } = twoOfThree();
    race.crash();
    for (const each of [two, idle]) race.send(race.enter(each.person.name, each.person), isReady);
    race.advance(3_000);
    expect(race.room.phase).toBe("running");
    expect([...race.room.runs.keys()]).toEqual([2, 3]);
  });

  it("waits anew when only one is ready any more", () => {
    const { race, two, idle } = twoOfThree();
    race.advance(20_000);
    race.send(two, { type: "ready", ready: false });
    expect(of(idle, "room").at(-1)?.room.starts_in_ms).toBeNull();
    race.advance(60_000);
    expect(race.room.phase).toBe("open");
    race.send(two, isReady);
    race.advance(29_999);
    expect(race.room.phase).toBe("open");
    race.advance(1);
    expect(race.room.phase).toBe("countdown");
  });
});

it("changes of `ready` are heard four times in ten seconds, and cost no write beyond", () => {
  const race = new TestRoom();
  const [one, two] = [race.enter("one"), race.enter("two")];
  let saves = 0;
  const toggle = () => {
    const message = JSON.stringify({ type: "ready", ready: !race.room.racers[0]?.ready });
    const effects = receive(race.room, one.id, message, race.now);
    saves += effects.filter(({ type }) => type === "save").length;
    race.carryOut(effects);
    race.now += 50;
  };
  for (let n = 0; n < 40; n += 1) toggle();
  expect([saves, one.closed]).toEqual([4, undefined]);
  expect(of(two, "room").at(-1)?.room.racers[0]?.ready).toBe(false);
  race.now += 10_000;
  toggle();
  expect(saves).toBe(5);
});
