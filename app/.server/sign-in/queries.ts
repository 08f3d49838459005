/** All SQL about signing in: attempts, refresh tokens, devices. Each function is one round trip. */
import { sql } from "kysely";
import type { User } from "../../contracts/account.ts";
import type { Db } from "../db/client.ts";
import { REFRESH_SECONDS, REUSE_GRACE_SECONDS } from "./tokens.ts";
import { USER_COLUMNS } from "./user-columns.ts";

/** A refresh token that is about to be stored. */
export interface NewToken {
  hash: string;
  userAgent: string | null;
}

/** When a token that is stored now expires. */
const expiry = sql<string>`now() + make_interval(secs => ${REFRESH_SECONDS})`;

export const TOKEN_COLUMNS = ["user_id", "token_hash", "user_agent", "expires_at"] as const;

/** The row of a sign-in's first token, for the account that the CTE `account` has. */
export const firstToken = (token: NewToken) => [
  sql<string>`account.id`.as("user_id"),
  sql.val(token.hash).as("token_hash"),
  sql.val(token.userAgent).as("user_agent"),
  expiry.as("expires_at"),
];

/**
 * How failures are answered: slowed from so many on, each time twice as long, and
 * locked from so many. An account is named by its email address, known or not.
 * A network address may be a whole school, and counts accounts instead of attempts.
 */
const LIMITS = {
  account: { slowed: 5, locked: 10 },
  network: { slowed: 50, locked: 100 },
};
const LOCKED_SECONDS = 15 * 60;

/** Who tries to sign in, as hashes. */
export interface AttemptSubjects {
  account: string;
  /** The network address; null when it is not known. */
  network: string | null;
}

export interface Attempt {
  /** Milliseconds until the next attempt is taken; null when this one is. */
  blocked_ms: number | null;
  /** Failed attempts on this account before this one. */
  failures: number;
  user: { id: string; password_hash: string; usable: boolean } | null;
}

/** One failure more; after a quiet quarter of an hour the first again. */
function countFailure({ slowed, locked }: { slowed: number; locked: number }) {
  const failures = sql`CASE
    WHEN f.last_failed_at < now() - make_interval(secs => ${LOCKED_SECONDS}) THEN 1
    ELSE f.failures + 1 END`;
  return sql`
    failures = ${failures},
    last_failed_at = now(),
    blocked_until = now() + block_after(${failures}, ${slowed}, ${locked}, ${LOCKED_SECONDS})
    WHERE f.blocked_until IS NULL OR f.blocked_until <= now()`;
}

/**
 * Counts an attempt as failed before the password is looked at, and finds the
 * account. A hundred attempts at once are thus a hundred failures, not one
 * reading of "none so far"; `insertSignIn` takes them back. One
 * colleague's forgotten password counts once for the network address.
 */
export async function countAttempt(
  db: Db,
  email: string,
  subjects: AttemptSubjects,
): Promise<Attempt> {
  const { rows } = await sql<Attempt>`
    WITH account AS (
      INSERT INTO sign_in_failures AS f (subject, failures) VALUES (${subjects.account}, 1)
      ON CONFLICT (subject) DO UPDATE SET ${countFailure(LIMITS.account)}
      RETURNING failures
    ), network AS (
      INSERT INTO sign_in_failures AS f (subject, failures)
      SELECT ${subjects.network}::text, 1 FROM account WHERE failures = 1 AND ${subjects.network}::text IS NOT NULL
      ON CONFLICT (subject) DO UPDATE SET ${countFailure(LIMITS.network)}
      RETURNING failures
    ), blocked AS (
      SELECT max(blocked_until) AS until FROM sign_in_failures
      WHERE subject IN (${subjects.account}, ${subjects.network}) AND blocked_until > now()
    )
    SELECT
      coalesce(
        (SELECT ceil(extract(epoch FROM until - now()) * 1000)::int FROM blocked),
        -- Blocked by an attempt at the same moment, which this statement's snapshot does not show.
        CASE WHEN NOT EXISTS (SELECT FROM account) OR (
          ${subjects.network}::text IS NOT NULL
          AND EXISTS (SELECT FROM account WHERE failures = 1) AND NOT EXISTS (SELECT FROM network)
        ) THEN 1000 END
      ) AS blocked_ms,
      coalesce((SELECT failures - 1 FROM account), 0) AS failures,
      (SELECT json_build_object('id', id, 'password_hash', password_hash,
          'usable', is_active AND deleted_at IS NULL)
        FROM users WHERE lower(email) = ${email.toLowerCase()}) AS "user"
  `.execute(db);
  return rows[0] ?? { blocked_ms: null, failures: 0, user: null };
}

export interface Guess {
  password_hash: string;
  /** Whether it may be looked at; else in how many milliseconds the next one may. */
  taken: boolean;
  blocked_ms: number;
}

/**
 * The same for somebody who is signed in and has to say the password again:
 * whoever took over a session must not have a free hand at guessing. Undefined
 * when the account may not act.
 */
export async function countGuess(
  db: Db,
  userId: string,
  subject: string,
): Promise<Guess | undefined> {
  const account = sql`FROM users WHERE id = ${userId} AND is_active AND deleted_at IS NULL`;
  const { rows } = await sql<Guess>`
    WITH counted AS (
      INSERT INTO sign_in_failures AS f (subject, failures) SELECT ${subject}::text, 1 ${account}
      ON CONFLICT (subject) DO UPDATE SET ${countFailure(LIMITS.account)}
      RETURNING failures
    )
    SELECT password_hash, EXISTS (SELECT FROM counted) AS taken,
      coalesce((
        SELECT ceil(extract(epoch FROM blocked_until - now()) * 1000)::int
        FROM sign_in_failures WHERE subject = ${subject} AND blocked_until > now()
      ), 1000) AS blocked_ms
    ${account}
  `.execute(db);
  return rows[0];
}

/**
 * Notes a sign-in, stores its first refresh token, and forgets the failures;
 * undefined when the account was switched off meanwhile.
 */
export function insertSignIn(db: Db, userId: string, token: NewToken, subjects: AttemptSubjects) {
  return (
    db
      .with("account", (db) =>
        db
          .updateTable("users")
          .set({ last_login_at: sql`now()` })
          .where("id", "=", userId)
          .where("is_active", "=", true)
          .where("deleted_at", "is", null)
          .returning(USER_COLUMNS),
      )
      .with("forgotten", (db) =>
        db
          .deleteFrom("sign_in_failures")
          .where("subject", "=", subjects.account)
          .returning("subject"),
      )
      // This account is no longer one that the network address failed on.
      .with("forgiven", (db) =>
        db
          .updateTable("sign_in_failures")
          .set((eb) => ({
            failures: eb("failures", "-", 1),
            blocked_until: sql`CASE WHEN failures > ${LIMITS.network.slowed} THEN blocked_until END`,
          }))
          .where("subject", "=", subjects.network)
          // Of parallel sign-ins only the one that had something to take back.
          .where((eb) => eb.exists(eb.selectFrom("forgotten").select("subject")))
          .where("failures", ">", 0),
      )
      .with("token", (db) =>
        db
          .insertInto("refresh_tokens")
          .columns(["user_id", "token_hash", "user_agent", "expires_at"])
          .expression((eb) =>
            eb
              .selectFrom("account")
              .select((eb) => [
                "account.id",
                eb.val(token.hash).as("token_hash"),
                eb.val(token.userAgent).as("user_agent"),
                expiry.as("expires_at"),
              ]),
          )
          .returning("family_id"),
      )
      .selectFrom("account")
      .innerJoin("token", (join) => join.onTrue())
      .leftJoin("user_settings", "user_settings.user_id", "account.id")
      .selectAll("account")
      .select(["token.family_id", "user_settings.theme", "user_settings.notifications"])
      .executeTakeFirst()
  );
}

export interface Rotation {
  /** The account and family that the token stood for; null when it is not taken. */
  user: (User & { family_id: string }) | null;
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

export interface DeviceRow {
  id: string;
  user_agent: string | null;
  signed_in_at: string;
  last_used_at: string;
}

/** The caller's signed-in devices, the last used first; undefined when the account may not act. */
export async function findDevices(db: Db, userId: string): Promise<DeviceRow[] | undefined> {
  const { rows } = await sql<DeviceRow | { id: null }>`
    SELECT device.* FROM users LEFT JOIN LATERAL (
      SELECT family_id AS id, min(created_at) AS signed_in_at, max(created_at) AS last_used_at,
        (array_agg(user_agent ORDER BY created_at DESC))[1] AS user_agent
      FROM refresh_tokens WHERE user_id = users.id
      GROUP BY family_id
      HAVING bool_or(revoked_at IS NULL AND spent_at IS NULL AND expires_at > now())
    ) device ON true
    WHERE users.id = ${userId} AND users.is_active AND users.deleted_at IS NULL
    ORDER BY last_used_at DESC
  `.execute(db);
  if (rows.length === 0) return undefined;
  return rows.filter((row): row is DeviceRow => row.id !== null);
}

/** Signs one of the caller's devices out. */
export async function revokeDevice(db: Db, userId: string, familyId: string) {
  const { rows } = await sql<{ revoked: boolean }>`
    WITH revoked AS (
      UPDATE refresh_tokens SET revoked_at = now()
      WHERE user_id = ${userId} AND family_id = ${familyId} AND revoked_at IS NULL
      RETURNING 1
    )
    SELECT EXISTS (SELECT FROM revoked) AS revoked FROM users
    WHERE id = ${userId} AND is_active AND deleted_at IS NULL
  `.execute(db);
  return rows[0];
}
