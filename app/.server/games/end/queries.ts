/** SQL that reads what an end of a game needs. `stored-result/queries.ts` stores the result. */
import { sql } from "kysely";
import { z } from "zod";
import { earnedAchievementSchema } from "../../../contracts/achievement.ts";
import { type EndRequest, endedSchema, resultSchema } from "../../../contracts/game.ts";
import { type Caller, isActiveUser } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { noRowSchema, selectRows } from "../../db/rows.ts";
import { boardKeySchema, overall } from "../../leaderboards/board-key.ts";
import { onBoard, rankOf } from "../../leaderboards/rank/queries.ts";
import {
  bestPace,
  CHECKPOINT_COLUMNS,
  checkpointRowShape,
  otherFingerprints,
} from "../plausibility/queries.ts";
import { resultColumns } from "../results/queries.ts";
import {
  ELAPSED_MS,
  SESSION_COLUMNS,
  servedSnippets,
  sessionRowSchema,
} from "../sessions/queries.ts";

/** A session that is to end, and its result if it has one. */
const sessionToEndSchema = sessionRowSchema.extend({
  closed: z.boolean(),
  expired: z.boolean(),
  elapsed: z.int(),
  result_id: z.uuid().nullable(),
  best_pace: z.number().nullable(),
  others: z.array(z.string()),
  ...checkpointRowShape,
});
const sessionToEndRowSchema = z.union([sessionToEndSchema, noRowSchema]);
type SessionToEndRow = z.infer<typeof sessionToEndRowSchema>;

/**
 * Returns the caller's session with this token, and what its run is judged by.
 *
 * @param keys the number of keys of the run
 * @returns undefined when the caller may not act; an id of null when the session is not the caller's
 */
export async function findSessionToEnd(
  db: Db,
  caller: Caller,
  sessionToken: EndRequest["session_token"],
  keys: number,
): Promise<SessionToEndRow | undefined> {
  const [row] = await selectRows(
    db,
    sessionToEndRowSchema,
    sql`
    SELECT ${SESSION_COLUMNS}, ${servedSnippets()} AS snippets, ${ELAPSED_MS} AS elapsed,
      session.ended_at IS NOT NULL AS closed, session.expires_at < clock_timestamp() AS expired,
      result.id AS result_id, ${bestPace(sql.ref("users.id"))} AS best_pace,
      ${otherFingerprints(sql`${keys}::int`)} AS others,
      ${CHECKPOINT_COLUMNS}
    FROM users
    LEFT JOIN game_sessions session
      ON session.user_id = users.id AND session.session_token = ${sessionToken}
    LEFT JOIN game_results result ON result.session_id = session.id
    LEFT JOIN typing_sessions typed ON typed.game_session_id = session.id
    WHERE ${isActiveUser(caller)}
  `,
  );
  return row;
}

export const storedResultSchema = z.strictObject({
  ...resultSchema.shape,
  /** False when an earlier call for the same session had stored it. */
  inserted: z.boolean(),
  new_best: endedSchema.shape.new_best,
  rank: endedSchema.shape.rank,
  /** The boards that the result changed; empty unless it was inserted. */
  boards: z.array(boardKeySchema),
  achievements: z.array(earnedAchievementSchema.strict()),
});
export type StoredResult = z.infer<typeof storedResultSchema>;

export const newBest = sql`coalesce(standing.result_id = result.id, false) AS new_best`;

/** The rank of the row `standing` on the board of all players; null when `result` is not ranked. */
export const rank = sql`
  CASE WHEN result.status = 'VERIFIED' AND NOT result.off_boards AND standing.user_id IS NOT NULL
    THEN ${rankOf(overall(sql.ref("standing.season")), sql.ref("standing"))} END AS rank`;

/** Returns a result that was stored before, as `insertResult` does. */
export async function findStoredResult(
  db: Db,
  resultId: string,
  userId: string,
): Promise<StoredResult | undefined> {
  const [row] = await selectRows(
    db,
    storedResultSchema,
    sql`
    SELECT ${resultColumns}, false AS inserted, ${newBest}, ${rank}, '[]'::json AS boards,
      granted_by(result.id) AS achievements
    FROM game_results result
    JOIN game_sessions session ON session.id = result.session_id
    LEFT JOIN leaderboards standing ON standing.user_id = result.user_id
      AND ${onBoard(overall(sql.ref("session.engine_version")), sql.ref("standing"))}
    WHERE result.id = ${resultId} AND result.user_id = ${userId}
  `,
  );
  return row;
}
