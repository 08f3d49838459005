/** All SQL that looks at games that ended. Each function is one round trip. */
import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import type { EarnedAchievement } from "../../contracts/achievement.ts";
import type { HistoryItem } from "../../contracts/game.ts";
import type { HistoryFilter } from "../../contracts/history.ts";
import { type Caller, isActiveUser } from "../auth/authorization/queries.ts";
import type { Db } from "../db/client.ts";
import { type StoredKeys, storedKeysSchema } from "./key-log.ts";
import { RESULT_COLUMNS } from "./results.ts";
import {
  SESSION_COLUMNS,
  type SessionRow,
  servedSnippets,
  sessionRowSchema,
} from "./sessions/queries.ts";

/** Where a page of the history ends: the last item's time and id. */
export type HistoryCursor = [endedAt: string, id: string];

const resultColumns = sql.join(RESULT_COLUMNS.map((column) => sql.ref(`result.${column}`)));

/** A session as a result shows it, in columns of their own. */
const playedColumns = sql`session.mode, session.language, session.difficulty, session.outcome,
  session.started_at, session.ended_at AS session_ended_at`;

type PlayedColumns = Omit<HistoryItem["session"], "id" | "ended_at"> & { session_ended_at: string };
type ResultRow = Omit<HistoryItem, "session"> & PlayedColumns;

/** A result and its session, out of one row. */
function withSession<Row extends ResultRow>(row: Row) {
  const { mode, language, difficulty, outcome, started_at, session_ended_at, ...result } = row;
  const session = {
    id: row.session_id,
    mode,
    language,
    difficulty,
    outcome,
    started_at,
    ended_at: session_ended_at,
  };
  return { ...result, session };
}

export interface HistoryPart extends HistoryFilter {
  limit: number;
  after: HistoryCursor | undefined;
}

/**
 * The caller's results that the filter keeps, newest first, one more than `limit`;
 * undefined when the caller may not act.
 */
export async function findHistory(
  db: Db,
  caller: Caller,
  { limit, after, language, difficulty, mode, from, to }: HistoryPart,
): Promise<HistoryItem[] | undefined> {
  const played = [
    language && sql`language = ${language}`,
    difficulty && sql`difficulty = ${difficulty}`,
    mode && sql`mode = ${mode}`,
  ].filter((condition) => condition !== undefined);
  const conditions = [
    sql`user_id = ${caller.id}`,
    after && sql`(ended_at, id) < (${after[0]}, ${after[1]})`,
    from && sql`ended_at >= ${from}::date::timestamp AT TIME ZONE 'UTC'`,
    to && sql`ended_at < (${to}::date + 1)::timestamp AT TIME ZONE 'UTC'`,
    // With IS TRUE it is no join, of which the planner may choose one for the average player, but a hash.
    played.length > 0 &&
      sql`(session_id IN (
        SELECT id FROM game_sessions WHERE user_id = ${caller.id} AND ${sql.join(played, sql` AND `)}
      )) IS TRUE`,
  ].filter((condition) => typeof condition === "object");
  const { rows } = await sql<ResultRow | { id: null }>`
    WITH item AS (
      -- Along an index alone, and the sessions along another.
      SELECT id FROM game_results
      WHERE ${sql.join(conditions, sql` AND `)}
      ORDER BY ended_at DESC, id DESC
      LIMIT ${limit + 1}
    )
    SELECT ${resultColumns}, ${playedColumns}
    FROM users LEFT JOIN (
      item JOIN game_results result ON result.id = item.id
      JOIN game_sessions session ON session.id = result.session_id
    ) ON true
    WHERE ${isActiveUser(caller)}
    ORDER BY result.ended_at DESC, result.id DESC
  `.execute(db);
  if (rows.length === 0) return undefined;
  return rows.filter((row): row is ResultRow => row.id !== null).map(withSession);
}

/** One result with its session and player, unless the player is gone. */
export async function findResult(db: Db, resultId: string) {
  const { rows } = await sql<
    ResultRow & { username: string; display_name: string; achievements: EarnedAchievement[] }
  >`
    SELECT ${resultColumns}, ${playedColumns}, users.username, users.display_name,
      granted_by(result.id) AS achievements
    FROM game_results result
    JOIN users ON users.id = result.user_id AND users.is_active AND users.deleted_at IS NULL
    JOIN game_sessions session ON session.id = result.session_id
    WHERE result.id = ${resultId}
  `.execute(db);
  const [row] = rows;
  if (!row) return undefined;
  const { username, display_name, achievements, ...result } = withSession(row);
  return { ...result, user: { username, display_name }, achievements };
}

export interface ReplayRow extends SessionRow {
  outcome: "defeat" | "quit";
  ended_at_ms: number;
  /** None when it was kept for as long as logs are. */
  key_sequence: StoredKeys | null;
}

export const replayRowSchema = sessionRowSchema.extend({
  outcome: z.enum(["defeat", "quit"]),
  ended_at_ms: z.int(),
  key_sequence: storedKeysSchema.nullable(),
});

/** What it takes to run the results again of players of whom `shown` is true. */
export const replayRows = (resultId: string | null, shown: RawBuilder<unknown>) => sql<ReplayRow>`
  SELECT ${SESSION_COLUMNS},
    session.outcome, session.ended_at_ms, typed.key_sequence, ${servedSnippets()} AS snippets
  FROM game_results result
  JOIN users player ON player.id = result.user_id AND ${shown}
  JOIN game_sessions session ON session.id = result.session_id
  JOIN typing_sessions typed ON typed.game_session_id = session.id
  WHERE result.id = ${resultId}`;

/** What it takes to run a result again, unless its player is gone. */
export async function findReplay(db: Db, resultId: string): Promise<ReplayRow | undefined> {
  const shown = sql`player.is_active AND player.deleted_at IS NULL`;
  const { rows } = await replayRows(resultId, shown).execute(db);
  return rows[0];
}
