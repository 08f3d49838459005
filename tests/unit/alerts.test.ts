/** The rules by which alerts are found in the metrics. */
import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { alertsIn, type Measured } from "../../app/.server/operations/alerts/rules.ts";
import {
  ALERTS,
  type AlertId,
  type Metrics,
  type StatementFigures,
  type TableFigures,
} from "../../app/contracts/metrics.ts";

const NOW = "2026-11-22T12:00:00.000Z";
const minutesAgo = (minutes: number) => new Date(Date.parse(NOW) - minutes * 60_000).toISOString();
const fast = { p50: 5, p95: 20, p99: 50 };

const route = (overrides: Partial<Metrics["routes"][number]> = {}) => ({
  route: "GET /",
  requests: 1_000,
  refused: 0,
  failed: 0,
  error_rate: 0,
  ...fast,
  ...overrides,
});
const query = (overrides: Partial<StatementFigures> = {}) => ({
  name: "select users #abcdef",
  calls: 1_000,
  refused: 900,
  failed: 0,
  total_ms: 5_000,
  ...fast,
  ...overrides,
});
const table = (overrides: Partial<TableFigures> = {}) => ({
  name: "users",
  rows: 100_000,
  dead_rows: 0,
  bytes: 1e10,
  index_bytes: 1e9,
  growth_per_day: 0,
  ...overrides,
});
const requests = (total: number, failed: number) => ({
  total,
  failed,
  error_rate: total === 0 ? null : failed / total,
  ...fast,
  slots: [],
});
const database = (hits: number, misses: number) => ({
  name: "database" as const,
  hits,
  misses,
  hit_rate: hits / (hits + misses),
  since: null,
});

const mails = (overrides: Partial<Metrics["mails"]>) => ({
  ...{ sent: 40, given_up: 0, failed: 0, waiting: 0, waiting_since: null },
  ...overrides,
});

const HEALTHY: Measured = {
  generated_at: NOW,
  requests: requests(10_000, 9),
  routes: [route()],
  queries: [query()],
  connections: {
    used: 30,
    max: 100,
    of_this_site: 20,
    active: 5,
    idle: 15,
    idle_in_transaction: 0,
    waiting_for_locks: 0,
  },
  caches: [database(1e7, 1e3)],
  mails: mails({ waiting: 2, waiting_since: minutesAgo(1) }),
  maintenance_at: minutesAgo(4),
  tables: [table()],
};

const connections = (overrides: Partial<Measured["connections"]>) => ({
  connections: { ...HEALTHY.connections, ...overrides },
});

/**
 * For each rule: the values nearest to the limit, and special cases, that raise no alert; and the first bad value, which
 * raises it.
 */
const LIMITS: Record<AlertId, [good: Partial<Measured>[], bad: Partial<Measured>]> = {
  errors: [
    [{ requests: requests(10_000, 99) }, { requests: requests(19, 19) }],
    { requests: requests(10_000, 100), routes: [route({ failed: 100 })] },
  ],
  database_failures: [
    [{ queries: [query({ failed: 4 })] }],
    { queries: [query({ failed: 4 }), query({ failed: 1 })] },
  ],
  connections: [[connections({ used: 79 })], connections({ used: 80 })],
  lock_waits: [[connections({ waiting_for_locks: 4 })], connections({ waiting_for_locks: 5 })],
  maintenance: [
    [{ maintenance_at: minutesAgo(14) }, { maintenance_at: null }],
    { maintenance_at: minutesAgo(15) },
  ],
  mail: [
    [
      { mails: mails({ waiting: 9, waiting_since: minutesAgo(29) }) },
      { mails: mails({ given_up: 9 }) },
    ],
    { mails: mails({ waiting: 1, waiting_since: minutesAgo(30) }) },
  ],
  slow_route: [
    [{ routes: [route({ p95: 1_000 }), route({ p95: 9_000, requests: 19 })] }],
    { routes: [route({ p95: 1_001 })] },
  ],
  slow_query: [
    [{ queries: [query({ p95: 100 }), query({ p95: 900, calls: 19 })] }],
    { queries: [query({ p95: 101 })] },
  ],
  cold_cache: [
    [{ caches: [database(99e4, 1e4)] }, { caches: [database(10, 99_000)] }, { caches: [] }],
    { caches: [database(98e4, 2e4)] },
  ],
  dead_rows: [
    [
      { tables: [table({ rows: 80_000, dead_rows: 20_000 })] },
      { tables: [table({ rows: 10, dead_rows: 9_999 })] },
    ],
    { tables: [table({ rows: 80_000, dead_rows: 20_001 })] },
  ],
  growth: [
    [
      { tables: [table({ growth_per_day: 499_999_999 })] },
      { tables: [table({ growth_per_day: 9e8, bytes: 999_999_999 })] },
      { tables: [table({ growth_per_day: null })] },
    ],
    { tables: [table({ growth_per_day: 5e8 })] },
  ],
};

describe("the alert rules", () => {
  it("raise no alert while the site is healthy, nor while it has no traffic", () => {
    expect(alertsIn(HEALTHY)).toEqual([]);
    const idle = {
      ...HEALTHY,
      requests: requests(0, 0),
      routes: [],
      queries: [],
    };
    expect(alertsIn(idle)).toEqual([]);
  });

  it.each(Object.entries(LIMITS))(
    "raise the alert %s for the first bad value, and not for the last good one",
    (rule, row) => {
      const [good, bad] = row;
      for (const change of good) expect(alertsIn({ ...HEALTHY, ...change })).toEqual([]);
      const found = alertsIn({ ...HEALTHY, ...bad });
      expect(found.map((alert) => alert.rule)).toEqual([rule]);
      expect(found[0]?.detail).not.toMatch(/undefined|NaN/);
    },
  );

  it("list the alerts that page somebody before those that can wait", () => {
    const all = Object.assign({}, ...Object.values(LIMITS).map(([, bad]) => bad));
    const severities = alertsIn({ ...HEALTHY, ...all }).map(({ severity }) => severity);
    expect(severities).toEqual(severities.toSorted().reverse());
    expect(new Set(severities)).toEqual(new Set(["page", "look"]));
  });

  it("are all explained in docs/monitoring.md", async () => {
    const text = await readFile(new URL("../../docs/monitoring.md", import.meta.url), "utf8");
    for (const rule of ALERTS) expect(text).toContain(`| \`${rule}\` |`);
  });
});
