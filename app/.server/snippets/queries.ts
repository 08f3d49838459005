/** All SQL about snippets as admins look after them. Each function is one round trip. */
import { type RawBuilder, sql } from "kysely";
import type {
  SnippetChange,
  SnippetDraft,
  SnippetQuery,
  StoredSnippet,
} from "../../contracts/snippet.ts";
import type { Difficulty, Language } from "../../engine/plan.ts";
import { writeAudit } from "../audit/queries.ts";
import { type Actor, type Caller, hasRole } from "../auth/authorization/queries.ts";
import type { Db } from "../db/client.ts";

/** A draft that may be stored, with what is computed of it. */
export type NewSnippet = SnippetDraft & { token_count: number };

/** The caller's part of an answer: whether they are an admin (auth/authorization/service.ts `admit`). */
interface Asked {
  admitted: boolean | null;
}

const asking = (caller: Caller) =>
  sql`asking AS MATERIALIZED (SELECT ${hasRole(caller, "ADMIN")} AS admitted)`;

/** Of a row `s` of snippets and its row `m` of measures. */
const SNIPPET = sql`
  s.id, s.language, s.difficulty, s.category, s.snippet_text, s.token_count, s.expected_wpm,
  s.is_active, s.usage_count, s.revision, s.created_at, s.updated_at,
  json_build_object(
    'runs', coalesce(m.runs, 0), 'bugs', coalesce(m.bugs, 0), 'bugs_fixed', coalesce(m.bugs_fixed, 0),
    'words', coalesce(m.words, 0), 'wrong_words', coalesce(m.wrong_words, 0),
    'words_per_minute', m.words * 60000.0 / nullif(m.milliseconds, 0)) AS measured`;

const MEASURES = sql`LEFT JOIN snippet_statistics m ON m.version_id = s.version_id`;

/** What an admin calls a snippet, in the audit log. */
const nameOf = (row: string) => {
  const column = (name: string) => sql.ref(`${row}.${name}`);
  return sql`concat_ws(' ', ${column("language")}, ${column("difficulty")}, ${column("category")})`;
};

/** What people write of a snippet, and so what the audit log tells of it. */
const WRITTEN = sql`(VALUES ('language'), ('difficulty'), ('category'), ('snippet_text'), ('token_count'),
  ('expected_wpm'), ('is_active')) AS written (name)`;

/** Where a page of the list ends: its last item. */
export type SnippetCursor = [Language, Difficulty, category: string, id: string];

type Row = StoredSnippet & Asked;
type NoRow = { id: null } & Asked;

const snippetsOf = (rows: (Row | NoRow)[]): StoredSnippet[] =>
  rows.filter((row): row is Row => row.id !== null).map(({ admitted: _, ...snippet }) => snippet);

/**
 * Snippets that the filter keeps, as in the folder of the seed: by language, difficulty and category.
 * One more than `limit`.
 *
 * Every row is looked at for `q`: ten thousand snippets take some milliseconds, and no index serves a part
 * of a word without an extension.
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
  const { rows } = await sql<Row | NoRow>`
    WITH ${asking(caller)}, item AS (
      SELECT s.* FROM code_snippets s
      WHERE (SELECT admitted FROM asking) AND ${sql.join([sql`true`, ...conditions], sql` AND `)}
      ORDER BY s.language, s.difficulty, s.category, s.id
      LIMIT ${limit + 1}
    )
    SELECT asking.admitted, ${SNIPPET} FROM asking LEFT JOIN item s ON true ${MEASURES}
    ORDER BY s.language, s.difficulty, s.category, s.id
  `.execute(db);
  return { admitted: rows[0]?.admitted ?? null, snippets: snippetsOf(rows) };
}

export async function findSnippet(db: Db, caller: Caller, id: string) {
  const { rows } = await sql<Row | NoRow>`
    WITH ${asking(caller)}
    SELECT asking.admitted, ${SNIPPET}
    FROM asking LEFT JOIN code_snippets s ON s.id = ${id} AND asking.admitted ${MEASURES}
  `.execute(db);
  return { admitted: rows[0]?.admitted ?? null, snippet: snippetsOf(rows)[0] };
}

/** The CTEs `given`, the drafts by their place, and `taken`, the places of those whose text is a snippet already. */
const given = (drafts: NewSnippet[]) => sql`
  given AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset(
      ${JSON.stringify(drafts.map((draft, place) => ({ ...draft, place })))}::jsonb
    ) AS draft (
      place integer, language "Language", difficulty "Difficulty", category text, snippet_text text,
      token_count integer, expected_wpm double precision)
  ), taken AS MATERIALIZED (
    SELECT given.place FROM given JOIN code_snippets s
      ON s.language = given.language AND md5(s.snippet_text) = md5(given.snippet_text)
    WHERE (SELECT admitted FROM asking)
  )`;

const TAKEN = sql`(SELECT coalesce(array_agg(place ORDER BY place), '{}') FROM taken) AS taken`;

/** The places of drafts whose text is a snippet already. */
export async function findTaken(db: Db, caller: Caller, drafts: NewSnippet[]) {
  const { rows } = await sql<Asked & { taken: number[] }>`
    WITH ${asking(caller)}, ${given(drafts)} SELECT admitted, ${TAKEN} FROM asking
  `.execute(db);
  return rows[0] ?? { admitted: null, taken: [] };
}

/**
 * Stores all of the drafts or, where the text of some is a snippet already, none.
 *
 * @param act `snippet.created` is recorded for each, `snippet.imported` once for all
 * @throws a violation of `code_snippets_text_key`, when somebody stores the same just now
 */
export async function insertSnippets(
  db: Db,
  actor: Actor,
  drafts: NewSnippet[],
  act: "snippet.created" | "snippet.imported",
) {
  const recorded =
    act === "snippet.created"
      ? writeAudit(actor, {
          action: act,
          from: sql`made`,
          id: sql`made.id`,
          name: nameOf("made"),
          details: sql`jsonb_build_object('after', (
            SELECT jsonb_object_agg(name, to_jsonb(made) -> name) FROM ${WRITTEN}))`,
        })
      : writeAudit(actor, {
          action: act,
          from: sql`(SELECT count(*) AS count, jsonb_agg(id ORDER BY place) AS ids FROM stored HAVING count(*) > 0) many`,
          id: sql`NULL::uuid`,
          name: sql`many.count || ' snippets'`,
          details: sql`jsonb_build_object('count', many.count, 'ids', many.ids)`,
        });
  const { rows } = await sql<(Row | NoRow) & { taken: number[] }>`
    WITH ${asking(actor)}, ${given(drafts)}, made AS (
      INSERT INTO code_snippets
        (language, difficulty, category, snippet_text, token_count, expected_wpm)
      SELECT language, difficulty, category, snippet_text, token_count, expected_wpm
      FROM given
      WHERE (SELECT admitted FROM asking) AND NOT EXISTS (SELECT FROM taken)
      -- In one order, so that of two who import the same one waits for the other.
      ORDER BY language, snippet_text
      RETURNING *
    ), stored AS (
      SELECT made.*, given.place FROM made JOIN given USING (language, snippet_text)
    ), recorded AS (${recorded})
    SELECT asking.admitted, ${TAKEN}, ${SNIPPET} FROM asking LEFT JOIN stored s ON true ${MEASURES}
    ORDER BY s.place
  `.execute(db);
  const { admitted = null, taken = [] } = rows[0] ?? {};
  return { admitted, taken, snippets: snippetsOf(rows.map(({ taken: _, ...row }) => row)) };
}

export interface Change {
  change: Omit<SnippetChange, "revision"> & { token_count?: number | undefined };
  /** The revision that it is a change of; any, when this is left out. */
  revision: number | undefined;
  /** As what the text can be played; when this is left out, neither it nor its rotation changes. */
  playable: [Language, Difficulty][] | undefined;
  /** Snippets that a rotation keeps at the least. */
  least: number;
}

/**
 * Changes a snippet that is as the caller believes, and writes down what changed. Sessions that were
 * served its old text name that by its version, and keep it.
 *
 * The rotation's first snippet is held before the snippet itself, in the order of `start_game`: so starts and
 * changes cannot deadlock, and of two who take a snippet out of a rotation the second counts without it.
 *
 * @returns the snippet as it is now, and whether this changed it
 */
export async function updateSnippet(
  db: Db,
  actor: Actor,
  id: string,
  { change, revision, playable, least }: Change,
) {
  const next = (name: keyof Change["change"], type: string) =>
    sql`coalesce(${change[name] ?? null}::${sql.raw(type)}, held.${sql.ref(name)})`;
  const language = next("language", '"Language"');
  const difficulty = next("difficulty", '"Difficulty"');
  const category = next("category", "varchar");
  const text = next("snippet_text", "text");
  const tokens = next("token_count", "integer");
  const wpm = next("expected_wpm", "double precision");
  const active = next("is_active", "boolean");
  const fits = playable
    ? sql`EXISTS (
        SELECT FROM unnest(${playable.map(([one]) => one)}::"Language"[], ${playable.map(([, one]) => one)}::"Difficulty"[])
          AS pair (language, difficulty)
        WHERE pair.language = ${language} AND pair.difficulty = ${difficulty})`
    : sql`true`;
  const { rows } = await sql<(Row & { changed: boolean }) | (NoRow & { changed: false })>`
    WITH ${asking(actor)}, target AS MATERIALIZED (
      SELECT language, difficulty FROM code_snippets
      WHERE id = ${id} AND (SELECT admitted FROM asking)
    ), rotation AS MATERIALIZED (
      SELECT first.id FROM target CROSS JOIN LATERAL (
        SELECT id FROM code_snippets s
        WHERE s.language = target.language AND s.difficulty = target.difficulty
        ORDER BY id LIMIT 1 FOR NO KEY UPDATE
      ) first
    ), held AS MATERIALIZED (
      SELECT s.* FROM rotation CROSS JOIN LATERAL (
        -- The rotation's row makes this wait for its turn.
        SELECT * FROM code_snippets WHERE id = ${id} AND rotation.id IS NOT NULL FOR NO KEY UPDATE
      ) s
    ), changed AS (
      UPDATE code_snippets s SET
        language = ${language}, difficulty = ${difficulty}, category = ${category}, snippet_text = ${text},
        token_count = ${tokens}, expected_wpm = ${wpm}, is_active = ${active}, revision = held.revision + 1
      FROM held
      WHERE s.id = held.id
        AND held.revision = coalesce(${revision ?? null}::integer, held.revision)
        AND (held.language, held.difficulty, held.category, held.snippet_text, held.expected_wpm, held.is_active)
          IS DISTINCT FROM (${language}, ${difficulty}, ${category}, ${text}, ${wpm}, ${active})
        AND ${fits}
        AND (NOT held.is_active
          OR (held.language, held.difficulty, true) = (${language}, ${difficulty}, ${active})
          OR snippets_in_rotation(held.language, held.difficulty) > ${least})
      RETURNING s.*
    ), recorded AS (${writeAudit(actor, {
      action: "snippet.changed",
      from: sql`changed JOIN held USING (id)`,
      id: sql`changed.id`,
      name: nameOf("changed"),
      details: sql`(
        SELECT jsonb_build_object('before', jsonb_object_agg(name, to_jsonb(held) -> name),
          'after', jsonb_object_agg(name, to_jsonb(changed) -> name))
        FROM ${WRITTEN} WHERE to_jsonb(held) -> name IS DISTINCT FROM to_jsonb(changed) -> name)`,
    })}), snippet AS (
      SELECT true AS changed, * FROM changed
      UNION ALL SELECT false, * FROM held WHERE NOT EXISTS (SELECT FROM changed)
    )
    SELECT asking.admitted, coalesce(s.changed, false) AS changed, ${SNIPPET}
    FROM asking LEFT JOIN snippet s ON true ${MEASURES}
  `.execute(db);
  const [row] = rows;
  if (!row) throw new Error("a statement that always gives a row gave none");
  const { admitted, changed, ...snippet } = row;
  return { admitted, changed, snippet: snippet.id === null ? undefined : snippet };
}

/** Snippets that come with the software, by ids of their own. */
export type SeedSnippet = NewSnippet & { id: string };

/**
 * Adds what is new of the seed, and follows what changed in it. What people have changed is left alone, and
 * so is code that is a snippet already, by whatever id.
 */
export async function storeSeed(db: Db, seed: SeedSnippet[]): Promise<void> {
  await sql`
    WITH given AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(seed)}::jsonb) AS snippet (
        id uuid, language "Language", difficulty "Difficulty", category text, snippet_text text,
        token_count integer, expected_wpm double precision)
    ), fresh AS (
      SELECT * FROM given WHERE NOT EXISTS (
        SELECT FROM code_snippets s WHERE s.id <> given.id
          AND s.language = given.language AND md5(s.snippet_text) = md5(given.snippet_text))
    ), followed AS (
      UPDATE code_snippets s SET category = fresh.category, snippet_text = fresh.snippet_text,
        token_count = fresh.token_count, expected_wpm = fresh.expected_wpm
      FROM fresh
      WHERE s.id = fresh.id AND s.revision = 0
        AND (s.category, s.snippet_text, s.token_count, s.expected_wpm)
          IS DISTINCT FROM (fresh.category, fresh.snippet_text, fresh.token_count, fresh.expected_wpm)
    )
    INSERT INTO code_snippets
      (id, language, difficulty, category, snippet_text, token_count, expected_wpm)
    SELECT * FROM fresh WHERE NOT EXISTS (SELECT FROM code_snippets s WHERE s.id = fresh.id)
  `.execute(db);
}
