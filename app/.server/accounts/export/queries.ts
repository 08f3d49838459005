/** The SQL that reads everything about one account, as JSON text. Each function is one round trip. */
import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import { type Caller, isActiveUser } from "../../auth/authorization/queries.ts";
import { deviceSubject, subjectInSql } from "../../auth/throttle/queries.ts";
import type { Db } from "../../db/client.ts";
import { selectRows } from "../../db/rows.ts";
import { shownStatus } from "../../games/results/queries.ts";

/**
 * Tables with a row or more for each game or sign-in, and how many of their rows are read at a time. A key log has up
 * to 250 KB of text, another row less than one.
 */
const PAGE_ROWS = {
  sign_ins: 1_000,
  refresh_tokens: 1_000,
  game_sessions: 1_000,
  game_results: 1_000,
  typing_sessions: 20,
  typing_results: 1_000,
  user_achievements: 1_000,
  friend_relationships: 1_000,
  blocks: 1_000,
  notifications: 1_000,
  own_texts: 20,
  race_players: 1_000,
  race_reports: 1_000,
  mails: 100,
  account_events: 1_000,
};
export type PagedTable = keyof typeof PAGE_ROWS;
export const PAGED_TABLES = Object.keys(PAGE_ROWS) as PagedTable[];

/** Tables of which an account has few rows. */
export const SHORT_TABLES = [
  "user_statistics",
  "user_settings",
  "leaderboards",
  "keystroke_statistics",
  "friend_request_counts",
  "race_ratings",
  "account_tokens",
  "user_identities",
  "sign_in_failures",
] as const;

/** Removes the columns that are secrets. */
const WITHOUT_SECRETS = sql`- 'password_hash' - 'token_hash' - 'session_token'`;

/** Every version of the own text `t`: the present one, and those that runs were played with. */
const VERSIONS = sql`(
  SELECT coalesce(jsonb_agg(to_jsonb(v) - 'snippet_id' - 'own_text_id' ORDER BY v.id), '[]')
  FROM code_snippet_versions v WHERE v.own_text_id = t.id)`;

/** The row `t` as JSON. Of a result it has what its player may know: not how it was judged, nor by which rules. */
const jsonOf = (table: PagedTable) =>
  table === "game_results"
    ? sql`(to_jsonb(t) - 'flags' - 'due_at' || jsonb_build_object('status', ${shownStatus(sql.ref("t"))}))`
    : table === "own_texts"
      ? sql`(to_jsonb(t) || jsonb_build_object('versions', ${VERSIONS}))`
      : sql`(to_jsonb(t) ${WITHOUT_SECRETS})`;

/**
 * Returns the condition of the rows `t` of a table that are about the account in `users`.
 *
 * @param device the known device that asks; null for none
 */
function isOwn(
  table: PagedTable | (typeof SHORT_TABLES)[number],
  device: string | null = null,
): RawBuilder<boolean> {
  if (table === "friend_relationships") {
    return sql`(t.requester_id = users.id OR t.addressee_id = users.id)`;
  }
  // Nobody learns who blocks them.
  if (table === "blocks") return sql`t.blocker_id = users.id`;
  // Nor who reported them.
  if (table === "race_reports") return sql`t.reporter_id = users.id`;
  if (table !== "sign_in_failures") return sql`t.user_id = users.id`;
  // Their subjects are hashes, which only somebody who knows the address can find; those of a known device, only that device.
  const email = subjectInSql("account", sql`lower(users.email)`);
  return sql`t.subject IN (${email}, ${subjectInSql("password", sql`users.id`)}, ${deviceSubject(device)})`;
}

/** The row `t` of a short table as JSON. The subject of a failure is a hash; that of an identity is the owner's own. */
const shortJsonOf = (table: (typeof SHORT_TABLES)[number]) =>
  table === "sign_in_failures" ? sql`to_jsonb(t) - 'subject'` : sql`to_jsonb(t) ${WITHOUT_SECRETS}`;

const NO_ID = "00000000-0000-0000-0000-000000000000";

/** Returns the rows after the one with the id `after`, and the last id of them unless they are the table's last. */
function pageColumns(table: PagedTable, after = NO_ID) {
  const limit = PAGE_ROWS[table];
  const page = sql`(SELECT * FROM ${sql.table(table)} t
    WHERE ${isOwn(table)} AND t.id > ${after}::uuid ORDER BY t.id LIMIT ${sql.lit(limit)}) t`;
  return sql`
    (SELECT coalesce(string_agg(${jsonOf(table)}::text, E',\n' ORDER BY t.id), '')
      FROM ${page}) AS ${sql.ref(table)},
    (SELECT t.id::text FROM ${page} ORDER BY t.id OFFSET ${limit - 1}) AS ${sql.ref(lastIdOf(table))}`;
}

/** Returns the column with the last id of a table's page; null when no further rows can follow. */
export const lastIdOf = (table: PagedTable) => `${table}_last_id` as const;

const columnsRowSchema = z.record(z.string(), z.string().nullable());

/**
 * Finds the account, all rows of the short tables, and the first page of the others, each as rows of JSON with commas
 * in between; undefined when the caller may not act.
 *
 * @param device the known device that asks; null for none
 */
export async function findAccountData(db: Db, caller: Caller, device: string | null) {
  const short = SHORT_TABLES.map(
    (table) => sql`
      (SELECT coalesce(string_agg((${shortJsonOf(table)})::text, E',\n'), '')
        FROM ${sql.table(table)} t WHERE ${isOwn(table, device)}) AS ${sql.ref(table)}`,
  );
  const paged = PAGED_TABLES.map((table) => pageColumns(table));
  const statement = sql`
    SELECT (to_jsonb(users) ${WITHOUT_SECRETS})::text AS account, ${sql.join([...short, ...paged])}
    FROM users WHERE ${isActiveUser(caller)}
  `;
  const [row] = await selectRows(db, columnsRowSchema, statement);
  return row;
}

/** Finds the rows of a table after the one with the id `after`; undefined when the caller may not act. */
export async function findMoreRows(db: Db, caller: Caller, table: PagedTable, after: string) {
  const statement = sql`SELECT ${pageColumns(table, after)} FROM users WHERE ${isActiveUser(caller)}`;
  const [row] = await selectRows(db, columnsRowSchema, statement);
  return row;
}
