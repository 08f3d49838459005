/** WPM and accuracy of keys: as results store them, and as the cron job fills them in for older results. */
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { endGame } from "../../app/.server/games/end/service.ts";
import { startGame } from "../../app/.server/games/start/service.ts";
import { fillTypingFigures } from "../../app/.server/games/typing-figures/service.ts";
import { NO_BOARD_CACHE } from "../../app/.server/leaderboards/cache.ts";
import { deleteOldKeyLogs } from "../../app/.server/operations/maintenance/queries.ts";
import { runMaintenance } from "../../app/.server/operations/maintenance/service.ts";
import { currentEngine } from "../../app/engine/current.ts";
import { replayRun } from "../../app/engine/replay.ts";
import { typingFigures } from "../../app/engine/typing-speed.ts";
import { withDatabase } from "../support/database.ts";
import { createPlayer, honestRun, playGame, startRequest } from "../support/players.ts";
import { storeResult } from "../support/stored-results.ts";

const database = withDatabase(5);

const rowsOf = (userId: string) =>
  database.db
    .selectFrom("game_results")
    .selectAll()
    .where("user_id", "=", userId)
    .orderBy("id")
    .execute();

const statisticsOf = (userId: string) =>
  database.db
    .selectFrom("user_statistics")
    .select(["best_standard_wpm", "avg_standard_wpm", "avg_key_accuracy", "games_with_keys"])
    .where("user_id", "=", userId)
    .executeTakeFirstOrThrow();

/** Creates a player with runs as the release before stored them; `rows` are their results with the figures. */
async function oldPlayer(runs = 3) {
  const player = await createPlayer(database.db);
  for (let seed = 1; seed <= runs; seed += 1) {
    await playGame(database.db, player, {
      wpm: 50 + 10 * seed,
      errors: 20 * seed,
      until: 61_000,
      seed,
    });
  }
  await sql`UPDATE game_results SET ended_at = ended_at - make_interval(hours => 1) WHERE user_id = ${player.id}`.execute(
    database.db,
  );
  const rows = await rowsOf(player.id);
  const statistics = await statisticsOf(player.id);
  await sql`UPDATE game_results SET standard_wpm = NULL, key_accuracy = NULL
    WHERE user_id = ${player.id}`.execute(database.db);
  await sql`UPDATE user_statistics SET best_standard_wpm = NULL, avg_standard_wpm = NULL, avg_key_accuracy = NULL,
    games_with_keys = 0, recounted_at = now() WHERE user_id = ${player.id}`.execute(database.db);
  return { player, rows, statistics };
}

/** Has every result looked at again. */
const forgetMark = () =>
  sql`UPDATE maintenance_marks SET reached = '-infinity' WHERE name = 'typing_figures'`.execute(
    database.db,
  );

describe("a result", () => {
  it("has the WPM and the accuracy of the keys that the replay counts", async () => {
    const player = await createPlayer(database.db);
    const game = await startGame(database.db, player, startRequest(), 1, new Date());
    const request = await honestRun(database.db, game, { wpm: 70, errors: 60, until: 65_000 });
    const { ended } = await endGame(database.db, player, request, NO_BOARD_CACHE);
    const { key_sequence: keys, outcome, ended_at_ms: endedAt } = request;
    const state = replayRun(currentEngine, { plan: game, keys, outcome, endedAt });
    expect(state.incorrect_keys).toBeGreaterThan(5);
    const figures = typingFigures(state, currentEngine.scoreOf(state));
    expect(ended.result).toMatchObject(figures);
    expect(figures.standard_wpm).toBeGreaterThan(ended.result.words_per_minute);
    expect(figures.key_accuracy).toBeGreaterThan(ended.result.accuracy_percentage);
    expect(await statisticsOf(player.id)).toEqual({
      best_standard_wpm: figures.standard_wpm,
      avg_standard_wpm: figures.standard_wpm,
      avg_key_accuracy: figures.key_accuracy,
      games_with_keys: 1,
    });
  });

  it("without keys or time has zeros", async () => {
    const player = await createPlayer(database.db);
    expect(await storeResult(database.db, player, { seconds: 0 })).toMatchObject({
      standard_wpm: 0,
      key_accuracy: 0,
    });
    const keys = { correct_keys: 40, incorrect_keys: 10 };
    expect(await storeResult(database.db, player, { seconds: 0, keys })).toMatchObject({
      standard_wpm: 0,
      key_accuracy: 80,
    });
  });
});

describe("results that were stored before", () => {
  it("get their figures from the keys that were counted then, and statistics follow; nothing else changes", async () => {
    // Players of other tests are counted first.
    await runMaintenance(database.db);
    const players = [await oldPlayer(), await oldPlayer()];
    // Half of them have lost their key log, long after the snippets were measured by it.
    await sql`UPDATE snippet_statistics_mark SET measured_until = now()`.execute(database.db);
    await sql`UPDATE typing_sessions SET key_sequence = NULL
      WHERE user_id = ${players[0]?.player.id}`.execute(database.db);
    const report = await runMaintenance(database.db);
    expect(report).toMatchObject({ typing_figures_reviewed: 6, players_recounted: 2 });
    for (const { player, rows, statistics } of players) {
      expect(await rowsOf(player.id)).toEqual(rows);
      expect(statistics.games_with_keys).toBe(3);
      const recounted = await statisticsOf(player.id);
      expect(recounted).toEqual({
        ...statistics,
        avg_standard_wpm: expect.closeTo(statistics.avg_standard_wpm ?? 0, 9),
        avg_key_accuracy: expect.closeTo(statistics.avg_key_accuracy ?? 0, 9),
      });
    }
    // Nothing is left to do.
    expect(await runMaintenance(database.db)).toMatchObject({
      typing_figures_reviewed: 0,
      players_recounted: 0,
    });
    await forgetMark();
    expect(await runMaintenance(database.db)).toMatchObject({
      typing_figures_reviewed: 6,
      players_recounted: 0,
    });
  });

  it("are filled in batches, and a cron job that dies between two steps loses nothing", async () => {
    const players = [await oldPlayer(), await oldPlayer()];
    await forgetMark();
    // Dies after a part of the results, before any player is recounted.
    expect(await fillTypingFigures(database.db, 8)).toBe(8);
    // Dies within a batch: the transaction is rolled back.
    await expect(
      database.db.transaction().execute(async (transaction) => {
        await fillTypingFigures(transaction);
        throw new Error("killed");
      }),
    ).rejects.toThrow("killed");
    await Promise.all([runMaintenance(database.db), runMaintenance(database.db)]);
    await runMaintenance(database.db);
    for (const { player, rows, statistics } of players) {
      expect(await rowsOf(player.id)).toEqual(rows);
      const { best_standard_wpm, games_with_keys } = await statisticsOf(player.id);
      expect(best_standard_wpm).toBe(statistics.best_standard_wpm);
      expect(games_with_keys).toBe(3);
    }
  });

  it("keep no figures if nobody counted their keys", async () => {
    const { player, rows } = await oldPlayer(2);
    const [kept, lost] = rows;
    await sql`DELETE FROM typing_results WHERE session_id IN
      (SELECT id FROM typing_sessions WHERE game_session_id = ${lost?.session_id})`.execute(
      database.db,
    );
    await forgetMark();
    await runMaintenance(database.db);
    expect(await rowsOf(player.id)).toEqual([
      kept,
      { ...lost, standard_wpm: null, key_accuracy: null },
    ]);
    expect(await statisticsOf(player.id)).toMatchObject({
      avg_standard_wpm: kept?.standard_wpm,
      games_with_keys: 1,
    });
  });

  it("are left alone while they may not be committed yet", async () => {
    const { player } = await oldPlayer(1);
    const endAt = (ago: string) =>
      sql`UPDATE game_results SET ended_at = now() - ${ago}::interval WHERE user_id = ${player.id}`.execute(
        database.db,
      );
    await runMaintenance(database.db);
    await sql`UPDATE game_results SET standard_wpm = NULL WHERE user_id = ${player.id}`.execute(
      database.db,
    );
    await endAt("9 minutes");
    expect(await fillTypingFigures(database.db)).toBe(0);
    await endAt("11 minutes");
    expect(await fillTypingFigures(database.db)).toBe(1);
  });

  it("keep their figures when their key log is deleted", async () => {
    const { player, rows } = await oldPlayer(1);
    await forgetMark();
    await runMaintenance(database.db);
    await sql`DELETE FROM leaderboards WHERE user_id = ${player.id}`.execute(database.db);
    await sql`UPDATE maintenance_marks SET reached = '-infinity' WHERE name = 'key_logs'`.execute(
      database.db,
    );
    await deleteOldKeyLogs(database.db, 0);
    expect(await rowsOf(player.id)).toEqual(rows);
  });
});
