/** A room before its race: who has a seat, who watches, and when it begins. */
import { describe, expect, it } from "vitest";
import { PHRASES } from "../../../app/contracts/race-constants.ts";
import { newPerson, of, TestRoom } from "../../support/race-room.ts";

describe("before the race", () => {
  it("seats go to the first who come, and others watch", () => {
    const race = new TestRoom({ seats: 2 });
    expect(["one", "two", "three"].map((name) => race.enter(name).role)).toEqual([
      "racer",
      "racer",
      "spectator",
    ]);
    expect(race.room.racers.map(({ id }) => id)).toEqual([1, 2]);
  });

  it("guests of the same name get a number, accounts keep theirs", () => {
    const race = new TestRoom();
    race.enter("Fuzzy Cache");
    race.enter("Fuzzy Cache");
    const account = crypto.randomUUID();
    race.enter("Fuzzy Cache", newPerson("Fuzzy Cache", account));
    expect(race.room.racers.map(({ person }) => person.name)).toEqual([
      "Fuzzy Cache",
      "Fuzzy Cache 2",
      "Fuzzy Cache",
    ]);
  });

  it("the countdown begins when two are there and all are ready, and is told as a duration", () => {
    const race = new TestRoom();
    const one = race.enter("one");
    race.send(one, { type: "ready", ready: true });
    race.advance(10_000);
    expect(race.room.phase).toBe("open");
    const two = race.enter("two");
    expect(race.room.phase).toBe("open");
    race.send(two, { type: "ready", ready: true });
    expect(of(one, "room").at(-1)?.room).toMatchObject({ phase: "countdown", starts_in_ms: 3_000 });
    race.advance(1_000);
    const late = race.enter("late");
    expect(of(late, "welcome")[0]?.room.starts_in_ms).toBe(2_000);
    expect(late.role).toBe("spectator");
  });

  it("nobody gets the plan before the countdown has ended", () => {
    const race = new TestRoom();
    const [one, two, watcher] = [
      race.enter("one"),
      race.enter("two"),
      race.connect(newPerson("w"), "spectator"),
    ];
    race.send(watcher, { type: "hello", version: 1 });
    for (const each of [one, two]) race.send(each, { type: "ready", ready: true });
    race.advance(2_999);
    const { plan } = race.room.setup;
    for (const { inbox } of [one, two, watcher]) {
      const text = JSON.stringify(inbox);
      expect(text).not.toContain('"plan"');
      for (const { snippet_text, id } of plan.snippets) {
        expect(text).not.toContain(JSON.stringify(snippet_text).slice(1, 20));
        expect(text).not.toContain(id);
      }
    }
    race.advance(1);
    for (const each of [one, two, watcher]) expect(of(each, "start")[0]?.plan).toEqual(plan);
  });

  it("who loses the socket late in a public countdown still races", () => {
    const race = new TestRoom({ visibility: "public" });
    const one = race.enter("one");
    race.enter("two");
    race.advance(race.room.limits.gather_ms);
    expect(race.room.phase).toBe("countdown");
    race.advance(2_900);
    race.cut(one);
    race.advance(200);
    expect(race.room.phase).toBe("running");
    expect(of(race.enter("one", one.person), "welcome")[0]).toMatchObject({
      role: "racer",
      you: 1,
    });
  });

  it("who leaves during the countdown opens the room again for the one who stays", () => {
    const race = new TestRoom();
    const [one, two] = [race.enter("one"), race.enter("two")];
    for (const each of [one, two]) race.send(each, { type: "ready", ready: true });
    race.send(two, { type: "leave" });
    expect(of(one, "room").at(-1)?.room).toMatchObject({
      phase: "open",
      racers: [{ ready: false }],
    });
    race.advance(10_000);
    expect(of(one, "start")).toEqual([]);
  });

  it("a seat whose socket never comes, or does not come back, is free after 20 s", () => {
    const race = new TestRoom({ seats: 2 });
    const one = race.enter("one");
    race.join(newPerson("never"));
    expect(race.join(newPerson("late"))).toBe("spectator");
    race.advance(20_000);
    expect(race.join(newPerson("later"))).toBe("racer");
    race.cut(one);
    race.advance(19_999);
    expect(race.room.racers.map(({ person }) => person.name)).toContain("one");
    race.advance(1);
    expect(race.room.racers).toEqual([]);
  });

  it("a room in which nobody is left is deleted", () => {
    const race = new TestRoom();
    const one = race.enter("one");
    race.cut(one);
    race.advance(20_000);
    expect(race.deleted).toBe(true);
  });

  it("a room that waits for half an hour is closed", () => {
    const race = new TestRoom();
    const one = race.enter("one");
    race.advance(30 * 60_000);
    expect([one.closed, race.deleted]).toEqual(["room_closed", true]);
  });

  it("a socket that says nothing is closed after ten seconds", () => {
    const race = new TestRoom();
    race.enter("one");
    const silent = race.connect(newPerson("silent"));
    race.advance(10_000);
    expect(silent.closed).toBe("hello_expected");
  });

  it("holds no seat, also when it has replaced a socket that did", () => {
    const race = new TestRoom();
    const one = race.enter("one");
    const silent = race.connect(one.person);
    expect(one.closed).toBe("replaced");
    race.advance(20_000);
    expect([silent.closed, race.room.racers.length]).toEqual(["hello_expected", 0]);
  });
});

describe("phrases", () => {
  it("are six, one at a time, and for racers alone", () => {
    const race = new TestRoom({ seats: 2 });
    const [one, two, watcher] = [race.enter("one"), race.enter("two"), race.enter("three")];
    for (let phrase = 0; phrase < PHRASES.length; phrase += 1)
      race.send(one, { type: "phrase", phrase });
    expect(of(two, "phrase")).toEqual([{ type: "phrase", id: 1, phrase: 0 }]);
    race.advance(3_000);
    race.send(one, { type: "phrase", phrase: 5 });
    expect(of(two, "phrase")).toHaveLength(2);
    race.send(watcher, { type: "phrase", phrase: 0 });
    expect(of(two, "phrase")).toHaveLength(2);
    expect([watcher.closed, one.closed]).toEqual([undefined, undefined]);
  });
});

describe("a public room", () => {
  const isPublic = { visibility: "public" as const };

  it("waits eight seconds for more when two are there, and nobody has to be ready", () => {
    const race = new TestRoom(isPublic);
    const one = race.enter("one");
    race.advance(60_000);
    expect(race.room.phase).toBe("open");
    race.enter("two");
    race.advance(5_000);
    const three = race.enter("three");
    expect(of(three, "welcome")[0]?.room).toMatchObject({ phase: "open", starts_in_ms: 6_000 });
    race.advance(3_000);
    expect(race.room.phase).toBe("countdown");
    race.advance(3_000);
    expect(of(one, "start")).toHaveLength(1);
    expect(race.room.runs.size).toBe(3);
  });

  it("waits no longer when its seats are taken, and begins to wait again when only one is left", () => {
    const full = new TestRoom({ ...isPublic, seats: 2 });
    full.enter("one");
    full.enter("two");
    expect(full.room.phase).toBe("countdown");
    const left = new TestRoom(isPublic);
    left.enter("one");
    const two = left.enter("two");
    left.advance(4_000);
    left.cut(two);
    left.advance(10_000);
    expect(left.room.phase).toBe("open");
    left.enter("three");
    left.advance(7_999);
    expect(left.room.phase).toBe("open");
    left.advance(1);
    expect(left.room.phase).toBe("countdown");
  });
});
