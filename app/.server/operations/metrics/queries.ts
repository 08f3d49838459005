/** All SQL of the metrics. Each function is one round trip. */
import { CompiledQuery, sql } from "kysely";
import { z } from "zod";
import { timeSchema } from "../../../contracts/account.ts";
import { metricsSchema, type PlanStep } from "../../../contracts/metrics.ts";
import { type Caller, hasRole } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { execute, onlyRow, selectRows } from "../../db/rows.ts";
import { jsonTimeSchema } from "../../db/time.ts";
import { isUnsent } from "../../mail/outbox/queries.ts";
import type { StatementName } from "./statement-names.ts";

export interface TallyRow {
  seconds: number;
  slot: string;
  kind: string;
  name: string;
  outcome: string;
  count: number;
  milliseconds: number;
  buckets: number[];
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
    INSERT INTO metric_tallies AS stored (seconds, slot, kind, name, outcome, count, milliseconds, buckets)
    SELECT * FROM json_to_recordset(${JSON.stringify(tallies)}) AS fresh (
      seconds smallint, slot timestamptz, kind text, name text, outcome text,
      count bigint, milliseconds float8, buckets bigint[])
    ORDER BY seconds, slot, kind, name, outcome
    ON CONFLICT (seconds, slot, kind, name, outcome) DO UPDATE SET
      count = stored.count + excluded.count,
      milliseconds = stored.milliseconds + excluded.milliseconds,
      buckets = ARRAY(
        SELECT coalesce(a, 0) + coalesce(b, 0)
        FROM unnest(stored.buckets, excluded.buckets) WITH ORDINALITY both_of (a, b, bucket)
        ORDER BY bucket)
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

/** Stores today's sizes and a sample, and deletes what is too old. For the cron job. */
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
      INSERT INTO metric_table_sizes (day, table_name, bytes)
      SELECT (now() AT TIME ZONE 'UTC')::date, relname, pg_total_relation_size(relid)
      FROM pg_stat_user_tables WHERE schemaname = 'public'
      ON CONFLICT (day, table_name) DO NOTHING)
    INSERT INTO metric_samples (connections, blocks_hit, blocks_read)
    SELECT numbackends, blks_hit, blks_read FROM pg_stat_database WHERE datname = current_database()
    ON CONFLICT (sampled_at) DO NOTHING
  `,
  );
}

/** The buckets of a histogram that are not empty: their number, from 1, and their count. */
const histogramSchema = z.array(z.tuple([z.int(), z.int()]));

const { connections, database_bytes, tables, indexes, slow_queries } = metricsSchema.shape;
const statementNameSchema: z.ZodType<StatementName> = z.strictObject({
  name: z.string(),
  text: z.string(),
});

/** The metrics of a window. */
const foundSchema = z.strictObject({
  tallies: z.array(
    z.strictObject({
      kind: z.string(),
      name: z.string(),
      outcome: z.string(),
      count: z.int(),
      milliseconds: z.number(),
      buckets: histogramSchema,
    }),
  ),
  /** Of all requests together. */
  slots: z.array(
    z.strictObject({
      from: jsonTimeSchema,
      requests: z.int(),
      failed: z.int(),
      buckets: histogramSchema,
    }),
  ),
  statements: z.array(statementNameSchema),
  slow: z.array(
    slow_queries.element.omit({ statement: true }).extend({ occurred_at: jsonTimeSchema }).strict(),
  ),
  connections: connections.strict(),
  blocks: z.strictObject({ hit: z.int(), read: z.int(), since: jsonTimeSchema.nullable() }),
  /** The sample nearest to the window's begin. */
  before: z.strictObject({ hit: z.int(), read: z.int(), at: jsonTimeSchema }).nullable(),
  mails: metricsSchema.shape.mails
    .omit({ failed: true })
    .extend({ waiting_since: jsonTimeSchema.nullable() })
    .strict(),
  maintenance_at: timeSchema.nullable(),
  database_bytes,
  tables: z.array(tables.element.strict()),
  indexes: z.array(indexes.element.strict()),
});

/** The caller has the role, and the metrics; or has it not, and every other column is null. */
const metricsRowSchema = z.union([
  foundSchema.extend({ has_role: z.literal(true) }),
  z.object({ has_role: z.literal(false).nullable() }),
]);
export type MetricsRow = z.infer<typeof metricsRowSchema>;
export type FoundMetrics = Extract<MetricsRow, { has_role: true }>;

/** The most slow statements that are shown. */
const MAX_SLOW = 50;

/** PostgreSQL shows the existence of all sessions to everybody, and the state of a session to its own role alone. */
const CONNECTIONS = sql`
  SELECT json_build_object(
    'used', count(*),
    'max', current_setting('max_connections')::int,
    'of_this_site', count(*) FILTER (WHERE usename = current_user AND datname = current_database()),
    'active', count(*) FILTER (WHERE state = 'active'),
    'idle', count(*) FILTER (WHERE state = 'idle'),
    'idle_in_transaction', count(*) FILTER (WHERE state LIKE 'idle in%'),
    'waiting_for_locks', count(*) FILTER (WHERE wait_event_type = 'Lock' AND datname = current_database()))
  FROM pg_stat_activity WHERE datid IS NOT NULL AND usesysid IS NOT NULL`;

const TABLES = sql`
  SELECT coalesce(json_agg(t ORDER BY t.bytes DESC, t.name), '[]') FROM (
    SELECT relname AS name, n_live_tup AS rows, n_dead_tup AS dead_rows,
      now_bytes AS bytes, pg_indexes_size(relid) AS index_bytes,
      round((now_bytes - before.bytes) / greatest(1, extract(epoch FROM now() - before.measured_at) / 86400))::bigint
        AS growth_per_day,
      coalesce(seq_scan, 0) AS sequential_scans, coalesce(idx_scan, 0) AS index_scans
    FROM pg_stat_user_tables
    CROSS JOIN LATERAL (SELECT pg_total_relation_size(relid) AS now_bytes) size
    LEFT JOIN LATERAL (
      SELECT bytes, measured_at FROM metric_table_sizes
      WHERE table_name = relname AND day < (now() AT TIME ZONE 'UTC')::date
        AND day >= (now() AT TIME ZONE 'UTC')::date - 7
      ORDER BY day LIMIT 1
    ) before ON true
    WHERE schemaname = 'public') t`;

const INDEXES = sql`
  SELECT coalesce(json_agg(i ORDER BY i.scans, i.bytes DESC, i.name), '[]') FROM (
    SELECT indexrelname AS name, relname AS table_name, idx_scan AS scans,
      pg_relation_size(indexrelid) AS bytes, indisunique OR indisexclusion AS guards
    FROM pg_stat_user_indexes JOIN pg_index USING (indexrelid)
    WHERE schemaname = 'public') i`;

/** Mails of the window, and those that wait. Each is sent or given up within a day or so; those of deleted accounts wait for the purge. */
const mailsSince = (since: Date) => sql`
  SELECT json_build_object(
    'sent', count(*) FILTER (WHERE sent_at >= ${since}),
    'given_up', count(*) FILTER (WHERE given_up_at >= ${since}),
    'waiting', count(*) FILTER (WHERE waits),
    'waiting_since', min(mails.created_at) FILTER (WHERE waits))
  FROM mails JOIN users ON users.id = mails.user_id
  CROSS JOIN LATERAL (SELECT ${isUnsent} AND users.deleted_at IS NULL AS waits) state
  WHERE mails.created_at >= ${since}::timestamptz - interval '2 days'`;

/** Returns the metrics since a time, and whether the caller may see them. */
export async function findMetrics(
  db: Db,
  caller: Caller,
  { since, seconds }: { since: Date; seconds: number },
): Promise<MetricsRow> {
  const rows = await selectRows(
    db,
    metricsRowSchema,
    sql`
    WITH caller AS MATERIALIZED (SELECT ${hasRole(caller, "ADMIN")} AS has_role),
    recent AS MATERIALIZED (
      SELECT * FROM metric_tallies WHERE seconds = ${seconds} AND slot >= ${since}),
    parts AS MATERIALIZED (
      SELECT kind, name, outcome, slot, bucket, part
      FROM recent, unnest(buckets) WITH ORDINALITY histogram (part, bucket) WHERE part > 0),
    histograms AS (
      SELECT kind, name, outcome, json_agg(json_build_array(bucket, part) ORDER BY bucket) AS buckets
      FROM (SELECT kind, name, outcome, bucket, sum(part) AS part FROM parts GROUP BY 1, 2, 3, 4) p
      GROUP BY 1, 2, 3),
    totals AS (
      SELECT kind, name, outcome, sum(count) AS count, sum(milliseconds) AS milliseconds
      FROM recent GROUP BY 1, 2, 3),
    slots AS (
      SELECT slot AS from, sum(count) AS requests,
        coalesce(sum(count) FILTER (WHERE outcome = '5xx'), 0) AS failed
      FROM recent WHERE kind = 'route' GROUP BY slot),
    slot_histograms AS (
      SELECT slot AS from, json_agg(json_build_array(bucket, part) ORDER BY bucket) AS buckets
      FROM (SELECT slot, bucket, sum(part) AS part FROM parts WHERE kind = 'route' GROUP BY 1, 2) p
      GROUP BY slot)
    SELECT caller.has_role, found.* FROM caller LEFT JOIN LATERAL (
      -- The condition depends on nothing else, so none of this is read for a caller without the role.
      SELECT
        (SELECT coalesce(json_agg(t), '[]') FROM totals JOIN histograms USING (kind, name, outcome)
          CROSS JOIN LATERAL (SELECT kind, name, outcome, count, milliseconds, buckets) t) AS tallies,
        (SELECT coalesce(json_agg(s ORDER BY s.from), '[]') FROM slots JOIN slot_histograms USING ("from")
          CROSS JOIN LATERAL (SELECT "from", requests, failed, buckets) s) AS slots,
        (SELECT coalesce(json_agg(json_build_object('name', name, 'text', text)), '[]')
          FROM metric_statements
          WHERE name IN (SELECT name FROM recent) OR name IN (
            SELECT name FROM metric_slow_statements WHERE occurred_at >= ${since})) AS statements,
        (SELECT coalesce(json_agg(s), '[]') FROM (
          SELECT occurred_at, name, milliseconds, request_id, plan FROM metric_slow_statements
          WHERE occurred_at >= ${since} ORDER BY occurred_at DESC LIMIT ${sql.lit(MAX_SLOW)}) s) AS slow,
        (${CONNECTIONS}) AS connections,
        (SELECT json_build_object('hit', blks_hit, 'read', blks_read, 'since', stats_reset)
          FROM pg_stat_database WHERE datname = current_database()) AS blocks,
        (SELECT json_build_object('hit', blocks_hit, 'read', blocks_read, 'at', sampled_at)
          FROM metric_samples ORDER BY sampled_at > ${since},
            CASE WHEN sampled_at > ${since} THEN sampled_at - ${since} ELSE ${since} - sampled_at END
          LIMIT 1) AS before,
        (${mailsSince(since)}) AS mails,
        (SELECT max(sampled_at) FROM metric_samples) AS maintenance_at,
        pg_database_size(current_database()) AS database_bytes,
        (${TABLES}) AS tables,
        (${INDEXES}) AS indexes
      WHERE caller.has_role
    ) found ON true
  `,
  );
  return onlyRow(rows);
}
