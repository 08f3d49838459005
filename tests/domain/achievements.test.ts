/** Achievements of players: what unlocks and revokes them, what the end of a game returns, and their list. */
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import type { Caller } from "../../app/.server/auth/authorization/queries.ts";
import { endGame } from "../../app/.server/games/end/service.ts";
import { claimGuestGame, startGuestGame } from "../../app/.server/games/guests/service.ts";
import { startGame } from "../../app/.server/games/start/service.ts";
import { NO_BOARD_CACHE } from "../../app/.server/leaderboards/cache.ts";
import { countRarities } from "../../app/.server/operations/maintenance/recounts/queries.ts";
import { DEFINITIONS } from "../../app/.server/progress/achievements/definitions.ts";
import { achievements } from "../../app/.server/progress/achievements/service.ts";
import { LANGUAGES } from "../../app/engine/plan.ts";
import { play } from "../../seed/player.ts";
import { playerWith, times, unlockedKeys, wordCounts } from "../support/achievement-histories.ts";
import { withDatabase } from "../support/database.ts";
import { explainLastStatement } from "../support/explain.ts";
import { pastResult, recountPlayer, storedProgress } from "../support/histories.ts";
import { createPlayer, honestRun, playGame, startRequest } from "../support/players.ts";
import { insertOtherPlayers } from "../support/random-results.ts";

const database = withDatabase();

describe("achievements", () => {
  it.each(["FLAGGED", "UNRANKED", "VOIDED"] as const)(
    "are never unlocked by a %s result",
    async (status) => {
      const player = await playerWith(database.db, [
        pastResult({ status, ...wordCounts(404, 0), enemies_killed: 42 }),
      ]);
      expect(await unlockedKeys(database.db, player.id)).toEqual([]);
      await recountPlayer(database.db, player.id);
      expect(await unlockedKeys(database.db, player.id)).toEqual([]);
    },
  );

  it("are revoked when their result is voided, and return with its time when it is restored", async () => {
    const [first, second] = [
      pastResult(),
      pastResult({ enemies_killed: 42, ended_at: "2026-03-05T12:00:00.000Z" }),
    ];
    const player = await playerWith(database.db, [first, second]);
    const setStatus = (status: "VERIFIED" | "VOIDED") =>
      database.db.updateTable("game_results").set({ status }).where("id", "=", second.id).execute();
    expect(await unlockedKeys(database.db, player.id)).toEqual(["runs_1", "bugs_42"]);
    await setStatus("VOIDED");
    await recountPlayer(database.db, player.id);
    expect(await unlockedKeys(database.db, player.id)).toEqual(["runs_1"]);
    await setStatus("VERIFIED");
    await recountPlayer(database.db, player.id);
    expect((await storedProgress(database.db, player.id)).unlocked).toContainEqual({
      key: "bugs_42",
      result_id: second.id,
      unlocked_at: second.ended_at,
    });
  });

  it("and statistics are not stored when an account that does not exist is recounted", async () => {
    const unknownId = "00000000-0000-4000-8000-000000000000";
    await recountPlayer(database.db, unknownId);
    expect((await storedProgress(database.db, unknownId)).statistics).toBeUndefined();
  });
});

describe("the end of a game", () => {
  it("returns the achievements that it unlocked, also when the request is repeated, and none of them after the next game", async () => {
    const player = await createPlayer(database.db);
    const game = await startGame(database.db, player, startRequest(), 1, new Date());
    const request = await honestRun(database.db, game, { wpm: 60, until: 60_000 });
    const { ended, created } = await endGame(database.db, player, request, NO_BOARD_CACHE);
    expect(created).toBe(true);
    expect(ended.achievements).toContainEqual(
      expect.objectContaining({
        name: "First commit",
        description: "Finish a run.",
        family: "runs",
        level: 1,
        points: 10,
      }),
    );
    const again = await endGame(database.db, player, request, NO_BOARD_CACHE);
    expect(again).toMatchObject({ created: false, ended });
    const next = await playGame(database.db, player, { wpm: 60, until: 60_000, seed: 2 });
    expect(next.ended.achievements.map(({ name }) => name)).not.toContain("First commit");
    const { unlocked } = await storedProgress(database.db, player.id);
    const returned = [ended, next.ended].flatMap(({ result, achievements }) =>
      achievements.map(() => result.id),
    );
    expect(unlocked.map(({ result_id }) => result_id).sort()).toEqual(returned.sort());
  });

  it("unlocks nothing when the result is UNRANKED or FLAGGED", async () => {
    const player = await createPlayer(database.db);
    const relaxed = await playGame(
      database.db,
      player,
      { wpm: 60, until: 60_000 },
      { mode: "relaxed" },
    );
    const game = await startGame(database.db, player, startRequest(), 1, new Date());
    const request = await honestRun(database.db, game, { wpm: 290, until: 60_000 });
    const fast = await endGame(database.db, player, request, NO_BOARD_CACHE);
    expect([relaxed.ended.result.status, fast.ended.result.status]).toEqual([
      "UNRANKED",
      "PENDING",
    ]);
    for (const { ended } of [relaxed, fast]) expect(ended.achievements).toEqual([]);
  });

  it("returns the same achievements to 200 concurrent requests, and grants each once", async () => {
    const player = await createPlayer(database.db);
    const game = await startGame(database.db, player, startRequest(), 1, new Date());
    const request = await honestRun(database.db, game, { wpm: 70, until: 60_000 });
    const answers = await Promise.all(
      times(200, () => endGame(database.db, player, request, NO_BOARD_CACHE)),
    );
    expect(answers.filter(({ created }) => created)).toHaveLength(1);
    const [first] = answers;
    expect(first?.ended.achievements.length).toBeGreaterThan(0);
    for (const { ended } of answers) expect(ended).toEqual(first?.ended);
    const { unlocked, statistics } = await storedProgress(database.db, player.id);
    expect(unlocked).toHaveLength(first?.ended.achievements.length ?? 0);
    expect(statistics).toMatchObject({ total_games: 1, best_streak: 1 });
  });

  it("grants each achievement once to a player whose thirteen runs arrive at the same time", async () => {
    const player = await createPlayer(database.db);
    // Two minutes apart, because runs that overlap do not count.
    const began = (seed: number) => new Date(Date.now() - (seed + 2) * 120_000);
    const tokenContext = (now: Date) => ({
      secret: "a secret of the tests alone, long enough for HMAC",
      now,
    });
    const claims = await Promise.all(
      times(12, async (seed) => {
        const choice = { language: LANGUAGES[seed % 4] ?? "PYTHON", difficulty: "NORMAL" } as const;
        const game = await startGuestGame(database.db, choice, seed + 1, tokenContext(began(seed)));
        const { keys, outcome, endedAt } = play(game, { wpm: 60, until: 60_000, seed });
        const now = new Date(began(seed).getTime() + endedAt + 500);
        return {
          claim: { ticket: game.ticket, outcome, key_sequence: keys, ended_at_ms: endedAt },
          now,
        };
      }),
    );
    const game = await startGame(database.db, player, startRequest(), 1, new Date());
    const request = await honestRun(database.db, game, { wpm: 60, until: 60_000 });
    const answers = await Promise.all([
      ...claims.map(({ claim, now }) =>
        claimGuestGame(database.db, player, claim, tokenContext(now), NO_BOARD_CACHE).then(
          ({ ended }) => ended,
        ),
      ),
      endGame(database.db, player, request, NO_BOARD_CACHE).then(({ ended }) => ended),
    ]);
    const returned = answers.flatMap(({ result, achievements }) =>
      achievements.map(({ id }) => `${result.id} ${id}`),
    );
    const { rows } = await sql<{ granted: string }>`
      SELECT result_id || ' ' || achievement_id AS granted FROM user_achievements WHERE user_id = ${player.id}
    `.execute(database.db);
    expect(returned.sort()).toEqual(rows.map((row) => row.granted).sort());
    expect(await unlockedKeys(database.db, player.id)).toEqual(
      expect.arrayContaining(["runs_1", "runs_2", "languages_1"]),
    );
    const before = await storedProgress(database.db, player.id);
    expect(before.statistics).toMatchObject({ total_games: 13 });
    await recountPlayer(database.db, player.id);
    expect(await unlockedKeys(database.db, player.id)).toEqual(
      before.unlocked.map(({ key }) => key),
    );
  });
});

describe("the list of achievements", () => {
  it("shows every achievement to guests, adds progress and unlock times for a signed-in player, and treats an unknown sign-in as a guest", async () => {
    const player = await playerWith(
      database.db,
      times(11, () => pastResult({ enemies_killed: 42 })),
    );
    const guestList = await achievements(database.db, undefined);
    expect(guestList.items.map((item) => item.name)).toEqual(DEFINITIONS.map(({ name }) => name));
    expect(
      guestList.items.every((item) => item.unlocked_at === null && item.progress === null),
    ).toBe(true);
    const { items } = await achievements(database.db, player);
    const itemNamed = (name: string) => items.find((item) => item.name === name);
    expect(itemNamed("Regular contributor")).toMatchObject({
      progress: 11,
      requirement_value: 10,
      unlocked_at: "2026-03-04T12:00:00.000Z",
    });
    expect(itemNamed("Maintainer")).toMatchObject({ progress: 11, unlocked_at: null });
    expect(itemNamed("The answer")).toMatchObject({ progress: null });
    expect(itemNamed("The answer")?.unlocked_at).not.toBeNull();
    const signedOutList = await achievements(database.db, {
      ...player,
      family: crypto.randomUUID(),
    });
    expect(signedOutList).toEqual(guestList);
  });
});

describe("the rarity of an achievement", () => {
  /** The share of players with a verified run that hold each achievement, counted from all rows. */
  const recounted = async () => {
    const { rows } = await sql<{ id: string; share: number }>`
      SELECT a.id, (SELECT count(*) FROM user_achievements u WHERE u.achievement_id = a.id)::float8
        / greatest(1, (SELECT count(*) FROM user_statistics WHERE total_games > 0)) AS share
      FROM achievements a ORDER BY a.position`.execute(database.db);
    return rows;
  };
  const shown = async (player?: Caller) =>
    (await achievements(database.db, player)).items.map(({ id, rarity }) => ({
      id,
      share: expect.closeTo(rarity, 12),
    }));
  const unlock = () => playerWith(database.db, [pastResult({ enemies_killed: 42 })]);
  const count = async () => {
    await sql`UPDATE achievements SET rarity_at = 'epoch'`.execute(database.db);
    await countRarities(database.db);
  };

  it("is right at once after an unlock, before the cron job has ever counted and after it has", async () => {
    await unlock();
    expect(await recounted()).toEqual(await shown());
    await count();
    expect(await recounted()).toEqual(await shown());
    const player = await unlock();
    // A player whose first run unlocks nothing rare makes the others' achievements rarer.
    await playerWith(database.db, [pastResult()]);
    expect(await recounted()).toEqual(await shown(player));
    expect(await recounted()).toEqual(await shown());
    const { items } = await achievements(database.db, player);
    const answer = items.find(({ name }) => name === "The answer");
    expect(answer?.rarity).toBeGreaterThan(0);
    expect(answer?.rarity).toBeLessThan(1);
  });

  it("reads no unlocked achievement of before the last count", async () => {
    await count();
    await unlock();
    // As if thousands had been unlocked long ago.
    await sql`
      WITH holder AS (
        INSERT INTO users (username, email, display_name, password_hash)
        SELECT 'holder_' || n, 'holder_' || n || '@example.com', 'Holder', '-'
        FROM generate_series(1, 500) n RETURNING id
      )
      INSERT INTO user_achievements (user_id, achievement_id, result_id, created_at)
      SELECT holder.id, a.id, (SELECT id FROM game_results LIMIT 1), now() - interval '1 year'
      FROM achievements a CROSS JOIN holder`.execute(database.db);
    // It also has the tables analysed.
    await insertOtherPlayers(database.ownerUrl, 10);
    const scans = await explainLastStatement(database.url, (db) => achievements(db, undefined));
    const read = scans.filter(({ table }) => table === "user_achievements");
    expect(read.map(({ index }) => index)).toContain("user_achievements_created_at_idx");
    expect(read.reduce((sum, { rows }) => sum + rows, 0)).toBeLessThan(10);
  });
});
