/** All SQL about checkpoints: the key logs of running games. Each function is one round trip. */

import { sql } from "kysely";
import { z } from "zod";
import type { KeyPress } from "../../../engine/replay.ts";
import { type Caller, isActiveUser } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { noRowSchema, selectRows } from "../../db/rows.ts";
import { packKeys, type StoredKeys, storedKeysSchema } from "../../practice/key-log.ts";
import { bestPace, MAX_CHECKPOINTS, otherFingerprints } from "../plausibility/queries.ts";
import {
  ELAPSED_MS,
  SESSION_COLUMNS,
  servedSnippets,
  sessionRowSchema,
} from "../sessions/queries.ts";

/** The session of a checkpoint. The log was stored unless `closed`, `expired` or `ahead` is true. */
const checkpointSchema = z.strictObject({
  id: z.uuid(),
  closed: z.boolean(),
  expired: z.boolean(),
  ahead: z.boolean(),
});
const checkpointRowSchema = z.union([checkpointSchema, noRowSchema]);
export type CheckpointRow = z.infer<typeof checkpointRowSchema>;

const beginsWithStored = (field: keyof StoredKeys) => sql`
  starts_with(excluded.key_sequence ->> ${sql.lit(field)}, t.key_sequence ->> ${sql.lit(field)})`;

/** True if the new log begins with the stored one. A log of the former form counts as another one. */
const continuesLog = sql`coalesce(
  ${beginsWithStored("keys")} AND ${beginsWithStored("high")} AND ${beginsWithStored("low")}, false)`;

/**
 * Stores the key log of the caller's session, unless a longer one is stored, and postpones the session's
 * expiry.
 *
 * @param aheadMs how many milliseconds the last key may be ahead of the database's clock
 * @returns undefined when the caller may not act; an id of null when the session is not the caller's
 */
export async function upsertCheckpoint(
  db: Db,
  caller: Caller,
  sessionToken: string,
  log: readonly KeyPress[],
  { aheadMs, idleSeconds }: { aheadMs: number; idleSeconds: number },
): Promise<CheckpointRow | undefined> {
  const last = log.at(-1)?.[0] ?? 0;
  const [row] = await selectRows(
    db,
    checkpointRowSchema,
    sql`
    WITH session AS (
      SELECT session.id, session.user_id, session.started_at, ${ELAPSED_MS} AS elapsed,
        session.ended_at IS NOT NULL AS closed,
        session.expires_at < clock_timestamp() AS expired,
        ${last} > ${ELAPSED_MS} + ${aheadMs} AS ahead
      FROM users JOIN game_sessions session ON session.user_id = users.id
      WHERE ${isActiveUser(caller)} AND session.session_token = ${sessionToken}
    ), alive AS (
      UPDATE game_sessions SET expires_at = clock_timestamp() + make_interval(secs => ${idleSeconds})
      FROM session
      WHERE game_sessions.id = session.id AND game_sessions.ended_at IS NULL
        AND NOT session.closed AND NOT session.expired AND NOT session.ahead
      RETURNING session.id, session.user_id, session.started_at, session.elapsed
    ), stored AS (
      INSERT INTO typing_sessions AS t
        (user_id, game_session_id, key_sequence, started_at, kept_at, checkpoint_times)
      SELECT user_id, id, ${JSON.stringify(packKeys(log))}::jsonb, started_at, clock_timestamp(),
        -- A log without keys says nothing of the run's clock.
        CASE WHEN ${log.length > 0} THEN ARRAY[elapsed, ${last}]::int[] ELSE '{}' END
      FROM alive
      ON CONFLICT (game_session_id) DO UPDATE
      SET key_sequence = excluded.key_sequence, kept_at = excluded.kept_at,
        -- A log that does not go on from the last one vouches for nothing before it.
        checkpoint_times = CASE
          WHEN NOT ${continuesLog} THEN excluded.checkpoint_times
          WHEN cardinality(t.checkpoint_times) >= ${2 * MAX_CHECKPOINTS} THEN t.checkpoint_times
          ELSE t.checkpoint_times || excluded.checkpoint_times END
      -- A checkpoint that was overtaken on its way must not undo a later one.
      WHERE NOT t.is_completed
        AND length(t.key_sequence ->> 'keys') < length(excluded.key_sequence ->> 'keys')
    )
    SELECT session.id, session.closed, session.expired, session.ahead
    FROM users LEFT JOIN session ON true WHERE ${isActiveUser(caller)}
  `,
  );
  return row;
}

const abandonedRowSchema = sessionRowSchema.extend({
  key_sequence: storedKeysSchema,
  /** When the checkpoint arrived, in milliseconds since the session's start. */
  checkpoint_ms: z.int(),
  checkpoint_times: z.array(z.int()),
  best_pace: z.number().nullable(),
  others: z.array(z.string()),
});
export type AbandonedRow = z.infer<typeof abandonedRowSchema>;

/** Returns up to `limit` sessions that expired and have a checkpoint, the longest idle first. */
export async function findAbandoned(db: Db, limit: number): Promise<AbandonedRow[]> {
  return selectRows(
    db,
    abandonedRowSchema,
    sql`
    SELECT ${SESSION_COLUMNS}, typed.key_sequence, ${servedSnippets()} AS snippets,
      floor(extract(epoch FROM typed.kept_at - session.started_at) * 1000)::int8 AS checkpoint_ms,
      typed.checkpoint_times, ${bestPace(sql.ref("session.user_id"))} AS best_pace,
      ${otherFingerprints(sql`length(typed.key_sequence ->> 'keys')`)} AS others
    FROM game_sessions session JOIN typing_sessions typed ON typed.game_session_id = session.id
    WHERE session.ended_at IS NULL AND session.expires_at < now()
    ORDER BY session.expires_at LIMIT ${sql.lit(limit)}
  `,
  );
}

/** Closes a session that cannot have a result. */
export async function closeSession(db: Db, sessionId: string): Promise<void> {
  await db
    .updateTable("game_sessions")
    .set(({ ref }) => ({ ended_at: ref("expires_at") }))
    .where("id", "=", sessionId)
    .where("ended_at", "is", null)
    .execute();
}
