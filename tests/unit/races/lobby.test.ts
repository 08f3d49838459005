/** The lobby, ratings, and names of guests. */
import { describe, expect, it } from "vitest";
import {
  type Announced,
  type Announcement,
  announcementOf,
  fitting,
  isForgotten,
  isOpenTo,
  listed,
  newsIn,
} from "../../../app/.server/races/lobby.ts";
import { guestName } from "../../../app/.server/races/names.ts";
import { presenceIn, presentIn } from "../../../app/.server/races/presence.ts";
import { newSkill, shownRating, skillsAfter } from "../../../app/.server/races/ratings.ts";
import { viewOf } from "../../../app/.server/races/room/effects.ts";
import { mayInvite } from "../../../app/.server/races/room/members.ts";
import type { RaceRoom } from "../../../app/contracts/race-protocol.ts";
import { newPerson, quitRace, type RoomOptions, TestRoom } from "../../support/race-room.ts";

/** A public room with so many racers. */
function announced(
  code: string,
  fields: Partial<RaceRoom> & { racers_there?: number; rating?: number | null } = {},
  options: RoomOptions = {},
): Announced {
  const { racers_there = 1, rating = null, ...room } = fields;
  const race = new TestRoom({ visibility: "public", ...options });
  for (let n = 0; n < racers_there; n += 1) race.enter(`${n}`);
  const view = { ...viewOf(race.room, race.now), ...room, code };
  return { room: view, rating, user_ids: [], at: 0, listed: true };
}

describe("the lobby", () => {
  it("takes public rooms that wait, have a free seat, and somebody in it", () => {
    expect(isOpenTo(announced("A").room)).toBe(true);
    expect(isOpenTo(announced("A", { visibility: "link" }).room)).toBe(false);
    expect(isOpenTo(announced("A", { phase: "running" }).room)).toBe(false);
    expect(isOpenTo(announced("A", { racers_there: 0 }).room)).toBe(false);
    expect(isOpenTo(announced("A", { racers_there: 2 }, { seats: 2 }).room)).toBe(false);
  });

  it("finds rooms of the same language and difficulty, those of the nearest rating first", () => {
    const rooms = [
      announced("FAR", { rating: 1_900 }),
      announced("NEW"),
      announced("NEAR", { rating: 1_350 }),
      announced("REACT", { language: "REACT", rating: 1_400 }),
      announced("HARD", { difficulty: "HARD", rating: 1_400 }),
    ];
    const wish = { language: "PYTHON", difficulty: "NORMAL" } as const;
    expect(fitting(rooms, { ...wish, rating: 1_400 })).toEqual(["NEAR", "NEW", "FAR"]);
    expect(fitting(rooms, { ...wish, rating: null })).toEqual(["NEW", "NEAR", "FAR"]);
  });

  it("neither lists nor finds a room that is not open to all, or in which somebody found no seat", () => {
    const rooms = [
      announced("LINK", { visibility: "link" }),
      announced("RUNNING", { phase: "running" }),
      { ...announced("FULL"), listed: false },
      announced("OPEN"),
    ];
    expect(listed(rooms).map(({ code }) => code)).toEqual(["OPEN"]);
    const wish = { language: "PYTHON", difficulty: "NORMAL", rating: null } as const;
    expect(fitting(rooms, wish)).toEqual(["OPEN"]);
  });

  it("lists the fullest rooms first, and forgets a room that says nothing for a minute and a half", () => {
    const rooms = [announced("ONE"), announced("THREE", { racers_there: 3 })];
    expect(listed(rooms).map(({ code }) => code)).toEqual(["THREE", "ONE"]);
    expect(isForgotten(announced("A"), 90_000)).toBe(false);
    expect(isForgotten(announced("A"), 90_001)).toBe(true);
  });
});

describe("what a room announces", () => {
  const [ada, ben] = [crypto.randomUUID(), crypto.randomUUID()];
  const said = (race: TestRoom) => announcementOf(race.room, race.now);

  it("is who is there, from the first socket to the end of the race; nothing of guests alone", () => {
    const race = new TestRoom();
    race.enter("guest");
    expect(said(race)).toBe(null);
    const first = race.enter("ada", newPerson("ada", ada));
    const second = race.enter("ben", newPerson("ben", ben));
    expect(said(race)?.user_ids).toEqual([ada, ben]);
    race.cut(second);
    expect(said(race)?.user_ids).toEqual([ada]);
    race.start(...race.sockets.values());
    expect([race.room.phase, said(race)?.user_ids]).toEqual(["running", [ada]]);
    for (const socket of race.sockets.values()) quitRace(race, socket);
    race.advance(250);
    expect([race.room.phase, said(race)]).toEqual(["finished", null]);
    expect(first.closed).toBe(undefined);
  });

  it("leaves out who only watches, and who has a seat and is not there", () => {
    const race = new TestRoom({ seats: 2 });
    race.join(newPerson("ada", ada));
    race.enter("guest");
    race.enter("ben", newPerson("ben", ben));
    expect(said(race)).toBe(null);
  });

  it("is news when somebody comes or goes; of an open public room also what its list shows", () => {
    for (const [visibility, isNews] of [
      ["link", false],
      ["public", true],
    ] as const) {
      const race = new TestRoom({ visibility, seats: 3 });
      race.enter("ada", newPerson("ada", ada));
      const before = newsIn(said(race) as Announcement);
      race.advance(5_000);
      expect(newsIn(said(race) as Announcement)).toBe(before);
      const guest = race.enter("guest");
      expect(newsIn(said(race) as Announcement) !== before).toBe(isNews);
      race.cut(guest);
    }
  });
});

describe("presence", () => {
  const [ada, ben, eve] = ["ada", "ben", "eve"];
  const rooms: Announced[] = [
    { ...announced("HIDDEN", { visibility: "link" }), user_ids: [ada] },
    { ...announced("OPEN"), user_ids: [ben] },
    { ...announced("RUNNING", { phase: "running" }), user_ids: [ben, eve] },
    { ...announced("FULL"), user_ids: [eve], listed: false },
  ];

  it("tells who of those asked for is in a race, and the code of a room that anybody may join alone", () => {
    expect(presentIn(rooms, [ada, ben, eve, "dan"])).toEqual([
      { user_id: ada, race: null },
      { user_id: ben, race: "OPEN" },
      { user_id: eve, race: null },
    ]);
    expect(presentIn(rooms, [])).toEqual([]);
  });

  it("is of nobody when the lobby fails or does not answer, and asks nothing about nobody", async () => {
    let asked = 0;
    const lobby = (presence: () => Promise<never>) => ({
      presence() {
        asked += 1;
        return presence();
      },
    });
    const failing = lobby(() => Promise.reject(new Error("away")));
    expect(await presenceIn(failing)([ada])).toEqual([]);
    const silent = lobby(() => new Promise(() => {}));
    expect(await presenceIn(silent, 1)([ada])).toEqual([]);
    expect(await presenceIn(failing)([])).toEqual([]);
    expect(asked).toBe(2);
  });
});

describe("who may invite to a room", () => {
  it("has a seat or made it, while it waits for its race", () => {
    const [ada, ben, maker] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()];
    const race = new TestRoom({ seats: 2 });
    race.room.setup.maker_id = maker;
    const first = race.enter("ada", newPerson("ada", ada));
    const second = race.enter("guest");
    race.enter("ben", newPerson("ben", ben));
    const asked = () => [ada, ben, maker].map((id) => mayInvite(race.room, id));
    expect(asked()).toEqual(["yes", "no_seat", "yes"]);
    for (const racer of [first, second]) race.send(racer, { type: "ready", ready: true });
    expect([race.room.phase, asked()]).toEqual(["countdown", ["begun", "no_seat", "begun"]]);
    race.advance(3_000);
    expect([race.room.phase, asked()]).toEqual(["running", ["begun", "no_seat", "begun"]]);
    for (const racer of [first, second]) quitRace(race, racer);
    race.advance(250);
    expect([race.room.phase, asked()]).toEqual(["finished", ["over", "over", "over"]]);
  });
});

describe("ratings", () => {
  it("begin at 1,000, rise for who wins, and equals change alike", () => {
    const fresh = [newSkill(), newSkill(), newSkill()];
    expect(fresh.map(shownRating)).toEqual([1_000, 1_000, 1_000]);
    const [first, second, third] = skillsAfter(fresh, [1, 2, 3]).map(shownRating);
    expect(first).toBeGreaterThan(second ?? 0);
    expect(second).toBeGreaterThan(third ?? 0);
    const [one, other] = skillsAfter(fresh.slice(1), [1, 1]).map(shownRating);
    expect(one).toBe(other);
  });

  it("tell the better racer after some races, whoever wins the last one", () => {
    let skills = [newSkill(), newSkill()];
    for (let n = 0; n < 10; n += 1) skills = skillsAfter(skills, [1, 2]);
    skills = skillsAfter(skills, [2, 1]);
    const [better, worse] = skills.map(shownRating);
    expect(better).toBeGreaterThan((worse ?? 0) + 300);
  });
});

it("a guest's name is two words from the list", () => {
  const names = Array.from({ length: 1_000 }, (_, n) => guestName(() => n / 1_000));
  for (const name of names) expect(name).toMatch(/^[A-Z][a-z]+ [A-Z][a-z]+$/);
  expect(guestName(() => 0.999_999)).toBe("Zen Vector");
});
