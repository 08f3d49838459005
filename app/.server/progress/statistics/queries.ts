/** All SQL that reads `user_statistics`. */
import { sql } from "kysely";
import { statisticsSchema, type UserStatistics } from "../../../contracts/statistics.ts";
import { type Caller, isActiveUser } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { checkedRow } from "../../db/rows.ts";

/** The public columns of `user_statistics` that do not depend on the day. */
export const FIGURES = [
  "total_games",
  "total_playtime_sec",
  "best_score",
  "best_wpm",
  "avg_wpm",
  "avg_accuracy",
  "best_standard_wpm",
  "avg_standard_wpm",
  "avg_key_accuracy",
  "total_words_typed",
  "total_enemies_killed",
  "highest_wave",
  "favorite_language",
  "best_combo",
  "best_sustained_wpm",
  "best_accuracy",
  "longest_flawless",
  "challenge_runs",
  "best_streak",
] as const;

/** Selects the columns that depend on the UTC day: a streak that ended yesterday can still continue, an older one is over. */
export const streakOn = (today: string) => [
  sql<string | null>`user_statistics.last_played_day::text`.as("last_played_day"),
  sql<number>`CASE WHEN user_statistics.last_played_day >= ${today}::date - 1
    THEN user_statistics.last_streak ELSE 0 END`.as("current_streak"),
];

/** Returns the caller's statistics; undefined when the caller may not act. */
export async function findStatistics(
  db: Db,
  caller: Caller,
  today: string,
): Promise<UserStatistics | undefined> {
  const row = await db
    .selectFrom("users")
    .innerJoin("user_statistics", "user_statistics.user_id", "users.id")
    .select(["user_statistics.id", "user_statistics.user_id"])
    .select(FIGURES)
    .select(streakOn(today))
    .select(["user_statistics.created_at", "user_statistics.updated_at"])
    .where(isActiveUser(caller))
    .executeTakeFirst();
  return row && checkedRow(statisticsSchema.strict(), row);
}
