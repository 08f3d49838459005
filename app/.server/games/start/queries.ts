/** All SQL that opens sessions. Each function is one round trip. */
import { sql } from "kysely";
import { z } from "zod";
import { CHALLENGE_DIFFICULTY } from "../../../contracts/game.ts";
import type { Difficulty, Language, Mode } from "../../../engine/plan.ts";
import { type Caller, isActiveUser } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { noRowSchema, selectRows } from "../../db/rows.ts";
import {
  SESSION_COLUMNS,
  type SessionRow,
  servedSnippets,
  sessionRowSchema,
} from "../sessions/queries.ts";

/** What every session is opened with. */
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

/**
 * Opens a session and picks its snippets, by the database's function `start_game`.
 *
 * @returns undefined when the caller may not act
 */
export async function insertSession(
  db: Db,
  caller: Caller,
  start: SessionStart,
): Promise<SessionRow | undefined> {
  const [row] = await selectRows(
    db,
    sessionRowSchema,
    sql`
    SELECT ${SESSION_COLUMNS}, ${servedSnippets()} AS snippets
    FROM users CROSS JOIN LATERAL start_game(
      users.id, ${start.language}, ${start.difficulty}, ${start.mode}, ${start.snippetCount},
      ${start.seed}, ${start.engineVersion}, ${start.idleSeconds}
    ) session
    WHERE ${isActiveUser(caller)}
  `,
  );
  return row;
}

export interface ChallengeStart extends Opening {
  language: Language;
  mode: "daily" | "daily_practice";
  day: string;
  snippetCount: number;
}

/**
 * Opens a session on a day's challenge. Violates `game_sessions_daily_key` when the caller has taken the
 * ranked try.
 *
 * @returns undefined when the caller may not act
 */
export async function insertChallengeSession(
  db: Db,
  caller: Caller,
  start: ChallengeStart,
): Promise<SessionRow | undefined> {
  const [row] = await selectRows(
    db,
    sessionRowSchema,
    sql`
    SELECT ${SESSION_COLUMNS}, ${servedSnippets()} AS snippets
    FROM users CROSS JOIN LATERAL start_challenge(
      users.id, ${start.language}, ${CHALLENGE_DIFFICULTY}, ${start.day}, ${start.mode}, ${start.snippetCount},
      ${start.seed}, ${start.engineVersion}, ${start.idleSeconds}
    ) session
    WHERE ${isActiveUser(caller)}
  `,
  );
  return row;
}

const rematchRowSchema = z.union([sessionRowSchema, noRowSchema]);

/**
 * Opens a session on the plan of a result. A rematch of a relaxed run is relaxed too; otherwise the ghost
 * would play by other rules.
 *
 * @returns undefined when the caller may not act; an id of null when there is no such result
 */
export async function insertRematchSession(
  db: Db,
  caller: Caller,
  resultId: string,
  { engineVersion, idleSeconds }: Omit<Opening, "seed">,
): Promise<SessionRow | { id: null } | undefined> {
  const [row] = await selectRows(
    db,
    rematchRowSchema,
    sql`
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
  `,
  );
  return row;
}
