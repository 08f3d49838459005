/** All SQL about what runs say of snippets. Each function is one round trip. */
import { sql } from "kysely";
import { ENGINE_VERSION } from "../../../engine/plan.ts";
import type { Db } from "../../db/client.ts";
import type { StoredKeys } from "../../games/key-log.ts";
import { SESSION_COLUMNS, type SessionRow, servedSnippets } from "../../games/sessions/queries.ts";
import type { SnippetCounts } from "./snippet-counts.ts";

export interface UnmeasuredRun extends SessionRow {
  ended_at_ms: number;
  key_sequence: StoredKeys;
  /** Of each of its snippets. */
  snippet_versions: number[];
}

/** A stretch of time whose results are looked at. */
export interface Stretch {
  since: string;
  until: string;
}

/** A result is looked at when it is so old: until then its transaction may not be over. */
const SETTLED_SECONDS = 60;

/**
 * The last `limit` VERIFIED runs of the time that was not looked at yet. Where there are more, the others
 * never are: what is known of snippets is a sample then, and the work stays the same.
 */
export async function findUnmeasured(db: Db, limit: number) {
  const { rows } = await sql<Stretch & (UnmeasuredRun | { id: null })>`
    WITH stretch AS MATERIALIZED (
      SELECT measured_until AS since,
        date_trunc('milliseconds', now() - make_interval(secs => ${SETTLED_SECONDS})) AS until
      FROM snippet_measuring
    ), run AS MATERIALIZED (
      SELECT result.session_id FROM stretch JOIN game_results result
        ON result.ended_at > stretch.since AND result.ended_at <= stretch.until
      WHERE result.status = 'VERIFIED'
      ORDER BY result.ended_at DESC LIMIT ${limit}
    )
    SELECT stretch.since, stretch.until, ${SESSION_COLUMNS}, session.ended_at_ms,
      session.snippet_versions, typed.key_sequence, ${servedSnippets()} AS snippets
    FROM stretch LEFT JOIN (
      run JOIN game_sessions session
        ON session.id = run.session_id AND session.engine_version = ${ENGINE_VERSION}
      JOIN typing_sessions typed ON typed.game_session_id = session.id
    ) ON true
  `.execute(db);
  const [first] = rows;
  if (!first) throw new Error("the row of snippet_measuring is gone");
  const { since, until } = first;
  return {
    stretch: { since, until },
    runs: rows.filter((row): row is Stretch & UnmeasuredRun => row.id !== null),
  };
}

/** What some runs say of one version of a snippet. */
export interface Measure extends SnippetCounts {
  version_id: number;
  runs: number;
}

/** Adds up what runs of that stretch say, unless another did meanwhile. @returns whether this did */
export async function addMeasures(
  db: Db,
  { since, until }: Stretch,
  measures: Measure[],
): Promise<boolean> {
  const { rows } = await sql`
    WITH moved AS (
      UPDATE snippet_measuring SET measured_until = ${until} WHERE measured_until = ${since} RETURNING id
    ), added AS (
      INSERT INTO snippet_measures AS m
        (version_id, runs, bugs, bugs_fixed, words, wrong_words, milliseconds)
      SELECT given.* FROM moved, jsonb_to_recordset(${JSON.stringify(measures)}::jsonb) AS given (
        version_id integer, runs integer, bugs integer, bugs_fixed integer, words integer,
        wrong_words integer, milliseconds bigint)
      ON CONFLICT (version_id) DO UPDATE SET
        runs = m.runs + excluded.runs, bugs = m.bugs + excluded.bugs,
        bugs_fixed = m.bugs_fixed + excluded.bugs_fixed, words = m.words + excluded.words,
        wrong_words = m.wrong_words + excluded.wrong_words,
        milliseconds = m.milliseconds + excluded.milliseconds
    )
    SELECT id FROM moved
  `.execute(db);
  return rows.length > 0;
}
