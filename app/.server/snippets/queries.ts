/** All SQL about snippets as administrators edit them. Each function is one round trip. */
import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import {
  type SnippetDraft,
  type SnippetQuery,
  type StoredSnippet,
  storedSnippetSchema,
} from "../../contracts/snippet.ts";
import type { Difficulty, Language } from "../../engine/plan.ts";
import { writeAudit } from "../audit/queries.ts";
import type { Actor, Caller } from "../auth/authorization/queries.ts";
import { hasRole, hasRoleRowShape } from "../auth/authorization/queries.ts";
import type { Db } from "../db/client.ts";
import { pageRows } from "../db/pages.ts";
import { onlyRow, selectRows } from "../db/rows.ts";

/** What is computed from the text of a snippet and stored with it. */
export interface ComputedColumns {
  token_count: number;
  statement_starts: number[];
}

/** A draft that may be stored, with what is computed from its text. */
export type NewSnippet = SnippetDraft & ComputedColumns;

/** The CTE `caller`, with `has_role` alone. */
export const callerCte = (caller: Caller) =>
  sql`caller AS MATERIALIZED (SELECT ${hasRole(caller, "ADMIN")} AS has_role)`;

/** The columns of a `StoredSnippet`, of a row `s` of snippets and its row `m` of statistics. */
export const SNIPPET = sql`
  s.id, s.language, s.difficulty, s.category, s.snippet_text, s.token_count, s.expected_wpm,
  s.is_active, s.usage_count, s.revision, s.created_at, s.updated_at,
  json_build_object(
    'runs', coalesce(m.runs, 0), 'bugs', coalesce(m.bugs, 0), 'bugs_fixed', coalesce(m.bugs_fixed, 0),
    'words', coalesce(m.words, 0), 'wrong_words', coalesce(m.wrong_words, 0),
    'words_per_minute', m.words * 60000.0 / nullif(m.milliseconds, 0)) AS measured`;

export const snippetRowSchema = storedSnippetSchema
  .extend({ ...hasRoleRowShape, measured: storedSnippetSchema.shape.measured.strict() })
  .strict();

/** A row without a snippet, whose columns are null. */
export const noSnippetRowSchema = z.looseObject({ id: z.null(), ...hasRoleRowShape });

const snippetsRowSchema = z.union([snippetRowSchema, noSnippetRowSchema]);
type SnippetsRow = z.infer<typeof snippetsRowSchema>;

/** Returns the snippets of rows, without the column `has_role`. */
export const snippetsOf = (rows: SnippetsRow[]): StoredSnippet[] =>
  rows.filter((row) => row.id !== null).map(({ has_role: _, ...snippet }) => snippet);

export const MEASURES = sql`LEFT JOIN snippet_statistics m ON m.version_id = s.version_id`;

/** Returns the name of a snippet in the audit log. */
export const nameOf = (row: string) => {
  const column = (name: string) => sql.ref(`${row}.${name}`);
  return sql`concat_ws(' ', ${column("language")}, ${column("difficulty")}, ${column("category")})`;
};

/** The columns that people write, which the audit log shows. */
export const WRITTEN = sql`(VALUES ('language'), ('difficulty'), ('category'), ('snippet_text'), ('token_count'),
  ('expected_wpm'), ('is_active')) AS written (name)`;

/** The cursor of the list: its last item. */
export type SnippetCursor = [Language, Difficulty, category: string, id: string];

/**
 * Finds the snippets that the filter keeps, by language, difficulty and category, and one more than `limit`.
 *
 * With `q` it reads every row: ten thousand snippets take some milliseconds, and without an extension no index
 * finds a part of a word.
 */
export async function findSnippets(
  db: Db,
  caller: Caller,
  { limit, language, difficulty, category, is_active, q }: Omit<SnippetQuery, "cursor">,
  after: SnippetCursor | undefined,
) {
  const conditions: RawBuilder<unknown>[] = [
    language && sql`s.language = ${language}`,
    difficulty && sql`s.difficulty = ${difficulty}`,
    category && sql`s.category = ${category}`,
    is_active !== undefined && sql`s.is_active = ${is_active}`,
    q && sql`strpos(lower(concat(s.category, E'\n', s.snippet_text)), lower(${q})) > 0`,
    after &&
      sql`(s.language, s.difficulty, s.category, s.id)
        > (${after[0]}::"Language", ${after[1]}::"Difficulty", ${after[2]}, ${after[3]}::uuid)`,
  ].filter((condition) => typeof condition === "object");
  const statement = sql`
    WITH ${callerCte(caller)}, item AS (
      SELECT s.* FROM code_snippets s
      WHERE (SELECT has_role FROM caller) AND ${sql.join([sql`true`, ...conditions], sql` AND `)}
      ORDER BY s.language, s.difficulty, s.category, s.id
      LIMIT ${pageRows(limit)}
    )
    SELECT caller.has_role, ${SNIPPET} FROM caller LEFT JOIN item s ON true ${MEASURES}
    ORDER BY s.language, s.difficulty, s.category, s.id
  `;
  const rows = await selectRows(db, snippetsRowSchema, statement);
  return { has_role: onlyRow(rows).has_role, snippets: snippetsOf(rows) };
}

/** Finds one snippet; undefined when there is none, and for a caller without the role. */
export async function findSnippet(db: Db, caller: Caller, id: string | null) {
  const statement = sql`
    WITH ${callerCte(caller)}
    SELECT caller.has_role, ${SNIPPET}
    FROM caller LEFT JOIN code_snippets s ON s.id = ${id} AND caller.has_role ${MEASURES}
  `;
  const rows = await selectRows(db, snippetsRowSchema, statement);
  return { has_role: onlyRow(rows).has_role, snippet: snippetsOf(rows)[0] };
}

/** The CTEs `draft`, the drafts by their place, and `taken`, the places of those whose text is a snippet already. */
const draftCtes = (drafts: SnippetDraft[]) => sql`
  draft AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset(
      ${JSON.stringify(drafts.map((draft, place) => ({ ...draft, place })))}::jsonb
    ) AS draft (
      place integer, language "Language", difficulty "Difficulty", category text, snippet_text text,
      token_count integer, expected_wpm double precision, statement_starts smallint[])
  ), taken AS MATERIALIZED (
    SELECT draft.place FROM draft JOIN code_snippets s
      ON s.language = draft.language AND md5(s.snippet_text) = md5(draft.snippet_text)
    WHERE (SELECT has_role FROM caller)
  )`;

const TAKEN = sql`(SELECT coalesce(array_agg(place ORDER BY place), '{}') FROM taken) AS taken`;
const taken = z.array(z.int());

const takenRowSchema = z.strictObject({ ...hasRoleRowShape, taken });

/** Returns the positions, in `drafts`, of the drafts whose text another snippet already has. */
export async function findTaken(db: Db, caller: Caller, drafts: SnippetDraft[]) {
  const statement = sql`
    WITH ${callerCte(caller)}, ${draftCtes(drafts)} SELECT has_role, ${TAKEN} FROM caller
  `;
  return onlyRow(await selectRows(db, takenRowSchema, statement));
}

const insertedRowSchema = z.union([
  snippetRowSchema.extend({ taken }),
  noSnippetRowSchema.extend({ taken }),
]);

/**
 * Stores all drafts, or none when the text of one is a snippet already.
 *
 * @param act `snippet.created` is audited for each snippet, `snippet.imported` once for all
 * @throws a violation of `code_snippets_text_key`, when another request stores the same text at the same moment
 */
export async function insertSnippets(
  db: Db,
  actor: Actor,
  drafts: NewSnippet[],
  act: "snippet.created" | "snippet.imported",
) {
  const audit =
    act === "snippet.created"
      ? writeAudit(actor, {
          action: act,
          from: sql`inserted`,
          id: sql`inserted.id`,
          name: nameOf("inserted"),
          details: sql`jsonb_build_object('after', (
            SELECT jsonb_object_agg(name, to_jsonb(inserted) -> name) FROM ${WRITTEN}))`,
        })
      : writeAudit(actor, {
          action: act,
          from: sql`(SELECT count(*) AS count, jsonb_agg(id ORDER BY place) AS ids FROM stored HAVING count(*) > 0) many`,
          id: sql`NULL::uuid`,
          name: sql`many.count || ' snippets'`,
          details: sql`jsonb_build_object('count', many.count, 'ids', many.ids)`,
        });
  const statement = sql`
    WITH ${callerCte(actor)}, ${draftCtes(drafts)}, inserted AS (
      INSERT INTO code_snippets
        (language, difficulty, category, snippet_text, token_count, expected_wpm, statement_starts)
      SELECT language, difficulty, category, snippet_text, token_count, expected_wpm, statement_starts
      FROM draft
      WHERE (SELECT has_role FROM caller) AND NOT EXISTS (SELECT FROM taken)
      -- In one order, so that two imports of the same texts wait and do not deadlock.
      ORDER BY language, snippet_text
      RETURNING *
    ), stored AS (
      SELECT inserted.*, draft.place FROM inserted JOIN draft USING (language, snippet_text)
    ), audited AS (${audit})
    SELECT caller.has_role, ${TAKEN}, ${SNIPPET} FROM caller LEFT JOIN stored s ON true ${MEASURES}
    ORDER BY s.place
  `;
  const rows = await selectRows(db, insertedRowSchema, statement);
  const { has_role, taken } = onlyRow(rows);
  return { has_role, taken, snippets: snippetsOf(rows.map(({ taken: _, ...row }) => row)) };
}
