/** The SQL that changes a snippet. One round trip. */
import { sql } from "kysely";
import { z } from "zod";
import type { SnippetChange } from "../../../contracts/snippet.ts";
import type { Difficulty, Language } from "../../../engine/plan.ts";
import { writeAudit } from "../../audit/queries.ts";
import type { Actor } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { onlyRow, selectRows } from "../../db/rows.ts";
import {
  callerCte,
  MEASURES,
  nameOf,
  noSnippetRowSchema,
  SNIPPET,
  snippetRowSchema,
  snippetsOf,
  WRITTEN,
} from "../queries.ts";

/** A change of a snippet, with the rules that the statement checks. */
export interface CheckedChange {
  change: Omit<SnippetChange, "revision">;
  /** What is computed from the text, when it changes or is another language's now. */
  computed:
    | { token_count: number; statement_starts: Partial<Record<Language, number[]>> }
    | undefined;
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
 * It locks the rotation before the snippet itself, in the order of `start_game`. So starts and
 * changes cannot deadlock, and of two changes that take a snippet out of a rotation the second counts without it.
 *
 * @returns the snippet as it is now, and why it was not changed
 */
export async function updateSnippet(
  db: Db,
  actor: Actor,
  id: string | null,
  { change, computed, revision, playable, smallestRotation }: CheckedChange,
) {
  const next = (name: keyof CheckedChange["change"], type: string) =>
    sql`coalesce(${change[name] ?? null}::${sql.raw(type)}, before.${sql.ref(name)})`;
  const language = next("language", '"Language"');
  const difficulty = next("difficulty", '"Difficulty"');
  const category = next("category", "varchar");
  const text = next("snippet_text", "text");
  const tokens = sql`coalesce(${computed?.token_count ?? null}::integer, before.token_count)`;
  const wpm = next("expected_wpm", "double precision");
  const starts = computed
    ? sql`ARRAY(SELECT line::smallint FROM jsonb_array_elements(
        ${JSON.stringify(computed.statement_starts)}::jsonb -> (${language})::text) line)`
    : sql`before.statement_starts`;
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
      SELECT rotation.language FROM target CROSS JOIN LATERAL (
        SELECT language FROM snippet_rotations r
        WHERE r.language = target.language AND r.difficulty = target.difficulty FOR NO KEY UPDATE
      ) rotation
    ), locked AS MATERIALIZED (
      SELECT s.* FROM rotation CROSS JOIN LATERAL (
        -- The reference to the rotation's row makes this lock the second.
        SELECT * FROM code_snippets WHERE id = ${id} AND rotation.language IS NOT NULL FOR NO KEY UPDATE
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
        token_count = ${tokens}, expected_wpm = ${wpm}, is_active = ${active},
        statement_starts = ${starts}, revision = before.revision + 1
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
