/** All SQL about sign-ins, which people know as devices, and their refresh tokens. Each function is one round trip. */
import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import { type Device, userSchema } from "../../../contracts/account.ts";
import type { Db } from "../../db/client.ts";
import { execute, onlyRow, selectRows } from "../../db/rows.ts";
import { jsonTimeSchema } from "../../db/time.ts";
import { allowsMail, insertMail, type NewMail } from "../../mail/outbox/queries.ts";
import { type Caller, isActiveUser } from "../authorization/queries.ts";
import { FAILURE_LIMITS, type ThrottleSubjects } from "../throttle/queries.ts";
import { REFRESH_SECONDS, REUSE_GRACE_SECONDS } from "../tokens.ts";
import { USER_COLUMNS } from "../user-columns.ts";

/** A refresh token that is about to be stored. */
export interface NewToken {
  hash: string;
  userAgent: string | null;
}

/** An account, and the sign-in that a token belongs to. */
export const signedInUserRowSchema = userSchema.extend({ family_id: z.uuid() }).strict();
export type SignedInUser = z.infer<typeof signedInUserRowSchema>;

/** When a refresh token that is stored now expires. */
const expiry = sql<string>`now() + make_interval(secs => ${REFRESH_SECONDS})`;

export const TOKEN_COLUMNS = ["user_id", "family_id", "token_hash", "expires_at"] as const;

/** Returns the columns of a new sign-in of the account in the CTE `account`. */
export const newSignIn = (token: NewToken) => [
  sql<string>`account.id`.as("user_id"),
  sql.val(token.userAgent).as("user_agent"),
];

/** Returns the `TOKEN_COLUMNS` of the first refresh token of the sign-in in the CTE `sign_in`. */
export const firstToken = (token: NewToken) => [
  sql<string>`sign_in.user_id`.as("user_id"),
  sql<string>`sign_in.id`.as("family_id"),
  sql.val(token.hash).as("token_hash"),
  expiry.as("expires_at"),
];

/** The device that signs in. */
export interface SigningDevice {
  /** The account that has been signed in to on it before; undefined for none. */
  knownBy: string | undefined;
  /** The mail about it, for an account that does not know it. */
  notice: NewMail;
}

/**
 * Returns a statement, for a CTE, that writes the mail about a new device, as the settings allow.
 *
 * @param accounts a query of the account that was signed in to, with `id` and `email`
 */
export const newDeviceMail = ({ knownBy, notice }: SigningDevice, accounts: RawBuilder<unknown>) =>
  sql`${insertMail(
    notice,
    sql`SELECT account.id, account.email FROM (${accounts}) account
      WHERE account.id IS DISTINCT FROM ${knownBy ?? null}::uuid
        AND ${allowsMail("new_device", sql`account.id`)}`,
  )} RETURNING id`;

/**
 * Stores a sign-in with its first refresh token, takes back the failure that `countSignInFailure` counted, and writes the mail
 * about a new device (`told`). Undefined when the account was switched off meanwhile, or when its password hash is no longer `checkedHash`.
 *
 * The failures of others, from a known device, are forgotten only while they block nobody: a lock outlasts the owner's sign-in.
 *
 * @param subjects with the subject under which this attempt was counted
 */
export function insertSignIn(
  db: Db,
  account: { id: string; checkedHash: string },
  token: NewToken,
  subjects: ThrottleSubjects & { own: string },
  device: SigningDevice,
) {
  return (
    db
      .with("account", (db) =>
        db
          .updateTable("users")
          .set({ last_login_at: sql`now()` })
          .where("id", "=", account.id)
          .where("password_hash", "=", account.checkedHash)
          .where("is_active", "=", true)
          .where("deleted_at", "is", null)
          .returning(USER_COLUMNS),
      )
      .with("account_failures", (db) =>
        db
          .deleteFrom("sign_in_failures")
          .where((eb) =>
            eb.or([
              eb("subject", "=", subjects.own),
              eb.and([
                eb("subject", "=", subjects.account),
                eb.or([
                  eb("blocked_until", "is", null),
                  eb("blocked_until", "<=", sql<string>`now()`),
                ]),
              ]),
            ]),
          )
          .where((eb) => eb.exists(eb.selectFrom("account").select("id")))
          .returning("subject"),
      )
      // The networks count accounts, and this one no longer has a failure.
      .with("network_failures", (db) =>
        db
          .updateTable("sign_in_failures")
          .set((eb) => ({
            failures: eb("failures", "-", 1),
            blocked_until: sql`CASE WHEN failures > CASE subject
                WHEN ${subjects.wideNetwork} THEN ${FAILURE_LIMITS.wideNetwork.slowed}::integer
                ELSE ${FAILURE_LIMITS.network.slowed}::integer END
              THEN blocked_until END`,
          }))
          .where("subject", "in", [subjects.network ?? "", subjects.wideNetwork ?? ""])
          // Of parallel sign-ins, only the one that deleted the account's failures.
          .where((eb) =>
            eb.exists(
              eb
                .selectFrom("account_failures")
                .select("subject")
                .where("subject", "=", subjects.own),
            ),
          )
          .where("failures", ">", 0),
      )
      .with("sign_in", (db) =>
        db
          .insertInto("sign_ins")
          .columns(["user_id", "user_agent"])
          .expression((eb) => eb.selectFrom("account").select(newSignIn(token)))
          .returning(["id", "user_id"]),
      )
      .with("token", (db) =>
        db
          .insertInto("refresh_tokens")
          .columns(TOKEN_COLUMNS)
          .expression((eb) => eb.selectFrom("sign_in").select(firstToken(token))),
      )
      .with("notice", () => sql`(${newDeviceMail(device, sql`SELECT account.* FROM account`)})`)
      .selectFrom("account")
      .innerJoin("sign_in", "sign_in.user_id", "account.id")
      .leftJoin("user_settings", "user_settings.user_id", "account.id")
      .selectAll("account")
      .select(["sign_in.id as family_id", "user_settings.theme", "user_settings.notifications"])
      .select(sql<boolean>`EXISTS (SELECT FROM notice)`.as("told"))
      .executeTakeFirst()
  );
}

const tokenRotationRowSchema = z.strictObject({
  /** The account and sign-in of the token; null when the token is not valid. */
  user: signedInUserRowSchema
    .extend({ created_at: jsonTimeSchema, last_login_at: jsonTimeSchema.nullable() })
    .nullable(),
  /** Whether the token was spent longer ago than the grace. */
  reused: z.boolean(),
});
export type TokenRotation = z.infer<typeof tokenRotationRowSchema>;

const USER_COLUMNS_OF_U = sql.join(USER_COLUMNS.map((column) => sql.ref(`u.${column}`)));

/**
 * Spends a refresh token and stores the next one of its family. Parallel requests with the same token
 * wait for each other on the row of the sign-in, and within the grace each gets a successor. A token that
 * is used after the grace ends the whole sign-in, because one of its two holders has stolen it.
 */
export async function rotateToken(db: Db, hash: string, next: NewToken): Promise<TokenRotation> {
  const grace = sql`make_interval(secs => ${REUSE_GRACE_SECONDS})`;
  const statement = sql`
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
    ), successor AS (
      INSERT INTO refresh_tokens (user_id, family_id, token_hash, expires_at)
      SELECT user_id, id, ${next.hash}, ${expiry} FROM used
    ), reused AS (
      SELECT end_sign_ins(user_id, p_only => family_id) FROM refresh_tokens
      WHERE token_hash = ${hash} AND spent_at <= now() - ${grace}
    )
    SELECT
      EXISTS (SELECT FROM reused) AS reused,
      (SELECT to_json(account) FROM (
        SELECT ${USER_COLUMNS_OF_U}, used.id AS family_id FROM used JOIN users u ON u.id = used.user_id
      ) account) AS "user"
  `;
  return onlyRow(await selectRows(db, tokenRotationRowSchema, statement));
}

/** Ends the sign-in of the refresh token with this hash. */
export async function endSignIn(db: Db, hash: string): Promise<void> {
  await execute(
    db,
    sql`SELECT end_sign_ins(user_id, p_only => family_id) FROM refresh_tokens WHERE token_hash = ${hash}`,
  );
}

/** Finds the caller's signed-in devices, the last used first; undefined when the caller may not act. */
export async function findDevices(
  db: Db,
  caller: Caller,
): Promise<Omit<Device, "current">[] | undefined> {
  const devices = await db
    .selectFrom("users")
    .innerJoin("sign_ins as device", "device.user_id", "users.id")
    .select(["device.id", "device.user_agent"])
    .select(["device.created_at as signed_in_at", "device.last_used_at"])
    .where(isActiveUser(caller))
    .where("device.revoked_at", "is", null)
    .where(
      "device.last_used_at",
      ">",
      sql<string>`now() - make_interval(secs => ${REFRESH_SECONDS})`,
    )
    .orderBy("device.last_used_at", "desc")
    .orderBy("device.id")
    .execute();
  // The caller's own device is always among them.
  return devices.length > 0 ? devices : undefined;
}

const endedDeviceRowSchema = z.strictObject({ ended: z.int() });

/** Ends the sign-in of one of the caller's devices, and counts it; undefined when the caller may not act. */
export async function endDevice(db: Db, caller: Caller, deviceId: string) {
  const statement = sql`
    SELECT end_sign_ins(users.id, p_only => ${deviceId}::uuid) AS ended
    FROM users WHERE ${isActiveUser(caller)}
  `;
  const [device] = await selectRows(db, endedDeviceRowSchema, statement);
  return device;
}
