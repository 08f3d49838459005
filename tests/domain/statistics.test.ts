import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { leaderboard } from "../../app/.server/leaderboards/service.ts";
import { DIFFICULTIES, type Difficulty, LANGUAGES, type Language } from "../../app/engine/plan.ts";
import { withDatabase } from "../support/database.ts";
import { createPlayer, playGame } from "../support/players.ts";

const database = withDatabase(25);

/** Returns the expected statistics of a player, counted again from the VERIFIED results. */
async function recount(player: string) {
  const { rows } = await sql<Record<string, number | string | null>>`
    SELECT count(*) AS total_games, coalesce(sum(playtime_seconds), 0) AS total_playtime_sec,
      coalesce(max(final_score), 0) AS best_score, 
      coalesce(max(words_per_minute) FILTER (WHERE playtime_seconds >= 60), 0) AS best_wpm,
      coalesce(avg(words_per_minute), 0) AS avg_wpm, coalesce(avg(accuracy_percentage), 0) AS avg_accuracy,
      coalesce(sum(total_words_typed), 0) AS total_words_typed,
      coalesce(sum(enemies_killed), 0) AS total_enemies_killed, coalesce(max(waves_completed), 0) AS highest_wave,
      (SELECT language FROM game_results r JOIN game_sessions s ON s.id = r.session_id
        WHERE r.user_id = ${player} AND r.status = 'VERIFIED'
        GROUP BY language ORDER BY count(*) DESC, language LIMIT 1) AS favorite_language
    FROM game_results WHERE user_id = ${player} AND status = 'VERIFIED'
  `.execute(database.db);
  return rows[0] ?? {};
}

describe("after 500 random games, which 20 players end concurrently", () => {
  it("the statistics and boards equal a recount of the VERIFIED results", async () => {
    const players = await Promise.all(Array.from({ length: 20 }, () => createPlayer(database.db)));
    await Promise.all(
      players.map(async (player, lane) => {
        for (let index = 0; index < 25; index += 1) {
          const n = lane * 25 + index;
          // Some are implausibly fast: they are FLAGGED and must not count.
          const wpm = n % 9 === 0 ? 330 : 20 + ((n * 37) % 130);
          await playGame(
            database.db,
            player,
            { wpm, errors: (n * 13) % 90, until: 20_000 + ((n * 7_919) % 80_000), seed: n + 1 },
            {
              language: LANGUAGES[(n * n) % 4] as Language,
              difficulty: DIFFICULTIES[n % 4] as Difficulty,
            },
          );
        }
      }),
    );

    const flagged = await database.db
      .selectFrom("game_results")
      .select("id")
      .where("status", "=", "FLAGGED")
      .execute();
    expect(flagged.length).toBeGreaterThan(10);

    for (const player of players) {
      const expected = await recount(player.id);
      const actual: Record<string, unknown> = await database.db
        .selectFrom("user_statistics")
        .selectAll()
        .where("user_id", "=", player.id)
        .executeTakeFirstOrThrow();
      for (const [column, value] of Object.entries(expected)) {
        // Averages are added up in another order, so only about twelve digits are equal.
        if (column.startsWith("avg_")) expect(actual[column], column).toBeCloseTo(Number(value), 9);
        else
          expect(actual[column], column).toEqual(
            column === "favorite_language" ? value : Number(value),
          );
      }
    }

    for (const metric of ["score", "wpm"] as const) {
      for (const language of [undefined, ...LANGUAGES]) {
        for (const difficulty of [undefined, ...DIFFICULTIES]) {
          const { rows: best } = await sql<{ id: string }>`
            SELECT id FROM (
              SELECT DISTINCT ON (r.user_id) r.id, r.user_id, r.ended_at,
                CASE ${metric}::text WHEN 'score' THEN final_score ELSE words_per_minute END AS value
              FROM game_results r JOIN game_sessions s ON s.id = r.session_id
              WHERE status = 'VERIFIED' AND (${metric}::text = 'score' OR playtime_seconds >= 60) AND (${language ?? null}::text IS NULL OR s.language::text = ${language ?? null})
                AND (${difficulty ?? null}::text IS NULL OR s.difficulty::text = ${difficulty ?? null})
              ORDER BY r.user_id, value DESC, r.ended_at
            ) best ORDER BY value DESC, ended_at, user_id
          `.execute(database.db);
          const board = await leaderboard(
            database.db,
            { type: "all_time", metric, language, difficulty, limit: 100 },
            new Date(),
          );
          expect(board.items.map((item) => item.result_id)).toEqual(best.map((row) => row.id));
          expect(board.items.map((item) => item.rank)).toEqual(best.map((_, index) => index + 1));
        }
      }
    }
  });
});
