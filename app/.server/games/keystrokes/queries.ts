/** SQL that brings the statistics of keys up to date with runs and drills whose state has changed. */
import { sql } from "kysely";
import { z } from "zod";
import { languageSchema, outcomeSchema } from "../../../contracts/game.ts";
import type { Db } from "../../db/client.ts";
import { onlyRow, selectRows } from "../../db/rows.ts";
import { partSchema, versionTextSchema } from "../../practice/drills/parts.ts";
import { storedKeysSchema } from "../../practice/key-log.ts";
import type { PackedSums } from "../../practice/keystrokes/packing.ts";
import { KEPT_DAYS } from "../../practice/keystrokes/queries.ts";
import { SESSION_COLUMNS, servedSnippets, sessionRowSchema } from "../sessions/queries.ts";

const logShape = { typing_id: z.uuid(), key_sequence: storedKeysSchema.nullable() };

/** A session of a game, or a drill, that is due. */
const dueSchema = z.union([
  sessionRowSchema.extend({
    ...logShape,
    outcome: outcomeSchema.nullable(),
    ended_at_ms: z.int().nullable(),
    playtime_seconds: z.int(),
    drill: z.null(),
  }),
  z.object({
    ...logShape,
    id: z.null(),
    drill: z.strictObject({
      language: languageSchema,
      parts: z.array(partSchema),
      texts: z.array(versionTextSchema),
      duration_ms: z.int(),
    }),
  }),
]);
export type DueSession = z.infer<typeof dueSchema>;

/** Returns up to `limit` sessions that are due, with what their sums are computed from. */
export const findDueSessions = (db: Db, limit: number): Promise<DueSession[]> =>
  selectRows(
    db,
    dueSchema,
    sql`
    SELECT typed.id AS typing_id, typed.key_sequence, ${SESSION_COLUMNS},
      CASE WHEN session.id IS NOT NULL THEN ${servedSnippets()} END AS snippets,
      session.outcome, session.ended_at_ms, result.playtime_seconds,
      CASE WHEN session.id IS NULL THEN json_build_object(
        'language', typed.language, 'parts', typed.parts,
        'texts', (SELECT coalesce(json_agg(json_build_object('version_id', v.id, 'text', v.snippet_text)), '[]')
          FROM code_snippet_versions v
          WHERE v.id IN (SELECT (part ->> 0)::int FROM jsonb_array_elements(typed.parts) part)),
        'duration_ms', (SELECT duration_ms FROM typing_results WHERE session_id = typed.id)) END AS drill
    FROM (
      SELECT * FROM typing_sessions WHERE keys_due AND is_completed ORDER BY id LIMIT ${sql.lit(limit)}
    ) typed
    LEFT JOIN game_sessions session ON session.id = typed.game_session_id
    LEFT JOIN game_results result ON result.session_id = session.id
    ORDER BY typed.id
  `,
  );

const settledSchema = z.strictObject({ settled: z.int() });

/** The sums of a session that is due; null without a log. */
export interface DueSums {
  id: string;
  sums: Omit<PackedSums, "days"> | null;
}

/** Brings the statistics up to date with sessions that are due. @returns how many still were */
export async function settleSums(db: Db, due: readonly DueSums[]): Promise<number> {
  const rows = await selectRows(
    db,
    settledSchema,
    sql`
    WITH settled AS MATERIALIZED (
      SELECT settle_keystrokes(id, sums, ${KEPT_DAYS}::int) AS was_due
      FROM (
        SELECT due.id, due.sums FROM jsonb_to_recordset(${JSON.stringify(due)}::jsonb) AS due (id uuid, sums jsonb)
        JOIN typing_sessions typed USING (id)
        -- In the order of the accounts, as everything that locks several.
        ORDER BY typed.user_id, typed.id
      ) ordered
    )
    SELECT count(*) FILTER (WHERE was_due)::int AS settled FROM settled
  `,
  );
  return onlyRow(rows).settled;
}
