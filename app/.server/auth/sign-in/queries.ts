/** All SQL about signing in: sign-ins (which people know as devices) and their refresh tokens. Each function is one round trip. */
import { sql } from "kysely";
import type { User } from "../../../contracts/account.ts";
import type { Db } from "../../db/client.ts";
import { type Caller, isActiveUser } from "../authorization/queries.ts";
import { type ThrottleSubjects, FAILURE_LIMITS } from "../throttle/queries.ts";
import { REFRESH_SECONDS, REUSE_GRACE_SECONDS } from "../tokens.ts";
import { USER_COLUMNS } from "../user-columns.ts";

/** A refresh token that is about to be stored. */
export interface NewToken {
  hash: string;
  userAgent: string | null;
}

/** When a token that is stored now expires. */
const expiry = sql<string>`now() + make_interval(secs => ${REFRESH_SECONDS})`;

export const TOKEN_COLUMNS = ["user_id", "family_id", "token_hash", "expires_at"] as const;

/** The row of a new sign-in, for the account that the CTE `account` has. */
export const firstSignIn = (token: NewToken) => [
  sql<string>`account.id`.as("user_id"),
  sql.val(token.userAgent).as("user_agent"),
];

/** The row of its first token, for the sign-in that the CTE `sign_in` has. */
export const firstToken = (token: NewToken) => [
  sql<string>`sign_in.user_id`.as("user_id"),
  sql<string>`sign_in.id`.as("family_id"),
  sql.val(token.hash).as("token_hash"),
  expiry.as("expires_at"),
];

/**
 * Notes a sign-in, stores its first refresh token, and forgets the failures;
 * undefined when the account was switched off meanwhile, or its password is no
 * longer the one that was `compared`.
 */
export function insertSignIn(
  db: Db,
  account: { id: string; compared: string },
  token: NewToken,
  subjects: ThrottleSubjects,
) {
  return (
    db
      .with("account", (db) =>
        db
          .updateTable("users")
          .set({ last_login_at: sql`now()` })
          .where("id", "=", account.id)
          .where("password_hash", "=", account.compared)
          .where("is_active", "=", true)
          .where("deleted_at", "is", null)
          .returning(USER_COLUMNS),
      )
      .with("forgotten", (db) =>
        db
          .deleteFrom("sign_in_failures")
          .where("subject", "=", subjects.account)
          .where((eb) => eb.exists(eb.selectFrom("account").select("id")))
          .returning("subject"),
      )
      // This account is no longer one that the network address failed on.
      .with("forgiven", (db) =>
        db
          .updateTable("sign_in_failures")
          .set((eb) => ({
            failures: eb("failures", "-", 1),
            blocked_until: sql`CASE WHEN failures > ${FAILURE_LIMITS.network.slowed} THEN blocked_until END`,
          }))
          .where("subject", "=", subjects.network)
          // Of parallel sign-ins only the one that had something to take back.
          .where((eb) => eb.exists(eb.selectFrom("forgotten").select("subject")))
          .where("failures", ">", 0),
      )
      .with("sign_in", (db) =>
        db
          .insertInto("sign_ins")
          .columns(["user_id", "user_agent"])
          .expression((eb) => eb.selectFrom("account").select(firstSignIn(token)))
          .returning(["id", "user_id"]),
      )
      .with("token", (db) =>
        db
          .insertInto("refresh_tokens")
          .columns(TOKEN_COLUMNS)
          .expression((eb) => eb.selectFrom("sign_in").select(firstToken(token))),
      )
      .selectFrom("account")
      .innerJoin("sign_in", "sign_in.user_id", "account.id")
      .leftJoin("user_settings", "user_settings.user_id", "account.id")
      .selectAll("account")
      .select(["sign_in.id as family_id", "user_settings.theme", "user_settings.notifications"])
      .executeTakeFirst()
  );
}

export interface TokenRotation {
  /** The account and sign-in that the token stood for; null when it is not taken. */
  user: (User & { family_id: string }) | null;
  /** Whether the token was spent longer ago than the grace. */
  reused: boolean;
}

/**
 * Spends one refresh token and stores the next of its family. Parallel requests
 * with the same token wait for each other on the sign-in's row, and within the
 * grace each gets a successor. A token that comes back later ends the whole
 * sign-in: one of two holders has stolen it.
 */
export async function rotateToken(db: Db, hash: string, next: NewToken): Promise<TokenRotation> {
  const grace = sql`make_interval(secs => ${REUSE_GRACE_SECONDS})`;
  const { rows } = await sql<TokenRotation>`
    WITH used AS (
      UPDATE sign_ins s SET last_used_at = clock_timestamp(), user_agent = ${next.userAgent}
      FROM refresh_tokens t JOIN users u ON u.id = t.user_id
      WHERE t.token_hash = ${hash} AND s.id = t.family_id AND s.revoked_at IS NULL
        AND t.expires_at > now()
        AND (t.spent_at IS NULL OR t.spent_at > now() - ${grace})
        AND u.is_active AND u.deleted_at IS NULL
      RETURNING s.id, s.user_id
    ), spent AS (
      UPDATE refresh_tokens SET spent_at = coalesce(spent_at, clock_timestamp())
      WHERE token_hash = ${hash} AND EXISTS (SELECT FROM used)
    ), minted AS (
      INSERT INTO refresh_tokens (user_id, family_id, token_hash, expires_at)
      SELECT user_id, id, ${next.hash}, ${expiry} FROM used
    ), reused AS (
      SELECT end_sign_ins(user_id, p_only => family_id) FROM refresh_tokens
      WHERE token_hash = ${hash} AND spent_at <= now() - ${grace}
    )
    SELECT
      EXISTS (SELECT FROM reused) AS reused,
      (SELECT json_build_object(
          'id', u.id, 'username', u.username, 'email', u.email, 'display_name', u.display_name,
          'role', u.role, 'created_at', u.created_at, 'last_login_at', u.last_login_at,
          'family_id', used.id)
        FROM used JOIN users u ON u.id = used.user_id) AS "user"
  `.execute(db);
  return rows[0] ?? { user: null, reused: false };
}

/** Signs a device out: the sign-in that the presented token belongs to. */
export async function endSignIn(db: Db, hash: string): Promise<void> {
  await sql`SELECT end_sign_ins(user_id, p_only => family_id)
    FROM refresh_tokens WHERE token_hash = ${hash}`.execute(db);
}

export interface DeviceRow {
  id: string;
  user_agent: string | null;
  signed_in_at: string;
  last_used_at: string;
}

/** The caller's signed-in devices, the last used first; undefined when the caller may not act. */
export async function findDevices(db: Db, caller: Caller): Promise<DeviceRow[] | undefined> {
  const { rows } = await sql<DeviceRow>`
    SELECT device.id, device.user_agent, device.created_at AS signed_in_at, device.last_used_at
    FROM users JOIN sign_ins device ON device.user_id = users.id
    WHERE ${isActiveUser(caller)} AND device.revoked_at IS NULL
      AND device.last_used_at > now() - make_interval(secs => ${REFRESH_SECONDS})
    ORDER BY device.last_used_at DESC, device.id
  `.execute(db);
  // The one that asks is among them.
  return rows.length > 0 ? rows : undefined;
}

/** Signs one of the caller's devices out; undefined when the caller may not act. */
export async function endDevice(db: Db, caller: Caller, deviceId: string) {
  const { rows } = await sql<{ ended: number }>`
    SELECT end_sign_ins(users.id, p_only => ${deviceId}::uuid) AS ended
    FROM users WHERE ${isActiveUser(caller)}
  `.execute(db);
  return rows[0];
}
