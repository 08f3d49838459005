/** All SQL that stores metrics. Each function is one round trip. */
import { CompiledQuery, sql } from "kysely";
import type { PlanStep } from "../../../contracts/metrics.ts";
import type { Db } from "../../db/client.ts";
import { execute } from "../../db/rows.ts";
import type { StatementName } from "./statement-names.ts";

export interface TallyRow {
  seconds: number;
  slot: string;
  kind: string;
  name: string;
  outcome: string;
  count: number;
  milliseconds: number;
  /** Packed. */
  histogram: string;
}

export interface SlowRow {
  occurred_at: string;
  name: string;
  milliseconds: number;
  request_id: string | null;
  plan: PlanStep[] | null;
}

export interface MetricRows {
  tallies: TallyRow[];
  slow: SlowRow[];
  statements: StatementName[];
}

/**
 * Adds metrics to the stored ones. Isolates write the same rows at the same time; all of them write in the
 * order of the key, so that they wait for each other without a deadlock.
 */
export async function addMetrics(db: Db, { tallies, slow, statements }: MetricRows): Promise<void> {
  await execute(
    db,
    sql`
    WITH named AS (
      INSERT INTO metric_statements (name, text)
      SELECT name, text FROM json_to_recordset(${JSON.stringify(statements)})
        AS new (name text, text text) ORDER BY name
      ON CONFLICT (name) DO UPDATE SET seen_at = now()
    ), slow AS (
      INSERT INTO metric_slow_statements (occurred_at, name, milliseconds, request_id, plan)
      SELECT * FROM json_to_recordset(${JSON.stringify(slow)}) AS seen (
        occurred_at timestamptz, name text, milliseconds float8, request_id uuid, plan jsonb)
    )
    INSERT INTO metric_tallies AS stored (seconds, slot, kind, name, outcome, count, milliseconds, histogram)
    SELECT * FROM json_to_recordset(${JSON.stringify(tallies)}) AS fresh (
      seconds smallint, slot timestamptz, kind text, name text, outcome text,
      count bigint, milliseconds float8, histogram numeric)
    ORDER BY seconds, slot, kind, name, outcome
    ON CONFLICT (seconds, slot, kind, name, outcome) DO UPDATE SET
      count = stored.count + excluded.count,
      milliseconds = stored.milliseconds + excluded.milliseconds,
      histogram = stored.histogram + excluded.histogram
  `,
  );
}

/** Returns the JSON of a statement's plan. The statement is not run. */
export async function explain(
  db: Db,
  statement: { sql: string; parameters: readonly unknown[] },
): Promise<unknown> {
  const { rows } = await db.executeQuery<{ "QUERY PLAN": unknown }>(
    CompiledQuery.raw(`EXPLAIN (FORMAT JSON) ${statement.sql}`, [...statement.parameters]),
  );
  return rows[0]?.["QUERY PLAN"];
}

/** How long slots are kept: somewhat longer than the longest window that reads them. */
const SLOT_RETENTION = sql`CASE seconds WHEN 60 THEN interval '2 hours' ELSE interval '26 hours' END`;
const SLOW_DAYS = 7;
const SAMPLE_DAYS = 7;
const SIZE_DAYS = 90;
const STATEMENT_DAYS = 30;

/** Stores the sizes of today and a sample, and deletes what is too old. For the cron job. */
export async function sampleDatabase(db: Db): Promise<void> {
  await execute(
    db,
    sql`
    WITH tallies AS (DELETE FROM metric_tallies WHERE slot < now() - ${SLOT_RETENTION}),
    slow AS (
      DELETE FROM metric_slow_statements WHERE occurred_at < now() - make_interval(days => ${SLOW_DAYS})),
    samples AS (
      DELETE FROM metric_samples WHERE sampled_at < now() - make_interval(days => ${SAMPLE_DAYS})),
    statements AS (
      DELETE FROM metric_statements WHERE seen_at < now() - make_interval(days => ${STATEMENT_DAYS})),
    old_sizes AS (
      DELETE FROM metric_table_sizes WHERE day < (now() AT TIME ZONE 'UTC')::date - ${SIZE_DAYS}::int),
    sizes AS (
      INSERT INTO metric_table_sizes (day, table_name, bytes, index_bytes)
      SELECT (now() AT TIME ZONE 'UTC')::date, relname, pg_table_size(relid) + index_bytes, index_bytes
      FROM pg_stat_user_tables CROSS JOIN LATERAL (SELECT pg_indexes_size(relid) AS index_bytes) AS counted_once
      WHERE schemaname = 'public'
      ON CONFLICT (day, table_name) DO UPDATE SET
        bytes = excluded.bytes, index_bytes = excluded.index_bytes, measured_at = excluded.measured_at)
    INSERT INTO metric_samples (connections, blocks_hit, blocks_read)
    SELECT numbackends, blks_hit, blks_read FROM pg_stat_database WHERE datname = current_database()
    ON CONFLICT (sampled_at) DO NOTHING
  `,
  );
}
