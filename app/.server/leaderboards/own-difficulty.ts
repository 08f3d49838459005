/** SQL of the difficulty that a player would play next. */
import { sql } from "kysely";
import type { Difficulty } from "../../engine/plan.ts";
import { type Caller, isActiveUser } from "../auth/authorization/queries.ts";

/**
 * Selects the difficulty that the caller prefers in the settings, or else played last; NULL for guests, for
 * callers who may not act, and for players without either.
 */
export const ownDifficulty = (caller: Caller | undefined) => sql<Difficulty | null>`(
  SELECT coalesce(user_settings.preferred_difficulty, last.difficulty)
  FROM users
  LEFT JOIN user_settings ON user_settings.user_id = users.id
  LEFT JOIN LATERAL (
    SELECT session.difficulty
    FROM game_results result JOIN game_sessions session ON session.id = result.session_id
    WHERE result.user_id = users.id
    ORDER BY result.ended_at DESC, result.id DESC LIMIT 1
  ) last ON true
  WHERE ${caller ? isActiveUser(caller) : sql`false`})`;
