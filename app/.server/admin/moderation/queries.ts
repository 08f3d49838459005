/** All SQL about runs as moderators see them. Each function is one round trip. */

import { type RawBuilder, sql } from "kysely";
import { jsonArrayFrom } from "kysely/helpers/postgres";
import { z } from "zod";
import { roleSchema } from "../../../contracts/account.ts";
import { evidenceSchema } from "../../../contracts/evidence.ts";
import { sessionSchema } from "../../../contracts/game.ts";
import {
  type ModerationQuery,
  moderatedResultSchema,
  type ResultStatus,
} from "../../../contracts/moderation.ts";
import {
  type Caller,
  hasRole,
  hasRoleRowShape,
  isActiveWithRole,
} from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { pageRows, type TimeCursor } from "../../db/pages.ts";
import { onlyRow, selectRows } from "../../db/rows.ts";
import { jsonTimeSchema } from "../../db/time.ts";
import {
  playsOwnText,
  RESULT_COLUMNS,
  replayRowSchema,
  replayRows,
} from "../../games/results/queries.ts";
import { auditEntries, auditEntryRowSchema } from "../audit/queries.ts";
import { isReported, openReports, raceOf, raceRowSchema } from "./reports/queries.ts";

/** The columns of a `ModeratedResult` of the row `result`. */
export const MODERATED_COLUMNS = sql`
  ${sql.join(RESULT_COLUMNS.map((column) => sql.ref(`result.${column}`)))}, result.flags, result.due_at,
  ${openReports(sql.ref("result.id"))} AS reports,
  (SELECT json_build_object('id', id, 'username', username, 'display_name', display_name)
    FROM users WHERE users.id = result.user_id) AS user,
  (SELECT json_build_object('id', id, 'mode', mode, 'language', language, 'difficulty', difficulty,
      'outcome', outcome, 'started_at', started_at, 'ended_at', ended_at)
    FROM game_sessions WHERE game_sessions.id = result.session_id) AS session`;

export const moderatedResultRowSchema = moderatedResultSchema
  .extend({
    ended_at: jsonTimeSchema,
    created_at: jsonTimeSchema,
    due_at: jsonTimeSchema.nullable(),
    user: moderatedResultSchema.shape.user.strict(),
    reports: moderatedResultSchema.shape.reports.element.strict().array(),
    session: sessionSchema
      .extend({ started_at: jsonTimeSchema, ended_at: jsonTimeSchema })
      .strict(),
  })
  .strict();
export type ModeratedResultRow = z.infer<typeof moderatedResultRowSchema>;

/**
 * True for a row of `game_results` that moderators may see: those of own texts are their players' alone. The session is looked up
 * for each row: of `NOT EXISTS` PostgreSQL would make a join with all sessions.
 */
export const isReviewable = (result: RawBuilder<unknown>) => sql<boolean>`(
  SELECT ${playsOwnText(sql.ref("own"))} FROM game_sessions own WHERE own.id = ${result}.session_id) IS NOT TRUE`;

const queueRowSchema = z.strictObject({
  ...hasRoleRowShape,
  rows: z.array(moderatedResultRowSchema),
});

/** The condition of the runs `result` of a list. */
const isListed = (status: ModerationQuery["status"]) => {
  if (status === "REPORTED") return isReported(sql.ref("result.id"));
  // A literal, because the partial indexes of rare statuses have it in their conditions.
  const has = sql`result.status = ${sql.lit(status)}`;
  // The index of HELD results, all of which are due at some time.
  return status === "HELD" ? sql`${has} AND result.due_at IS NOT NULL` : has;
};

/** Finds runs of one list, the newest first, and one more than `limit`; none for a caller without the role. */
export async function findQueue(
  db: Db,
  caller: Caller,
  { status, limit, after }: ModerationQuery & { after: TimeCursor | undefined },
) {
  const statement = sql`
    SELECT ${hasRole(caller, "MODERATOR")} AS has_role, (
      SELECT coalesce(json_agg(page), '[]') FROM (
        SELECT ${MODERATED_COLUMNS} FROM game_results result
        WHERE EXISTS (SELECT FROM users WHERE ${isActiveWithRole(caller, "MODERATOR")})
          AND ${isListed(status)}
          AND ${isReviewable(sql.ref("result"))}
          AND ${after ? sql`(result.ended_at, result.id) < (${after[0]}, ${after[1]})` : sql`true`}
        ORDER BY result.ended_at DESC, result.id DESC LIMIT ${pageRows(limit)}
      ) page) AS rows`;
  return onlyRow(await selectRows(db, queueRowSchema, statement));
}

/** The contract's `PlayerUnderReview`, as JSON. */
const playerRowSchema = z.strictObject({
  created_at: jsonTimeSchema,
  is_active: z.boolean(),
  role: roleSchema,
  total_games: z.int(),
  best_standard_wpm: z.number().nullable(),
  avg_standard_wpm: z.number().nullable(),
  flagged: z.int(),
  voided: z.int(),
});

const resultUnderReviewRowSchema = z.strictObject({
  run: moderatedResultRowSchema,
  /** Milliseconds from the end of the game to the arrival of its log. */
  late_ms: z.number(),
  player: playerRowSchema,
  /** Null for a run that was stored before evidence was, or whose keys were deleted. */
  evidence: evidenceSchema.nullable(),
  audit_entries: z.array(auditEntryRowSchema),
  /** Null for a run that is not of a race. */
  race: raceRowSchema.nullable(),
  /** The ids of the next newer and next older run in the queue; null at its ends. */
  newer: z.uuid().nullable(),
  older: z.uuid().nullable(),
  /** How many runs are in the queue. */
  queue_length: z.int(),
});

const reviewRowSchema = z.strictObject({
  ...hasRoleRowShape,
  found: resultUnderReviewRowSchema.nullable(),
});

/** The conditions of the two queues, with literals, because their partial indexes have them in their conditions. */
const QUEUES = {
  HELD: sql`other.status = 'HELD' AND other.due_at IS NOT NULL`,
  FLAGGED: sql`other.status = 'FLAGGED'`,
};

/**
 * Finds a run with its player and its neighbours in the queue; no run for a caller without the role. A HELD run is in
 * the queue of HELD runs, every other one is shown beside FLAGGED runs.
 */
export async function findResultUnderReview(db: Db, caller: Caller, resultId: string | null) {
  const countOf = (status: ResultStatus) => sql`(
    SELECT count(*) FROM game_results other
    WHERE other.user_id = result.user_id AND other.status = ${status})`;
  const inItsQueue = (read: (isQueued: RawBuilder<unknown>) => RawBuilder<unknown>) => sql`
    CASE result.status WHEN 'HELD' THEN (${read(QUEUES.HELD)}) ELSE (${read(QUEUES.FLAGGED)}) END`;
  const neighbour = (direction: "newer" | "older") => {
    const [sign, order] = direction === "newer" ? [sql`>`, sql`ASC`] : [sql`<`, sql`DESC`];
    return inItsQueue(
      (isQueued) => sql`SELECT other.id FROM game_results other
        WHERE ${isQueued} AND (other.ended_at, other.id) ${sign} (result.ended_at, result.id)
        ORDER BY other.ended_at ${order}, other.id ${order} LIMIT 1`,
    );
  };
  const length = inItsQueue(
    (isQueued) => sql`SELECT count(*) FROM game_results other WHERE ${isQueued}`,
  );
  const statement = sql`
    SELECT ${hasRole(caller, "MODERATOR")} AS has_role, (
        SELECT json_build_object(
          'run', (SELECT to_json(run) FROM (SELECT ${MODERATED_COLUMNS}) run),
          'late_ms', (SELECT greatest(0, extract(epoch FROM session.ended_at - session.started_at) * 1000
            - session.ended_at_ms) FROM game_sessions session WHERE session.id = result.session_id),
          'player', json_build_object(
            'created_at', player.created_at, 'is_active', player.is_active AND player.deleted_at IS NULL,
            'role', player.role, 'total_games', coalesce(s.total_games, 0),
            'best_standard_wpm', s.best_standard_wpm, 'avg_standard_wpm', s.avg_standard_wpm,
            'flagged', ${countOf("FLAGGED")}, 'voided', ${countOf("VOIDED")}),
          'evidence', (SELECT evidence FROM result_evidence WHERE result_evidence.result_id = result.id),
          'audit_entries', ${jsonArrayFrom(auditEntries(db).where(sql<boolean>`entry.target_id = result.id`))},
          'race', ${raceOf(sql.ref("result.id"))},
          'newer', ${neighbour("newer")}, 'older', ${neighbour("older")}, 'queue_length', ${length})
        FROM game_results result JOIN users player ON player.id = result.user_id
        LEFT JOIN user_statistics s ON s.user_id = player.id
        WHERE result.id = ${resultId} AND ${isReviewable(sql.ref("result"))}
          AND EXISTS (SELECT FROM users WHERE ${isActiveWithRole(caller, "MODERATOR")})
      ) AS found`;
  return onlyRow(await selectRows(db, reviewRowSchema, statement));
}

const replayUnderReviewRowSchema = z.strictObject({
  ...hasRoleRowShape,
  found: replayRowSchema.nullable(),
});

/** Finds what replays a run, also of an inactive account; null for a caller without the role. */
export async function findRunReplay(db: Db, caller: Caller, resultId: string | null) {
  const isVisible = sql`player.deleted_at IS NULL AND NOT ${playsOwnText(sql.ref("session"))} AND EXISTS (
    SELECT FROM users WHERE ${isActiveWithRole(caller, "MODERATOR")})`;
  const statement = sql`
    SELECT ${hasRole(caller, "MODERATOR")} AS has_role,
      (SELECT to_json(run) FROM (${replayRows(resultId, isVisible)}) run) AS found`;
  return onlyRow(await selectRows(db, replayUnderReviewRowSchema, statement));
}
