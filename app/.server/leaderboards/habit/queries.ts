/** SQL of what a player would play next. */
import { sql } from "kysely";
import { z } from "zod";
import { difficultySchema, languageSchema } from "../../../contracts/game.ts";
import { type Caller, isActiveUser } from "../../auth/authorization/queries.ts";

/** The language and difficulty that a player prefers, or else played last. */
export const habitSchema = z.strictObject({
  language: languageSchema.nullable(),
  difficulty: difficultySchema.nullable(),
});
export type Habit = z.infer<typeof habitSchema>;

/** Selects the caller's habit; no row for guests and for callers who may not act. */
export const habitOf = (caller: Caller | undefined) => sql<Habit>`
  SELECT coalesce(user_settings.preferred_language, last.language) AS language,
    coalesce(user_settings.preferred_difficulty, last.difficulty) AS difficulty
  FROM users
  LEFT JOIN user_settings ON user_settings.user_id = users.id
  LEFT JOIN LATERAL (
    SELECT session.language, session.difficulty
    FROM game_results result JOIN game_sessions session ON session.id = result.session_id
    WHERE result.user_id = users.id
    ORDER BY result.ended_at DESC, result.id DESC LIMIT 1
  ) last ON true
  WHERE ${caller ? isActiveUser(caller) : sql`false`}`;
