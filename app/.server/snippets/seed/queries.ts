/** The SQL that stores the seed: snippets that come with the software. */
import { sql } from "kysely";
import type { Db } from "../../db/client.ts";
import { execute } from "../../db/rows.ts";
import type { NewSnippet } from "../queries.ts";

/** A snippet of the seed, with a fixed id. */
export type SeedSnippet = NewSnippet & { id: string };

/**
 * Inserts new snippets of the seed, and updates those that changed in it. It leaves alone what people have changed,
 * and code that is a snippet with another id already.
 */
export async function storeSeed(db: Db, seed: SeedSnippet[]): Promise<void> {
  const statement = sql`
    WITH seed AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(seed)}::jsonb) AS snippet (
        id uuid, language "Language", difficulty "Difficulty", category text, snippet_text text,
        token_count integer, expected_wpm double precision)
    ), fresh AS (
      SELECT * FROM seed WHERE NOT EXISTS (
        SELECT FROM code_snippets s WHERE s.id <> seed.id
          AND s.language = seed.language AND md5(s.snippet_text) = md5(seed.snippet_text))
    ), updated AS (
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
  `;
  await execute(db, statement);
}
