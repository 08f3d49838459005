/** All SQL about own texts. Each function is one round trip. */
import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import {
  type OwnTextDraft,
  ownTextSchema,
  ownTextSummarySchema,
} from "../../../contracts/own-text.ts";
import { activeUserLock, type Caller, isActiveUser } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { pageRows, type TimeCursor } from "../../db/pages.ts";
import { noRowSchema, selectRows } from "../../db/rows.ts";
import { TICKET_SECONDS } from "../drills/tickets.ts";

/** The columns of an `OwnTextSummary`, of a row `text` and its version `v`. `lineCount` of the contract counts as this does. */
const SUMMARY = sql`text.id, text.title, text.language, v.token_count, text.created_at, text.updated_at,
  cardinality(string_to_array(regexp_replace(v.snippet_text, E'\n$', ''), E'\n')) AS lines`;

const TEXT = sql`${SUMMARY}, v.snippet_text AS text`;

const FROM_TEXTS = sql`FROM own_texts text JOIN code_snippet_versions v ON v.id = text.version_id`;

const summaryRowSchema = z.union([ownTextSummarySchema.strict(), noRowSchema]);
const textRowSchema = z.union([ownTextSchema.strict(), noRowSchema]);

/** The caller's rows of a select from `own_texts`; one row of nulls without any, and none when the caller may not act. */
const forCaller = (caller: Caller, texts: RawBuilder<unknown>) => sql`
  SELECT found.* FROM users LEFT JOIN LATERAL (${texts}) found ON true WHERE ${isActiveUser(caller)}`;

const isPresent = <Row extends { id: string | null }>(
  row: Row,
): row is Exclude<Row, { id: null }> => row.id !== null;

/** Returns all texts of the caller without their code, the latest changed first; undefined when the caller may not act. */
export async function findSummaries(db: Db, caller: Caller) {
  const statement = forCaller(
    caller,
    sql`SELECT ${SUMMARY} ${FROM_TEXTS} WHERE text.user_id = users.id
      ORDER BY text.updated_at DESC, text.id DESC`,
  );
  const rows = await selectRows(db, summaryRowSchema, statement);
  return rows.length === 0 ? undefined : rows.filter(isPresent);
}

/** Returns texts of the caller, the latest changed first and one more than `limit`; undefined when the caller may not act. */
export async function findTexts(
  db: Db,
  caller: Caller,
  limit: number,
  after: TimeCursor | undefined,
) {
  const isAfter = after
    ? sql`(text.updated_at, text.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`
    : sql`true`;
  const statement = forCaller(
    caller,
    sql`SELECT ${TEXT} ${FROM_TEXTS} WHERE text.user_id = users.id AND ${isAfter}
      ORDER BY text.updated_at DESC, text.id DESC LIMIT ${pageRows(limit)}`,
  );
  const rows = await selectRows(db, textRowSchema, statement);
  return rows.length === 0 ? undefined : rows.filter(isPresent);
}

/** Returns a text of the caller; an id of null when there is none, undefined when the caller may not act. */
export async function findText(db: Db, caller: Caller, id: string | null) {
  const statement = forCaller(
    caller,
    sql`SELECT ${TEXT} ${FROM_TEXTS} WHERE text.user_id = users.id AND text.id = ${id}`,
  );
  const [row] = await selectRows(db, textRowSchema, statement);
  return row;
}

/** A draft that may be stored, with what is computed from its code. */
export interface CheckedText extends OwnTextDraft {
  token_count: number;
  expected_wpm: number;
  statement_starts: number[];
}

const storedRowSchema = z.union([
  ownTextSummarySchema.pick({ id: true, created_at: true, updated_at: true }).strict(),
  noRowSchema,
]);

/** Runs a function of the database on the caller's locked account, which returns a row of `own_texts` or none. */
async function storeText(db: Db, caller: Caller, stored: RawBuilder<unknown>) {
  const statement = sql`
    WITH player AS MATERIALIZED (${activeUserLock(caller)})
    SELECT stored.id, stored.created_at, stored.updated_at
    FROM player LEFT JOIN LATERAL ${stored} stored ON true
    -- Names the table, so that a connection plans this again once the table, and so the function's result, has another column (record 60).
    LEFT JOIN own_texts ON false`;
  const [row] = await selectRows(db, storedRowSchema, statement);
  return row;
}

const codeArguments = (text: CheckedText) => sql`
  ${text.title}, ${text.language}, ${text.text}, ${text.token_count}, ${text.expected_wpm},
  ${text.statement_starts}::smallint[]`;

/** Stores a new text; an id of null when the caller has `most` already, undefined when the caller may not act. */
export const insertText = (db: Db, caller: Caller, text: CheckedText, most: number) =>
  storeText(db, caller, sql`add_own_text(player.id, ${codeArguments(text)}, ${most})`);

/** Changes a text; an id of null when the caller has no such text, undefined when the caller may not act. */
export const updateText = (db: Db, caller: Caller, id: string | null, text: CheckedText) =>
  storeText(
    db,
    caller,
    sql`change_own_text(player.id, ${id}, ${codeArguments(text)}, ${TICKET_SECONDS}::int)`,
  );

const deletedRowSchema = z.strictObject({ deleted: z.boolean() });

/** Deletes a text, its versions and the key logs of its runs; undefined when the caller may not act. */
export async function deleteText(db: Db, caller: Caller, id: string | null) {
  const statement = sql`
    WITH player AS MATERIALIZED (${activeUserLock(caller)})
    SELECT delete_own_text(player.id, ${id}) AS deleted FROM player`;
  const [row] = await selectRows(db, deletedRowSchema, statement);
  return row?.deleted;
}

/**
 * Selects a player's text for a run that is being started, with a lock: a text that was changed or deleted while the
 * statement waited for the account is read as it is now.
 */
export const textToPlay = (userId: RawBuilder<unknown>, textId: string) => sql`
  SELECT id, language, version_id FROM own_texts
  WHERE id = ${textId} AND user_id = ${userId} FOR SHARE`;

/** SQL of the language of a player's text; null when the player has no such text. */
export const languageOfText = (userId: RawBuilder<unknown>, textId: string) => sql`
  (SELECT language FROM own_texts WHERE id = ${textId} AND user_id = ${userId})`;

/** SQL of JSON: id and title of the own text with a version; null when it was deleted. */
export const textOfVersion = (versionId: RawBuilder<unknown>) => sql`(
  SELECT json_build_object('id', text.id, 'title', text.title)
  FROM code_snippet_versions v JOIN own_texts text ON text.id = v.own_text_id
  WHERE v.id = ${versionId})`;

/** True if a version is there, also when it could have been deleted while the statement waited: with a lock, as `textToPlay`. */
export const isVersionThere = (versionId: RawBuilder<unknown>) => sql<boolean>`coalesce((
  SELECT true FROM code_snippet_versions v WHERE v.id = ${versionId} FOR SHARE), false)`;
