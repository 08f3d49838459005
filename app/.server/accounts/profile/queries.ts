/** The SQL of a player's public page. */
import { sql } from "kysely";
import { jsonArrayFrom, jsonObjectFrom } from "kysely/helpers/postgres";
import { z } from "zod";
import { relationSchema } from "../../../contracts/friends.ts";
import { bestRunSchema, publicProfileSchema } from "../../../contracts/profile.ts";
import { ENGINE_VERSION } from "../../../engine/index.ts";
import { type Caller, isActiveUser, onlyActive } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { checkedRow } from "../../db/rows.ts";
import { jsonTimeSchema } from "../../db/time.ts";
import { raceChoice, raceChoiceSchema } from "../../friends/queries.ts";
import { FIGURES, streakOn } from "../../progress/statistics/queries.ts";

/** What the player in the row `users` is to the caller. */
const relationTo = (caller: Caller | undefined) =>
  caller
    ? sql<string | null>`(
        SELECT relation_of(me.id, users.id)
        FROM (SELECT users.id FROM users WHERE ${isActiveUser(caller)}) me WHERE me.id <> users.id)`
    : sql<string | null>`NULL::text`;

const { statistics, achievements } = publicProfileSchema.shape;

const publicProfileRowSchema = publicProfileSchema
  .extend({
    statistics: statistics.strict(),
    best_runs: z.array(bestRunSchema.extend({ ended_at: jsonTimeSchema }).strict()),
    achievements: z.array(achievements.element.extend({ unlocked_at: jsonTimeSchema }).strict()),
  })
  .strict();

const profileWithRelationRowSchema = publicProfileRowSchema
  .extend({
    id: z.uuid(),
    relation: relationSchema.nullable(),
    /** What the caller prefers, for a race with a friend. */
    preferred: raceChoiceSchema,
  })
  .strict();

/**
 * Finds an active player by name, in any case, and what the player is to the caller; undefined when there is no such
 * player. Without a caller, for a caller who may not act and for the caller's own profile the relation is null.
 */
export async function findPublicProfile(
  db: Db,
  caller: Caller | undefined,
  username: string,
  today: string,
) {
  const row = await onlyActive(db.selectFrom("users"))
    .select((eb) => [
      "users.id",
      "users.username",
      "users.display_name",
      "users.created_at",
      jsonObjectFrom(
        eb
          .selectFrom("user_statistics")
          .select(FIGURES)
          .select(streakOn(today))
          .whereRef("user_statistics.user_id", "=", "users.id"),
      )
        .$notNull()
        .as("statistics"),
      jsonArrayFrom(
        eb
          .selectFrom("leaderboards as board")
          .innerJoin("game_results as result", "result.id", "board.result_id")
          .select([
            "board.result_id",
            "board.language",
            "board.difficulty",
            "result.final_score",
            "result.words_per_minute",
            "result.accuracy_percentage",
            "result.standard_wpm",
            "result.key_accuracy",
            "result.ended_at",
          ])
          .whereRef("board.user_id", "=", "users.id")
          .where("board.season", "=", ENGINE_VERSION)
          .where("board.leaderboard_type", "=", "all_time")
          .where("board.metric", "=", "score")
          .where("board.language", "is not", null)
          .where("board.difficulty", "is not", null)
          .orderBy("result.final_score", "desc"),
      ).as("best_runs"),
      jsonArrayFrom(
        eb
          .selectFrom("user_achievements as unlocked")
          .innerJoin("achievements", "achievements.id", "unlocked.achievement_id")
          .select(["achievements.name", "achievements.description", "achievements.family"])
          .select(["achievements.level", "achievements.points", "unlocked.unlocked_at"])
          .whereRef("unlocked.user_id", "=", "users.id")
          .orderBy("unlocked.unlocked_at", "desc")
          .orderBy("achievements.position", "desc"),
      ).as("achievements"),
    ])
    .select(relationTo(caller).as("relation"))
    .select(raceChoice(sql`${caller?.id ?? null}::uuid`).as("preferred"))
    .where(sql`lower(users.username)`, "=", username.toLowerCase())
    .executeTakeFirst();
  return row && checkedRow(profileWithRelationRowSchema, row);
}
