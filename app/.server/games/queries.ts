/** All SQL about games but the storing of a result (results.ts). Each function is one round trip. */
import { sql } from "kysely";
import { jsonObjectFrom } from "kysely/helpers/postgres";
import type { EndRequest, HistoryItem, StartRequest } from "../../contracts/game.ts";
import type { Difficulty, Language, Mode } from "../../engine/plan.ts";
import { active } from "../accounts/queries.ts";
import { type Caller, isCaller } from "../callers/queries.ts";
import type { Db } from "../db/client.ts";
import type { StoredKeys } from "./key-log.ts";
import { RESULT_COLUMNS } from "./results.ts";

export interface SnippetRow {
  id: string;
  category: string;
  snippet_text: string;
  token_count: number;
  expected_wpm: number;
}

/** A session with the snippets that it was served, in their order. */
export interface SessionRow {
  id: string;
  user_id: string;
  session_token: string;
  language: Language;
  difficulty: Difficulty;
  mode: Mode;
  seed: number;
  engine_version: number;
  snippets: SnippetRow[];
  started_at: string;
  expires_at: string;
}

const servedSnippets = sql<SnippetRow[]>`(
  SELECT coalesce(json_agg(json_build_object(
      'id', v.snippet_id, 'category', v.category, 'snippet_text', v.snippet_text,
      'token_count', v.token_count, 'expected_wpm', v.expected_wpm) ORDER BY served.place), '[]')
  FROM unnest(session.snippet_versions) WITH ORDINALITY AS served (version_id, place)
  JOIN code_snippet_versions v ON v.id = served.version_id
)`;

const SESSION_COLUMNS = [
  "session.id",
  "session.user_id",
  "session.session_token",
  "session.language",
  "session.difficulty",
  "session.mode",
  "session.seed",
  "session.engine_version",
  "session.started_at",
  "session.expires_at",
] as const;

export interface StartParameters extends StartRequest {
  snippetCount: number;
  seed: number;
  engineVersion: number;
  idleSeconds: number;
}

/** Opens a session and picks its snippets (`start_game` in the migrations); undefined when the caller may not act. */
export async function insertSession(
  db: Db,
  caller: Caller,
  start: StartParameters,
): Promise<SessionRow | undefined> {
  const { rows } = await sql<SessionRow>`
    SELECT ${sql.join(SESSION_COLUMNS.map((column) => sql.ref(column)))}, ${servedSnippets} AS snippets
    FROM users CROSS JOIN LATERAL start_game(
      users.id, ${start.language}, ${start.difficulty}, ${start.mode}, ${start.snippetCount},
      ${start.seed}, ${start.engineVersion}, ${start.idleSeconds}
    ) session
    WHERE ${isCaller(caller)}
  `.execute(db);
  return rows[0];
}

/** What ending a game needs: the session if it is the caller's, and the result if it has one. */
export interface SessionToEnd extends SessionRow {
  closed: boolean;
  expired: boolean;
  /** Milliseconds since the start, on the database's clock. */
  elapsed: number;
  result: { id: string } | null;
}

/** @returns undefined when the caller may not act; `session` null when it is not the caller's */
export async function findSessionToEnd(
  db: Db,
  caller: Caller,
  sessionToken: EndRequest["session_token"],
): Promise<{ session: SessionToEnd | null } | undefined> {
  return db
    .selectFrom("users")
    .select((eb) =>
      jsonObjectFrom(
        eb
          .selectFrom("game_sessions as session")
          .leftJoin("game_results as result", "result.session_id", "session.id")
          .select(SESSION_COLUMNS)
          .select((eb) => [
            servedSnippets.as("snippets"),
            eb("session.ended_at", "is not", null).as("closed"),
            sql<boolean>`session.expires_at < clock_timestamp()`.as("expired"),
            sql<number>`floor(extract(epoch FROM clock_timestamp() - session.started_at) * 1000)`.as(
              "elapsed",
            ),
            sql<{
              id: string;
            } | null>`CASE WHEN result.id IS NOT NULL THEN json_build_object('id', result.id) END`.as(
              "result",
            ),
          ])
          .whereRef("session.user_id", "=", "users.id")
          .where("session.session_token", "=", sessionToken),
      ).as("session"),
    )
    .where(isCaller(caller))
    .executeTakeFirst() as Promise<{ session: SessionToEnd | null } | undefined>;
}

/** Where a page of the history ends: the last item's time and id. */
export type HistoryCursor = [endedAt: string, id: string];

const resultColumns = RESULT_COLUMNS.map((column) => `result.${column}` as const);

/** A session as a result shows it, in columns of their own. */
const playedColumns = [
  "session.mode",
  "session.language",
  "session.difficulty",
  "session.outcome",
  "session.started_at",
  "session.ended_at as session_ended_at",
] as const;

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

/** The caller's results, newest first, one more than `limit`; undefined when the caller may not act. */
export async function findHistory(
  db: Db,
  caller: Caller,
  limit: number,
  after: HistoryCursor | undefined,
): Promise<HistoryItem[] | undefined> {
  const rows = await db
    .selectFrom("users")
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom("game_results as result")
          .innerJoin("game_sessions as session", "session.id", "result.session_id")
          .select(resultColumns)
          .select(playedColumns)
          .whereRef("result.user_id", "=", "users.id")
          .$if(after !== undefined, (query) =>
            query.where(
              sql<boolean>`(result.ended_at, result.id) < (${after?.[0]}, ${after?.[1]})`,
            ),
          )
          .orderBy("result.ended_at", "desc")
          .orderBy("result.id", "desc")
          .limit(limit + 1)
          .as("item"),
      (join) => join.onTrue(),
    )
    .selectAll("item")
    .where(isCaller(caller))
    .execute();
  if (rows.length === 0) return undefined;
  return (rows as (ResultRow | { id: null })[])
    .filter((row): row is ResultRow => row.id !== null)
    .map(withSession);
}

/** One result with its session and player, unless the player is gone. */
export async function findResult(db: Db, resultId: string) {
  const row = await active(
    db
      .selectFrom("users")
      .innerJoin("game_results as result", "result.user_id", "users.id")
      .innerJoin("game_sessions as session", "session.id", "result.session_id")
      .select(resultColumns)
      .select(playedColumns)
      .select(["users.username", "users.display_name"])
      .where("result.id", "=", resultId) as never,
  ).executeTakeFirst();
  if (!row) return undefined;
  const { username, display_name, ...result } = withSession(
    row as ResultRow & { username: string; display_name: string },
  );
  return { ...result, user: { username, display_name } };
}

export interface ReplayRow extends SessionRow {
  outcome: "defeat" | "quit";
  ended_at_ms: number;
  key_sequence: StoredKeys;
}

/** What it takes to run a result again. */
export async function findReplay(db: Db, resultId: string): Promise<ReplayRow | undefined> {
  const { rows } = await sql<ReplayRow>`
    SELECT ${sql.join(SESSION_COLUMNS.map((column) => sql.ref(column)))},
      session.outcome, session.ended_at_ms, typed.key_sequence, ${servedSnippets} AS snippets
    FROM game_results result
    JOIN users ON users.id = result.user_id AND users.is_active AND users.deleted_at IS NULL
    JOIN game_sessions session ON session.id = result.session_id
    JOIN typing_sessions typed ON typed.game_session_id = session.id
    WHERE result.id = ${resultId}
  `.execute(db);
  return rows[0];
}
