/** The rows of `game_sessions` as other statements select them. */
import { sql } from "kysely";
import { z } from "zod";
import { timeSchema } from "../../../contracts/account.ts";
import {
  difficultySchema,
  languageSchema,
  modeSchema,
  snippetSchema,
} from "../../../contracts/game.ts";

/** The snippets that a session was served, in their order. */
export const servedSnippetsSchema = z.array(snippetSchema.strict());

/** A session with its snippets. */
export const sessionRowSchema = z.strictObject({
  id: z.uuid(),
  user_id: z.uuid(),
  session_token: z.uuid(),
  language: languageSchema,
  difficulty: difficultySchema,
  mode: modeSchema,
  seed: z.int(),
  engine_version: z.int(),
  /** The UTC day whose challenge the session plays. */
  challenge_day: z.iso.date().nullable(),
  snippets: servedSnippetsSchema,
  started_at: timeSchema,
  expires_at: timeSchema,
});
export type SessionRow = z.infer<typeof sessionRowSchema>;

/** The columns of a `SessionRow` without `snippets`, of the row `session`. */
export const SESSION_COLUMNS = sql`
  session.id, session.user_id, session.session_token, session.language, session.difficulty,
  session.mode, session.seed, session.engine_version, session.challenge_day::text,
  session.started_at, session.expires_at`;

/**
 * The texts of the `versions` as JSON of `servedSnippetsSchema`; by default those of the row `session`. The category of an own
 * text is its title.
 */
export const servedSnippets = (versions = sql`session.snippet_versions`) => sql`(
  SELECT coalesce(json_agg(json_build_object(
      'id', coalesce(v.snippet_id, v.own_text_id),
      'category', coalesce((SELECT title FROM own_texts WHERE id = v.own_text_id), v.category),
      'snippet_text', v.snippet_text,
      'token_count', v.token_count, 'expected_wpm', v.expected_wpm,
      'statement_starts', v.statement_starts) ORDER BY served.place), '[]')
  FROM unnest(${versions}) WITH ORDINALITY AS served (version_id, place)
  JOIN code_snippet_versions v ON v.id = served.version_id
)`;

/** Milliseconds since the start of the row `session`, on the database's clock. */
export const ELAPSED_MS = sql`floor(extract(epoch FROM clock_timestamp() - session.started_at) * 1000)::int8`;
