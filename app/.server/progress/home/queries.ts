/** All SQL about the start page. */
import { sql } from "kysely";
import { jsonArrayFrom } from "kysely/helpers/postgres";
import type { Difficulty, Language } from "../../../engine/plan.ts";
import { type Caller, isActiveUser } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { type BoardRow, boardRows } from "../../leaderboards/queries.ts";
import { OVERALL } from "../../leaderboards/rank/queries.ts";

/** What somebody would play next: what they prefer, or else what they played last. */
export interface Habit {
  language: Language | null;
  difficulty: Difficulty | null;
}

/** The top of the all-time board, and the caller's habit; null for whoever may not act. One round trip. */
export function findHome(db: Db, caller: Caller | undefined, limit: number) {
  const habit = caller
    ? sql<Habit | null>`(
        SELECT json_build_object(
          'language', coalesce(user_settings.preferred_language, last.language),
          'difficulty', coalesce(user_settings.preferred_difficulty, last.difficulty))
        FROM users
        LEFT JOIN user_settings ON user_settings.user_id = users.id
        LEFT JOIN LATERAL (
          SELECT session.language, session.difficulty
          FROM game_results result JOIN game_sessions session ON session.id = result.session_id
          WHERE result.user_id = users.id
          ORDER BY result.ended_at DESC, result.id DESC LIMIT 1
        ) last ON true
        WHERE ${isActiveUser(caller)})`
    : sql<null>`NULL::json`;
  return db
    .selectNoFrom([
      jsonArrayFrom<BoardRow>(boardRows(db, OVERALL, { limit, after: undefined })).as("rows"),
      habit.as("habit"),
    ])
    .executeTakeFirstOrThrow();
}
