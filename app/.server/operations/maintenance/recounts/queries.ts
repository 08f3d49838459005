/** The SQL of the cron job that applies newer rules to stored results, and counts what depends on all players. */
import { sql } from "kysely";
import { z } from "zod";
import type { Db } from "../../../db/client.ts";
import { execute, onlyRow, selectRows } from "../../../db/rows.ts";
import { COMMIT_MINUTES } from "../../../db/time.ts";
import { isTooShortRow } from "../../../games/results/queries.ts";
import { RETENTION } from "../../../leaderboards/rank/queries.ts";
import { reviewedSchema } from "../queries.ts";

/** The most players that are recounted in a statement, which takes a few milliseconds for each hundred results. */
export const RECOUNT_BATCH = 100;
/** Rarities older than this are counted again, which reads every row of `user_achievements`. */
const RARITY_HOURS = 1;

/** The most results that the counting rule looks at in a statement. Few of them change. */
export const RULE_BATCH = 5_000;

/**
 * Applies the rule of which runs count to results that were stored before it, by this release or the one before:
 * sets those that are too short to UNRANKED, and marks their players for `recountPlayers`. It marks as well the players whose
 * place on a board of speed comes from a run of less than a minute. A mark in the database makes it look at each result
 * once. A result, its player's mark and that mark change in one statement, so a crash loses none.
 *
 * @returns how many results it looked at
 */
export async function applyCountingRule(db: Db, batch = RULE_BATCH): Promise<number> {
  const rows = await selectRows(
    db,
    reviewedSchema,
    sql`
    WITH mark AS (
      SELECT reached FROM maintenance_marks WHERE name = 'counted_runs' FOR UPDATE SKIP LOCKED
    ), old AS MATERIALIZED (
      SELECT result.id, result.user_id, result.status, result.ended_at, result.playtime_seconds,
        result.words_per_minute, ${isTooShortRow(sql.ref("result"))} AS short
      FROM game_results result
      WHERE result.ended_at > (SELECT reached FROM mark)
        -- A statement that stores a result may take some time to commit.
        AND result.ended_at < now() - make_interval(mins => ${COMMIT_MINUTES})
      ORDER BY result.ended_at FETCH FIRST (${sql.lit(batch)}) ROWS WITH TIES
    ), changing AS MATERIALIZED (
      SELECT old.id, old.user_id, old.short FROM old
      WHERE CASE WHEN old.short THEN old.status IN ('VERIFIED', 'HELD', 'FLAGGED')
        ELSE old.status = 'VERIFIED' AND NOT counts_for_speed(old.playtime_seconds) AND (
          EXISTS (SELECT FROM leaderboards board
            -- OFFSET makes this and the next one look-up for each result, as measured in deleteOldKeyLogs.
            WHERE board.user_id = old.user_id AND board.metric = 'wpm' AND board.result_id = old.id OFFSET 0)
          OR EXISTS (SELECT FROM user_statistics s
            WHERE s.user_id = old.user_id AND s.best_wpm = old.words_per_minute OFFSET 0)) END
    ), locked AS MATERIALIZED (
      -- Accounts first and in the order of their ids, as everything that changes results.
      SELECT id FROM users WHERE id IN (SELECT user_id FROM changing) ORDER BY id FOR NO KEY UPDATE
    ), unranked AS (
      UPDATE game_results result SET status = 'UNRANKED', due_at = NULL
      FROM changing JOIN locked ON locked.id = changing.user_id
      WHERE result.id = changing.id AND changing.short AND result.status IN ('VERIFIED', 'HELD', 'FLAGGED')
    ), due AS (
      UPDATE user_statistics s SET recounted_at = '-infinity' FROM locked WHERE s.user_id = locked.id
    ), moved AS (
      UPDATE maintenance_marks SET reached = (SELECT max(ended_at) FROM old)
      WHERE name = 'counted_runs' AND EXISTS (SELECT FROM old)
    )
    SELECT count(*) AS reviewed FROM old
  `,
  );
  return onlyRow(rows).reviewed;
}

const recountedSchema = z.strictObject({ recounted: z.int(), boards_changed: z.int() });

/**
 * Recounts statistics, achievements and boards of players who were last counted before the newest rule of an
 * achievement, or whom `applyCountingRule` marked.
 */
export async function recountPlayers(db: Db): Promise<number> {
  // Locks the accounts first and the statistics second, as storing a result does.
  const rows = await selectRows(
    db,
    recountedSchema,
    sql`
    WITH locked AS MATERIALIZED (
      SELECT users.id FROM user_statistics s JOIN users ON users.id = s.user_id
      WHERE s.recounted_at < (SELECT max(ruled_at) FROM achievements)
      ORDER BY s.recounted_at LIMIT ${sql.lit(RECOUNT_BATCH)} FOR NO KEY UPDATE OF users SKIP LOCKED
    ), boards AS MATERIALIZED (
      SELECT board.metric FROM locked CROSS JOIN LATERAL settle_results(locked.id, ${RETENTION}) board
    )
    SELECT count(*) AS recounted, (SELECT count(*) FROM boards) AS boards_changed FROM locked
  `,
  );
  return onlyRow(rows).recounted;
}

/**
 * Counts the players with a verified run, and for each achievement the share of them that has it. The page of
 * achievements adds what was granted since.
 */
export const countRarities = (db: Db) =>
  execute(
    db,
    sql`
    WITH counted AS MATERIALIZED (SELECT count(*) AS players FROM user_statistics WHERE total_games > 0)
    -- Scalar subqueries, which are counted only when a rarity is due.
    UPDATE achievements a SET rarity_at = now(), players = (SELECT players FROM counted), rarity =
        (SELECT count(*) FROM user_achievements u WHERE u.achievement_id = a.id)::double precision
        / greatest(1, (SELECT players FROM counted))
      WHERE id IN (
        SELECT id FROM achievements WHERE rarity_at < now() - make_interval(hours => ${RARITY_HOURS})
        ORDER BY position FOR NO KEY UPDATE SKIP LOCKED)`,
  );
