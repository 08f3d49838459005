/**
 * The SQL of the cron job that closes what has expired and deletes what is old. Each function is one round trip for one bounded
 * batch. It skips rows that another run has locked, so that two runs at once are harmless.
 */

import { sql } from "kysely";
import { z } from "zod";
import { PURGE_DAYS } from "../../../contracts/account.ts";
import { REFRESH_SECONDS } from "../../auth/tokens.ts";
import type { Db } from "../../db/client.ts";
import { execute, onlyRow, selectRows } from "../../db/rows.ts";
import { START_LIMITS } from "../../games/start/quota.ts";
import { RETENTION } from "../../leaderboards/rank/queries.ts";
import { TICKET_SECONDS } from "../../practice/drills/tickets.ts";

/** The most rows of a statement, so that locks are short whatever has piled up. */
export const BATCH = 500;
/** The same for accounts, whose deletion cascades to all their games. */
export const PURGE_BATCH = 20;

/** Closes sessions that expired without a checkpoint (games/checkpoints/service.ts ends the others). */
export const closeExpiredSessions = (db: Db) =>
  execute(
    db,
    sql`UPDATE game_sessions SET ended_at = expires_at WHERE id IN (
      SELECT id FROM game_sessions s WHERE ended_at IS NULL AND expires_at < now()
        AND NOT EXISTS (SELECT FROM typing_sessions t WHERE t.game_session_id = s.id)
      ORDER BY expires_at LIMIT ${sql.lit(BATCH)} FOR UPDATE SKIP LOCKED)`,
  );

/** Deletes expired refresh tokens. Spent ones stay until they expire, because their reuse reveals a theft. */
export const deleteExpiredTokens = (db: Db) =>
  execute(
    db,
    sql`DELETE FROM refresh_tokens WHERE id IN (
      SELECT id FROM refresh_tokens WHERE expires_at < now()
      ORDER BY expires_at LIMIT ${sql.lit(BATCH)} FOR UPDATE SKIP LOCKED)`,
  );

/** Deletes sign-ins whose last token has expired. */
export const deleteEndedSignIns = (db: Db) =>
  execute(
    db,
    sql`DELETE FROM sign_ins WHERE id IN (
      SELECT id FROM sign_ins WHERE last_used_at < now() - make_interval(secs => ${REFRESH_SECONDS})
      ORDER BY last_used_at LIMIT ${sql.lit(BATCH)} FOR UPDATE SKIP LOCKED)`,
  );

/** Deletes failed sign-ins that no longer count. */
export const deleteSignInFailures = (db: Db) =>
  execute(
    db,
    sql`DELETE FROM sign_in_failures WHERE subject IN (
      SELECT subject FROM sign_in_failures WHERE last_failed_at < now() - interval '1 day'
      ORDER BY last_failed_at LIMIT ${sql.lit(BATCH)} FOR UPDATE SKIP LOCKED)`,
  );

/** Deletes tokens of links that have expired. A spent one stays as long, so that its page can say that it was used. */
export const deleteExpiredLinks = (db: Db) =>
  execute(
    db,
    sql`DELETE FROM account_tokens WHERE token_hash IN (
      SELECT token_hash FROM account_tokens WHERE expires_at < now() - interval '1 day'
      ORDER BY expires_at LIMIT ${sql.lit(BATCH)} FOR UPDATE SKIP LOCKED)`,
  );

/** Deletes counters of mails whose last mail no longer counts: none counts for longer than a day. */
export const deleteMailCounts = (db: Db) =>
  execute(
    db,
    sql`DELETE FROM mail_counts WHERE subject IN (
      SELECT subject FROM mail_counts
      WHERE last_asked_at < now() - interval '1 day'
      ORDER BY last_asked_at LIMIT ${sql.lit(BATCH)} FOR UPDATE SKIP LOCKED)`,
  );

/** Deletes counters of starts whose last start no longer counts. */
export const deleteStartCounts = (db: Db) =>
  execute(
    db,
    sql`DELETE FROM game_start_counts WHERE subject IN (
      SELECT subject FROM game_start_counts
      WHERE last_started_at < now() - make_interval(secs => ${START_LIMITS.seconds})
      ORDER BY last_started_at LIMIT ${sql.lit(BATCH)} FOR UPDATE SKIP LOCKED)`,
  );

/** The same for rows of boards, of which there are more than of anything else. */
export const BOARD_BATCH = 5_000;

/**
 * Deletes the boards of past days and weeks that are no longer kept, with their milestones.
 *
 * The order makes it read the index: PostgreSQL expects that a third of all rows is old, and would otherwise scan the table. With a
 * million players that took 10 s when nothing was old.
 */
export const deleteOldBoards = (db: Db) =>
  execute(
    db,
    sql`WITH old AS MATERIALIZED (
        SELECT type, board_kept_since(type, ${RETENTION}, now()) AS since
        FROM unnest(enum_range(NULL::"LeaderboardType")) type WHERE type <> 'all_time'
      ), milestones AS (
        DELETE FROM board_milestones point USING old
        WHERE point.leaderboard_type = old.type AND point.period_start < old.since
      )
      DELETE FROM leaderboards WHERE ctid = ANY (ARRAY(
        SELECT board.ctid FROM old CROSS JOIN LATERAL (
          SELECT ctid FROM leaderboards b
          WHERE b.leaderboard_type = old.type AND b.period_start < old.since
          ORDER BY b.leaderboard_type, b.period_start LIMIT ${sql.lit(BOARD_BATCH)} FOR UPDATE SKIP LOCKED
        ) board LIMIT ${sql.lit(BOARD_BATCH)}))`,
  );

/** For how many days every run can be watched. docs/operations.md says how to change the number. */
export const KEY_LOG_DAYS = 180;

export const reviewedSchema = z.strictObject({ reviewed: z.int() });

/**
 * Deletes the key logs of old results, and their evidence, except for results that wait and for results on a board: these are the
 * bests of every player, and so the first page of every board. A mark in the database makes it look at each
 * result once.
 *
 * @returns how many results it looked at
 */
export async function deleteOldKeyLogs(
  db: Db,
  days = KEY_LOG_DAYS,
  batch = BATCH,
): Promise<number> {
  const rows = await selectRows(
    db,
    reviewedSchema,
    sql`
    WITH mark AS (
      SELECT reached FROM maintenance_marks WHERE name = 'key_logs' FOR UPDATE SKIP LOCKED
    ), old AS MATERIALIZED (
      SELECT result.id, result.session_id, result.user_id, result.status, result.ended_at
      FROM game_results result
      WHERE result.ended_at > (SELECT reached FROM mark)
        AND result.ended_at < now() - make_interval(days => ${days})
      -- All results of one millisecond or none: the mark would skip the others.
      ORDER BY result.ended_at FETCH FIRST (${sql.lit(batch)}) ROWS WITH TIES
    ), expired AS MATERIALIZED (
      SELECT old.id, old.session_id FROM old
      WHERE old.status NOT IN ('HELD', 'FLAGGED')
        -- OFFSET makes this one look-up for each result. Without it the planner may join all boards. Measured
        -- for 1,000 results among 100,000 players: 31,022 pages, and 265,816 without it.
        AND NOT EXISTS (
          SELECT FROM leaderboards board
          WHERE board.user_id = old.user_id AND board.result_id = old.id OFFSET 0)
    ), without_log AS (
      UPDATE typing_sessions typed SET key_sequence = NULL
      FROM expired WHERE typed.game_session_id = expired.session_id AND NOT typed.keys_due
    ), without_evidence AS (
      DELETE FROM result_evidence USING expired WHERE result_evidence.result_id = expired.id
    ), moved AS (
      UPDATE maintenance_marks SET reached = (SELECT max(ended_at) FROM old)
      WHERE name = 'key_logs' AND EXISTS (SELECT FROM old)
    )
    SELECT count(*) AS reviewed FROM old
  `,
  );
  return onlyRow(rows).reviewed;
}

/**
 * Deletes the key logs of old drills. Their keys stay in the statistics, and their figures in the history.
 * Leaves drills that `settleKeystrokes` has yet to look at, because it needs their log.
 */
export const deleteOldDrillLogs = (db: Db) =>
  execute(
    db,
    sql`UPDATE typing_sessions SET key_sequence = NULL WHERE id IN (
      SELECT id FROM typing_sessions
      WHERE game_session_id IS NULL AND key_sequence IS NOT NULL AND NOT keys_due
        AND ended_at < now() - make_interval(days => ${KEY_LOG_DAYS})
      ORDER BY ended_at LIMIT ${sql.lit(BATCH)} FOR UPDATE SKIP LOCKED)`,
  );

/** Deletes what is left of deleted drills, once no ticket can store them again. */
export const deleteEmptiedDrills = (db: Db) =>
  execute(
    db,
    sql`DELETE FROM typing_sessions WHERE id IN (
      SELECT id FROM typing_sessions
      WHERE deleted_at < now() - make_interval(secs => ${TICKET_SECONDS}) AND NOT keys_due
      ORDER BY deleted_at LIMIT ${sql.lit(BATCH)} FOR UPDATE SKIP LOCKED)`,
  );

/** Purges accounts that were deleted 30 days ago, with all their rows. */
export const purgeAccounts = (db: Db) =>
  execute(
    db,
    sql`DELETE FROM users WHERE id IN (
      SELECT id FROM users WHERE deleted_at < now() - make_interval(days => ${PURGE_DAYS})
      ORDER BY deleted_at LIMIT ${sql.lit(PURGE_BATCH)} FOR UPDATE SKIP LOCKED)`,
  );
