/** All SQL about accounts. Each function is one round trip. */

import { sql } from "kysely";
import { z } from "zod";
import type { ProfileUpdate } from "../../contracts/account.ts";
import type { AuthProvider } from "../../contracts/identities.ts";
import { identityDetails, insertAccountEvent } from "../auth/account-events/queries.ts";
import {
  accountLocks,
  anotherAdminRemains,
  type Caller,
  isActiveUser,
} from "../auth/authorization/queries.ts";
import type { ProvenIdentity } from "../auth/identities/providers.ts";
import { NO_PASSWORD } from "../auth/passwords.ts";
import {
  firstToken,
  type NewToken,
  newSignIn,
  type SignedInUser,
  signedInUserRowSchema,
  TOKEN_COLUMNS,
} from "../auth/sign-in/queries.ts";
import { subjectInSql } from "../auth/throttle/queries.ts";
import { USER_COLUMNS } from "../auth/user-columns.ts";
import type { Db } from "../db/client.ts";
import { checkedRow, selectRows } from "../db/rows.ts";
import { boardKeySchema } from "../leaderboards/board-key.ts";
import { boardOf, RETENTION } from "../leaderboards/rank/queries.ts";
import {
  insertLinkMail,
  insertLinkToken,
  type LinkSubjects,
  type NewLink,
  takeMail,
} from "../mail/links/queries.ts";
import { allowsMail, insertMail, type NewMail } from "../mail/outbox/queries.ts";

interface NewUser {
  username: string;
  email: string;
  display_name: string;
  password_hash: string;
  /** Whether a provider vouches for the address; by default its owner has to confirm it. */
  email_verified?: boolean;
}

/**
 * Which values of a new account another account already has. Both are false if that account was inserted at the
 * same moment; then retry.
 */
export interface TakenFields {
  username: boolean;
  email: boolean;
}

const takenColumns = { username_taken: z.boolean(), email_taken: z.boolean() };

const insertedUserRowSchema = z.union([
  signedInUserRowSchema.extend(takenColumns),
  // Without a new account all its columns are null.
  z.looseObject({ id: z.null(), ...takenColumns }),
]);

const isTaken = (column: "username" | "email", value: string) =>
  sql<boolean>`EXISTS (SELECT FROM users WHERE lower(${sql.ref(column)}) = lower(${value}))`;

/** The constraint by which an identity belongs to one account. */
export const IDENTITY_KEY = "user_identities_provider_subject_key";

const identityColumns = (identity?: Pick<ProvenIdentity, "provider" | "subject" | "label">) => [
  sql<AuthProvider>`${identity?.provider ?? null}::"AuthProvider"`.as("provider"),
  sql<string>`${identity?.subject ?? null}::varchar`.as("subject"),
  sql<string>`${identity?.label ?? null}::varchar`.as("label"),
];

/**
 * The receiver of the mail that confirms the address of a new account: nobody where the address is confirmed already, or where
 * the quota of mails is used up. The account is made all the same, and its owner can ask for the mail later.
 */
const NEW_ACCOUNT = sql`SELECT account.id, account.email FROM account, counted WHERE NOT account.email_verified AND counted.wait = 0`;

/**
 * Inserts an account with its statistics, settings and sign-in, and the mail that confirms its address, unless its username
 * or its address is taken.
 *
 * @param identity by which it is signed in to, if any
 * @throws a violation of `IDENTITY_KEY` when another account has the identity; nothing is stored then
 */
export async function insertUser(
  db: Db,
  user: NewUser,
  token: NewToken,
  link: NewLink & { subjects: LinkSubjects },
  identity?: Pick<ProvenIdentity, "provider" | "subject" | "label">,
): Promise<{ created: SignedInUser } | { taken: TakenFields }> {
  const inserted = await db
    .with("account", (db) =>
      db
        .insertInto("users")
        .values({ ...user, last_login_at: sql`now()` })
        .onConflict((conflict) => conflict.doNothing())
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
    .with("identity", (db) =>
      db
        .insertInto("user_identities")
        .columns(["user_id", "provider", "subject", "label"])
        .expression((eb) =>
          eb
            .selectFrom("account")
            .select(["id", ...identityColumns(identity)])
            .where(sql.lit(identity !== undefined)),
        )
        .returning(["user_id", "provider"]),
    )
    .with("linked", (db) =>
      db
        .selectFrom("account")
        .innerJoin("identity", "identity.user_id", "account.id")
        .select(["account.id", "account.username", "identity.provider"]),
    )
    .with(
      "event",
      () =>
        sql<object>`(${insertAccountEvent("user.identity_linked", sql`linked`, identityDetails(sql`provider`))})`,
    )
    .with(
      "counted",
      () =>
        sql<object>`(SELECT ${takeMail(link.subjects)} AS wait FROM account WHERE NOT email_verified)`,
    )
    .with("link_token", () => sql<object>`(${insertLinkToken(link, NEW_ACCOUNT)})`)
    .with("link_mail", () => sql<object>`(${insertLinkMail(link, NEW_ACCOUNT)})`)
    .with("taken", (db) =>
      db.selectNoFrom([
        isTaken("username", user.username).as("username_taken"),
        isTaken("email", user.email).as("email_taken"),
      ]),
    )
    .selectFrom("taken")
    .leftJoin("account", (join) => join.onTrue())
    .leftJoin("sign_in", "sign_in.user_id", "account.id")
    .selectAll("taken")
    .selectAll("account")
    .select("sign_in.id as family_id")
    .executeTakeFirstOrThrow();
  const { username_taken, email_taken, ...account } = checkedRow(insertedUserRowSchema, inserted);
  if (account.id === null) return { taken: { username: username_taken, email: email_taken } };
  return { created: account };
}

/** Finds the caller's own account; undefined when the caller may not act. */
export function findUser(db: Db, caller: Caller) {
  return db.selectFrom("users").select(USER_COLUMNS).where(isActiveUser(caller)).executeTakeFirst();
}

const updatedProfileRowSchema = signedInUserRowSchema
  .omit({ family_id: true })
  .extend({ boards: z.array(boardKeySchema) });

/**
 * Changes the caller's public profile; undefined when the caller may not act. Returns besides the boards that show it: of all time,
 * of the present periods, and of yesterday's challenge, which may be of the week before.
 */
export async function updateProfile(db: Db, caller: Caller, change: ProfileUpdate) {
  const boards = sql`(
    SELECT coalesce(json_agg(${boardOf(sql.ref("board"))}), '[]') FROM leaderboards board
    WHERE board.user_id = changed.id AND (board.leaderboard_type = 'all_time'
      OR board.period_start >= date_trunc('week', now() AT TIME ZONE 'UTC')::date - 1))`;
  const updated = await db
    .with("changed", (db) =>
      db.updateTable("users").set(change).where(isActiveUser(caller)).returning(USER_COLUMNS),
    )
    .selectFrom("changed")
    .selectAll()
    .select(boards.as("boards"))
    .executeTakeFirst();
  return updated && checkedRow(updatedProfileRowSchema, updated);
}

/** A password that was checked, and the throttle's subject whose failures it clears. */
export interface CheckedPassword {
  /** The hash that it was checked against. */
  checkedHash: string;
  throttleSubject: string;
}

const updatedPasswordRowSchema = z.strictObject({
  /** False when another request changed the password meanwhile. */
  changed: z.boolean(),
  /** Whether a mail says so. */
  told: z.boolean(),
});

/**
 * Changes the password, unless its hash is no longer `checkedHash`, signs out the other devices, clears the failures of the
 * throttle and the lockout, ends links that would change it again, forgets an address that waits to be confirmed, and writes the
 * mail that says so, as the settings allow;
 * undefined when the caller may not act.
 */
export async function updatePassword(
  db: Db,
  caller: Caller,
  newHash: string,
  { checkedHash, throttleSubject }: CheckedPassword,
  notice: NewMail,
) {
  const statement = sql`
    WITH changed AS (
      UPDATE users SET password_hash = ${newHash}, pending_email = NULL
      WHERE ${isActiveUser(caller)} AND password_hash = ${checkedHash}
      RETURNING id, username, email
    ), event AS (${insertAccountEvent(
      checkedHash === NO_PASSWORD ? "user.password_set" : "user.password_changed",
      sql`changed`,
    )}), cleared AS (
      DELETE FROM sign_in_failures WHERE EXISTS (SELECT FROM changed) AND subject IN (${throttleSubject},
        (SELECT ${subjectInSql("account", sql`lower(email)`)} FROM changed))
    ), links AS (
      UPDATE account_tokens SET spent_at = clock_timestamp() FROM changed
      WHERE account_tokens.user_id = changed.id AND spent_at IS NULL
        AND (purpose = 'reset_password' OR lower(account_tokens.email) <> lower(changed.email))
    ), notice AS (${insertMail(
      notice,
      sql`SELECT id, email FROM changed WHERE ${allowsMail("password_changed", sql`changed.id`)}`,
    )} RETURNING id), signed_out AS (
      SELECT end_sign_ins(id, p_except => ${caller.family}::uuid) FROM changed
    )
    SELECT EXISTS (SELECT FROM signed_out) AS changed, EXISTS (SELECT FROM notice) AS told FROM users WHERE ${isActiveUser(caller)}
  `;
  const [row] = await selectRows(db, updatedPasswordRowSchema, statement);
  return row;
}

const deletionRowSchema = z.strictObject({
  /** False when the password was changed meanwhile, and for the last administrator. */
  deleted: z.boolean(),
  last_admin: z.boolean(),
  /** The boards that the account was on. */
  boards: z.array(boardKeySchema),
});

/**
 * Marks an account as deleted, ends its sign-ins and games, and takes it off its boards, unless its password
 * hash is no longer `checkedHash`; undefined when the caller may not act. For an administrator it locks all
 * others too, so that of the last two who delete their accounts at the same moment one stays.
 */
export async function markDeleted(
  db: Db,
  caller: Caller,
  { checkedHash, throttleSubject }: CheckedPassword,
) {
  const statement = sql`
    WITH locked AS (${accountLocks(sql`
      ARRAY(SELECT id FROM users WHERE role = 'ADMIN'
        AND EXISTS (SELECT FROM users own WHERE own.id = ${caller.id} AND own.role = 'ADMIN')
      ) || ${caller.id}::uuid`)}),
    deleted AS (
      UPDATE users SET deleted_at = now(), is_active = false
      WHERE ${isActiveUser(caller)} AND password_hash = ${checkedHash} AND ${anotherAdminRemains(caller.id)}
      RETURNING id
    ), cleared AS (
      DELETE FROM sign_in_failures WHERE subject = ${throttleSubject} AND EXISTS (SELECT FROM deleted)
    ), board AS (
      -- A function, because it also sees the rows of a result that this statement waited for.
      SELECT board.* FROM deleted CROSS JOIN LATERAL settle_account(deleted.id, ${RETENTION}) board
    )
    SELECT EXISTS (SELECT FROM deleted) AS deleted, NOT ${anotherAdminRemains(caller.id)} AS last_admin,
      (SELECT coalesce(json_agg(${boardOf(sql.ref("board"))}), '[]') FROM board) AS boards
    FROM users WHERE ${isActiveUser(caller)}
  `;
  const [row] = await selectRows(db, deletionRowSchema, statement);
  return row;
}
