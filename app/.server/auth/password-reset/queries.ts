/** All SQL about forgotten passwords. Each function is one round trip. */
import { sql } from "kysely";
import { z } from "zod";
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
import { identityDetails, insertAccountEvent } from "../account-events/queries.ts";
import { subjectInSql } from "../throttle/queries.ts";

const writtenRowSchema = z.strictObject({ written: z.boolean() });

/**
 * Writes the mail with the link, if the address has an account and the quota of mails allows it. For any other address it
 * does the same work but for the two rows.
 *
 * @returns whether there is a mail to send
 */
export async function writeResetMail(
  db: Db,
  email: string,
  link: NewLink,
  subjects: LinkSubjects,
): Promise<boolean> {
  const statement = sql`
    WITH counted AS MATERIALIZED (
      SELECT ${takeMail(subjects)} AS wait
    ), receiver AS MATERIALIZED (
      SELECT users.id AS user_id, users.email AS recipient FROM counted JOIN users ON counted.wait = 0
      WHERE lower(users.email) = ${email.toLowerCase()} AND users.is_active AND users.deleted_at IS NULL
    ), ${insertLink(link, sql`SELECT user_id, recipient FROM receiver`)}
    SELECT EXISTS (SELECT FROM link_mail) AS written FROM counted`;
  return onlyRow(await selectRows(db, writtenRowSchema, statement)).written;
}

const resetRowSchema = z.strictObject({ reset: z.boolean() });

/**
 * Spends the token and sets the password. It ends every sign-in, the lockout and all other links, forgets an address that waits
 * to be confirmed, and confirms the present one, whose mails its owner reads. Identities that were linked before the address was
 * ever confirmed are unlinked: somebody else may have registered it. Writes the mail that says so.
 *
 * @returns whether the token was valid
 */
export async function resetPassword(
  db: Db,
  tokenHash: string,
  newHash: string,
  notice: NewMail,
): Promise<boolean> {
  const statement = sql`
    WITH ${spendToken("reset_password", tokenHash)},
    changed AS (
      UPDATE users SET password_hash = ${newHash}, pending_email = NULL, email_verified = TRUE
      FROM spent
      WHERE users.id = spent.user_id AND lower(users.email) = lower(spent.email)
        AND users.is_active AND users.deleted_at IS NULL
      RETURNING users.id, users.username, users.email
    ), unlinked AS (
      -- Whoever linked them never showed that the address is theirs.
      DELETE FROM user_identities USING changed, owner
      WHERE user_identities.user_id = changed.id AND NOT owner.email_verified
      RETURNING changed.id, changed.username, user_identities.provider
    ), reset_event AS (${insertAccountEvent("user.password_reset", sql`changed`)}),
    unlink_events AS (${insertAccountEvent("user.identity_unlinked", sql`unlinked`, identityDetails(sql`provider`))}),
    signed_out AS (
      SELECT end_sign_ins(id) FROM changed
    ), cleared AS (
      DELETE FROM sign_in_failures USING changed WHERE subject IN (
        ${subjectInSql("account", sql`lower(changed.email)`)}, ${subjectInSql("password", sql`changed.id::text`)})
    ), others AS (${spendOtherTokens(tokenHash)}),
    notice AS (${insertMail(
      notice,
      sql`SELECT id, email FROM changed`,
      sql`jsonb_build_object('unlinked', (SELECT coalesce(jsonb_agg(provider ORDER BY provider), '[]') FROM unlinked))`,
    )})
    SELECT EXISTS (SELECT FROM signed_out) AS reset`;
  return onlyRow(await selectRows(db, resetRowSchema, statement)).reset;
}
