/** All SQL about the logs that running games leave behind them. Each function is one round trip. */
import { sql } from "kysely";
import type { KeyPress } from "../../../engine/replay.ts";
import { type Caller, isActiveUser } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { packKeys, type StoredKeys } from "../key-log.ts";
import { ELAPSED, SESSION_COLUMNS, type SessionRow, servedSnippets } from "../sessions/queries.ts";

/** What became of a checkpoint: kept, unless one of the others is true. */
export interface Checkpoint {
  id: string;
  closed: boolean;
  expired: boolean;
  ahead: boolean;
}

/**
 * Keeps the log so far of the caller's session, unless a longer one is there, and
 * the session alive.
 *
 * @param aheadMs how many milliseconds the last key may be ahead of the database's clock
 * @returns undefined when the caller may not act; no id when the session is not the caller's
 */
export async function keepLog(
  db: Db,
  caller: Caller,
  sessionToken: string,
  log: readonly KeyPress[],
  { aheadMs, idleSeconds }: { aheadMs: number; idleSeconds: number },
): Promise<Checkpoint | { id: null } | undefined> {
  const last = log.at(-1)?.[0] ?? 0;
  const { rows } = await sql<Checkpoint | { id: null }>`
    WITH session AS (
      SELECT session.id, session.user_id, session.started_at,
        session.ended_at IS NOT NULL AS closed,
        session.expires_at < clock_timestamp() AS expired,
        ${last} > ${ELAPSED} + ${aheadMs} AS ahead
      FROM users JOIN game_sessions session ON session.user_id = users.id
      WHERE ${isActiveUser(caller)} AND session.session_token = ${sessionToken}
    ), alive AS (
      UPDATE game_sessions SET expires_at = clock_timestamp() + make_interval(secs => ${idleSeconds})
      FROM session
      WHERE game_sessions.id = session.id AND game_sessions.ended_at IS NULL
        AND NOT session.closed AND NOT session.expired AND NOT session.ahead
      RETURNING session.id, session.user_id, session.started_at
    ), kept AS (
      INSERT INTO typing_sessions AS t (user_id, game_session_id, key_sequence, started_at, kept_at)
      SELECT user_id, id, ${JSON.stringify(packKeys(log))}::jsonb, started_at, clock_timestamp() FROM alive
      ON CONFLICT (game_session_id) DO UPDATE
      SET key_sequence = excluded.key_sequence, kept_at = excluded.kept_at
      -- A checkpoint that was overtaken on its way must not undo a later one.
      WHERE NOT t.is_completed
        AND length(t.key_sequence ->> 'keys') < length(excluded.key_sequence ->> 'keys')
    )
    SELECT session.id, session.closed, session.expired, session.ahead
    FROM users LEFT JOIN session ON true WHERE ${isActiveUser(caller)}
  `.execute(db);
  return rows[0];
}

export interface AbandonedRow extends SessionRow {
  key_sequence: StoredKeys;
  /** When the log came in, in milliseconds since the session's start. */
  kept_after: number;
}

/** Up to `limit` sessions that idled away and left a log behind, the longest idle first. */
export async function findAbandoned(db: Db, limit: number): Promise<AbandonedRow[]> {
  const { rows } = await sql<AbandonedRow>`
    SELECT ${SESSION_COLUMNS}, typed.key_sequence, ${servedSnippets()} AS snippets,
      floor(extract(epoch FROM typed.kept_at - session.started_at) * 1000)::int8 AS kept_after
    FROM game_sessions session JOIN typing_sessions typed ON typed.game_session_id = session.id
    WHERE session.ended_at IS NULL AND session.expires_at < now()
    ORDER BY session.expires_at LIMIT ${limit}
  `.execute(db);
  return rows;
}

/** Closes a session that cannot have a result. */
export async function closeSession(db: Db, sessionId: string): Promise<void> {
  await sql`UPDATE game_sessions SET ended_at = expires_at
    WHERE id = ${sessionId} AND ended_at IS NULL`.execute(db);
}
