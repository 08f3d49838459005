/** All SQL about slowing down guesses of passwords: failures are counted by subject. Each function is one round trip. */
import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import type { Db } from "../../db/client.ts";
import { onlyRow, selectRows } from "../../db/rows.ts";
import { type Caller, isActiveUser } from "../authorization/queries.ts";
import type { KnownDevice } from "../known-devices.ts";

/**
 * After `slowed` failures each further attempt has to wait, twice as long each time. After `locked` failures the
 * subject is locked; a network waits longer than a lock lasts before it has so many. An account is identified by its email
 * address, known or not. A network address may be a whole school's, so it counts accounts instead of attempts. An IPv6 /48
 * may be one subscriber's, with 65,536 networks to guess from, or many subscribers'.
 */
export const FAILURE_LIMITS = {
  account: { slowed: 5, locked: 10 },
  network: { slowed: 50, locked: 100 },
  wideNetwork: { slowed: 250, locked: 500 },
};
const LOCKED_SECONDS = 15 * 60;

/** The subjects of a sign-in, as hashes. */
export interface ThrottleSubjects {
  account: string;
  /** The browser of the request, if it has signed in before: its failures are its own where the account is that one. */
  known?: KnownDevice | undefined;
  /** The network address; null when it is not known. */
  network: string | null;
  /** The IPv6 /48 of the address; null for other addresses. */
  wideNetwork: string | null;
}

/** The prefixes that are hashed together with an email address, a network address or an account's id. */
export const SUBJECT_PREFIXES = {
  account: "account:",
  network: "network:",
  password: "guess:",
  device: "device:",
};

/** Returns the subject of an SQL expression, as `subjectOf` of service.ts returns that of a text. */
export const subjectInSql = (kind: keyof typeof SUBJECT_PREFIXES, text: RawBuilder<unknown>) =>
  sql`encode(sha256(convert_to(${SUBJECT_PREFIXES[kind]}::text || ${text}, 'UTF8')), 'hex')`;

/**
 * Returns the subject of a known device for the account of a row of `users`. It is of its password too, so that a new one ends the
 * lockout of every device.
 */
export const deviceSubject = (device: string | null) =>
  subjectInSql(
    "device",
    sql`${device}::text || ':' || users.id::text || ':' || users.password_hash`,
  );

/** Adds a failure to the row `f`, unless its subject is blocked. After 15 minutes without one it counts from 1. */
function addFailure({ slowed, locked }: { slowed: number; locked: number }) {
  const failures = sql`CASE
    WHEN f.last_failed_at < now() - make_interval(secs => ${LOCKED_SECONDS}) THEN 1
    ELSE f.failures + 1 END`;
  return sql`
    failures = ${failures},
    last_failed_at = now(),
    blocked_until = now() + block_after(${failures}, ${slowed}, ${locked}, ${LOCKED_SECONDS})
    WHERE f.blocked_until IS NULL OR f.blocked_until <= now()`;
}

const signInThrottleRowSchema = z.strictObject({
  /** Milliseconds until the next attempt is accepted; null when this one is. */
  blocked_ms: z.int().nullable(),
  /** Failures of this account before this attempt, also of other devices. */
  failures: z.int(),
  /** The subject under which this attempt counts: the account's, or that of a known device. */
  subject: z.string(),
  user: z.strictObject({ id: z.uuid(), password_hash: z.string(), usable: z.boolean() }).nullable(),
});
export type SignInThrottle = z.infer<typeof signInThrottleRowSchema>;

/**
 * Counts a sign-in as failed before its password is checked, and finds the account. So a hundred attempts at
 * once are a hundred failures; `insertSignIn` takes back those of a right password. Only the
 * first failure of an account counts for its network address.
 */
export async function countSignInFailure(
  db: Db,
  email: string,
  subjects: ThrottleSubjects,
): Promise<SignInThrottle> {
  const countFor = (network: "network" | "wideNetwork") => sql`
    INSERT INTO sign_in_failures AS f (subject, failures)
    SELECT ${subjects[network]}::text, 1 FROM account
    WHERE failures = 1 AND ${subjects[network]}::text IS NOT NULL
    ON CONFLICT (subject) DO UPDATE SET ${addFailure(FAILURE_LIMITS[network])}
    RETURNING failures`;
  const statement = sql`
    WITH own AS MATERIALIZED (
      SELECT coalesce((
        SELECT ${deviceSubject(subjects.known?.device ?? null)} FROM users
        WHERE lower(email) = ${email.toLowerCase()} AND id = ${subjects.known?.account ?? null}::uuid
      ), ${subjects.account}::text) AS subject
    ), account AS (
      INSERT INTO sign_in_failures AS f (subject, failures) SELECT subject, 1 FROM own
      ON CONFLICT (subject) DO UPDATE SET ${addFailure(FAILURE_LIMITS.account)}
      RETURNING failures
    ), network AS (${countFor("network")}
    ), wide_network AS (${countFor("wideNetwork")}
    ), blocked AS (
      SELECT max(blocked_until) AS until FROM sign_in_failures
      WHERE subject IN ((SELECT subject FROM own), ${subjects.network}, ${subjects.wideNetwork}) AND blocked_until > now()
    )
    SELECT
      coalesce(
        (SELECT ceil(extract(epoch FROM until - now()) * 1000)::int FROM blocked),
        -- Blocked by an attempt at the same moment, which this statement's snapshot does not show.
        CASE WHEN NOT EXISTS (SELECT FROM account) OR (
          EXISTS (SELECT FROM account WHERE failures = 1) AND (
            ${subjects.network}::text IS NOT NULL AND NOT EXISTS (SELECT FROM network)
            OR ${subjects.wideNetwork}::text IS NOT NULL AND NOT EXISTS (SELECT FROM wide_network))
        ) THEN 1000 END
      ) AS blocked_ms,
      coalesce((SELECT failures - 1 FROM account), 0) + coalesce((
        SELECT failures FROM sign_in_failures
        WHERE subject = ${subjects.account} AND subject <> (SELECT subject FROM own)), 0) AS failures,
      (SELECT subject FROM own) AS subject,
      (SELECT json_build_object('id', id, 'password_hash', password_hash,
          'usable', is_active AND deleted_at IS NULL)
        FROM users WHERE lower(email) = ${email.toLowerCase()}) AS "user"
  `;
  return onlyRow(await selectRows(db, signInThrottleRowSchema, statement));
}

const passwordThrottleRowSchema = z.strictObject({
  password_hash: z.string(),
  /** Whether the password may be checked. */
  allowed: z.boolean(),
  /** If it may not: milliseconds until the next attempt is accepted. */
  blocked_ms: z.int(),
});
export type PasswordThrottle = z.infer<typeof passwordThrottleRowSchema>;

/**
 * Counts a failure of a signed-in caller who has to enter the password again, before it is checked; otherwise
 * a stolen session could guess it freely. Undefined when the caller may not act.
 */
export async function countPasswordFailure(
  db: Db,
  caller: Caller,
  subject: string,
): Promise<PasswordThrottle | undefined> {
  const fromAccount = sql`FROM users WHERE ${isActiveUser(caller)}`;
  const statement = sql`
    WITH counted AS (
      INSERT INTO sign_in_failures AS f (subject, failures) SELECT ${subject}::text, 1 ${fromAccount}
      ON CONFLICT (subject) DO UPDATE SET ${addFailure(FAILURE_LIMITS.account)}
      RETURNING failures
    )
    SELECT password_hash, EXISTS (SELECT FROM counted) AS allowed,
      coalesce((
        SELECT ceil(extract(epoch FROM blocked_until - now()) * 1000)::int
        FROM sign_in_failures WHERE subject = ${subject} AND blocked_until > now()
      ), 1000) AS blocked_ms
    ${fromAccount}
  `;
  const [throttle] = await selectRows(db, passwordThrottleRowSchema, statement);
  return throttle;
}
