import { sql } from "kysely";
import { z } from "zod";
import { difficultySchema, languageSchema } from "../../../contracts/game.ts";

/** Language and difficulty of a player's last run; null for players without any. */
export const lastChoiceSchema = z
  .strictObject({ language: languageSchema, difficulty: difficultySchema })
  .nullable();
type LastChoice = z.infer<typeof lastChoiceSchema>;

/** Selects, for a row of `users`, what that player played last. */
export const lastChoice = sql<LastChoice>`(
  SELECT json_build_object('language', session.language, 'difficulty', session.difficulty)
  FROM game_results result JOIN game_sessions session ON session.id = result.session_id
  WHERE result.user_id = users.id
  ORDER BY result.ended_at DESC, result.id DESC LIMIT 1)`;
