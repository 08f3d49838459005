/** All SQL that reads metrics. A reading takes the parts that its caller shows, in one round trip. */
import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import { timeSchema } from "../../../../contracts/account.ts";
import { metricsSchema } from "../../../../contracts/metrics.ts";
import { type Caller, hasRole } from "../../../auth/authorization/queries.ts";
import type { Db } from "../../../db/client.ts";
import { onlyRow, selectRows } from "../../../db/rows.ts";
import { jsonTimeSchema } from "../../../db/time.ts";
import { isUnsent } from "../../../mail/outbox/queries.ts";
import { ZEROS } from "../histogram.ts";

/** What a reading is about. */
interface Reading {
  since: Date;
  /** The length of the slots that are added up. */
  seconds: number;
  /** Statements alone, or one of them by its name. */
  only?: { kind: "query"; name?: string };
}

/** A packed histogram, shortened. */
const histogramSchema = z.string().regex(/^[\d-]+$/);
const SUM_OF_HISTOGRAMS = sql`
  replace(sum(histogram)::text, ${sql.lit(ZEROS.digits)}, ${sql.lit(ZEROS.short)})`;

const { connections, mails, tables, indexes, slow_queries } = metricsSchema.shape;

const slowSchema = slow_queries.element
  .omit({ statement: true })
  .extend({ occurred_at: jsonTimeSchema });

/** The most slow statements that are shown. */
const MAX_SLOW = 50;

/** A condition on the name, when the reading is about one. */
const withName = ({ only }: Reading) =>
  only?.name === undefined ? sql`` : sql`AND name = ${only.name}`;

const slowStatements = (reading: Reading, columns: RawBuilder<unknown>) => sql`
  SELECT coalesce(json_agg(s), '[]') FROM (
    SELECT ${columns} FROM metric_slow_statements
    WHERE occurred_at >= ${reading.since} ${withName(reading)}
    ORDER BY occurred_at DESC LIMIT ${sql.lit(MAX_SLOW)}) s`;

/**
 * Every table, with the sizes that the scheduled work has measured; of a table that it has not seen, measured now. The views of
 * PostgreSQL's statistics join and group what is not needed here, which takes four times as long as their functions.
 */
const TABLE_SIZES = sql`
  SELECT relname AS name, pg_stat_get_live_tuples(oid) AS rows, pg_stat_get_dead_tuples(oid) AS dead_rows,
    coalesce(newest.bytes, pg_total_relation_size(oid)) AS bytes,
    coalesce(newest.index_bytes, pg_indexes_size(oid)) AS index_bytes,
    CASE WHEN newest.measured_at >= oldest.measured_at + interval '12 hours' THEN
      round((newest.bytes - oldest.bytes) * 86400 / extract(epoch FROM newest.measured_at - oldest.measured_at))::bigint
    END AS growth_per_day
  FROM pg_class
  LEFT JOIN size_days ON size_days.table_name = relname
  LEFT JOIN sizes newest ON newest.table_name = relname AND newest.day = size_days.last
  LEFT JOIN sizes oldest ON oldest.table_name = relname AND oldest.day = size_days.first
    AND size_days.first < size_days.last
  WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`;

/** Each part is a column of one value: its schema, and its expression. */
const PARTS = {
  tallies: {
    schema: z.array(
      z.strictObject({
        kind: z.string(),
        name: z.string(),
        outcome: z.string(),
        count: z.int(),
        milliseconds: z.number(),
        histogram: histogramSchema,
      }),
    ),
    select: () => sql`
      SELECT coalesce(json_agg(t), '[]') FROM (
        SELECT kind, name, outcome, sum(count) AS count, sum(milliseconds) AS milliseconds,
          ${SUM_OF_HISTOGRAMS} AS histogram
        FROM recent GROUP BY kind, name, outcome) t`,
  },
  /** All requests together. */
  slots: {
    schema: z.array(
      z.strictObject({
        from: jsonTimeSchema,
        requests: z.int(),
        failed: z.int(),
        histogram: histogramSchema,
      }),
    ),
    select: () => sql`
      SELECT coalesce(json_agg(s ORDER BY s.from), '[]') FROM (
        SELECT slot AS from, sum(count) AS requests,
          coalesce(sum(count) FILTER (WHERE outcome = '5xx'), 0) AS failed, ${SUM_OF_HISTOGRAMS} AS histogram
        FROM recent WHERE kind = 'route' GROUP BY slot) s`,
  },
  /** The texts of the statements in the window, or of the one that is named. */
  texts: {
    schema: z.array(z.strictObject({ name: z.string(), text: z.string() })),
    select: ({ since, only }: Reading) => sql`
      SELECT coalesce(json_agg(json_build_object('name', name, 'text', text)), '[]')
      FROM metric_statements
      WHERE ${
        only?.name === undefined
          ? sql`name IN (SELECT name FROM recent) OR name IN (
              SELECT name FROM metric_slow_statements WHERE occurred_at >= ${since})`
          : sql`name = ${only.name}`
      }`,
  },
  slow: {
    schema: z.array(slowSchema.strict()),
    select: (reading: Reading) =>
      slowStatements(reading, sql`occurred_at, name, milliseconds, request_id, plan`),
  },
  /** The same without their plans. */
  slow_times: {
    schema: z.array(
      slowSchema.pick({ occurred_at: true, name: true, milliseconds: true }).strict(),
    ),
    select: (reading: Reading) => slowStatements(reading, sql`occurred_at, name, milliseconds`),
  },
  /** PostgreSQL shows the existence of all sessions to everybody, and the state of a session to its own role alone. */
  connections: {
    schema: connections.strict(),
    select: () => sql`
      SELECT json_build_object(
        'used', count(*),
        'max', current_setting('max_connections')::int,
        'of_this_site', count(*) FILTER (WHERE usename = current_user AND datname = current_database()),
        'active', count(*) FILTER (WHERE state = 'active'),
        'idle', count(*) FILTER (WHERE state = 'idle'),
        'idle_in_transaction', count(*) FILTER (WHERE state LIKE 'idle in%'),
        'waiting_for_locks', count(*) FILTER (WHERE wait_event_type = 'Lock' AND datname = current_database()))
      FROM pg_stat_activity WHERE datid IS NOT NULL AND usesysid IS NOT NULL`,
  },
  /** Blocks that PostgreSQL looked for in memory. */
  blocks: {
    schema: z.strictObject({ hit: z.int(), read: z.int(), since: jsonTimeSchema.nullable() }),
    select: () => sql`
      SELECT json_build_object('hit', blks_hit, 'read', blks_read, 'since', stats_reset)
      FROM pg_stat_database WHERE datname = current_database()`,
  },
  /** The sample of them nearest to the window's begin. */
  before: {
    schema: z.strictObject({ hit: z.int(), read: z.int(), at: jsonTimeSchema }).nullable(),
    select: ({ since }: Reading) => sql`
      SELECT json_build_object('hit', blocks_hit, 'read', blocks_read, 'at', sampled_at)
      FROM metric_samples ORDER BY sampled_at > ${since},
        CASE WHEN sampled_at > ${since} THEN sampled_at - ${since} ELSE ${since} - sampled_at END
      LIMIT 1`,
  },
  /** Mails of the window, and those that wait. Each is sent or given up within a day or so; those of deleted accounts wait for the purge. */
  mails: {
    schema: mails
      .omit({ failed: true })
      .extend({ waiting_since: jsonTimeSchema.nullable() })
      .strict(),
    select: ({ since }: Reading) => sql`
      SELECT json_build_object(
        'sent', count(*) FILTER (WHERE sent_at >= ${since}),
        'given_up', count(*) FILTER (WHERE given_up_at >= ${since}),
        'waiting', count(*) FILTER (WHERE waits),
        'waiting_since', min(mails.created_at) FILTER (WHERE waits))
      FROM mails JOIN users ON users.id = mails.user_id
      CROSS JOIN LATERAL (SELECT ${isUnsent} AND users.deleted_at IS NULL AS waits) state
      WHERE mails.created_at >= ${since}::timestamptz - interval '2 days'`,
  },
  maintenance_at: {
    schema: timeSchema.nullable(),
    select: () => sql`SELECT max(sampled_at) FROM metric_samples`,
  },
  tables: {
    schema: z.array(tables.element.strict()),
    select: () => sql`
      SELECT coalesce(json_agg(t ORDER BY t.bytes DESC, t.name), '[]') FROM (
        SELECT measured.*, coalesce(seq_scan, 0) AS sequential_scans, coalesce(idx_scan, 0) AS index_scans
        FROM (${TABLE_SIZES}) measured JOIN pg_stat_user_tables ON schemaname = 'public' AND relname = name) t`,
  },
  /** The same without scans, for which PostgreSQL looks at every index. */
  table_sizes: {
    schema: z.array(tables.element.omit({ sequential_scans: true, index_scans: true }).strict()),
    select: () => sql`
      SELECT coalesce(json_agg(t ORDER BY t.bytes DESC, t.name), '[]') FROM (${TABLE_SIZES}) t`,
  },
  indexes: {
    schema: z.array(indexes.element.strict()),
    select: () => sql`
      SELECT coalesce(json_agg(i ORDER BY i.scans, i.bytes DESC, i.name), '[]') FROM (
        SELECT indexrelname AS name, relname AS table_name, idx_scan AS scans,
          pg_relation_size(indexrelid) AS bytes, indisunique OR indisexclusion AS guards
        FROM pg_stat_user_indexes JOIN pg_index USING (indexrelid)
        WHERE schemaname = 'public') i`,
  },
  /** Those that only cost: they were never read, and they guard no key. */
  unused_indexes: {
    schema: z.array(indexes.element.omit({ scans: true, guards: true }).strict()),
    select: () => sql`
      SELECT coalesce(json_agg(i ORDER BY i.bytes DESC, i.name), '[]') FROM (
        SELECT of_index.relname AS name, of_table.relname AS table_name, pg_relation_size(indexrelid) AS bytes
        FROM pg_index JOIN pg_class of_index ON of_index.oid = indexrelid
        JOIN pg_class of_table ON of_table.oid = indrelid
        WHERE of_index.relnamespace = 'public'::regnamespace AND pg_stat_get_numscans(indexrelid) = 0
          AND NOT (indisunique OR indisexclusion)) i`,
  },
};

type PartName = keyof typeof PARTS;

/** What a reading of these parts finds. */
export type Found<Name extends PartName> = {
  [Part in Name]: z.infer<(typeof PARTS)[Part]["schema"]>;
};

/** The caller has the role, and the metrics; or has it not, and every other column is null. */
type Row<Name extends PartName> = (Found<Name> & { has_role: true }) | { has_role: false | null };

/** The rows that parts are made of. PostgreSQL computes only those that the parts of a statement read. */
const rowsOf = (reading: Reading) => sql`
  recent AS NOT MATERIALIZED (
    SELECT * FROM metric_tallies WHERE seconds = ${reading.seconds} AND slot >= ${reading.since}
      ${reading.only === undefined ? sql`` : sql`AND kind = ${reading.only.kind}`} ${withName(reading)}),
  sizes AS MATERIALIZED (
    SELECT * FROM metric_table_sizes WHERE day >= (now() AT TIME ZONE 'UTC')::date - 7),
  size_days AS (SELECT table_name, min(day) AS first, max(day) AS last FROM sizes GROUP BY table_name)`;

/** Returns a function that reads these parts, and whether the caller may see them. */
function reader<Name extends PartName>(...names: Name[]) {
  const shape = Object.fromEntries(names.map((name) => [name, PARTS[name].schema]));
  const schema = z.union([
    z.strictObject({ ...shape, has_role: z.literal(true) }),
    z.object({ has_role: z.literal(false).nullable() }),
  ]);
  return async (db: Db, caller: Caller, reading: Reading): Promise<Row<Name>> => {
    const columns = names.map((name) => sql`(${PARTS[name].select(reading)}) AS ${sql.id(name)}`);
    const rows = await selectRows(
      db,
      schema,
      sql`
      WITH caller AS MATERIALIZED (SELECT ${hasRole(caller, "ADMIN")} AS has_role),
      ${rowsOf(reading)}
      SELECT caller.has_role, found.* FROM caller LEFT JOIN LATERAL (
        -- The condition depends on nothing else, so none of this is read for a caller without the role.
        SELECT ${sql.join(columns)} WHERE caller.has_role
      ) found ON true`,
    );
    return onlyRow(rows) as Row<Name>;
  };
}

/** The parts of the site's page. */
const SITE_PARTS = [
  "tallies",
  "slots",
  "connections",
  "blocks",
  "before",
  "mails",
  "maintenance_at",
] as const;
export type SitePart = (typeof SITE_PARTS)[number];

/** With the tables, which only the rules of alerts read. */
export const findSiteMetrics = reader(...SITE_PARTS, "table_sizes");
export const findDatabaseMetrics = reader(
  "tallies",
  "slow_times",
  "connections",
  "blocks",
  "table_sizes",
  "unused_indexes",
);
export const findStatementMetrics = reader("tallies", "texts", "slow");
export const findMetrics = reader(...SITE_PARTS, "texts", "slow", "tables", "indexes");
