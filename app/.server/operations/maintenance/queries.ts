/**
 * All SQL of the cron job. Each function is one round trip for one bounded batch. It skips rows that
 * another run has locked, so that two runs at once are harmless.
 */

import { sql } from "kysely";
import { z } from "zod";
import { PURGE_DAYS } from "../../../contracts/account.ts";
import { REFRESH_SECONDS } from "../../auth/tokens.ts";
import type { Db } from "../../db/client.ts";
import { execute, onlyRow, selectRows } from "../../db/rows.ts";
import { COMMIT_MINUTES } from "../../db/time.ts";
import { isTooShortRow } from "../../games/results/queries.ts";
import { START_LIMITS } from "../../games/start/quota.ts";
import { RETENTION } from "../../leaderboards/rank/queries.ts";
import { TICKET_SECONDS } from "../../practice/drills/tickets.ts";

/** The most rows of a statement, so that locks are short whatever has piled up. */
export const BATCH = 500;
/** The same for accounts, whose deletion cascades to all their games. */
export const PURGE_BATCH = 20;
/** The same for players to recount, which takes a few milliseconds for each hundred results. */
export const RECOUNT_BATCH = 100;
/** Rarities older than this are counted again, which reads every row of `user_achievements`. */
const RARITY_HOURS = 1;

/** Closes sessions that expired without a checkpoint (games/checkpoints/service.ts ends the others). */
export const closeExpiredSessions = (db: Db) =>
  execute(
    db,
    sql`UPDATE game_sessions SET ended_at = expires_at WHERE id IN (
      SELECT id FROM game_sessions s WHERE ended_at IS NULL AND expires_at < now()
        AND NOT EXISTS (SELECT FROM typing_sessions t WHERE t.game_session_id = s.id)
      ORDER BY expires_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)`,
  );

/** Deletes expired refresh tokens. Spent ones stay until they expire, because their reuse reveals a theft. */
export const deleteExpiredTokens = (db: Db) =>
  execute(
    db,
    sql`DELETE FROM refresh_tokens WHERE id IN (
      SELECT id FROM refresh_tokens WHERE expires_at < now()
      ORDER BY expires_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)`,
  );

/** Deletes sign-ins whose last token has expired. */
export const deleteEndedSignIns = (db: Db) =>
  execute(
    db,
    sql`DELETE FROM sign_ins WHERE id IN (
      SELECT id FROM sign_ins WHERE last_used_at < now() - make_interval(secs => ${REFRESH_SECONDS})
      ORDER BY last_used_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)`,
  );

/** Deletes failed sign-ins that no longer count. */
export const deleteSignInFailures = (db: Db) =>
  execute(
    db,
    sql`DELETE FROM sign_in_failures WHERE subject IN (
      SELECT subject FROM sign_in_failures WHERE last_failed_at < now() - interval '1 day'
      ORDER BY last_failed_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)`,
  );

/** Deletes tokens of links that have expired. A spent one stays as long, so that its page can say that it was used. */
export const deleteExpiredLinks = (db: Db) =>
  execute(
    db,
    sql`DELETE FROM account_tokens WHERE token_hash IN (
      SELECT token_hash FROM account_tokens WHERE expires_at < now() - interval '1 day'
      ORDER BY expires_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)`,
  );

/** Deletes counters of mails whose last mail no longer counts: none counts for longer than a day. */
export const deleteMailCounts = (db: Db) =>
  execute(
    db,
    sql`DELETE FROM mail_counts WHERE subject IN (
      SELECT subject FROM mail_counts
      WHERE last_asked_at < now() - interval '1 day'
      ORDER BY last_asked_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)`,
  );

/** Deletes counters of starts whose last start no longer counts. */
export const deleteStartCounts = (db: Db) =>
  execute(
    db,
    sql`DELETE FROM game_start_counts WHERE subject IN (
      SELECT subject FROM game_start_counts
      WHERE last_started_at < now() - make_interval(secs => ${START_LIMITS.seconds})
      ORDER BY last_started_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)`,
  );

/** The same for rows of boards, of which there are more than of anything else. */
export const BOARD_BATCH = 5_000;

/** Deletes the boards of past days and weeks that are no longer kept, with their milestones. */
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
          LIMIT ${BOARD_BATCH} FOR UPDATE SKIP LOCKED
        ) board LIMIT ${BOARD_BATCH}))`,
  );

/** For how many days every run can be watched. docs/operations.md says how to change the number. */
export const KEY_LOG_DAYS = 180;

const reviewedSchema = z.strictObject({ reviewed: z.int() });

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
      ORDER BY result.ended_at FETCH FIRST (${batch}) ROWS WITH TIES
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
      ORDER BY ended_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)`,
  );

/** Deletes what is left of deleted drills, once no ticket can store them again. */
export const deleteEmptiedDrills = (db: Db) =>
  execute(
    db,
    sql`DELETE FROM typing_sessions WHERE id IN (
      SELECT id FROM typing_sessions
      WHERE deleted_at < now() - make_interval(secs => ${TICKET_SECONDS}) AND NOT keys_due
      ORDER BY deleted_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)`,
  );

/** Purges accounts that were deleted 30 days ago, with all their rows. */
export const purgeAccounts = (db: Db) =>
  execute(
    db,
    sql`DELETE FROM users WHERE id IN (
      SELECT id FROM users WHERE deleted_at < now() - make_interval(days => ${PURGE_DAYS})
      ORDER BY deleted_at LIMIT ${PURGE_BATCH} FOR UPDATE SKIP LOCKED)`,
  );

/** The same for results that the counting rule looks at, few of which change. */
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
      ORDER BY result.ended_at FETCH FIRST (${batch}) ROWS WITH TIES
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
      ORDER BY s.recounted_at LIMIT ${RECOUNT_BATCH} FOR NO KEY UPDATE OF users SKIP LOCKED
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
    UPDATE achievements a SET rarity_at = now(), players = counted.players, rarity =
        (SELECT count(*) FROM user_achievements u WHERE u.achievement_id = a.id)::double precision
        / greatest(1, counted.players)
      FROM counted
      WHERE id IN (
        SELECT id FROM achievements WHERE rarity_at < now() - make_interval(hours => ${RARITY_HOURS})
        ORDER BY position FOR NO KEY UPDATE SKIP LOCKED)`,
  );
