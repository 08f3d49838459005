/** What is stored of a race that is over. */
import { describe, expect, it } from "vitest";
import type { Caller } from "../../app/.server/auth/authorization/queries.ts";
import { claimGuestGame } from "../../app/.server/games/guests/service.ts";
import { NO_BOARD_CACHE } from "../../app/.server/leaderboards/cache.ts";
import { leaderboard } from "../../app/.server/leaderboards/service.ts";
import { claimFor } from "../../app/.server/races/claims.ts";
import { findRace } from "../../app/.server/races/queries.ts";
import { newSkill, shownRating, skillsAfter } from "../../app/.server/races/ratings.ts";
import { ratingsOf } from "../../app/.server/races/ratings-board/service.ts";
import { storeRace } from "../../app/.server/races/results.ts";
import type { Finish } from "../../app/.server/races/room/room.ts";
import { SECRET } from "../support/api.ts";
import { withDatabase } from "../support/database.ts";
import { raceOf } from "../support/finished-race.ts";
import { createPlayer } from "../support/players.ts";
import type { TestRoom } from "../support/race-room.ts";

const database = withDatabase();

const store = (room: TestRoom) => storeRace(database.db, room.room, NO_BOARD_CACHE);
const players = (count: number) =>
  Promise.all(Array.from({ length: count }, () => createPlayer(database.db)));

const ratingOf = ({ id }: Caller) =>
  database.db
    .selectFrom("race_ratings")
    .select(["rating", "races", "mu", "sigma"])
    .where("user_id", "=", id)
    .executeTakeFirst();
const resultsOf = ({ id }: Caller) =>
  database.db
    .selectFrom("game_results")
    .innerJoin("game_sessions", "game_sessions.id", "game_results.session_id")
    .select(["game_results.id", "status", "final_score", "mode", "outcome"])
    .where("game_results.user_id", "=", id)
    .execute();

describe("a race that is over", () => {
  it("is stored once, however often that is tried, also at once", async () => {
    const [one, two] = (await players(2)) as [Caller, Caller];
    const room = await raceOf(database.db, [one, two, null]);
    const first = await store(room);
    const again = await Promise.all([store(room), store(room), store(room)]);
    for (const results of again) expect(results).toEqual(first);
    for (const player of [one, two]) {
      expect(await resultsOf(player)).toEqual([
        expect.objectContaining({ status: "VERIFIED", mode: "race", outcome: "quit" }),
      ]);
      expect(await ratingOf(player)).toMatchObject({ races: 1 });
    }
    expect(first.map(({ id, place, rating }) => [id, place, rating !== null])).toEqual([
      [1, 1, true],
      [2, 2, true],
      [3, 3, false],
    ]);
  });

  it("is stored however many have had a seat before", async () => {
    const room = await raceOf(database.db, await players(2), 60_000, undefined, 70_000);
    const results = await store(room);
    expect(results.map(({ id, rating }) => [id, rating !== null])).toEqual([
      [70_000, true],
      [70_001, true],
    ]);
  });

  it("is stored to its end when it was stored in part", async () => {
    const [one, two] = (await players(2)) as [Caller, Caller];
    const room = await raceOf(database.db, [one, two]);
    const dies = {
      ...NO_BOARD_CACHE,
      async drop() {
        throw new Error("the machine died");
      },
    };
    await expect(storeRace(database.db, room.room, dies)).rejects.toThrow("the machine died");
    expect([(await resultsOf(one)).length, (await resultsOf(two)).length]).toEqual([1, 0]);
    await store(room);
    for (const player of [one, two]) expect(await resultsOf(player)).toHaveLength(1);
  });

  it("changes ratings as OpenSkill does, also when two races of a player end at once", async () => {
    const [one, two, three] = (await players(3)) as [Caller, Caller, Caller];
    const rooms = [await raceOf(database.db, [one, two]), await raceOf(database.db, [one, three])];
    // One after the other, because of two runs at the same time one counts.
    const earlier = rooms[0]?.room;
    if (earlier?.started_at && earlier.finish) {
      earlier.started_at -= 600_000;
      earlier.finish.ended_at -= 600_000;
    }
    await Promise.all(rooms.map(store));
    const [after] = skillsAfter([newSkill(), newSkill()], [1, 2]);
    const [twice] = skillsAfter([after ?? newSkill(), newSkill()], [1, 2]);
    expect(await ratingOf(one)).toMatchObject({
      races: 2,
      rating: shownRating(twice ?? newSkill()),
      mu: twice?.mu,
      sigma: twice?.sigma,
    });
    const board = await ratingsOf(database.db, { language: "PYTHON", limit: 1 });
    expect(board.items).toHaveLength(1);
    const next = await ratingsOf(database.db, {
      language: "PYTHON",
      limit: 100,
      cursor: board.next_cursor ?? "",
    });
    expect(next.items[0]?.rank).toBe(2);
    const ratings = [...board.items, ...next.items].map(({ rating }) => rating);
    expect(ratings).toEqual([...ratings].sort((a, b) => b - a));
  });

  it("is not rated with one account, but its run counts and is on the boards", async () => {
    const [one] = (await players(1)) as [Caller];
    const results = await store(await raceOf(database.db, [one, null]));
    expect(results.map(({ rating }) => rating)).toEqual([null, null]);
    expect(await ratingOf(one)).toBeUndefined();
    const [result] = await resultsOf(one);
    expect(result?.status).toBe("VERIFIED");
    const query = { type: "all_time", metric: "score", limit: 100 } as const;
    const board = await leaderboard(database.db, query, new Date());
    expect(board.items.map(({ result_id }) => result_id)).toContain(result?.id);
  });

  it("flags a run that is a copy of another racer's", async () => {
    const [one, two] = (await players(2)) as [Caller, Caller];
    await store(await raceOf(database.db, [one, two], 60_000, () => ({ wpm: 80, hands: 1 })));
    const [first, second] = [(await resultsOf(one))[0], (await resultsOf(two))[0]];
    expect([first?.status, second?.status]).toEqual(["VERIFIED", "FLAGGED"]);
  });

  it("gives a guest a claim that counts like the run of an account, however long the others race on", async () => {
    const [newcomer] = (await players(1)) as [Caller];
    const room = await raceOf(database.db, [null, null]);
    room.room.finish = { ...(room.room.finish as Finish), ended_at: Date.now() + 120_000 };
    const [guest] = room.room.racers;
    if (!guest) throw new Error("nobody raced");
    const { type: _, ...request } = await claimFor(room.room, guest, SECRET);
    const signer = { secret: SECRET, now: new Date() };
    const claim = () => claimGuestGame(database.db, newcomer, request, signer, NO_BOARD_CACHE);
    const { ended } = await claim();
    expect(ended.result).toMatchObject({ status: "VERIFIED", off_boards: false });
    await expect(claim()).rejects.toMatchObject({ code: "already_claimed" });
  });

  it("is rated by runs that count: one that does not is behind them and never raises a rating", async () => {
    const [idle, also, one, two] = (await players(4)) as [Caller, Caller, Caller, Caller];
    const nobody = await store(await raceOf(database.db, [idle, also], 1_000));
    expect(nobody.map(({ rating }) => rating)).toEqual([null, null]);
    expect(await ratingOf(idle)).toBeUndefined();
    // The second types a word or two, which counts for nothing.
    const results = await store(
      await raceOf(database.db, [one, two], 60_000, (i) => ({ wpm: i === 0 ? 80 : 2, hands: i })),
    );
    expect((await resultsOf(two))[0]?.status).toBe("UNRANKED");
    const changes = results.map(({ rating }) => (rating?.after ?? 0) - (rating?.before ?? 0));
    expect(changes[0]).toBeGreaterThan(0);
    expect(changes[1]).toBeLessThanOrEqual(0);
  });

  it("tells nobody of a run that is being checked", async () => {
    const [one, two] = (await players(2)) as [Caller, Caller];
    const room = await raceOf(database.db, [one, two], 60_000, () => ({ wpm: 80, hands: 1 }));
    const results = await store(room);
    expect((await resultsOf(two))[0]?.status).toBe("FLAGGED");
    expect(results.map(({ result_id }) => result_id !== null)).toEqual([true, false]);
    expect(await store(room)).toEqual(results);
    const stored = await findRace(database.db, room.room.setup.code);
    const shown = stored?.players.map(({ id, result_id }) => [id, result_id !== null]);
    expect(shown).toContainEqual([1, true]);
    expect(shown).toContainEqual([2, false]);
  });

  it("is unranked for a run that is too short to count", async () => {
    const [one, two] = (await players(2)) as [Caller, Caller];
    await store(await raceOf(database.db, [one, two], 20_000));
    for (const player of [one, two]) {
      expect((await resultsOf(player)).map(({ status }) => status)).toEqual(["UNRANKED"]);
    }
  });

  it("keeps the place alone of an account that was switched off, whose run is not stored", async () => {
    const [one, two, three] = (await players(3)) as [Caller, Caller, Caller];
    const room = await raceOf(database.db, [one, two, three]);
    await database.db
      .updateTable("users")
      .set({ is_active: false })
      .where("id", "=", one.id)
      .execute();
    const results = await store(room);
    expect(results[0]).toEqual({ id: 1, place: 1, result_id: null, rating: null });
    expect(results[1]?.rating).not.toBeNull();
    const shown = await findRace(database.db, room.room.setup.code);
    expect(shown?.rated).toBe(true);
    expect(shown?.players[0]).toMatchObject({ name: "", username: null, place: 1 });
  });

  it("takes the place from a run that a moderator voids", async () => {
    const [one, two] = (await players(2)) as [Caller, Caller];
    const room = await raceOf(database.db, [one, two]);
    await store(room);
    await database.db
      .updateTable("game_results")
      .set({ status: "VOIDED" })
      .where("user_id", "=", one.id)
      .execute();
    const shown = await findRace(database.db, room.room.setup.code);
    expect(shown?.players.map(({ id, place }) => [id, place])).toEqual([
      [1, null],
      [2, 1],
    ]);
  });
});
