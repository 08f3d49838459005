/** The SQL that stores the seed: snippets that come with the software. */
import { sql } from "kysely";
import { z } from "zod";
import { languageSchema } from "../../../contracts/game.ts";
import type { Db } from "../../db/client.ts";
import { execute, selectRows } from "../../db/rows.ts";
import type { NewSnippet } from "../queries.ts";

const textRowSchema = z.strictObject({
  id: z.uuid(),
  language: languageSchema,
  snippet_text: z.string(),
});

/** Returns the snippets whose text was stored before statement starts were. */
export const findWithoutStarts = (db: Db) =>
  selectRows(
    db,
    textRowSchema,
    sql`SELECT id, language, snippet_text FROM code_snippets WHERE statement_starts IS NULL ORDER BY id`,
  );

/** Stores the statement starts of a text. It leaves alone a snippet that was changed meanwhile. */
export const storeStarts = (db: Db, id: string, snippetText: string, starts: number[]) =>
  execute(
    db,
    sql`UPDATE code_snippets SET statement_starts = ${starts}::smallint[]
      WHERE id = ${id} AND snippet_text = ${snippetText}`,
  );

/** A snippet of the seed, with a fixed id. */
export type SeedSnippet = NewSnippet & { id: string };

/**
 * Inserts new snippets of the seed, and updates those that changed in it. It leaves alone what people have changed,
 * and code that is a snippet with another id already. Releases seed while people start games, so it locks all rotations before the snippets, as starts lock theirs.
 */
export async function storeSeed(db: Db, seed: SeedSnippet[]): Promise<void> {
  const statement = sql`
    WITH seed AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(seed)}::jsonb) AS snippet (
        id uuid, language "Language", difficulty "Difficulty", category text, snippet_text text,
        token_count integer, expected_wpm double precision, statement_starts smallint[])
    ), locked AS MATERIALIZED (
      SELECT language FROM snippet_rotations ORDER BY language, difficulty FOR NO KEY UPDATE
    ), fresh AS MATERIALIZED (
      SELECT seed.* FROM seed CROSS JOIN (SELECT count(*) FROM locked) rotations WHERE NOT EXISTS (
        SELECT FROM code_snippets s WHERE s.id <> seed.id
          AND s.language = seed.language AND md5(s.snippet_text) = md5(seed.snippet_text))
    ), updated AS (
      UPDATE code_snippets s SET category = fresh.category, snippet_text = fresh.snippet_text,
        token_count = fresh.token_count, expected_wpm = fresh.expected_wpm,
        statement_starts = fresh.statement_starts
      FROM fresh
      WHERE s.id = fresh.id AND s.revision = 0
        AND (s.category, s.snippet_text, s.token_count, s.expected_wpm, s.statement_starts)
          IS DISTINCT FROM (fresh.category, fresh.snippet_text, fresh.token_count, fresh.expected_wpm,
            fresh.statement_starts)
    )
    INSERT INTO code_snippets
      (id, language, difficulty, category, snippet_text, token_count, expected_wpm, statement_starts)
    SELECT * FROM fresh WHERE NOT EXISTS (SELECT FROM code_snippets s WHERE s.id = fresh.id)
  `;
  await execute(db, statement);
}
