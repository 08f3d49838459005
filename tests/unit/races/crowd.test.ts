/** Who may watch, and what a room counts for the metrics. */
import { describe, expect, it } from "vitest";
import { newPerson, of, quitRace, TestRoom } from "../../support/race-room.ts";

describe("the spectators of a room", () => {
  /** Lets so many people of a network watch, and returns how many of them were let in. */
  const watch = (race: TestRoom, count: number, network: string | null) =>
    Array.from({ length: count }, () =>
      race.connect(newPerson("Watcher"), "spectator", network),
    ).filter(({ closed }) => closed === undefined).length;

  it("are thirty of one network and fifty in all", () => {
    const race = new TestRoom();
    expect([watch(race, 40, "school"), watch(race, 15, "home"), watch(race, 9, "office")]).toEqual([
      30, 15, 5,
    ]);
    const refused = race.connect(newPerson("Late"), "spectator", "elsewhere");
    expect(refused.closed).toBe("room_full");
    // A racer has a seat, from whatever network.
    expect(race.connect(newPerson("Racer"), "racer", "school").closed).toBeUndefined();
  });

  it("are not counted by network where it is not known, nor twice for one person", () => {
    const race = new TestRoom();
    expect(watch(race, 40, null)).toBe(40);
    const again = new TestRoom();
    const person = newPerson("Watcher");
    const sockets = Array.from({ length: 40 }, () => again.connect(person, "spectator", "home"));
    expect(sockets.at(-1)?.closed).toBeUndefined();
    expect(again.room.connections.size).toBe(1);
  });
});

describe("a room", () => {
  it("counts messages, and the sockets by which racers come back while the race goes on", () => {
    const race = new TestRoom();
    const [one, two] = [race.enter("one"), race.enter("two")];
    race.cut(two);
    const back = race.enter("two", two.person);
    race.start(one, back);
    race.advance(1_000);
    expect(race.room.counts).toMatchObject({ messages: 5, resumes: 0 });
    race.cut(back);
    race.enter("two", back.person);
    race.enter("watcher");
    expect(race.room.counts.resumes).toBe(1);
    // A page that was loaded again: nobody saw its first socket end.
    const third = race.enter("two", back.person);
    expect(of(third, "welcome")[0]?.you).toBe(2);
    expect(race.room.counts.resumes).toBe(2);
    quitRace(race, one);
    quitRace(race, third);
    race.advance(250);
    race.enter("two", back.person);
    expect(race.room.counts).toMatchObject({ messages: 11, resumes: 2 });
    const before = { ...race.room.counts };
    race.crash();
    expect(race.room.counts).toEqual(before);
  });
});
