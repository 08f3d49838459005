/** The site's own metrics, for administrators. Times are in milliseconds, sizes in bytes. */
import { z } from "zod";
import { timeSchema } from "./account.ts";

/** The time windows that metrics can be read for. */
export const WINDOWS = ["15m", "1h", "24h"] as const;
export type Window = (typeof WINDOWS)[number];

export const metricsQuerySchema = z.object({
  window: z.enum(WINDOWS, "15m, 1h or 24h").default("1h"),
});
export type MetricsQuery = z.infer<typeof metricsQuerySchema>;

/** Percentiles from histograms, exact to within 19 %; null without a value. */
const percentiles = {
  p50: z.number().nullable(),
  p95: z.number().nullable(),
  p99: z.number().nullable(),
};

/** A share from 0 to 1; null without a value. */
const share = z.number().min(0).max(1).nullable();

/** A step of a query plan. The steps that it reads rows from follow it, one level deeper. */
const planStepSchema = z
  .object({
    depth: z.int(),
    step: z.string(),
    cost: z.number(),
    rows: z.number(),
    conditions: z.array(z.string()),
  })
  .meta({ id: "PlanStep" });
export type PlanStep = z.infer<typeof planStepSchema>;

const routeSchema = z
  .object({
    route: z.string(),
    requests: z.int(),
    refused: z.int().meta({ description: "Answered with 4xx" }),
    failed: z.int().meta({ description: "Answered with 5xx" }),
    error_rate: share.meta({ description: "The share of 5xx" }),
    ...percentiles,
  })
  .meta({ id: "RouteMetrics" });
export type RouteMetrics = z.infer<typeof routeSchema>;

const querySchema = z
  .object({
    name: z.string(),
    statement: z.string().nullable(),
    calls: z.int(),
    refused: z.int().meta({ description: "A constraint said no, as is its task" }),
    failed: z.int(),
    total_ms: z.number(),
    ...percentiles,
  })
  .meta({ id: "QueryMetrics" });
export type StatementFigures = Omit<z.infer<typeof querySchema>, "statement">;

const slowQuerySchema = z
  .object({
    occurred_at: timeSchema,
    name: z.string(),
    statement: z.string().nullable(),
    milliseconds: z.number(),
    request_id: z.uuid().nullable(),
    plan: z
      .array(planStepSchema)
      .nullable()
      .meta({ description: "How PostgreSQL would go about it, with `?` for every value" }),
  })
  .meta({ id: "SlowQuery" });
export type SlowQuery = z.infer<typeof slowQuerySchema>;

const cacheSchema = z
  .object({
    name: z.enum(["database", "boards", "pages"]),
    hits: z.int(),
    misses: z.int(),
    hit_rate: share,
    since: timeSchema.nullable(),
  })
  .meta({ id: "CacheMetrics" });
export type CacheMetrics = z.infer<typeof cacheSchema>;

const tableSchema = z
  .object({
    name: z.string(),
    rows: z.int().meta({ description: "As PostgreSQL estimates" }),
    dead_rows: z.int().meta({ description: "Waiting for vacuum" }),
    bytes: z.int().meta({
      description: "With indexes and long values, as the scheduled work measured last",
    }),
    index_bytes: z.int(),
    growth_per_day: z
      .int()
      .nullable()
      .meta({ description: "Over the last seven days; null until there are two days to compare" }),
    sequential_scans: z.int(),
    index_scans: z.int(),
  })
  .meta({ id: "TableMetrics" });
export type TableFigures = Omit<z.infer<typeof tableSchema>, "sequential_scans" | "index_scans">;

const indexSchema = z
  .object({
    name: z.string(),
    table_name: z.string(),
    scans: z.int(),
    bytes: z.int(),
    guards: z.boolean().meta({ description: "Holds a key, and is needed if it is never read" }),
  })
  .meta({ id: "IndexMetrics" });
export type IndexFigures = Omit<z.infer<typeof indexSchema>, "scans" | "guards">;

const racesSchema = z
  .object({
    open: z
      .int()
      .nullable()
      .meta({ description: "Public rooms that wait, now; null when the lobby does not answer" }),
    running: z.int().nullable().meta({ description: "Races that go on, now" }),
    raced: z.int().meta({ description: "Races that were stored" }),
    unused: z.int().meta({ description: "Rooms that ended without a race" }),
    not_stored: z.int().meta({ description: "Failed tries to store a race; a room tries again" }),
    messages: z.int().meta({ description: "Of clients, counted when their race or room ends" }),
    resumes: z.int().meta({ description: "Sockets by which a racer came back to a running race" }),
    closed: z
      .array(z.object({ reason: z.string(), count: z.int() }))
      .meta({ description: "Sockets that rooms closed, by the reason; the most frequent first" }),
  })
  .meta({ id: "RaceMetrics" });
export type RaceMetrics = z.infer<typeof racesSchema>;

const mailsSchema = z
  .object({
    sent: z.int(),
    given_up: z.int().meta({ description: "Refused by the provider, or not sent within a day" }),
    failed: z.int().meta({ description: "Tries that failed and are repeated" }),
    waiting: z.int().meta({ description: "Mails that are not sent yet, now" }),
    waiting_since: timeSchema
      .nullable()
      .meta({ description: "When the oldest of them was written" }),
  })
  .meta({ id: "MailMetrics" });
export type MailMetrics = z.infer<typeof mailsSchema>;

export const ALERTS = [
  "errors",
  "database_failures",
  "connections",
  "lock_waits",
  "maintenance",
  "mail",
  "slow_route",
  "slow_query",
  "cold_cache",
  "dead_rows",
  "growth",
] as const;
export type AlertId = (typeof ALERTS)[number];

const alertSchema = z
  .object({
    rule: z.enum(ALERTS),
    severity: z.enum(["page", "look"]).meta({ description: "At once, or in working hours" }),
    title: z.string(),
    detail: z.string(),
  })
  .meta({ id: "Alert" });
export type Alert = z.infer<typeof alertSchema>;

export const metricsSchema = z
  .object({
    generated_at: timeSchema,
    window: z.enum(WINDOWS),
    since: timeSchema,
    alerts: z.array(alertSchema).meta({ description: "What is wrong; the worst first" }),
    requests: z.object({
      total: z.int(),
      failed: z.int(),
      error_rate: share,
      ...percentiles,
      slots: z.array(
        z.object({
          from: timeSchema,
          requests: z.int(),
          failed: z.int(),
          p95: z.number().nullable(),
        }),
      ),
    }),
    routes: z.array(routeSchema),
    queries: z.array(querySchema),
    slow_queries: z.array(slowQuerySchema),
    connections: z.object({
      used: z.int(),
      max: z.int(),
      of_this_site: z.int(),
      active: z.int(),
      idle: z.int(),
      idle_in_transaction: z.int(),
      waiting_for_locks: z.int(),
    }),
    caches: z.array(cacheSchema),
    races: racesSchema,
    mails: mailsSchema,
    database_bytes: z.int().meta({ description: "Of all tables, with their indexes" }),
    statistics_since: timeSchema.nullable(),
    maintenance_at: timeSchema.nullable().meta({ description: "When the scheduled work last ran" }),
    tables: z.array(tableSchema),
    indexes: z.array(indexSchema),
  })
  .meta({ id: "Metrics" });
export type Metrics = z.infer<typeof metricsSchema>;

type Span = Pick<Metrics, "generated_at" | "window" | "since">;

/** The metrics of requests, mails and races, and all alerts. */
export type SiteMetrics = Omit<
  Metrics,
  "queries" | "slow_queries" | "database_bytes" | "statistics_since" | "tables" | "indexes"
>;

/** The metrics of statements and of the database, without texts and plans. */
export type DatabaseMetrics = Span &
  Pick<Metrics, "connections" | "database_bytes" | "statistics_since"> & {
    tables: TableFigures[];
    queries: StatementFigures[];
    slow_queries: Pick<SlowQuery, "occurred_at" | "name" | "milliseconds">[];
    /** Those that were never read, and that guard no key. */
    unused_indexes: IndexFigures[];
  };

/** The text and the metrics of one statement, and its slow calls. */
export type StatementMetrics = Span & {
  name: string;
  statement: string | null;
  /** Null when it was not called in the window. */
  figures: StatementFigures | null;
  slow_calls: Omit<SlowQuery, "name" | "statement">[];
};
