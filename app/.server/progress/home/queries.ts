/** All SQL about the start page. */
import { sql } from "kysely";
import { jsonArrayFrom } from "kysely/helpers/postgres";
import { z } from "zod";
import { difficultySchema, languageSchema } from "../../../contracts/game.ts";
import { ENGINE_VERSION } from "../../../engine/index.ts";
import { type Caller, isActiveUser } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { checkedRow } from "../../db/rows.ts";
import { lastChoice, lastChoiceSchema } from "../../games/results/queries.ts";
import { overall } from "../../leaderboards/board-key.ts";
import { boardRowSchema, boardRows } from "../../leaderboards/queries.ts";

/** The language and difficulty that a player prefers, where the settings say so, and those played last. */
const habitSchema = z.strictObject({
  preferred: z.strictObject({
    language: languageSchema.nullable(),
    difficulty: difficultySchema.nullable(),
  }),
  last: lastChoiceSchema,
});
export type Habit = z.infer<typeof habitSchema>;

const homeRowSchema = z.strictObject({
  rows: z.array(boardRowSchema),
  habit: habitSchema.nullable(),
});

/**
 * Returns the top of the all-time board, and the caller's habit: null for guests and for callers who may not
 * act. One round trip.
 */
export async function findHome(db: Db, caller: Caller | undefined, limit: number) {
  const habit = caller
    ? sql`(
        SELECT json_build_object(
          'preferred', json_build_object(
            'language', user_settings.preferred_language,
            'difficulty', user_settings.preferred_difficulty),
          'last', ${lastChoice})
        FROM users
        LEFT JOIN user_settings ON user_settings.user_id = users.id
        WHERE ${isActiveUser(caller)})`
    : sql`NULL::json`;
  const row = await db
    .selectNoFrom([
      jsonArrayFrom(boardRows(db, overall(ENGINE_VERSION), { count: sql.lit(limit) })).as("rows"),
      habit.as("habit"),
    ])
    .executeTakeFirstOrThrow();
  return checkedRow(homeRowSchema, row);
}
