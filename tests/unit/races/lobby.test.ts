/** The lobby, ratings, and names of guests. */
import { describe, expect, it } from "vitest";
import {
  type Announced,
  fitting,
  isForgotten,
  isOpenTo,
  listed,
} from "../../../app/.server/races/lobby.ts";
import { guestName } from "../../../app/.server/races/names.ts";
import { newSkill, shownRating, skillsAfter } from "../../../app/.server/races/ratings.ts";
import { viewOf } from "../../../app/.server/races/room/effects.ts";
import type { RaceRoom } from "../../../app/contracts/race-protocol.ts";
import { type RoomOptions, TestRoom } from "../../support/race-room.ts";

/** A public room with so many racers. */
function announced(
  code: string,
  fields: Partial<RaceRoom> & { racers_there?: number; rating?: number | null } = {},
  options: RoomOptions = {},
): Announced {
  const { racers_there = 1, rating = null, ...room } = fields;
  const race = new TestRoom({ visibility: "public", ...options });
  for (let n = 0; n < racers_there; n += 1) race.enter(`${n}`);
  return { room: { ...viewOf(race.room, race.now), ...room, code }, rating, at: 0 };
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

  it("lists the fullest rooms first, and forgets a room that says nothing for a minute and a half", () => {
    const rooms = [announced("ONE"), announced("THREE", { racers_there: 3 })];
    expect(listed(rooms).map(({ code }) => code)).toEqual(["THREE", "ONE"]);
    expect(isForgotten(announced("A"), 90_000)).toBe(false);
    expect(isForgotten(announced("A"), 90_001)).toBe(true);
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
