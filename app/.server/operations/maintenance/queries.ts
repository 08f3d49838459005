/**
 * All SQL of the scheduled work. Each function is one round trip over one bounded
 * batch, and skips rows that another run holds, so that two at once are harmless.
 */

import { type RawBuilder, sql } from "kysely";
import { REFRESH_SECONDS } from "../../auth/tokens.ts";
import type { Db } from "../../db/client.ts";
import { RETENTION } from "../../leaderboards/rank/queries.ts";

/** Rows a statement touches at the most: short locks, whatever has piled up. */
export const BATCH = 500;
/** Deleting an account cascades over all its games. */
export const PURGE_BATCH = 20;
/** Counting a player takes a few milliseconds for each hundred of results. */
export const RECOUNT_BATCH = 100;
/** How old a rarity may become: counting takes as long as there are achievements that somebody holds. */
const RARITY_HOURS = 1;
/** How long a deleted account can be asked back. */
const PURGE_DAYS = 30;

async function count(db: Db, statement: RawBuilder<unknown>): Promise<number> {
  const { numAffectedRows } = await statement.execute(db);
  return Number(numAffectedRows ?? 0);
}

/** Closes games that were idle for too long and left no log behind (games/checkpoints/service.ts ends the others). */
export const expireSessions = (db: Db) =>
  count(
    db,
    sql`UPDATE game_sessions SET ended_at = expires_at WHERE id IN (
      SELECT id FROM game_sessions s WHERE ended_at IS NULL AND expires_at < now()
        AND NOT EXISTS (SELECT FROM typing_sessions t WHERE t.game_session_id = s.id)
      ORDER BY expires_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)`,
  );

/**
 * Forgets tokens that can never be used again. Spent ones stay until they expire:
 * until then, one that comes back is a theft to notice.
 */
export const removeTokens = (db: Db) =>
  count(
    db,
    sql`DELETE FROM refresh_tokens WHERE id IN (
      SELECT id FROM refresh_tokens WHERE expires_at < now()
      ORDER BY expires_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)`,
  );

/** Forgets devices that were last used before any token of theirs expired. */
export const removeSignIns = (db: Db) =>
  count(
    db,
    sql`DELETE FROM sign_ins WHERE id IN (
      SELECT id FROM sign_ins WHERE last_used_at < now() - make_interval(secs => ${REFRESH_SECONDS})
      ORDER BY last_used_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)`,
  );

/** Forgets failed sign-ins that count no longer. */
export const removeFailures = (db: Db) =>
  count(
    db,
    sql`DELETE FROM sign_in_failures WHERE subject IN (
      SELECT subject FROM sign_in_failures WHERE last_failed_at < now() - interval '1 day'
      ORDER BY last_failed_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)`,
  );

/** Rows of boards that a statement removes: there are more of them than of anything else. */
export const BOARD_BATCH = 5_000;

/** Removes what is no longer kept of past days and weeks: rows first, milestones with the last of them. */
export const removeBoards = (db: Db) =>
  count(
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

/** For how many days every run can be watched; docs/operations.md says how to change it. */
export const KEY_LOG_DAYS = 180;

/**
 * Forgets the key logs of old results, but for those that a moderator has not decided about and those
 * that stand on a board: the bests of every player, and with them the first page of every board. A
 * result is looked at once, when it gets old.
 *
 * @returns how many results were looked at
 */
export async function forgetKeyLogs(db: Db, days = KEY_LOG_DAYS, batch = BATCH): Promise<number> {
  const { rows } = await sql<{ reviewed: number }>`
    WITH mark AS (
      SELECT reached FROM maintenance_marks WHERE name = 'key_logs' FOR UPDATE SKIP LOCKED
    ), old AS MATERIALIZED (
      SELECT result.id, result.session_id, result.user_id, result.status, result.ended_at
      FROM game_results result
      WHERE result.ended_at > (SELECT reached FROM mark)
        AND result.ended_at < now() - make_interval(days => ${days})
      -- Never only some of those that ended in one millisecond: the mark would pass the others.
      ORDER BY result.ended_at FETCH FIRST (${batch}) ROWS WITH TIES
    ), forgotten AS (
      UPDATE typing_sessions typed SET key_sequence = NULL
      FROM old
      WHERE typed.game_session_id = old.session_id AND old.status <> 'FLAGGED'
        -- With OFFSET one look-up a result, and no join that reads all boards.
        AND NOT EXISTS (
          SELECT FROM leaderboards board
          WHERE board.user_id = old.user_id AND board.result_id = old.id OFFSET 0)
    ), moved AS (
      UPDATE maintenance_marks SET reached = (SELECT max(ended_at) FROM old)
      WHERE name = 'key_logs' AND EXISTS (SELECT FROM old)
    )
    SELECT count(*) AS reviewed FROM old
  `.execute(db);
  return rows[0]?.reviewed ?? 0;
}

/** Removes accounts that were deleted 30 days ago, with all that belongs to them. */
export const purgeAccounts = (db: Db) =>
  count(
    db,
    sql`DELETE FROM users WHERE id IN (
      SELECT id FROM users WHERE deleted_at < now() - make_interval(days => ${PURGE_DAYS})
      ORDER BY deleted_at LIMIT ${PURGE_BATCH} FOR UPDATE SKIP LOCKED)`,
  );

/** Counts again whoever was last counted before a rule of achievements was made or changed. */
export async function recountPlayers(db: Db): Promise<number> {
  // The accounts are held, as by whoever stores a result: statistics come second everywhere.
  const { rows } = await sql`
    SELECT recount_player(id) FROM (
      SELECT users.id FROM user_statistics s JOIN users ON users.id = s.user_id
      WHERE s.recounted_at < (SELECT max(ruled_at) FROM achievements)
      ORDER BY s.recounted_at LIMIT ${RECOUNT_BATCH} FOR NO KEY UPDATE OF users SKIP LOCKED
    ) held
  `.execute(db);
  return rows.length;
}

/** Counts which share of the players with a verified run holds each achievement. */
export const countRarities = (db: Db) =>
  count(
    db,
    sql`UPDATE achievements a SET rarity_at = now(), rarity =
        (SELECT count(*) FROM user_achievements u WHERE u.achievement_id = a.id)::double precision
        / greatest(1, (SELECT count(*) FROM user_statistics WHERE total_games > 0))
      WHERE id IN (
        SELECT id FROM achievements WHERE rarity_at < now() - make_interval(hours => ${RARITY_HOURS})
        ORDER BY position FOR NO KEY UPDATE SKIP LOCKED)`,
  );
