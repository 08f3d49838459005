/** All SQL about the outbox. Each function is one round trip, but for `insertMail`, which is a part of an act's statement. */
import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import type { Notifications } from "../../../contracts/settings.ts";
import type { Db } from "../../db/client.ts";
import { execute, selectRows } from "../../db/rows.ts";
import { jsonTimeSchema } from "../../db/time.ts";
import { hasLink, type MailContent, type MailKind, mailContentSchema } from "../kinds.ts";

/** Minutes until a mail is tried again that could not be sent, by its attempts; the last one repeats. */
const PAUSES = [1, 5, 15, 60, 240];
/** A mail that could not be sent for so long is given up: its link has expired, or its news is old. */
export const GIVE_UP_HOURS = 24;
/** Mails of a batch. Few, because each waits for the provider. */
export const SEND_BATCH = 20;
/** How long a mail is kept that was sent or given up, so that somebody who misses one can be told. */
const KEPT_DAYS = 14;

/** A mail that an act writes. */
export interface NewMail {
  /** A new UUID. */
  id: string;
  content: MailContent;
}

/**
 * The most mails to an address in a day about devices that sign in, and about changed ways in. An address that was never
 * confirmed may be that of somebody who knows nothing of the account, whom its owner must not flood.
 */
export const DAILY_NOTICES = {
  device: { confirmed: 20, unconfirmed: 3 },
  ways_in: { confirmed: 50, unconfirmed: 5 },
};
const DAY_SECONDS = 24 * 60 * 60;

/** Returns which quota a mail counts for. One with a link, and that about a reset, which takes a link, have limits of their own. */
function quotaOf(kind: MailKind): keyof typeof DAILY_NOTICES | undefined {
  if (hasLink(kind) || kind === "password_reset") return undefined;
  return kind === "new_device" ? "device" : "ways_in";
}

/**
 * True if the mail to the row `receiver` fits, which it counts for then. By address and not by account: accounts with one address can
 * follow each other. It is counted by `take_mail`, so of many acts at the same moment no more are told.
 */
function fits({ kind }: MailContent) {
  const quota = quotaOf(kind);
  if (quota === undefined) return sql`true`;
  const { confirmed, unconfirmed } = DAILY_NOTICES[quota];
  return sql`(
    SELECT take_mail(
      ARRAY[encode(sha256(convert_to(${`notice:${quota}:`}::text || lower(receiver.recipient), 'UTF8')), 'hex')],
      ARRAY[CASE WHEN users.email_verified THEN ${confirmed}::int ELSE ${unconfirmed}::int END], ${DAY_SECONDS})
    FROM users WHERE users.id = receiver.user_id) = 0`;
}

/**
 * Returns a statement, for a CTE, that writes a mail for each row of `recipients`: at most one, because of the id.
 *
 * @param recipients a query of `user_id` and `recipient`, the address
 * @param moreFacts a JSON object of what only the statement knows
 */
export const insertMail = (
  mail: NewMail,
  recipients: RawBuilder<unknown>,
  moreFacts = sql`'{}'::jsonb`,
) => sql`
  WITH receiver (user_id, recipient) AS MATERIALIZED (${recipients})
  INSERT INTO mails (id, user_id, kind, recipient, facts, due_at)
  SELECT ${mail.id}::uuid, receiver.user_id, ${mail.content.kind}::"MailKind", receiver.recipient,
    ${JSON.stringify(mail.content.facts)}::jsonb || ${moreFacts}, clock_timestamp()
  FROM receiver WHERE ${fits(mail.content)}`;

/** True unless the settings of the account refuse mails of the kind. */
export const allowsMail = (kind: MailKind & keyof Notifications, userId: RawBuilder<unknown>) =>
  sql<boolean>`
  coalesce((SELECT (notifications ->> ${sql.lit(kind)})::boolean FROM user_settings WHERE user_id = ${userId}), true)`;

/** True for a mail that waits to be sent. */
export const isUnsent = sql<boolean>`sent_at IS NULL AND given_up_at IS NULL`;

const dueMailRowSchema = z.strictObject({
  id: z.uuid(),
  recipient: z.string(),
  username: z.string(),
  content: mailContentSchema,
  created_at: jsonTimeSchema,
  /** Whether this is the last attempt. */
  last: z.boolean(),
});
export type DueMail = z.infer<typeof dueMailRowSchema>;

/**
 * Takes mails that are due, the oldest first, and counts an attempt of each beforehand: of two senders at once each mail has
 * one, and one that dies leaves its mails to the next attempt. Mails of accounts that are deleted wait for the
 * purge.
 *
 * @param ids only these; undefined for all
 */
export function takeDueMails(db: Db, ids?: readonly string[]): Promise<DueMail[]> {
  const pause = sql`make_interval(mins =>
    (${sql.val(PAUSES)}::integer[])[least(attempts + 1, ${PAUSES.length}::integer)])`;
  const statement = sql`
    WITH due AS MATERIALIZED (
      SELECT mails.id, users.username FROM mails JOIN users ON users.id = mails.user_id
      WHERE mails.due_at <= clock_timestamp() AND ${isUnsent} AND users.deleted_at IS NULL
        ${ids ? sql`AND mails.id = ANY (${ids}::uuid[])` : sql``}
      ORDER BY mails.due_at LIMIT ${sql.lit(SEND_BATCH)} FOR UPDATE OF mails SKIP LOCKED
    ), taken AS (
      UPDATE mails SET attempts = attempts + 1, due_at = clock_timestamp() + ${pause}
      FROM due WHERE mails.id = due.id
      RETURNING mails.*, due.username
    )
    SELECT id, recipient, username, json_build_object('kind', kind, 'facts', facts) AS content, to_json(created_at) #>> '{}' AS created_at,
      due_at > created_at + make_interval(hours => ${GIVE_UP_HOURS}) AS last
    FROM taken ORDER BY created_at`;
  return selectRows(db, dueMailRowSchema, statement);
}

const latestMailRowSchema = dueMailRowSchema.omit({ last: true }).extend({
  state: z.enum(["sent", "given up", "waiting"]),
});

/** Returns the latest mails of all accounts, for the developer who runs the site. */
export function latestMails(db: Db): Promise<z.infer<typeof latestMailRowSchema>[]> {
  const statement = sql`
    SELECT mails.id, recipient, username, json_build_object('kind', kind, 'facts', facts) AS content,
      to_json(mails.created_at) #>> '{}' AS created_at,
      CASE WHEN sent_at IS NOT NULL THEN 'sent' WHEN given_up_at IS NOT NULL THEN 'given up' ELSE 'waiting' END AS state
    FROM mails JOIN users ON users.id = mails.user_id
    ORDER BY mails.created_at DESC LIMIT 50`;
  return selectRows(db, latestMailRowSchema, statement);
}

/** Notes what became of mails that were taken. */
export const settleMails = (
  db: Db,
  { sent, givenUp }: { sent: readonly string[]; givenUp: readonly string[] },
) =>
  execute(
    db,
    sql`
    UPDATE mails SET
      sent_at = CASE WHEN id = ANY (${sent}::uuid[]) THEN clock_timestamp() END,
      given_up_at = CASE WHEN id = ANY (${givenUp}::uuid[]) THEN clock_timestamp() END
    WHERE id = ANY (${[...sent, ...givenUp]}::uuid[])`,
  );

/** Deletes mails that were sent or given up long ago. */
export const deleteOldMails = (db: Db, batch: number) =>
  execute(
    db,
    sql`DELETE FROM mails WHERE id IN (
      SELECT id FROM mails WHERE created_at < now() - make_interval(days => ${KEPT_DAYS}) AND NOT (${isUnsent})
      ORDER BY created_at LIMIT ${sql.lit(batch)} FOR UPDATE SKIP LOCKED)`,
  );
