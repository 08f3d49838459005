/** All SQL about guessing passwords. Each function is one round trip. */
import { sql } from "kysely";
import type { Db } from "../../db/client.ts";
import { type Caller, isActiveUser } from "../authorization/queries.ts";

/**
 * How failures are answered: slowed from so many on, each time twice as long, and
 * locked from so many. An account is named by its email address, known or not.
 * A network address may be a whole school, and counts accounts instead of attempts.
 */
export const FAILURE_LIMITS = {
  account: { slowed: 5, locked: 10 },
  network: { slowed: 50, locked: 100 },
};
const LOCKED_SECONDS = 15 * 60;

/** Who tries to sign in, as hashes. */
export interface ThrottleSubjects {
  account: string;
  /** The network address; null when it is not known. */
  network: string | null;
}

export interface SignInThrottle {
  /** Milliseconds until the next attempt is taken; null when this one is. */
  blocked_ms: number | null;
  /** Failed attempts on this account before this one. */
  failures: number;
  user: { id: string; password_hash: string; usable: boolean } | null;
}

/** One failure more; after a quiet quarter of an hour the first again. */
function oneMoreFailure({ slowed, locked }: { slowed: number; locked: number }) {
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
export async function countSignInFailure(
  db: Db,
  email: string,
  subjects: ThrottleSubjects,
): Promise<SignInThrottle> {
  const { rows } = await sql<SignInThrottle>`
    WITH account AS (
      INSERT INTO sign_in_failures AS f (subject, failures) VALUES (${subjects.account}, 1)
      ON CONFLICT (subject) DO UPDATE SET ${oneMoreFailure(FAILURE_LIMITS.account)}
      RETURNING failures
    ), network AS (
      INSERT INTO sign_in_failures AS f (subject, failures)
      SELECT ${subjects.network}::text, 1 FROM account WHERE failures = 1 AND ${subjects.network}::text IS NOT NULL
      ON CONFLICT (subject) DO UPDATE SET ${oneMoreFailure(FAILURE_LIMITS.network)}
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

export interface PasswordThrottle {
  password_hash: string;
  /** Whether it may be looked at; else in how many milliseconds the next one may. */
  taken: boolean;
  blocked_ms: number;
}

/**
 * The same for somebody who is signed in and has to say the password again:
 * whoever took over a session must not have a free hand at guessing. Undefined
 * when the caller may not act.
 */
export async function countPasswordFailure(
  db: Db,
  caller: Caller,
  subject: string,
): Promise<PasswordThrottle | undefined> {
  const account = sql`FROM users WHERE ${isActiveUser(caller)}`;
  const { rows } = await sql<PasswordThrottle>`
    WITH counted AS (
      INSERT INTO sign_in_failures AS f (subject, failures) SELECT ${subject}::text, 1 ${account}
      ON CONFLICT (subject) DO UPDATE SET ${oneMoreFailure(FAILURE_LIMITS.account)}
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
