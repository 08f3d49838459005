/** All SQL about snippets as administrators edit them. Each function is one round trip. */
import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import {
  type SnippetChange,
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
import { onlyRow, selectRows } from "../db/rows.ts";

/** A draft that may be stored, with the count of its tokens. */
export type NewSnippet = SnippetDraft & { token_count: number };

/** The CTE `caller`, with `has_role` alone. */
const callerCte = (caller: Caller) =>
  sql`caller AS MATERIALIZED (SELECT ${hasRole(caller, "ADMIN")} AS has_role)`;

/** The columns of a `StoredSnippet`, of a row `s` of snippets and its row `m` of statistics. */
const SNIPPET = sql`
  s.id, s.language, s.difficulty, s.category, s.snippet_text, s.token_count, s.expected_wpm,
  s.is_active, s.usage_count, s.revision, s.created_at, s.updated_at,
  json_build_object(
    'runs', coalesce(m.runs, 0), 'bugs', coalesce(m.bugs, 0), 'bugs_fixed', coalesce(m.bugs_fixed, 0),
    'words', coalesce(m.words, 0), 'wrong_words', coalesce(m.wrong_words, 0),
    'words_per_minute', m.words * 60000.0 / nullif(m.milliseconds, 0)) AS measured`;

const snippetRowSchema = storedSnippetSchema
  .extend({ ...hasRoleRowShape, measured: storedSnippetSchema.shape.measured.strict() })
  .strict();

/** A row without a snippet, whose columns are null. */
const noSnippetRowSchema = z.looseObject({ id: z.null(), ...hasRoleRowShape });

const snippetsRowSchema = z.union([snippetRowSchema, noSnippetRowSchema]);
type SnippetsRow = z.infer<typeof snippetsRowSchema>;

/** Returns the snippets of rows, without the column `has_role`. */
const snippetsOf = (rows: SnippetsRow[]): StoredSnippet[] =>
  rows.filter((row) => row.id !== null).map(({ has_role: _, ...snippet }) => snippet);

const MEASURES = sql`LEFT JOIN snippet_statistics m ON m.version_id = s.version_id`;

/** Returns the name of a snippet in the audit log. */
const nameOf = (row: string) => {
  const column = (name: string) => sql.ref(`${row}.${name}`);
  return sql`concat_ws(' ', ${column("language")}, ${column("difficulty")}, ${column("category")})`;
};

/** The columns that people write, which the audit log shows. */
const WRITTEN = sql`(VALUES ('language'), ('difficulty'), ('category'), ('snippet_text'), ('token_count'),
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
      LIMIT ${limit + 1}
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
const draftCtes = (drafts: NewSnippet[]) => sql`
  draft AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset(
      ${JSON.stringify(drafts.map((draft, place) => ({ ...draft, place })))}::jsonb
    ) AS draft (
      place integer, language "Language", difficulty "Difficulty", category text, snippet_text text,
      token_count integer, expected_wpm double precision)
  ), taken AS MATERIALIZED (
    SELECT draft.place FROM draft JOIN code_snippets s
      ON s.language = draft.language AND md5(s.snippet_text) = md5(draft.snippet_text)
    WHERE (SELECT has_role FROM caller)
  )`;

const TAKEN = sql`(SELECT coalesce(array_agg(place ORDER BY place), '{}') FROM taken) AS taken`;
const taken = z.array(z.int());

const takenRowSchema = z.strictObject({ ...hasRoleRowShape, taken });

/** Returns the positions, in `drafts`, of the drafts whose text another snippet already has. */
export async function findTaken(db: Db, caller: Caller, drafts: NewSnippet[]) {
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
        (language, difficulty, category, snippet_text, token_count, expected_wpm)
      SELECT language, difficulty, category, snippet_text, token_count, expected_wpm
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

/** A change of a snippet, with the rules that the statement checks. */
export interface CheckedChange {
  change: Omit<SnippetChange, "revision"> & { token_count?: number | undefined };
  /** The revision that the change was made from; undefined for any. */
  revision: number | undefined;
  /** The languages and difficulties in which the text can be played; undefined when none of the three changes. */
  playable: [Language, Difficulty][] | undefined;
  /** The smallest number of snippets that a rotation may have. */
  smallestRotation: number;
}

/**
 * Why a change was not made, in the order in which it is checked: another change came first, the game cannot play
 * it, nothing differs, or too few snippets would be left.
 */
const refusal = z
  .enum(["snippet_changed", "unplayable", "unchanged", "rotation_too_small"])
  .nullable();

const updatedRowSchema = z.union([
  snippetRowSchema.extend({ refusal }),
  noSnippetRowSchema.extend({ refusal }),
]);

/**
 * Changes a snippet unless a rule refuses it, and writes the audit log. Sessions that were served the old text
 * refer to its version, and keep it.
 *
 * It locks the first snippet of the rotation before the snippet itself, in the order of `start_game`. So starts and
 * changes cannot deadlock, and of two changes that take a snippet out of a rotation the second counts without it.
 *
 * @returns the snippet as it is now, and why it was not changed
 */
export async function updateSnippet(
  db: Db,
  actor: Actor,
  id: string | null,
  { change, revision, playable, smallestRotation }: CheckedChange,
) {
  const next = (name: keyof CheckedChange["change"], type: string) =>
    sql`coalesce(${change[name] ?? null}::${sql.raw(type)}, before.${sql.ref(name)})`;
  const language = next("language", '"Language"');
  const difficulty = next("difficulty", '"Difficulty"');
  const category = next("category", "varchar");
  const text = next("snippet_text", "text");
  const tokens = next("token_count", "integer");
  const wpm = next("expected_wpm", "double precision");
  const active = next("is_active", "boolean");
  const languages = playable?.map(([language]) => language);
  const difficulties = playable?.map(([, difficulty]) => difficulty);
  const isPlayable = playable
    ? sql`EXISTS (
        SELECT FROM unnest(${languages}::"Language"[], ${difficulties}::"Difficulty"[])
          AS pair (language, difficulty)
        WHERE pair.language = ${language} AND pair.difficulty = ${difficulty})`
    : sql`true`;
  const statement = sql`
    WITH ${callerCte(actor)}, target AS MATERIALIZED (
      SELECT language, difficulty FROM code_snippets
      WHERE id = ${id} AND (SELECT has_role FROM caller)
    ), rotation AS MATERIALIZED (
      SELECT first.id FROM target CROSS JOIN LATERAL (
        SELECT id FROM code_snippets s
        WHERE s.language = target.language AND s.difficulty = target.difficulty
        ORDER BY id LIMIT 1 FOR NO KEY UPDATE
      ) first
    ), locked AS MATERIALIZED (
      SELECT s.* FROM rotation CROSS JOIN LATERAL (
        -- The reference to the rotation's row makes this lock the second.
        SELECT * FROM code_snippets WHERE id = ${id} AND rotation.id IS NOT NULL FOR NO KEY UPDATE
      ) s
    ), checked AS MATERIALIZED (
      SELECT before.*, CASE
        WHEN before.revision <> coalesce(${revision ?? null}::integer, before.revision) THEN 'snippet_changed'
        WHEN NOT ${isPlayable} THEN 'unplayable'
        WHEN (before.language, before.difficulty, before.category, before.snippet_text, before.expected_wpm, before.is_active)
          IS NOT DISTINCT FROM (${language}, ${difficulty}, ${category}, ${text}, ${wpm}, ${active}) THEN 'unchanged'
        WHEN before.is_active
          AND (before.language, before.difficulty, true) <> (${language}, ${difficulty}, ${active})
          AND snippets_in_rotation(before.language, before.difficulty) <= ${smallestRotation}
          THEN 'rotation_too_small'
      END AS refusal
      FROM locked before
    ), changed AS (
      UPDATE code_snippets s SET
        language = ${language}, difficulty = ${difficulty}, category = ${category}, snippet_text = ${text},
        token_count = ${tokens}, expected_wpm = ${wpm}, is_active = ${active}, revision = before.revision + 1
      FROM checked before
      WHERE s.id = before.id AND before.refusal IS NULL
      RETURNING s.*
    ), audited AS (${writeAudit(actor, {
      action: "snippet.changed",
      from: sql`changed JOIN locked USING (id)`,
      id: sql`changed.id`,
      name: nameOf("changed"),
      details: sql`(
        SELECT jsonb_build_object('before', jsonb_object_agg(name, to_jsonb(locked) -> name),
          'after', jsonb_object_agg(name, to_jsonb(changed) -> name))
        FROM ${WRITTEN} WHERE to_jsonb(locked) -> name IS DISTINCT FROM to_jsonb(changed) -> name)`,
    })}), snippet AS (
      SELECT * FROM changed
      UNION ALL SELECT * FROM locked WHERE NOT EXISTS (SELECT FROM changed)
    )
    SELECT caller.has_role, (SELECT refusal FROM checked) AS refusal, ${SNIPPET}
    FROM caller LEFT JOIN snippet s ON true ${MEASURES}
  `;
  const { refusal, ...row } = onlyRow(await selectRows(db, updatedRowSchema, statement));
  return { has_role: row.has_role, refusal, snippet: snippetsOf([row])[0] };
}
