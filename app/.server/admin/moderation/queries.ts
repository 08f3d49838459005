/** All SQL about runs as moderators see and judge them. Each function is one round trip. */
import { sql } from "kysely";
import { jsonArrayFrom } from "kysely/helpers/postgres";
import type {
  Judgement,
  ModeratedResult,
  ModerationQuery,
  PlayerUnderReview,
  ResultStatus,
} from "../../../contracts/moderation.ts";
import { writeAudit } from "../../audit/queries.ts";
import {
  type Actor,
  type Caller,
  hasRole,
  isStaff,
  lockAccounts,
} from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { onlyRow } from "../../db/rows.ts";
import { RESULT_COLUMNS, type ReplayRow, replayRows } from "../../games/results/queries.ts";
import type { BoardKey } from "../../leaderboards/board-key.ts";
import { boardOf } from "../../leaderboards/rank/queries.ts";
import { type EntryRow, entries } from "../audit/queries.ts";

/** Where a page of the queue ends. */
export type QueueCursor = [endedAt: string, id: string];

/** The row `result` with its flags, player and session, as JSON. */
const MODERATED = sql`
  ${sql.join(RESULT_COLUMNS.map((column) => sql.ref(`result.${column}`)))}, result.flags,
  (SELECT json_build_object('id', id, 'username', username, 'display_name', display_name)
    FROM users WHERE users.id = result.user_id) AS user,
  (SELECT json_build_object('id', id, 'mode', mode, 'language', language, 'difficulty', difficulty,
      'outcome', outcome, 'started_at', started_at, 'ended_at', ended_at)
    FROM game_sessions WHERE game_sessions.id = result.session_id) AS session`;

/** Runs of one status, the newest first: one more than `limit`, and none for whoever may not see them. */
export async function findQueue(
  db: Db,
  caller: Caller,
  { status, limit, after }: ModerationQuery & { after: QueueCursor | undefined },
) {
  const { rows } = await sql<{ admitted: boolean | null; rows: ModeratedResult[] }>`
    SELECT ${hasRole(caller, "MODERATOR")} AS admitted, (
      SELECT coalesce(json_agg(page), '[]') FROM (
        SELECT ${MODERATED} FROM game_results result
        WHERE EXISTS (SELECT FROM users WHERE ${isStaff(caller, "MODERATOR")})
          -- Written out: there are indexes of the rare ones.
          AND result.status = ${sql.lit(status)}
          AND ${after ? sql`(result.ended_at, result.id) < (${after[0]}, ${after[1]})` : sql`true`}
        ORDER BY result.ended_at DESC, result.id DESC LIMIT ${limit + 1}
      ) page) AS rows`.execute(db);
  return onlyRow(rows);
}

/** A run beside what helps to judge it. */
export interface RunUnderReview {
  run: ModeratedResult;
  /** Milliseconds from the end of the game to when its log came in. */
  late_ms: number;
  player: PlayerUnderReview;
  acts: EntryRow[];
  /** Its neighbours among the runs that wait. */
  newer: string | null;
  older: string | null;
}

/** One run as a moderator sees it, and how many wait; no run for whoever may not see them. */
export async function findRun(db: Db, caller: Caller, resultId: string | null) {
  const countOf = (status: ResultStatus) => sql`(
    SELECT count(*) FROM game_results other
    WHERE other.user_id = result.user_id AND other.status = ${status})`;
  const next = (direction: "newer" | "older") => {
    const [sign, order] = direction === "newer" ? [sql`>`, sql`ASC`] : [sql`<`, sql`DESC`];
    return sql`(SELECT other.id FROM game_results other
      WHERE other.status = 'FLAGGED' AND (other.ended_at, other.id) ${sign} (result.ended_at, result.id)
      ORDER BY other.ended_at ${order}, other.id ${order} LIMIT 1)`;
  };
  const { rows } = await sql<{
    admitted: boolean | null;
    waiting: number;
    found: RunUnderReview | null;
  }>`
    SELECT ${hasRole(caller, "MODERATOR")} AS admitted,
      (SELECT count(*) FROM game_results WHERE status = 'FLAGGED') AS waiting, (
        SELECT json_build_object(
          'run', (SELECT to_json(run) FROM (SELECT ${MODERATED}) run),
          'late_ms', (SELECT greatest(0, extract(epoch FROM session.ended_at - session.started_at) * 1000
            - session.ended_at_ms) FROM game_sessions session WHERE session.id = result.session_id),
          'player', json_build_object(
            'created_at', player.created_at, 'is_active', player.is_active AND player.deleted_at IS NULL,
            'role', player.role, 'total_games', coalesce(s.total_games, 0),
            'best_wpm', coalesce(s.best_wpm, 0), 'avg_wpm', coalesce(s.avg_wpm, 0),
            'flagged', ${countOf("FLAGGED")}, 'voided', ${countOf("VOIDED")}),
          'acts', ${jsonArrayFrom(entries(db).where(sql<boolean>`entry.target_id = result.id`))},
          'newer', ${next("newer")}, 'older', ${next("older")})
        FROM game_results result JOIN users player ON player.id = result.user_id
        LEFT JOIN user_statistics s ON s.user_id = player.id
        WHERE result.id = ${resultId} AND EXISTS (SELECT FROM users WHERE ${isStaff(caller, "MODERATOR")})
      ) AS found`.execute(db);
  return onlyRow(rows);
}

/** A run to watch, also of an account that is switched off; none for whoever may not see it. */
export async function findRunReplay(db: Db, caller: Caller, resultId: string | null) {
  const shown = sql`player.deleted_at IS NULL AND EXISTS (
    SELECT FROM users WHERE ${isStaff(caller, "MODERATOR")})`;
  const { rows } = await sql<{ admitted: boolean | null; found: ReplayRow | null }>`
    SELECT ${hasRole(caller, "MODERATOR")} AS admitted,
      (SELECT to_json(run) FROM (${replayRows(resultId, shown)}) run) AS found`.execute(db);
  return onlyRow(rows);
}

export interface Judged {
  admitted: boolean | null;
  /** As it is now; null when there is none. */
  result: ModeratedResult | null;
  /** What it was before. */
  before: ResultStatus | null;
  /** Whether it is the judge's own. */
  own: boolean;
  /** The boards that changed. */
  boards: BoardKey[];
}

/**
 * Verifies, voids or restores a result with all that follows, and records it. The player's account is held first, as by
 * whoever stores a result of theirs, so that neither misses the other; then the result, so
 * that two who judge it at once are written down in their order.
 */
export async function updateStatus(
  db: Db,
  actor: Actor,
  resultId: string | null,
  { status, reason }: Judgement,
): Promise<Judged> {
  const { rows } = await sql<Judged>`
    WITH held AS (${lockAccounts(sql`
      ARRAY(SELECT user_id FROM game_results WHERE id = ${resultId}) || ${actor.id}::uuid`)}),
    run AS (
      SELECT id, user_id, status, user_id = ${actor.id} AS own FROM game_results
      WHERE id = ${resultId} AND (SELECT count(*) FROM held) > 0 FOR NO KEY UPDATE
    ),
    changed AS (
      UPDATE game_results SET status = ${status} FROM run
      WHERE game_results.id = run.id AND run.status NOT IN ('UNRANKED', ${status})
        AND NOT (run.own AND ${status} = 'VERIFIED')
        AND ${hasRole(actor, "MODERATOR", sql`held users`)}
      RETURNING run.id, run.user_id, run.status AS before
    ),
    recorded AS (${writeAudit(actor, {
      action: status === "VOIDED" ? "result.voided" : "result.verified",
      from: sql`changed JOIN held player ON player.id = changed.user_id`,
      id: sql`changed.id`,
      name: sql`player.username`,
      details: sql`jsonb_build_object('before', changed.before, 'after', ${status}::text, 'reason', ${reason}::text)`,
    })}),
    boards AS (SELECT board.* FROM changed CROSS JOIN LATERAL settle_results(changed.user_id) board)
    SELECT ${hasRole(actor, "MODERATOR", sql`held users`)} AS admitted,
      (SELECT coalesce(json_agg(${boardOf(sql.ref("boards"))}), '[]') FROM boards) AS boards,
      (SELECT to_json(found) FROM (
        SELECT ${MODERATED} FROM game_results result WHERE result.id = ${resultId}
      ) found) AS result,
      (SELECT status FROM run) AS before,
      coalesce((SELECT own FROM run), false) AS own
  `.execute(db);
  return onlyRow(rows);
}
