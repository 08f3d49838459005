/** All SQL about what is shown of a player, to everybody or to the player alone. */
import { type RawBuilder, sql } from "kysely";
import { jsonArrayFrom, jsonObjectFrom } from "kysely/helpers/postgres";
import type { Family } from "../../../contracts/achievement.ts";
import type { Export } from "../../../contracts/export.ts";
import type { Difficulty, Language } from "../../../engine/plan.ts";
import { type Caller, isActiveUser, onlyActive } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { FIGURES, streakOn } from "../../progress/statistics/queries.ts";

/** One player by name, whatever its case; undefined when there is none, or none any more. */
export function findPublicProfile(db: Db, username: string, today: string) {
  return onlyActive(db.selectFrom("users"))
    .select((eb) => [
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
            sql<Language>`board.language`.as("language"),
            sql<Difficulty>`board.difficulty`.as("difficulty"),
            "result.final_score",
            "result.words_per_minute",
            "result.accuracy_percentage",
            "result.ended_at",
          ])
          .whereRef("board.user_id", "=", "users.id")
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
          .select(["achievements.name", "achievements.description"])
          .select(["achievements.level", "achievements.points", "unlocked.unlocked_at"])
          .select(sql<Family>`achievements.family`.as("family"))
          .whereRef("unlocked.user_id", "=", "users.id")
          .orderBy("unlocked.unlocked_at", "desc")
          .orderBy("achievements.position", "desc"),
      ).as("achievements"),
    ])
    .where(sql`lower(users.username)`, "=", username.toLowerCase())
    .executeTakeFirst();
}

/** Tables with rows about one account, by the column that names it. */
const ABOUT_A_USER = {
  user_statistics: "user_id",
  user_settings: "user_id",
  sign_ins: "user_id",
  refresh_tokens: "user_id",
  game_sessions: "user_id",
  game_results: "user_id",
  typing_sessions: "user_id",
  typing_results: "user_id",
  leaderboards: "user_id",
  user_achievements: "user_id",
} as const;

/** Columns that are secrets, not data about somebody. */
const SECRETS = sql`- 'password_hash' - 'token_hash' - 'session_token'`;

const hashed = (prefix: string, text: RawBuilder<unknown>) =>
  sql`encode(sha256(convert_to(${prefix}::text || ${text}, 'UTF8')), 'hex')`;

/**
 * Every row about the caller, by table, as one JSON document; undefined when the
 * caller may not act.
 */
export async function findEverything(
  db: Db,
  caller: Caller,
): Promise<Omit<Export, "exported_at"> | undefined> {
  const parts = Object.entries(ABOUT_A_USER).map(
    ([table, column]) => sql`
      (SELECT coalesce(json_agg(to_jsonb(t) ${SECRETS}), '[]')
        FROM ${sql.table(table)} t WHERE ${sql.ref(`t.${column}`)} = users.id) AS ${sql.ref(table)}`,
  );
  const { rows } = await sql<Omit<Export, "exported_at">>`
    SELECT (to_jsonb(users) ${SECRETS}) AS account, ${sql.join(parts)},
      (SELECT coalesce(json_agg(to_jsonb(t)), '[]') FROM friend_relationships t
        WHERE t.requester_id = users.id OR t.addressee_id = users.id) AS friend_relationships,
      -- Named by hashes (auth/throttle/service.ts), which only somebody who knows the address can find.
      (SELECT coalesce(json_agg(to_jsonb(t) - 'subject'), '[]') FROM sign_in_failures t
        WHERE t.subject IN (${hashed("account:", sql`lower(users.email)`)}, ${hashed("guess:", sql`users.id`)})
      ) AS sign_in_failures
    FROM users WHERE ${isActiveUser(caller)}
  `.execute(db);
  return rows[0];
}
