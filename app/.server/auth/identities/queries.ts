/** All SQL about the identities by which people sign in. Each function is one round trip. */
import { sql } from "kysely";
import { z } from "zod";
import { PURGE_DAYS, timeSchema } from "../../../contracts/account.ts";
import { type AuthProvider, authProviderSchema } from "../../../contracts/identities.ts";
import type { Db } from "../../db/client.ts";
import { execute, onlyRow, selectRows } from "../../db/rows.ts";
import { jsonTimeSchema } from "../../db/time.ts";
import { insertMail, type NewMail } from "../../mail/outbox/queries.ts";
import { identityDetails, insertAccountEvent } from "../account-events/queries.ts";
import { activeUserLock, type Caller, isActiveUser } from "../authorization/queries.ts";
import { NO_PASSWORD } from "../passwords.ts";
import {
  firstToken,
  type NewToken,
  newDeviceMail,
  newSignIn,
  type SigningDevice,
  signedInUserRowSchema,
  TOKEN_COLUMNS,
} from "../sign-in/queries.ts";
import { USER_COLUMNS } from "../user-columns.ts";
import type { ProvenIdentity } from "./providers.ts";

/** The columns of an identity as it is stored. */
type StoredIdentity = Pick<ProvenIdentity, "provider" | "subject" | "label">;

const isIdentity = ({ provider, subject }: Pick<StoredIdentity, "provider" | "subject">) =>
  sql<boolean>`(user_identities.provider = ${provider}::"AuthProvider" AND user_identities.subject = ${subject})`;

const identitySignInRowSchema = z.strictObject({
  /** Whether an account has the identity, also one that may not act. */
  known: z.boolean(),
  /** Whether an account has the address that the provider vouches for. */
  address_taken: z.boolean(),
  /** The account and its sign-in; null when there is none. */
  signed_in: signedInUserRowSchema
    .extend({
      created_at: jsonTimeSchema,
      last_login_at: jsonTimeSchema.nullable(),
      theme: z.string().nullable(),
      notifications: z.unknown(),
    })
    .nullable(),
  /** How many sign-ins of this browser have ended. */
  ended: z.int(),
  /** Whether a mail tells of a new device. */
  told: z.boolean(),
});

const columnsOf = (table: string, columns: readonly string[]) =>
  sql.join(columns.map((column) => sql.ref(`${table}.${column}`)));

/**
 * Signs in the active account that has the identity, and ends the sign-in that this browser had. It locks the account first,
 * as everything does that changes identities: one that is unlinked at the same moment signs nobody in.
 *
 * @param only the account that it has to be; null for any
 * @param previousHash of the refresh token that this browser had; null without one
 */
export async function insertIdentitySignIn(
  db: Db,
  identity: Pick<ProvenIdentity, "provider" | "subject" | "label" | "email">,
  token: NewToken,
  {
    only,
    previousHash,
    device,
  }: { only: string | null; previousHash: string | null; device: SigningDevice },
) {
  const statement = sql`
    WITH known AS (
      SELECT user_id FROM user_identities WHERE ${isIdentity(identity)}
    ), account AS (
      UPDATE users SET last_login_at = now() FROM known
      WHERE users.id = known.user_id AND (${only}::uuid IS NULL OR users.id = ${only}::uuid)
        AND users.is_active AND users.deleted_at IS NULL
      RETURNING ${columnsOf("users", USER_COLUMNS)}
    ), used AS (
      UPDATE user_identities SET last_used_at = clock_timestamp(), label = ${identity.label} FROM account
      WHERE user_identities.user_id = account.id AND ${isIdentity(identity)}
      RETURNING user_identities.user_id
    ), sign_in AS (
      INSERT INTO sign_ins (user_id, user_agent)
      SELECT ${sql.join(newSignIn(token))} FROM account WHERE EXISTS (SELECT FROM used)
      RETURNING id, user_id
    ), token AS (
      INSERT INTO refresh_tokens (${sql.join(TOKEN_COLUMNS.map((column) => sql.ref(column)))})
      SELECT ${sql.join(firstToken(token))} FROM sign_in
    ), ended AS (
      SELECT end_sign_ins(t.user_id, p_only => t.family_id) FROM refresh_tokens t, sign_in
      WHERE t.token_hash = ${previousHash}
    ), notice AS (${newDeviceMail(device, sql`SELECT account.* FROM sign_in JOIN account ON account.id = sign_in.user_id`)})
    SELECT EXISTS (SELECT FROM known) AS known,
      EXISTS (SELECT FROM users WHERE lower(email) = lower(${identity.email}::text)) AS address_taken,
      (SELECT to_json(row) FROM (
        SELECT account.*, sign_in.id AS family_id, user_settings.theme, user_settings.notifications
        FROM sign_in JOIN account ON account.id = sign_in.user_id
        LEFT JOIN user_settings ON user_settings.user_id = account.id) row) AS signed_in,
      (SELECT count(*)::int FROM ended) AS ended, EXISTS (SELECT FROM notice) AS told`;
  return onlyRow(await selectRows(db, identitySignInRowSchema, statement));
}

const addressAccountRowSchema = z.strictObject({
  state: z.enum(["active", "deactivated", "deleted"]),
  /** When a deleted account is removed and its address is free; null for any other. */
  free_at: timeSchema.nullable(),
  has_password: z.boolean(),
  providers: z.array(authProviderSchema),
});

/** Finds how the account that has an address can be signed in to; undefined without one. For the owner of the address alone. */
export async function findAddressAccount(db: Db, email: string) {
  const statement = sql`
    SELECT CASE WHEN deleted_at IS NOT NULL THEN 'deleted' WHEN is_active THEN 'active' ELSE 'deactivated' END AS state,
      deleted_at + make_interval(days => ${PURGE_DAYS}) AS free_at, password_hash <> ${NO_PASSWORD} AS has_password,
      (SELECT coalesce(json_agg(provider ORDER BY created_at), '[]') FROM user_identities WHERE user_id = users.id) AS providers
    FROM users WHERE lower(email) = lower(${email}::text)`;
  const [row] = await selectRows(db, addressAccountRowSchema, statement);
  return row;
}

const linkRowSchema = z.strictObject({
  active: z.boolean(),
  linked: z.boolean(),
  /** Whether the caller had the identity before. */
  own: z.boolean(),
  /** Whether the caller has another identity of the provider. */
  other: z.boolean(),
  /** Whether another account has the identity. */
  taken: z.boolean(),
});

/** Links an identity to the caller's account, and writes the mail that says so. */
export async function insertIdentity(
  db: Db,
  caller: Caller,
  identity: StoredIdentity,
  notice: NewMail,
) {
  const { provider, subject, label } = identity;
  const statement = sql`
    WITH account AS MATERIALIZED (${activeUserLock(caller)}),
    linked AS (
      INSERT INTO user_identities (user_id, provider, subject, label)
      SELECT account.id, ${provider}::"AuthProvider", ${subject}, ${label} FROM account
      ON CONFLICT DO NOTHING RETURNING user_id
    ), owner AS (
      SELECT users.id, users.username, users.email FROM linked JOIN users ON users.id = linked.user_id
    ), event AS (${insertAccountEvent("user.identity_linked", sql`owner`, identityDetails(sql`${provider}::text`))}),
    notice AS (${insertMail(notice, sql`SELECT id, email FROM owner`)})
    SELECT EXISTS (SELECT FROM account) AS active, EXISTS (SELECT FROM linked) AS linked,
      EXISTS (SELECT FROM user_identities WHERE ${isIdentity(identity)} AND user_id = ${caller.id}) AS own,
      EXISTS (SELECT FROM user_identities WHERE provider = ${provider}::"AuthProvider"
        AND user_id = ${caller.id} AND subject <> ${subject}) AS other,
      EXISTS (SELECT FROM user_identities WHERE ${isIdentity(identity)} AND user_id <> ${caller.id}) AS taken`;
  return onlyRow(await selectRows(db, linkRowSchema, statement));
}

const unlinkRowSchema = z.strictObject({
  outcome: z.enum(["unlinked", "not_linked", "last_way_in"]),
});

/**
 * Unlinks the caller's identity of a provider, and writes the mail that says so; undefined when the caller may not act.
 *
 * @param usable the providers with which somebody can sign in
 */
export async function deleteIdentity(
  db: Db,
  caller: Caller,
  provider: AuthProvider,
  usable: readonly AuthProvider[],
  notice: NewMail,
) {
  const statement = sql`
    WITH acted AS MATERIALIZED (
      SELECT users.id, users.username, users.email, unlink_identity(
        users.id, ${provider}::"AuthProvider", ${usable}::"AuthProvider"[], ${NO_PASSWORD}) AS outcome
      FROM users WHERE ${isActiveUser(caller)}
    ), unlinked AS (SELECT * FROM acted WHERE outcome = 'unlinked'),
    event AS (${insertAccountEvent("user.identity_unlinked", sql`unlinked`, identityDetails(sql`${provider}::text`))}),
    notice AS (${insertMail(notice, sql`SELECT id, email FROM unlinked`)})
    SELECT outcome FROM acted`;
  const [row] = await selectRows(db, unlinkRowSchema, statement);
  return row;
}

/** A sign-in is fresh for so many minutes: whoever is there has just proven who they are. */
export const FRESH_MINUTES = 10;

const waysInRowSchema = z.strictObject({
  username: z.string(),
  email: z.string(),
  has_password: z.boolean(),
  /** Whether this device signed in just now. */
  fresh: z.boolean(),
  identities: z.array(
    z.strictObject({
      provider: authProviderSchema,
      label: z.string(),
      created_at: jsonTimeSchema,
      last_used_at: jsonTimeSchema,
    }),
  ),
});
export type WaysInRow = z.infer<typeof waysInRowSchema>;

/** Finds how the caller can sign in; undefined when the caller may not act. */
export async function findWaysIn(db: Db, caller: Caller): Promise<WaysInRow | undefined> {
  const statement = sql`
    SELECT username, email, password_hash <> ${NO_PASSWORD} AS has_password,
      EXISTS (SELECT FROM sign_ins WHERE id = ${caller.family}
        AND created_at > now() - make_interval(mins => ${FRESH_MINUTES})) AS fresh,
      (SELECT coalesce(json_agg(json_build_object('provider', provider, 'label', label,
          'created_at', created_at, 'last_used_at', last_used_at) ORDER BY created_at), '[]')
        FROM user_identities WHERE user_id = users.id) AS identities
    FROM users WHERE ${isActiveUser(caller)}`;
  const [row] = await selectRows(db, waysInRowSchema, statement);
  return row;
}

/** Forgets the failures of a subject, after its right password. */
export const clearFailures = (db: Db, subject: string) =>
  execute(db, sql`DELETE FROM sign_in_failures WHERE subject = ${subject}`);
