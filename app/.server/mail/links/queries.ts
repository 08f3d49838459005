/** The tokens of links in the database, and how many mails with links are sent. Parts of statements of acts. */
import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import type { Db } from "../../db/client.ts";
import { selectRows } from "../../db/rows.ts";
import { LINK_SECONDS, type LinkKind } from "../kinds.ts";
import { insertMail } from "../outbox/queries.ts";

/** A mail with a link, before it is written. */
export interface NewLink {
  kind: LinkKind;
  /** The id of the mail. */
  id: string;
  tokenHash: string;
}

/** Returns a statement, for a CTE, that stores a link's token for the row of `receivers`, a query of `user_id` and `recipient`. */
export const insertLinkToken = (
  { kind, tokenHash }: NewLink,
  receivers: RawBuilder<unknown>,
) => sql`
  INSERT INTO account_tokens (token_hash, user_id, purpose, email, expires_at)
  SELECT ${tokenHash}, receiver.user_id, ${kind}::"AccountTokenPurpose", receiver.recipient,
    clock_timestamp() + make_interval(secs => ${LINK_SECONDS[kind]})
  FROM (${receivers}) AS receiver (user_id, recipient)`;

/** Returns a statement, for a CTE, that writes a link's mail to the same receiver, and returns its `id`. */
export const insertLinkMail = ({ kind, id }: NewLink, receivers: RawBuilder<unknown>) =>
  sql`${insertMail({ id, content: { kind, facts: {} } }, receivers)} RETURNING id`;

/** Returns both, as the CTEs `link_token` and `link_mail`. */
export const insertLink = (link: NewLink, receivers: RawBuilder<unknown>) => sql`
  link_token AS (${insertLinkToken(link, receivers)}), link_mail AS (${insertLinkMail(link, receivers)})`;

/**
 * Returns the CTEs `owner` and `spent`, which spend a token: of two requests at once one gets its row. The account is locked before
 * the token, so links of one account that are opened at once take turns and cannot deadlock. `owner` is the account as it was;
 * `spent` has its id and the address of the mail, whether or not they still belong together.
 */
export const spendToken = (kind: LinkKind, tokenHash: string) => sql`
  owner AS MATERIALIZED (
    SELECT users.id, users.email, users.email_verified FROM users
    WHERE users.id = (SELECT user_id FROM account_tokens WHERE token_hash = ${tokenHash}) FOR UPDATE
  ), spent AS (
    UPDATE account_tokens SET spent_at = clock_timestamp() FROM owner
    WHERE token_hash = ${tokenHash} AND purpose = ${kind}::"AccountTokenPurpose" AND user_id = owner.id
      AND spent_at IS NULL AND expires_at > clock_timestamp()
    RETURNING account_tokens.user_id, account_tokens.email
  )`;

/** Returns a statement, for a CTE, that spends the other tokens of the accounts in `changed`. */
export const spendOtherTokens = (tokenHash: string, when = sql`true`) => sql`
  UPDATE account_tokens SET spent_at = clock_timestamp() FROM changed
  WHERE account_tokens.user_id = changed.id AND token_hash <> ${tokenHash} AND spent_at IS NULL AND ${when}`;

/** Returns those of the hashes whose tokens have neither been spent nor expired. */
export async function openTokens(db: Db, tokenHashes: readonly string[]): Promise<string[]> {
  const statement = sql`
    SELECT token_hash FROM account_tokens
    WHERE token_hash = ANY (${tokenHashes}::text[]) AND spent_at IS NULL AND expires_at > clock_timestamp()`;
  const rows = await selectRows(db, z.strictObject({ token_hash: z.string() }), statement);
  return rows.map(({ token_hash }) => token_hash);
}

/** The most mails with links that may be asked for within `seconds`: to an address, known or not, and from a network. */
export const LINK_LIMITS = { address: 3, network: 20, wideNetwork: 100, seconds: 3_600 };

/** The subjects that a mail counts for, as hashes; null for a network that is not known. */
export interface LinkSubjects {
  /** An address, or in its place the account that asks; null where neither can ask twice. */
  address: string | null;
  network: string | null;
  wideNetwork: string | null;
}

/** Returns the text whose hash is a subject. Mails of each kind have a quota of their own. */
export const subjectText = (kind: LinkKind, of: keyof LinkSubjects, text: string) =>
  `${kind}:${of}:${text}`;

/**
 * Returns `take_mail` for these subjects: 0, or the seconds until the next mail fits.
 *
 * @param recipient an address that only the database knows, and that counts too
 */
export function takeMail(
  subjects: LinkSubjects,
  recipient?: { kind: LinkKind; address: RawBuilder<unknown> },
): RawBuilder<number> {
  const known = (["address", "network", "wideNetwork"] as const).flatMap((kind) => {
    const subject = subjects[kind];
    return subject === null ? [] : [{ subject, limit: LINK_LIMITS[kind] }];
  });
  const more = recipient
    ? sql`|| encode(sha256(convert_to(
        ${subjectText(recipient.kind, "address", "")} || lower(${recipient.address}), 'UTF8')), 'hex')`
    : sql``;
  const moreLimit = recipient ? sql`|| ${LINK_LIMITS.address}::int` : sql``;
  return sql<number>`take_mail(
    ${known.map(({ subject }) => subject)}::text[] ${more},
    ${known.map(({ limit }) => limit)}::int[] ${moreLimit}, ${LINK_LIMITS.seconds})`;
}
