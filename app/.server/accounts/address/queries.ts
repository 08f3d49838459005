/** All SQL about confirming and changing an email address. Each function is one round trip. */
import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import { insertAccountEvent } from "../../auth/account-events/queries.ts";
import { type Caller, isActiveUser } from "../../auth/authorization/queries.ts";
import { NO_PASSWORD } from "../../auth/passwords.ts";
import type { Db } from "../../db/client.ts";
import { onlyRow, selectRows } from "../../db/rows.ts";
import {
  insertLink,
  type LinkSubjects,
  type NewLink,
  spendOtherTokens,
  spendToken,
  takeMail,
} from "../../mail/links/queries.ts";
import { insertMail, type NewMail } from "../../mail/outbox/queries.ts";

/** The details of an event about another address: a row with the addresses `before` and `after`. */
const CHANGE_DETAILS = sql`jsonb_build_object('before', before, 'after', after)`;

/** The keys by which an address belongs to one account: the document's, and the one for all spellings. Either may be the one violated. */
export const ADDRESS_KEYS = ["users_email_key", "users_email_lower_key"];

/** True if an account other than that of `id` has the address, in whatever spelling. */
const isTaken = (address: RawBuilder<unknown>, id: RawBuilder<unknown>) => sql<boolean>`
  EXISTS (SELECT FROM users other WHERE lower(other.email) = lower(${address}) AND other.id <> ${id})`;

const addressRowSchema = z.strictObject({
  email: z.string(),
  email_verified: z.boolean(),
  /** The address that waits to be confirmed. */
  pending_email: z.string().nullable(),
  has_password: z.boolean(),
});
export type Address = z.infer<typeof addressRowSchema>;

/** Returns the caller's address; undefined when the caller may not act. */
export async function findAddress(db: Db, caller: Caller): Promise<Address | undefined> {
  const statement = sql`
    SELECT email, email_verified, pending_email, password_hash <> ${NO_PASSWORD} AS has_password FROM users WHERE ${isActiveUser(caller)}`;
  const [row] = await selectRows(db, addressRowSchema, statement);
  return row;
}

const confirmedRowSchema = z.strictObject({ confirmed: z.boolean(), taken: z.boolean() });

/**
 * Spends the token and confirms its address: the present one, or the one that waits, which takes its place then. `taken`: another
 * account has confirmed the address meanwhile.
 */
export async function confirmAddress(db: Db, tokenHash: string) {
  const waiting = sql`lower(users.email) = lower(spent.email) OR lower(users.pending_email) = lower(spent.email)`;
  // The mails to the present address say nothing new when it is confirmed: a link for a new password still works then.
  const moves = sql`lower(owner.email) <> lower(spent.email)`;
  const statement = sql`
    WITH ${spendToken("confirm_address", tokenHash)},
    changed AS (
      UPDATE users SET email = spent.email, email_verified = TRUE,
        pending_email = CASE WHEN ${moves} THEN NULL ELSE pending_email END
      FROM spent, owner
      WHERE users.id = spent.user_id AND (${waiting}) AND users.is_active AND users.deleted_at IS NULL
        AND NOT ${isTaken(sql`spent.email`, sql`users.id`)}
      RETURNING users.id, users.username, ${moves} AS moved, owner.email_verified AS was_confirmed, owner.email AS before,
        users.email AS after
    ), moved AS (SELECT * FROM changed WHERE moved),
    moved_event AS (${insertAccountEvent("user.address_changed", sql`moved`, CHANGE_DETAILS)}),
    confirmed AS (SELECT * FROM changed WHERE NOT moved AND NOT was_confirmed),
    confirmed_event AS (${insertAccountEvent("user.address_confirmed", sql`confirmed`)}), others AS (${spendOtherTokens(tokenHash, sql`changed.moved`)})
    SELECT EXISTS (SELECT FROM changed) AS confirmed,
      EXISTS (SELECT FROM spent WHERE ${isTaken(sql`spent.email`, sql`spent.user_id`)}) AS taken`;
  return onlyRow(await selectRows(db, confirmedRowSchema, statement));
}

const writtenRowSchema = z.strictObject({
  /** Whether the address is confirmed already, and none waits. */
  confirmed: z.boolean(),
  /** Seconds until another mail fits; 0 when it was written. */
  wait: z.int(),
});

/** Writes the mail that confirms the caller's address again, or the one that waits; undefined when the caller may not act. */
export async function writeConfirmation(
  db: Db,
  caller: Caller,
  link: NewLink,
  subjects: LinkSubjects,
) {
  const statement = sql`
    WITH account AS MATERIALIZED (
      SELECT users.id AS user_id, coalesce(users.pending_email, users.email) AS recipient,
        users.pending_email IS NULL AND users.email_verified AS confirmed
      FROM users WHERE ${isActiveUser(caller)}
    ), counted AS MATERIALIZED (
      SELECT CASE WHEN account.confirmed THEN 0 ELSE ${takeMail(subjects, { kind: "confirm_address", address: sql`account.recipient` })} END AS wait FROM account
    ), ${insertLink(link, sql`SELECT user_id, recipient FROM account, counted WHERE wait = 0 AND NOT confirmed`)}
    SELECT account.confirmed, counted.wait FROM account, counted`;
  const [row] = await selectRows(db, writtenRowSchema, statement);
  return row;
}

const changeRowSchema = z.strictObject({
  /** False when the password was changed meanwhile, and while `wait` or `taken` says no. */
  changed: z.boolean(),
  taken: z.boolean(),
  wait: z.int(),
});

/**
 * Lets an address wait to be confirmed, and writes two mails: the link to the new address, and the notice to the present one.
 * Undefined when the caller may not act.
 */
export async function changeAddress(
  db: Db,
  caller: Caller,
  address: string,
  {
    checkedHash,
    throttleSubject,
    link,
    notice,
    subjects,
  }: {
    checkedHash: string;
    throttleSubject: string;
    link: NewLink;
    notice: NewMail;
    subjects: LinkSubjects;
  },
) {
  const statement = sql`
    WITH account AS MATERIALIZED (
      SELECT users.id, ${isTaken(sql`${address}::text`, sql`users.id`)} AS taken
      FROM users WHERE ${isActiveUser(caller)} AND users.password_hash = ${checkedHash}
    ), counted AS MATERIALIZED (
      SELECT CASE WHEN account.taken THEN 0 ELSE ${takeMail(subjects)} END AS wait FROM account
    ), changed AS (
      UPDATE users SET pending_email = ${address} FROM account, counted
      WHERE users.id = account.id AND NOT account.taken AND counted.wait = 0
      RETURNING users.id, users.username, users.email, users.email AS before, users.pending_email AS after
    ), event AS (${insertAccountEvent("user.address_change_asked", sql`changed`, CHANGE_DETAILS)}), cleared AS (
      DELETE FROM sign_in_failures WHERE subject = ${throttleSubject} AND EXISTS (SELECT FROM account)
    ), ${insertLink(link, sql`SELECT id, ${address}::text FROM changed`)},
    notice AS (${insertMail(notice, sql`SELECT id, email FROM changed`)})
    SELECT EXISTS (SELECT FROM changed) AS changed, coalesce((SELECT taken FROM account), false) AS taken,
      coalesce((SELECT wait FROM counted), 0) AS wait
    FROM users WHERE ${isActiveUser(caller)}`;
  const [row] = await selectRows(db, changeRowSchema, statement);
  return row;
}
