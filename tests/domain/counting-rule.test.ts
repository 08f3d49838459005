/** Results that were stored before the rule of which runs count: the cron job applies the rule to them. */
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { RETENTION } from "../../app/.server/leaderboards/rank/queries.ts";
import { applyCountingRule } from "../../app/.server/operations/maintenance/recounts/queries.ts";
import { runMaintenance } from "../../app/.server/operations/maintenance/service.ts";
import { isTooShort } from "../../app/contracts/ranking.ts";
import { ENGINE_VERSION } from "../../app/engine/index.ts";
import { withDatabase } from "../support/database.ts";
import {
  countResults,
  expectedAchievements,
  expectedStatistics,
  insertResults,
  type PastResult,
  pastResult,
  storedProgress,
} from "../support/histories.ts";
import { createPlayer } from "../support/players.ts";

const database = withDatabase();

const words = (n: number) => ({ total_words_typed: n, correct_words: n, incorrect_words: 0 });
const RUNS: (() => PastResult)[] = [
  () =>
    pastResult({ ...words(19), playtime_seconds: 2, words_per_minute: 570, final_score: 9_000 }),
  () => pastResult({ ...words(0), playtime_seconds: 1, words_per_minute: 0, final_score: 0 }),
  () =>
    pastResult({ ...words(60), playtime_seconds: 40, words_per_minute: 90, final_score: 3_000 }),
  () =>
    pastResult({ ...words(50), playtime_seconds: 60, words_per_minute: 50, final_score: 2_000 }),
  () => pastResult({ ...words(19), playtime_seconds: 2, status: "FLAGGED" }),
  () => pastResult({ ...words(19), playtime_seconds: 2, status: "VOIDED" }),
];

/** Creates a player whose results, statistics and boards are those of the release before. */
async function oldPlayer() {
  const player = await createPlayer(database.db);
  const results = RUNS.map((make, n) => ({
    ...make(),
    ended_at: new Date(Date.UTC(2026, 2, 4 + n, 12)).toISOString(),
  }));
  await insertResults(database.db, player.id, results);
  await countResults(database.db, results);
  await sql`UPDATE user_statistics SET best_wpm = 570, best_sustained_wpm = 50, recounted_at = now()
    WHERE user_id = ${player.id}`.execute(database.db);
  await sql`
    INSERT INTO leaderboards (score, ranked_at, user_id, result_id, leaderboard_type, period_start, metric, language, difficulty, season)
    SELECT CASE board.metric WHEN 'score' THEN final_score ELSE words_per_minute END, ended_at, user_id, id, board.*
    FROM game_results, boards_of(ended_at, 'PYTHON', 'NORMAL', NULL, ${ENGINE_VERSION}) board
    WHERE id = ${results[0]?.id ?? ""} AND board.leaderboard_type = 'all_time'`.execute(
    database.db,
  );
  return { player, results };
}

const boards = async (userId: string) => {
  const { rows } = await sql`
    SELECT leaderboard_type, period_start::text, metric, language, difficulty, score, result_id
    FROM leaderboards WHERE user_id = ${userId} ORDER BY 1, 2, 3, 4, 5`.execute(database.db);
  return rows;
};

async function expectCounted({ player, results }: Awaited<ReturnType<typeof oldPlayer>>) {
  const counted = results.map((result) => ({
    ...result,
    status:
      isTooShort(result) && result.status !== "VOIDED" ? ("UNRANKED" as const) : result.status,
  }));
  const stored = await database.db
    .selectFrom("game_results")
    .select(["id", "status"])
    .where("user_id", "=", player.id)
    .execute();
  expect(new Map(stored.map(({ id, status }) => [id, status]))).toEqual(
    new Map(counted.map(({ id, status }) => [id, status])),
  );
  const { statistics, unlocked } = await storedProgress(database.db, player.id);
  expect(statistics).toMatchObject(expectedStatistics(counted));
  // An achievement that is still earned keeps its time.
  const keysOf = (rows: typeof unlocked) => rows.map(({ key, result_id }) => ({ key, result_id }));
  expect(keysOf(unlocked)).toEqual(keysOf(expectedAchievements(counted)));
  const before = await boards(player.id);
  expect(before.length).toBeGreaterThan(0);
  await sql`SELECT FROM recount_boards(${player.id}, ${RETENTION})`.execute(database.db);
  expect(await boards(player.id)).toEqual(before);
}

/** Has every result looked at again. */
const forgetMark = () =>
  sql`UPDATE maintenance_marks SET reached = '-infinity' WHERE name = 'counted_runs'`.execute(
    database.db,
  );

describe("the rule of which runs count", () => {
  it("is applied to stored results; statistics, achievements and boards follow", async () => {
    const players = [await oldPlayer(), await oldPlayer(), await oldPlayer()];
    const report = await runMaintenance(database.db);
    expect(report).toMatchObject({ runs_judged: 18, players_recounted: 3 });
    for (const player of players) await expectCounted(player);
    // Nothing is left to do.
    expect(await runMaintenance(database.db)).toMatchObject({
      runs_judged: 0,
      players_recounted: 0,
    });
    await forgetMark();
    expect(await runMaintenance(database.db)).toMatchObject({
      runs_judged: 18,
      players_recounted: 0,
    });
  });

  it("is applied in batches, and a cron job that dies between two steps loses nothing", async () => {
    await forgetMark();
    const players = [await oldPlayer(), await oldPlayer()];
    // Dies after a part of the results, before any player is recounted.
    expect(await applyCountingRule(database.db, 3)).toBeGreaterThanOrEqual(3);
    // Dies within a batch: the transaction is rolled back.
    await expect(
      database.db.transaction().execute(async (db) => {
        await applyCountingRule(db);
        throw new Error("killed");
      }),
    ).rejects.toThrow("killed");
    await Promise.all([runMaintenance(database.db), runMaintenance(database.db)]);
    await runMaintenance(database.db);
    for (const player of players) await expectCounted(player);
  });

  it("leaves results alone that may not be committed yet", async () => {
    const { player, results } = await oldPlayer();
    const now = new Date().toISOString();
    await sql`UPDATE game_results SET ended_at = ${now} WHERE user_id = ${player.id}`.execute(
      database.db,
    );
    expect(await applyCountingRule(database.db)).toBe(0);
    await sql`UPDATE game_results SET ended_at = now() - interval '11 minutes'
      WHERE user_id = ${player.id}`.execute(database.db);
    expect(await applyCountingRule(database.db)).toBe(results.length);
  });
});
