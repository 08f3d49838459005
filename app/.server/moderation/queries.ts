/** All SQL about runs as moderators see and judge them. Each function is one round trip. */
import { sql } from "kysely";
import type {
  Judgement,
  ModeratedResult,
  ModerationQuery,
  ResultStatus,
} from "../../contracts/moderation.ts";
import { record } from "../audit/queries.ts";
import { type Actor, admitted, type Caller, heldAccounts, isStaff } from "../callers/queries.ts";
import type { Db } from "../db/client.ts";
import { onlyRow } from "../db/rows.ts";
import { RESULT_COLUMNS } from "../games/results.ts";
import { type BoardKey, boardOf } from "../ranks/queries.ts";

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
    SELECT ${admitted(caller, "MODERATOR")} AS admitted, (
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
    WITH held AS (${heldAccounts(sql`
      ARRAY(SELECT user_id FROM game_results WHERE id = ${resultId}) || ${actor.id}::uuid`)}),
    run AS (
      SELECT id, user_id, status, user_id = ${actor.id} AS own FROM game_results
      WHERE id = ${resultId} AND (SELECT count(*) FROM held) > 0 FOR NO KEY UPDATE
    ),
    changed AS (
      UPDATE game_results SET status = ${status} FROM run
      WHERE game_results.id = run.id AND run.status NOT IN ('UNRANKED', ${status})
        AND NOT (run.own AND ${status} = 'VERIFIED')
        AND ${admitted(actor, "MODERATOR", sql`held users`)}
      RETURNING run.id, run.user_id, run.status AS before
    ),
    recorded AS (${record(actor, {
      action: status === "VOIDED" ? "result.voided" : "result.verified",
      from: sql`changed JOIN held player ON player.id = changed.user_id`,
      id: sql`changed.id`,
      name: sql`player.username`,
      details: sql`jsonb_build_object('before', changed.before, 'after', ${status}::text, 'reason', ${reason}::text)`,
    })}),
    boards AS (SELECT board.* FROM changed CROSS JOIN LATERAL settle_results(changed.user_id) board)
    SELECT ${admitted(actor, "MODERATOR", sql`held users`)} AS admitted,
      (SELECT coalesce(json_agg(${boardOf(sql.ref("boards"))}), '[]') FROM boards) AS boards,
      (SELECT to_json(found) FROM (
        SELECT ${MODERATED} FROM game_results result WHERE result.id = ${resultId}
      ) found) AS result,
      (SELECT status FROM run) AS before,
      coalesce((SELECT own FROM run), false) AS own
  `.execute(db);
  return onlyRow(rows);
}
