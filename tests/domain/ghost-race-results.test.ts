/** What is stored of a race with ghosts. */
import { describe, expect, it } from "vitest";
import type { Caller } from "../../app/.server/auth/authorization/queries.ts";
import { claimGuestGame } from "../../app/.server/games/guests/service.ts";
import { replay, result } from "../../app/.server/games/results/service.ts";
import { NO_BOARD_CACHE } from "../../app/.server/leaderboards/cache.ts";
import { claimFor } from "../../app/.server/races/claims.ts";
import { ghostsFor } from "../../app/.server/races/ghosts/service.ts";
import { findRace } from "../../app/.server/races/queries.ts";
import { storeRace } from "../../app/.server/races/results.ts";
import { unrankedReason } from "../../app/contracts/ranking.ts";
import { ENGINE_VERSION } from "../../app/engine/index.ts";
import { SECRET } from "../support/api.ts";
import { withDatabase } from "../support/database.ts";
import { raceOf } from "../support/finished-race.ts";
import { raceWithGhosts } from "../support/ghosts.ts";
import { createPlayer } from "../support/players.ts";

const database = withDatabase();

const store = ({ room }: ReturnType<typeof raceWithGhosts>) =>
  storeRace(database.db, room, NO_BOARD_CACHE);
const ratings = () =>
  database.db.selectFrom("race_ratings").selectAll().orderBy("user_id").execute();
const countFor = async (table: "leaderboards" | "game_results", { id }: Caller) =>
  (await database.db.selectFrom(table).select("user_id").where("user_id", "=", id).execute())
    .length;

/** Two accounts that raced, the ghosts of their runs, and somebody new. */
async function newcomerAndGhosts() {
  const [one, two, newcomer] = await Promise.all([0, 1, 2].map(() => createPlayer(database.db)));
  if (!one || !two || !newcomer) throw new Error("nobody");
  await store(await raceOf(database.db, [one, two]));
  const wish = {
    racer: 1,
    language: "PYTHON",
    difficulty: "NORMAL",
    engine_version: ENGINE_VERSION,
    most: 3,
  } as const;
  const found = await ghostsFor(database.db, { ...wish, user_ids: [newcomer.id] }, new Date());
  if (!found) throw new Error("no ghosts");
  return { one, two, newcomer, found };
}

describe("a race with ghosts", () => {
  it("is stored once, unranked, and changes no rating, statistics or board of anybody", async () => {
    const { one, two, newcomer, found } = await newcomerAndGhosts();
    const before = await ratings();
    const race = raceWithGhosts(newcomer, found);
    const results = await store(race);
    expect(await Promise.all([store(race), store(race)])).toEqual([results, results]);
    expect(results.map(({ id, rating }) => [id, rating])).toEqual(
      Array.from({ length: 1 + found.ghosts.length }, (_, i) => [1 + i, null]),
    );
    const own = await result(database.db, undefined, results[0]?.result_id ?? "");
    expect(own).toMatchObject({
      status: "UNRANKED",
      session: { mode: "ghost_race", outcome: "quit" },
    });
    expect(own.playtime_seconds).toBe(60);
    expect(unrankedReason(own, own.session.mode)).toBe("mode");
    expect((await replay(database.db, undefined, own.id)).plan).toEqual(found.plan);
    expect(await ratings()).toEqual(before);
    expect(await countFor("leaderboards", newcomer)).toBe(0);
    for (const player of [one, two, newcomer])
      expect(await countFor("game_results", player)).toBe(1);
    const { total_games } = await database.db
      .selectFrom("user_statistics")
      .select("total_games")
      .where("user_id", "=", newcomer.id)
      .executeTakeFirstOrThrow();
    expect(total_games).toBe(0);
  });

  it("shows its ghosts later, with the runs that they showed, as long as those stand", async () => {
    const { newcomer, found } = await newcomerAndGhosts();
    const race = raceWithGhosts(newcomer, found);
    await store(race);
    const shown = () => findRace(database.db, race.room.setup.code);
    const stored = await shown();
    expect(stored?.rated).toBe(false);
    const standings = race.room.finish?.standings ?? [];
    const players = [...(stored?.players ?? [])].sort((a, b) => a.id - b.id);
    expect(players.map(({ id, place, score }) => ({ id, place, score }))).toEqual(
      standings.map(({ id, place, score }) => ({ id, place, score })),
    );
    expect(players.map(({ kind }) => kind)).toEqual(["player", ...found.ghosts.map(() => "ghost")]);
    expect(
      players.slice(1).map(({ name, username, result_id }) => ({ name, username, result_id })),
    ).toEqual(found.ghosts.map(({ name, username, result_id }) => ({ name, username, result_id })));
    const [ghost] = found.ghosts;
    await database.db
      .updateTable("game_results")
      .set({ status: "VOIDED" })
      .where("id", "=", ghost?.result_id ?? "")
      .execute();
    await database.db
      .updateTable("users")
      .set({ is_active: false })
      .where("username", "=", ghost?.username ?? "")
      .execute();
    const voided = (await shown())?.players.find(({ id }) => id === 2);
    expect(voided).toMatchObject({
      kind: "ghost",
      place: null,
      name: "",
      username: null,
      result_id: null,
    });
  });

  it("gives a guest a claim that is unranked, too", async () => {
    const { newcomer, found } = await newcomerAndGhosts();
    const race = raceWithGhosts(null, found);
    expect(await store(race)).toMatchObject([{ id: 1, result_id: null }, { id: 2 }, { id: 3 }]);
    const shown = await findRace(database.db, race.room.setup.code);
    expect(shown?.players.find(({ id }) => id === 1)).toMatchObject({
      kind: "guest",
      username: null,
    });
    const [guest] = race.room.racers;
    if (!guest) throw new Error("nobody raced");
    const { type: _, ...request } = await claimFor(race.room, guest, SECRET);
    const { ended } = await claimGuestGame(
      database.db,
      newcomer,
      request,
      { secret: SECRET, now: new Date() },
      NO_BOARD_CACHE,
    );
    expect(ended.result).toMatchObject({ status: "UNRANKED" });
    const { session } = await result(database.db, newcomer, ended.result.id);
    expect(session.mode).toBe("ghost_race");
    expect(await countFor("leaderboards", newcomer)).toBe(0);
  });
});
