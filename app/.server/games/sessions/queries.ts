/** All SQL about sessions that are opened, played and closed. Each function is one round trip. */

import { sql } from "kysely";
import { z } from "zod";
import type { Difficulty, Language, Mode } from "../../../engine/plan.ts";
import { type Caller, isActiveUser } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";

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
  /** The UTC day whose challenge it plays. */
  challenge_day: string | null;
  snippets: SnippetRow[];
  started_at: string;
  expires_at: string;
}

export const sessionRowSchema = z.strictObject({
  id: z.uuid(),
  user_id: z.uuid(),
  session_token: z.uuid(),
  language: languageSchema,
  difficulty: difficultySchema,
  mode: modeSchema,
  seed: z.int(),
  engine_version: z.int(),
  challenge_day: z.iso.date().nullable(),
  snippets: z.array(snippetSchema.strict()),
  started_at: timeSchema,
  expires_at: timeSchema,
});

/** The texts of the `versions`, by default those that the row `session` was served. */
export const servedSnippets = (versions = sql`session.snippet_versions`) => sql<SnippetRow[]>`(
  SELECT coalesce(json_agg(json_build_object(
      'id', v.snippet_id, 'category', v.category, 'snippet_text', v.snippet_text,
      'token_count', v.token_count, 'expected_wpm', v.expected_wpm) ORDER BY served.place), '[]')
  FROM unnest(${versions}) WITH ORDINALITY AS served (version_id, place)
  JOIN code_snippet_versions v ON v.id = served.version_id
)`;

/** The columns of a `SessionRow`, of the row `session`, but its snippets. */
export const SESSION_COLUMNS = sql`
  session.id, session.user_id, session.session_token, session.language, session.difficulty,
  session.mode, session.seed, session.engine_version, session.challenge_day::text,
  session.started_at, session.expires_at`;

/** What every session starts with. */
export interface Opening {
  seed: number;
  engineVersion: number;
  idleSeconds: number;
}

export interface SessionStart extends Opening {
  language: Language;
  difficulty: Difficulty;
  mode: Mode;
  snippetCount: number;
}

/** Opens a session and picks its snippets (`start_game` in the migrations); undefined when the caller may not act. */
export async function insertSession(db: Db, caller: Caller, start: SessionStart) {
  const { rows } = await sql<SessionRow>`
    SELECT ${SESSION_COLUMNS}, ${servedSnippets()} AS snippets
    FROM users CROSS JOIN LATERAL start_game(
      users.id, ${start.language}, ${start.difficulty}, ${start.mode}, ${start.snippetCount},
      ${start.seed}, ${start.engineVersion}, ${start.idleSeconds}
    ) session
    WHERE ${isActiveUser(caller)}
  `.execute(db);
  return rows[0];
}

export interface ChallengeStart extends Opening {
  language: Language;
  mode: "daily" | "daily_practice";
  day: string;
  snippetCount: number;
}

/** Opens a session on a day's challenge; violates `game_sessions_daily_key` where the one try was taken. */
export async function insertChallengeSession(db: Db, caller: Caller, start: ChallengeStart) {
  const { rows } = await sql<SessionRow>`
    SELECT ${SESSION_COLUMNS}, ${servedSnippets()} AS snippets
    FROM users CROSS JOIN LATERAL start_challenge(
      users.id, ${start.language}, ${CHALLENGE_DIFFICULTY}, ${start.day}, ${start.mode}, ${start.snippetCount},
      ${start.seed}, ${start.engineVersion}, ${start.idleSeconds}
    ) session
    WHERE ${isActiveUser(caller)}
  `.execute(db);
  return rows[0];
}

/**
 * Opens a session on the plan of a result. A rematch of a relaxed run is relaxed,
 * or its ghost would have been another game.
 *
 * @returns undefined when the caller may not act; no session when there is no such result
 */
export async function insertRematchSession(
  db: Db,
  caller: Caller,
  resultId: string,
  { engineVersion, idleSeconds }: Omit<Opening, "seed">,
): Promise<SessionRow | { id: null } | undefined> {
  const { rows } = await sql<SessionRow | { id: null }>`
    SELECT ${SESSION_COLUMNS}, ${servedSnippets()} AS snippets
    FROM users LEFT JOIN LATERAL (
      SELECT opened.* FROM game_results result
      JOIN users rival ON rival.id = result.user_id AND rival.is_active AND rival.deleted_at IS NULL
      JOIN game_sessions played ON played.id = result.session_id
      CROSS JOIN LATERAL open_session(
        users.id, played.language, played.difficulty,
        CASE played.mode WHEN 'relaxed' THEN 'relaxed' ELSE 'rematch' END::"GameMode",
        played.seed, played.snippet_versions, NULL, ${engineVersion}, ${idleSeconds}) opened
      WHERE result.id = ${resultId}
    ) session ON true
    WHERE ${isActiveUser(caller)}
  `.execute(db);
  return rows[0];
}

/** What ending a game needs: the session if it is the caller's, and the result if it has one. */
export interface SessionToEnd extends SessionRow {
  closed: boolean;
  expired: boolean;
  /** Milliseconds since the start, on the database's clock. */
  elapsed: number;
  result_id: string | null;
}

/** Milliseconds since `session` started. */
export const ELAPSED = sql<number>`floor(extract(epoch FROM clock_timestamp() - session.started_at) * 1000)::int8`;

/** @returns undefined when the caller may not act; no session when it is not the caller's */
export async function findSessionToEnd(
  db: Db,
  caller: Caller,
  sessionToken: EndRequest["session_token"],
): Promise<SessionToEnd | { id: null } | undefined> {
  const { rows } = await sql<SessionToEnd | { id: null }>`
    SELECT ${SESSION_COLUMNS}, ${servedSnippets()} AS snippets, ${ELAPSED} AS elapsed,
      session.ended_at IS NOT NULL AS closed, session.expires_at < clock_timestamp() AS expired,
      result.id AS result_id
    FROM users
    LEFT JOIN game_sessions session
      ON session.user_id = users.id AND session.session_token = ${sessionToken}
    LEFT JOIN game_results result ON result.session_id = session.id
    WHERE ${isActiveUser(caller)}
  `.execute(db);
  return rows[0];
}
