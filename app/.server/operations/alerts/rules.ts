/**
 * The rules of alerts. docs/monitoring.md gives the reason of each threshold and what to do first. Rates
 * need a minimum number of requests, because a few prove nothing.
 */
import type {
  Alert,
  AlertId,
  Metrics,
  StatementFigures,
  TableFigures,
} from "../../../contracts/metrics.ts";

/** The thresholds of the rules. */
export const THRESHOLDS = {
  /** The fewest requests for a rate. */
  fewest: 20,
  error_rate: 0.01,
  /** Failed statements, while the database can be reached. */
  failed_statements: 5,
  /** The share of all connections that PostgreSQL accepts. */
  connections: 0.8,
  lock_waits: 5,
  /** Three runs of the cron. */
  maintenance_minutes: 15,
  /** A mail that waits has then been tried four times. */
  mail_minutes: 30,
  route_p95_ms: 1_000,
  query_p95_ms: 100,
  cache_hit_rate: 0.99,
  /** The fewest blocks for a hit rate. */
  fewest_blocks: 100_000,
  /** The share of dead rows in a table that has at least `dead_rows` of them. */
  dead_share: 0.2,
  dead_rows: 10_000,
  /** The share by which all tables grow in a day, from `growth_bytes` on. */
  growth_share: 0.05,
  growth_bytes: 1_000_000_000,
} as const;

/** What the rules read. */
export type Measured = Pick<
  Metrics,
  "generated_at" | "requests" | "routes" | "connections" | "caches" | "mails" | "maintenance_at"
> & { queries: readonly StatementFigures[]; tables: readonly TableFigures[] };

const percent = (share: number) => `${(share * 100).toFixed(1)}%`;
const ms = (value: number) => `${Math.round(value)} ms`;
const list = (names: string[]) =>
  names.slice(0, 3).join(", ") + (names.length > 3 ? ` and ${names.length - 3} more` : "");

const minutesBetween = (from: string, to: string) =>
  Math.floor((Date.parse(to) - Date.parse(from)) / 60_000);

/** The rules. Each returns its alert, or undefined when all is well. The worst come first. */
const RULES: Record<AlertId, (measured: Measured) => Omit<Alert, "rule"> | undefined> = {
  errors: ({ requests, routes }) => {
    const { total, failed, error_rate } = requests;
    if (total < THRESHOLDS.fewest || (error_rate ?? 0) < THRESHOLDS.error_rate) return undefined;
    const worst = routes.filter((route) => route.failed > 0).map(({ route }) => route);
    return {
      severity: "page",
      title: `${percent(error_rate ?? 0)} of all requests failed`,
      detail: `${failed} of ${total}: ${list(worst)}`,
    };
  },
  database_failures: ({ queries }) => {
    const failing = queries.filter(({ failed }) => failed > 0);
    const failed = failing.reduce((sum, query) => sum + query.failed, 0);
    if (failed < THRESHOLDS.failed_statements) return undefined;
    return {
      severity: "page",
      title: `${failed} statements failed at the database`,
      detail: list(failing.map(({ name }) => name)),
    };
  },
  connections: ({ connections: { used, max, of_this_site } }) =>
    used < max * THRESHOLDS.connections
      ? undefined
      : {
          severity: "page",
          title: `${used} of ${max} connections are taken`,
          detail: `${of_this_site} of them by this site`,
        },
  lock_waits: ({ connections: { waiting_for_locks: waiting } }) =>
    waiting < THRESHOLDS.lock_waits
      ? undefined
      : {
          severity: "page",
          title: `${waiting} statements wait for a lock`,
          detail: "Something holds rows for long, or many want the same one",
        },
  maintenance: ({ generated_at, maintenance_at }) => {
    if (maintenance_at === null) return undefined;
    const minutes = minutesBetween(maintenance_at, generated_at);
    if (minutes < THRESHOLDS.maintenance_minutes) return undefined;
    return {
      severity: "page",
      title: "The scheduled work stands still",
      detail: `It last came through ${minutes} minutes ago`,
    };
  },
  mail: ({ generated_at, mails: { waiting, waiting_since } }) => {
    if (waiting_since === null) return undefined;
    const minutes = minutesBetween(waiting_since, generated_at);
    if (minutes < THRESHOLDS.mail_minutes) return undefined;
    return {
      severity: "page",
      title: waiting === 1 ? "A mail cannot be sent" : `${waiting} mails cannot be sent`,
      detail: `The oldest waits for ${minutes} minutes`,
    };
  },
  slow_route: ({ routes }) => {
    const slow = routes.filter(
      ({ requests, p95 }) => requests >= THRESHOLDS.fewest && (p95 ?? 0) > THRESHOLDS.route_p95_ms,
    );
    if (slow.length === 0) return undefined;
    return {
      severity: "look",
      title: `One in twenty answers takes longer than ${ms(THRESHOLDS.route_p95_ms)}`,
      detail: list(slow.map(({ route, p95 }) => `${route} (${ms(p95 ?? 0)})`)),
    };
  },
  slow_query: ({ queries }) => {
    const slow = queries.filter(
      ({ calls, p95 }) => calls >= THRESHOLDS.fewest && (p95 ?? 0) > THRESHOLDS.query_p95_ms,
    );
    if (slow.length === 0) return undefined;
    return {
      severity: "look",
      title: `One in twenty statements of a kind takes longer than ${ms(THRESHOLDS.query_p95_ms)}`,
      detail: list(slow.map(({ name, p95 }) => `${name} (${ms(p95 ?? 0)})`)),
    };
  },
  cold_cache: ({ caches }) => {
    const cache = caches.find(({ name }) => name === "database");
    if (!cache || cache.hits + cache.misses < THRESHOLDS.fewest_blocks) return undefined;
    if ((cache.hit_rate ?? 1) >= THRESHOLDS.cache_hit_rate) return undefined;
    return {
      severity: "look",
      title: `PostgreSQL finds only ${percent(cache.hit_rate ?? 0)} of its blocks in memory`,
      detail: `${cache.misses} of ${cache.hits + cache.misses} were read from disk`,
    };
  },
  dead_rows: ({ tables }) => {
    const behind = tables.filter(
      ({ rows, dead_rows }) =>
        dead_rows >= THRESHOLDS.dead_rows && dead_rows > (rows + dead_rows) * THRESHOLDS.dead_share,
    );
    if (behind.length === 0) return undefined;
    return {
      severity: "look",
      title: "Vacuum falls behind",
      detail: list(behind.map(({ name, dead_rows }) => `${name} (${dead_rows} dead rows)`)),
    };
  },
  growth: ({ tables }) => {
    const bytes = tables.reduce((sum, table) => sum + table.bytes, 0);
    const growth = tables.reduce((sum, table) => sum + (table.growth_per_day ?? 0), 0);
    if (bytes < THRESHOLDS.growth_bytes || growth < bytes * THRESHOLDS.growth_share)
      return undefined;
    const fastest = tables.toSorted((a, b) => (b.growth_per_day ?? 0) - (a.growth_per_day ?? 0));
    return {
      severity: "look",
      title: `The database grows by ${percent(growth / bytes)} a day`,
      detail: list(fastest.map(({ name }) => name)),
    };
  },
};

/** Returns the alerts of all rules. */
export function alertsIn(measured: Measured): Alert[] {
  return (Object.keys(RULES) as AlertId[]).flatMap((rule) => {
    const alert = RULES[rule](measured);
    return alert ? [{ rule, ...alert }] : [];
  });
}
