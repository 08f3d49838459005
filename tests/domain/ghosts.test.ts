/** Which ghosts are found for whom. */
import { beforeEach, describe, expect, it } from "vitest";
import type { Caller } from "../../app/.server/auth/authorization/queries.ts";
import { DAY_MS } from "../../app/.server/db/time.ts";
import { NO_BOARD_CACHE } from "../../app/.server/leaderboards/cache.ts";
import { ghostsFor } from "../../app/.server/races/ghosts/service.ts";
import { storeRace } from "../../app/.server/races/results.ts";
import type { GhostWish } from "../../app/.server/races/run/ghost.ts";
import { currentEngine } from "../../app/engine/current.ts";
import { ENGINE_VERSION } from "../../app/engine/index.ts";
import { replayRun } from "../../app/engine/replay.ts";
import { withDatabase } from "../support/database.ts";
import { raceOf } from "../support/finished-race.ts";
import { raceWithGhosts } from "../support/ghosts.ts";
import { createPlayer, playGame } from "../support/players.ts";

const database = withDatabase();
const db = () => database.db;

beforeEach(async () => {
  await db().deleteFrom("races").execute();
  await db().deleteFrom("daily_challenges").execute();
});

const players = (count: number) =>
  Promise.all(Array.from({ length: count }, () => createPlayer(db())));

/** Stores a race in which everybody has the speed that is named. */
async function raced(speeds: number[], racers: (Caller | null)[]) {
  const room = await raceOf(db(), racers, 60_000, (i) => ({ wpm: speeds[i] ?? 60, hands: i }));
  await storeRace(db(), room.room, NO_BOARD_CACHE);
  return room;
}

/** Plays the challenge of a day, so many days ago. */
const tried = (player: Caller, daysAgo: number, wpm: number) =>
  playGame(
    db(),
    player,
    { wpm, until: 60_000, seed: wpm },
    { mode: "daily" },
    new Date(Date.now() - daysAgo * DAY_MS),
  );

function find(present: Caller[] = [], wish: Partial<GhostWish> = {}, now = new Date()) {
  const choice = {
    ...({ language: "PYTHON", difficulty: "NORMAL" } as const),
    engine_version: ENGINE_VERSION,
  };
  const user_ids = present.map(({ id }) => id);
  return ghostsFor(db(), { racer: 1, ...choice, user_ids, most: 3, ...wish }, now);
}

const userOf = async (resultId: string) =>
  (
    await db()
      .selectFrom("game_results")
      .select("user_id")
      .where("id", "=", resultId)
      .executeTakeFirstOrThrow()
  ).user_id;

/** Returns whose runs the ghosts show, as indices of `of`. */
async function shown(found: Awaited<ReturnType<typeof find>>, of: Caller[]) {
  const users = await Promise.all((found?.ghosts ?? []).map(({ result_id }) => userOf(result_id)));
  return users.map((id) => of.findIndex((player) => player.id === id)).sort();
}

describe("the ghosts for a guest", () => {
  it("are the runs of an earlier race, on its plan", async () => {
    const racers = await players(2);
    const room = await raced([90, 50], racers);
    const found = await find();
    const { plan, snippet_versions } = room.room.setup;
    expect(found?.plan).toEqual({ ...plan, mode: "ghost_race" });
    expect(found?.snippet_versions).toEqual(snippet_versions);
    expect(await shown(found, racers)).toEqual([0, 1]);
    for (const { result_id, name, username, keys, outcome, ended_at_ms } of found?.ghosts ?? []) {
      const [result] = await db()
        .selectFrom("game_results")
        .innerJoin("users", "users.id", "user_id")
        .select(["final_score", "users.username", "display_name"])
        .where("game_results.id", "=", result_id)
        .execute();
      expect([name, username]).toEqual([result?.display_name, result?.username]);
      const state = replayRun(currentEngine, { plan, keys, outcome, endedAt: ended_at_ms });
      expect(currentEngine.scoreOf(state).final_score).toBe(result?.final_score);
    }
  });

  it("are of the same language and difficulty", async () => {
    await raced([90, 50], await players(2));
    expect(await find([], { language: "REACT" })).toBeUndefined();
    expect(await find([], { difficulty: "EASY" })).toBeUndefined();
  });

  it("are those of a challenge of a day before, never of today's", async () => {
    const racers = await players(2);
    await tried(racers[0] as Caller, 0, 70);
    expect(await find()).toBeUndefined();
    await tried(racers[1] as Caller, 1, 60);
    const found = await find();
    expect(await shown(found, racers)).toEqual([1]);
    expect(found?.plan).toMatchObject({ mode: "ghost_race", difficulty: "NORMAL" });
    expect(await find([], { difficulty: "HARD" })).toBeUndefined();
    // Tomorrow.
    const both = new Set<number>();
    for (let i = 0; i < 20 && both.size < 2; i += 1) {
      for (const n of await shown(await find([], {}, new Date(Date.now() + DAY_MS)), racers))
        both.add(n);
    }
    expect([...both].sort()).toEqual([0, 1]);
  });

  it("never have the plan of today's challenge, though a race had it", async () => {
    const room = await raced([90, 50], await players(2));
    const { plan, snippet_versions } = room.room.setup;
    await db()
      .insertInto("daily_challenges")
      .values({
        day: new Date().toISOString().slice(0, 10),
        ...{ language: "PYTHON", seed: plan.seed, snippet_versions },
      })
      .execute();
    expect(await find()).toBeUndefined();
  });

  it("are spread from slow to fast, and as many as there are seats", async () => {
    const racers = await players(6);
    await raced([110, 100, 80, 75, 55, 50], racers);
    for (let i = 0; i < 5; i += 1) {
      const tiles = (await shown(await find(), racers)).map((n) => Math.floor(n / 2));
      expect(tiles).toEqual([0, 1, 2]);
    }
    expect((await find([], { most: 1 }))?.ghosts).toHaveLength(1);
  });

  it("are of the plan that has the most", async () => {
    const racers = await players(5);
    await raced([60, 60], racers.slice(0, 2));
    await raced([70, 60, 50], racers.slice(2));
    await tried((await players(1))[0] as Caller, 2, 60);
    expect(await shown(await find(), racers)).toEqual([2, 3, 4]);
  });
});

describe("the ghosts for an account", () => {
  it("have about the same speed", async () => {
    const racers = await players(6);
    await raced([110, 100, 80, 75, 55, 50], racers);
    const [quick, slow] = (await players(2)) as [Caller, Caller];
    await playGame(db(), quick, { wpm: 108, until: 90_000 });
    await playGame(db(), slow, { wpm: 51, until: 90_000 });
    expect(await shown(await find([quick], { most: 2 }), racers)).toEqual([0, 1]);
    expect(await shown(await find([slow], { most: 2 }), racers)).toEqual([4, 5]);
  });

  it("are near it on a challenge that many tried", async () => {
    const day = await players(24);
    for (const [i, player] of day.entries()) await tried(player, 1, 45 + 3 * i);
    const [slow] = (await players(1)) as [Caller];
    await playGame(db(), slow, { wpm: 55, until: 60_000 });
    const found = await find([slow]);
    for (const n of await shown(found, day)) expect(n).toBeLessThan(8);
    expect(found?.ghosts).toHaveLength(3);
    const spread = await shown(await find(), day);
    expect([spread.some((n) => n < 9), spread.some((n) => n > 14)]).toEqual([true, true]);
  });

  it("have a plan that nobody present has played, in whatever mode", async () => {
    const racers = (await players(2)) as [Caller, Caller];
    await raced([90, 50], racers);
    const [other, newcomer] = (await players(2)) as [Caller, Caller];
    expect(await find([racers[0]])).toBeUndefined();
    expect(await find([newcomer, racers[1]])).toBeUndefined();
    const found = await find([other]);
    if (!found) throw new Error("no ghosts");
    await storeRace(db(), raceWithGhosts(other, found).room, NO_BOARD_CACHE);
    expect(await find([other])).toBeUndefined();
    // What the ghosts were raced by is no ghost itself.
    expect(await shown(await find([newcomer]), [...racers, other])).toEqual([0, 1]);
  });
});

describe("no ghost", () => {
  const set = (table: "game_results", changes: object, { id }: Caller) =>
    db().updateTable(table).set(changes).where("user_id", "=", id).execute();
  const setUser = (changes: object, { id }: Caller) =>
    db().updateTable("users").set(changes).where("id", "=", id).execute();

  it.each([
    ["a voided run", (p: Caller) => set("game_results", { status: "VOIDED" }, p)],
    [
      "a run that is held",
      (p: Caller) => set("game_results", { status: "HELD", due_at: new Date() }, p),
    ],
    ["a flagged run", (p: Caller) => set("game_results", { status: "FLAGGED" }, p)],
    ["an unranked run", (p: Caller) => set("game_results", { status: "UNRANKED" }, p)],
    ["a run that is off the boards", (p: Caller) => set("game_results", { off_boards: true }, p)],
    ["a run of an account that is off", (p: Caller) => setUser({ is_active: false }, p)],
    ["a run of a deleted account", (p: Caller) => setUser({ deleted_at: new Date() }, p)],
    [
      "a run whose keys are forgotten",
      (p: Caller) =>
        db()
          .updateTable("typing_sessions")
          .set({ key_sequence: null })
          .where("user_id", "=", p.id)
          .execute(),
    ],
    [
      "a run of another version of the engine",
      (p: Caller) =>
        db()
          .updateTable("game_sessions")
          .set({ engine_version: 1 })
          .where("user_id", "=", p.id)
          .execute(),
    ],
  ])("is %s", async (_, change) => {
    const racers = (await players(2)) as [Caller, Caller];
    await raced([90, 50], racers);
    expect(await shown(await find(), racers)).toEqual([0, 1]);
    await change(racers[0]);
    expect(await shown(await find(), racers)).toEqual([1]);
    await change(racers[1]);
    expect(await find()).toBeUndefined();
  });

  it("is of a race of another version of the engine, or of one that was not rated", async () => {
    await raced([90, 50], await players(2));
    await db().updateTable("races").set({ engine_version: 1 }).execute();
    expect(await find()).toBeUndefined();
    await db().updateTable("game_sessions").set({ engine_version: 1 }).execute();
    expect((await find([], { engine_version: 1 }))?.plan.engine_version).toBe(1);
    await raced([90, 50], [...(await players(1)), null]);
    expect(await find()).toBeUndefined();
  });

  it("is there twice", async () => {
    const racers = (await players(2)) as [Caller, Caller];
    await raced([90, 50], racers);
    const row = await db()
      .selectFrom("race_players")
      .selectAll()
      .where("user_id", "=", racers[0].id)
      .executeTakeFirstOrThrow();
    const { id: _, ...again } = row;
    await db()
      .insertInto("race_players")
      .values({ ...again, number: 9 })
      .execute();
    expect(await shown(await find(), racers)).toEqual([0, 1]);
  });
});
