/** All SQL about accounts. Each function is one round trip. */
import { type SelectQueryBuilder, sql } from "kysely";
import type { Db } from "../db/client.ts";
import type { DB } from "../db/schema.ts";
import { REFRESH_SECONDS, REUSE_GRACE_SECONDS } from "./tokens.ts";

const USER_COLUMNS = [
  "id",
  "username",
  "email",
  "display_name",
  "role",
  "created_at",
  "last_login_at",
] as const;

/** A refresh token that is about to be stored. */
export interface NewToken {
  hash: string;
  userAgent: string | null;
}

const expiry = sql<string>`now() + make_interval(secs => ${REFRESH_SECONDS})`;

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
    .with("created", (db) =>
      db
        .insertInto("users")
        .values({ ...user, last_login_at: sql`now()` })
        .returning(USER_COLUMNS),
    )
    .with("statistics", (db) =>
      db
        .insertInto("user_statistics")
        .columns(["user_id"])
        .expression((eb) => eb.selectFrom("created").select("id")),
    )
    .with("settings", (db) =>
      db
        .insertInto("user_settings")
        .columns(["user_id"])
        .expression((eb) => eb.selectFrom("created").select("id")),
    )
    .with("token", (db) =>
      db
        .insertInto("refresh_tokens")
        .columns(["user_id", "token_hash", "user_agent", "expires_at"])
        .expression((eb) =>
          eb
            .selectFrom("created")
            .select((eb) => [
              "created.id",
              eb.val(token.hash).as("token_hash"),
              eb.val(token.userAgent).as("user_agent"),
              expiry.as("expires_at"),
            ]),
        )
        .returning("family_id"),
    )
    .selectFrom("created")
    .innerJoin("token", (join) => join.onTrue())
    .selectAll()
    .executeTakeFirstOrThrow();
}

/** What a sign-in needs to know. Inactive and deleted accounts are found too: they take the same time. */
export function findCredentials(db: Db, email: string) {
  return db
    .selectFrom("users")
    .select(["id", "password_hash", "is_active", "deleted_at"])
    .where(sql`lower(email)`, "=", email.toLowerCase())
    .executeTakeFirst();
}

/** Notes a sign-in and stores its first refresh token; undefined when the account was switched off meanwhile. */
export function insertSignIn(db: Db, userId: string, token: NewToken) {
  return db
    .with("signed_in", (db) =>
      db
        .updateTable("users")
        .set({ last_login_at: sql`now()` })
        .where("id", "=", userId)
        .where("is_active", "=", true)
        .where("deleted_at", "is", null)
        .returning(USER_COLUMNS),
    )
    .with("token", (db) =>
      db
        .insertInto("refresh_tokens")
        .columns(["user_id", "token_hash", "user_agent", "expires_at"])
        .expression((eb) =>
          eb
            .selectFrom("signed_in")
            .select((eb) => [
              "signed_in.id",
              eb.val(token.hash).as("token_hash"),
              eb.val(token.userAgent).as("user_agent"),
              expiry.as("expires_at"),
            ]),
        )
        .returning("family_id"),
    )
    .selectFrom("signed_in")
    .innerJoin("token", (join) => join.onTrue())
    .selectAll()
    .executeTakeFirst();
}

export interface Rotation {
  /** The account and family that the token stood for; null when it is not taken. */
  user: {
    id: string;
    username: string;
    email: string;
    display_name: string;
    role: DB["users"]["role"]["__select__"];
    created_at: string;
    last_login_at: string | null;
    family_id: string;
  } | null;
  /** Whether the token was spent longer ago than the grace. */
  reused: boolean;
}

/**
 * Spends one refresh token and stores the next of its family. Parallel requests
 * with the same token wait for each other on its row, and within the grace each
 * gets a successor. A token that comes back later revokes its whole family: one
 * of two holders has stolen it.
 */
export async function rotateToken(db: Db, hash: string, next: NewToken): Promise<Rotation> {
  const grace = sql`make_interval(secs => ${REUSE_GRACE_SECONDS})`;
  const { rows } = await sql<Rotation>`
    WITH spent AS (
      UPDATE refresh_tokens t
      SET spent_at = coalesce(t.spent_at, clock_timestamp())
      FROM users u
      WHERE t.token_hash = ${hash}
        AND t.revoked_at IS NULL AND t.expires_at > now()
        AND (t.spent_at IS NULL OR t.spent_at > now() - ${grace})
        AND u.id = t.user_id AND u.is_active AND u.deleted_at IS NULL
      RETURNING t.user_id, t.family_id
    ), minted AS (
      INSERT INTO refresh_tokens (user_id, family_id, token_hash, user_agent, expires_at)
      SELECT user_id, family_id, ${next.hash}, ${next.userAgent}, ${expiry} FROM spent
    ), reused AS (
      SELECT family_id FROM refresh_tokens
      WHERE token_hash = ${hash} AND spent_at <= now() - ${grace}
    ), revoked AS (
      UPDATE refresh_tokens SET revoked_at = now()
      WHERE family_id IN (SELECT family_id FROM reused) AND revoked_at IS NULL
    )
    SELECT
      EXISTS (SELECT FROM reused) AS reused,
      (SELECT json_build_object(
          'id', u.id, 'username', u.username, 'email', u.email, 'display_name', u.display_name,
          'role', u.role, 'created_at', u.created_at, 'last_login_at', u.last_login_at,
          'family_id', spent.family_id)
        FROM spent JOIN users u ON u.id = spent.user_id) AS "user"
  `.execute(db);
  return rows[0] ?? { user: null, reused: false };
}

/** Signs a device out: every token of the family that the presented one belongs to. */
export function revokeFamily(db: Db, hash: string) {
  return db
    .updateTable("refresh_tokens")
    .set({ revoked_at: sql`now()` })
    .where("family_id", "in", (eb) =>
      eb.selectFrom("refresh_tokens").select("family_id").where("token_hash", "=", hash),
    )
    .where("revoked_at", "is", null)
    .execute();
}

/** The caller's own account; undefined when it may no longer act. */
export function findUser(db: Db, userId: string) {
  return active(db.selectFrom("users"))
    .select(USER_COLUMNS)
    .where("id", "=", userId)
    .executeTakeFirst();
}

const STATISTICS_COLUMNS = [
  "user_statistics.id",
  "user_statistics.user_id",
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
  "user_statistics.created_at",
  "user_statistics.updated_at",
] as const;

/** The caller's statistics; undefined when the account may no longer act. */
export function findStatistics(db: Db, userId: string) {
  return active(db.selectFrom("users"))
    .innerJoin("user_statistics", "user_statistics.user_id", "users.id")
    .select(STATISTICS_COLUMNS)
    .where("users.id", "=", userId)
    .executeTakeFirst();
}
