/** Somebody who found neither people nor ghosts in a public room begins alone. */
import { describe, expect, it } from "vitest";
import { answerWish, ghostRace } from "../../support/ghosts.ts";
import { of, quitRace, TestRoom } from "../../support/race-room.ts";

/** Somebody who has waited for eight seconds. */
function waiting() {
  const race = new TestRoom({ visibility: "public" });
  const one = race.enter("one");
  race.advance(8_000);
  return { race, one };
}

function alone() {
  const { race, one } = waiting();
  answerWish(race, undefined);
  race.send(one, { type: "alone" });
  return { race, one };
}

describe("a race of one", () => {
  it("begins when its racer asks for it, on the plan that nobody has seen, and ends", () => {
    const { race, one } = alone();
    const { plan } = race.room.setup;
    expect(of(one, "room").at(-1)?.room).toMatchObject({ phase: "countdown", ghosts: null });
    race.advance(3_000);
    expect(of(one, "start")[0]?.plan).toEqual(plan);
    expect(plan.mode).toBe("ghost_race");
    quitRace(race, one);
    race.advance(250);
    expect(of(one, "finished")[0]?.standings).toHaveLength(1);
  });

  it("goes on after a crash in its countdown", () => {
    const { race } = alone();
    race.crash();
    race.advance(3_000);
    expect(race.room.phase).toBe("running");
  });

  it("is not to be had before ghosts were looked for, beside somebody, or by link", () => {
    const { race, one } = waiting();
    race.send(one, { type: "alone" });
    expect([race.room.phase, one.closed]).toEqual(["open", undefined]);
    answerWish(race, undefined);
    race.enter("two");
    race.send(one, { type: "alone" });
    expect(race.room.phase).toBe("open");
    const link = new TestRoom();
    const waits = link.enter("one");
    link.advance(60_000);
    link.send(waits, { type: "alone" });
    expect(link.room.phase).toBe("open");
  });

  it("leaves out ghosts that are found meanwhile, and is none for who comes after its racer has left", () => {
    const { race, one } = alone();
    answerWish(race, ghostRace());
    expect(race.room.setup.ghosts).toEqual([]);
    race.send(one, { type: "leave" });
    expect([race.room.phase, race.room.setup.plan.mode]).toEqual(["open", "race"]);
    race.enter("two");
    race.advance(7_999);
    expect(race.room.phase).toBe("open");
  });
});

describe("a public room in which somebody waits", () => {
  it("looks no more often for others who come and go, and offers to play alone all the while", () => {
    const race = new TestRoom({ visibility: "public" });
    const one = race.enter("one");
    race.advance(8_000);
    answerWish(race, undefined);
    for (let visit = 0; visit < 100; visit += 1) {
      const other = race.enter(`${visit}`);
      race.advance(50);
      race.send(other, { type: "leave" });
      race.cut(other);
      race.advance(50);
    }
    expect(race.wishes).toHaveLength(1);
    expect(of(one, "room").at(-1)?.room.ghosts).toEqual({ in_ms: 6_050, misses: 1 });
    race.advance(6_000);
    expect(race.wishes).toHaveLength(2);
  });
});
