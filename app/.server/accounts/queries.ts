/** All SQL about accounts. Each function is one round trip. */
import { type SelectQueryBuilder, sql } from "kysely";
import type { ProfileUpdate } from "../../contracts/account.ts";
import type { Db } from "../db/client.ts";
import type { DB } from "../db/schema.ts";
import { firstToken, type NewToken, TOKEN_COLUMNS } from "../sign-in/queries.ts";
import type { Viewer } from "../sign-in/tokens.ts";
import { USER_COLUMNS } from "../sign-in/user-columns.ts";

/** Keeps the rows of `users` that may act: active and not deleted. */
export function active<O>(query: SelectQueryBuilder<DB, "users", O>) {
  return query.where("users.is_active", "=", true).where("users.deleted_at", "is", null);
}

/** Creates an account with its statistics and settings, signed in. */
export function insertUser(
  db: Db,
  user: { username: string; email: string; display_name: string; password_hash: string },
  token: NewToken,
) {
  return db
    .with("account", (db) =>
      db
        .insertInto("users")
        .values({ ...user, last_login_at: sql`now()` })
        .returning(USER_COLUMNS),
    )
    .with("statistics", (db) =>
      db
        .insertInto("user_statistics")
        .columns(["user_id"])
        .expression((eb) => eb.selectFrom("account").select("id")),
    )
    .with("settings", (db) =>
      db
        .insertInto("user_settings")
        .columns(["user_id"])
        .expression((eb) => eb.selectFrom("account").select("id")),
    )
    .with("token", (db) =>
      db
        .insertInto("refresh_tokens")
        .columns(TOKEN_COLUMNS)
        .expression((eb) => eb.selectFrom("account").select(firstToken(token)))
        .returning("family_id"),
    )
    .selectFrom("account")
    .innerJoin("token", (join) => join.onTrue())
    .selectAll()
    .executeTakeFirstOrThrow();
}

/** The caller's own account; undefined when it may no longer act. */
export function findUser(db: Db, userId: string) {
  return active(db.selectFrom("users"))
    .select(USER_COLUMNS)
    .where("id", "=", userId)
    .executeTakeFirst();
}

/** The figures of `user_statistics`, for everybody to see. */
export const FIGURES = [
  "total_games",
  "total_playtime_sec",
  "best_score",
  "best_wpm",
  "avg_wpm",
  "avg_accuracy",
  "total_words_typed",
  "total_enemies_killed",
  "highest_wave",
  "favorite_language",
] as const;

/** The caller's statistics; undefined when the account may no longer act. */
export function findStatistics(db: Db, userId: string) {
  return active(db.selectFrom("users"))
    .innerJoin("user_statistics", "user_statistics.user_id", "users.id")
    .select(["user_statistics.id", "user_statistics.user_id"])
    .select(FIGURES)
    .select(["user_statistics.created_at", "user_statistics.updated_at"])
    .where("users.id", "=", userId)
    .executeTakeFirst();
}

/** Changes what others see of an account; undefined when it may no longer act. */
export function updateProfile(db: Db, userId: string, change: ProfileUpdate) {
  return db
    .updateTable("users")
    .set(change)
    .where("id", "=", userId)
    .where("is_active", "=", true)
    .where("deleted_at", "is", null)
    .returning(USER_COLUMNS)
    .executeTakeFirst();
}

/**
 * Changes the password, unless it was changed since `before` was read, revokes
 * every token of the other devices, and forgets the wrong `guesses`.
 */
export function updatePassword(
  db: Db,
  viewer: Viewer,
  before: string,
  next: string,
  guesses: string,
) {
  return db
    .with("forgotten", (db) => db.deleteFrom("sign_in_failures").where("subject", "=", guesses))
    .with("changed", (db) =>
      db
        .updateTable("users")
        .set({ password_hash: next })
        .where("id", "=", viewer.id)
        .where("password_hash", "=", before)
        .where("is_active", "=", true)
        .where("deleted_at", "is", null)
        .returning("id"),
    )
    .with("revoked", (db) =>
      db
        .updateTable("refresh_tokens")
        .set({ revoked_at: sql`now()` })
        .where("user_id", "in", (eb) => eb.selectFrom("changed").select("id"))
        .where("family_id", "!=", viewer.family)
        .where("revoked_at", "is", null),
    )
    .selectFrom("changed")
    .select("id")
    .executeTakeFirst();
}

/** Marks an account as deleted, ends its sign-ins and games, and takes it off the boards. */
export function markDeleted(db: Db, userId: string, guesses: string) {
  return db
    .with("forgotten", (db) => db.deleteFrom("sign_in_failures").where("subject", "=", guesses))
    .with("deleted", (db) =>
      db
        .updateTable("users")
        .set({ deleted_at: sql`now()`, is_active: false })
        .where("id", "=", userId)
        .where("deleted_at", "is", null)
        .returning("id"),
    )
    .with("revoked", (db) =>
      db
        .updateTable("refresh_tokens")
        .set({ revoked_at: sql`now()` })
        .where("user_id", "in", (eb) => eb.selectFrom("deleted").select("id"))
        .where("revoked_at", "is", null),
    )
    .with("closed", (db) =>
      db
        .updateTable("game_sessions")
        .set({ ended_at: sql`now()` })
        .where("user_id", "in", (eb) => eb.selectFrom("deleted").select("id"))
        .where("ended_at", "is", null),
    )
    .deleteFrom("leaderboards")
    .where("user_id", "in", (eb) => eb.selectFrom("deleted").select("id"))
    .execute();
}
