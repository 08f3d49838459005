/** All SQL about the statistics of snippets. Each function is one round trip. */

import { sql } from "kysely";
import { z } from "zod";
import { timeSchema } from "../../../contracts/account.ts";
import { sessionSchema } from "../../../contracts/game.ts";
import type { Db } from "../../db/client.ts";
import { selectRows } from "../../db/rows.ts";
import { playsOwnText } from "../../games/results/queries.ts";
import { SESSION_COLUMNS, servedSnippets, sessionRowSchema } from "../../games/sessions/queries.ts";
import { storedKeysSchema } from "../../practice/key-log.ts";
import type { SnippetCounts } from "./snippet-counts.ts";

/** The period whose results are measured together. */
const period = { since: timeSchema, until: timeSchema };
export type Period = { [Bound in keyof typeof period]: string };

const unmeasuredRunSchema = sessionRowSchema.extend({
  outcome: sessionSchema.shape.outcome,
  ended_at_ms: z.int(),
  key_sequence: storedKeysSchema,
  /** The version of each of its snippets. */
  snippet_versions: z.array(z.int()),
});
export type UnmeasuredRun = z.infer<typeof unmeasuredRunSchema>;

const unmeasuredRowSchema = z.union([
  unmeasuredRunSchema.extend(period),
  // Without a run its columns are null.
  z.looseObject({ id: z.null(), ...period }),
]);

/** Seconds after which a result is measured. Its transaction may take until then. */
const SETTLED_SECONDS = 60;

/**
 * Finds the last `limit` VERIFIED runs of snippets, of these versions of the engine, of the period that is not measured
 * yet. If there are more, the earlier ones are never measured: the statistics are a sample then, and the work
 * stays the same.
 */
export async function findUnmeasured(db: Db, limit: number, engineVersions: readonly number[]) {
  const statement = sql`
    WITH period AS MATERIALIZED (
      SELECT measured_until AS since,
        date_trunc('milliseconds', now() - make_interval(secs => ${SETTLED_SECONDS})) AS until
      FROM snippet_statistics_mark
    ), run AS MATERIALIZED (
      SELECT result.session_id FROM period JOIN game_results result
        ON result.ended_at > period.since AND result.ended_at <= period.until
      WHERE result.status = 'VERIFIED'
      ORDER BY result.ended_at DESC LIMIT ${sql.lit(limit)}
    )
    SELECT period.since, period.until, ${SESSION_COLUMNS}, session.outcome, session.ended_at_ms,
      session.snippet_versions, typed.key_sequence, ${servedSnippets()} AS snippets
    FROM period LEFT JOIN (
      run JOIN game_sessions session
        ON session.id = run.session_id AND NOT ${playsOwnText(sql.ref("session"))} AND session.engine_version = ANY(${engineVersions}::int[])
      JOIN typing_sessions typed ON typed.game_session_id = session.id
    ) ON true
  `;
  const rows = await selectRows(db, unmeasuredRowSchema, statement);
  const [first] = rows;
  if (!first) throw new Error("the row of snippet_statistics_mark is gone");
  const { since, until } = first;
  return { period: { since, until }, runs: rows.filter((row) => row.id !== null) };
}

/** What some runs count for one version of a snippet. */
export interface SnippetMeasureRow extends SnippetCounts {
  version_id: number;
  runs: number;
}

/** Adds the sums of a period, unless another call added them meanwhile. @returns whether this call did */
export async function addMeasures(
  db: Db,
  { since, until }: Period,
  sums: SnippetMeasureRow[],
): Promise<boolean> {
  const statement = sql`
    WITH moved AS (
      UPDATE snippet_statistics_mark SET measured_until = ${until} WHERE measured_until = ${since} RETURNING id
    ), added AS (
      INSERT INTO snippet_statistics AS m
        (version_id, runs, bugs, bugs_fixed, words, wrong_words, milliseconds)
      SELECT measure.* FROM moved, jsonb_to_recordset(${JSON.stringify(sums)}::jsonb) AS measure (
        version_id integer, runs integer, bugs integer, bugs_fixed integer, words integer,
        wrong_words integer, milliseconds bigint)
      ON CONFLICT (version_id) DO UPDATE SET
        runs = m.runs + excluded.runs, bugs = m.bugs + excluded.bugs,
        bugs_fixed = m.bugs_fixed + excluded.bugs_fixed, words = m.words + excluded.words,
        wrong_words = m.wrong_words + excluded.wrong_words,
        milliseconds = m.milliseconds + excluded.milliseconds
    )
    SELECT id FROM moved
  `;
  const moved = await selectRows(db, z.strictObject({ id: z.boolean() }), statement);
  return moved.length > 0;
}
