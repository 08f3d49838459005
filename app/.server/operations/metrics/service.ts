/** Stores metrics, and reads them for administrators. */
import type {
  MailMetrics,
  Metrics,
  MetricsQuery,
  RaceMetrics,
  Window,
} from "../../../contracts/metrics.ts";
import type { Caller } from "../../auth/authorization/queries.ts";
import { assertHasRole } from "../../auth/authorization/service.ts";
import type { Db } from "../../db/client.ts";
import { isoTime } from "../../db/time.ts";
import type { RacesNow } from "../../races/lobby.ts";
import { alertsIn } from "../alerts/rules.ts";
import { quantile } from "./histogram.ts";
import { addMetrics, explain, type FoundMetrics, findMetrics, type SlowRow } from "./queries.ts";
import { queryPlanOf } from "./query-plans.ts";
import { type MetricsBatch, MINUTE_MS, mergeTallies, type SlowStatement } from "./recorder.ts";

const QUARTER_MS = 15 * MINUTE_MS;
const iso = (milliseconds: number) => new Date(milliseconds).toISOString();

/** Returns a statement's present plan; null when PostgreSQL gives none, as for a statement that failed. */
async function planFor(db: Db, { sql, parameters }: SlowStatement) {
  try {
    return queryPlanOf(await explain(db, { sql, parameters }));
  } catch {
    return null;
  }
}

/** Stores a batch in one statement, after asking for the plan of each slow statement. */
export async function storeMetrics(db: Db, batch: MetricsBatch): Promise<void> {
  const slow: SlowRow[] = [];
  for (const statement of batch.slow) {
    const { name, milliseconds, at, requestId } = statement;
    const plan = await planFor(db, statement);
    slow.push({ occurred_at: iso(at), name, milliseconds, request_id: requestId, plan });
  }
  const tallies = [MINUTE_MS, QUARTER_MS].flatMap((length) =>
    mergeTallies(batch.tallies, length).map(({ slot, ...tally }) => ({
      seconds: length / 1_000,
      slot: iso(slot),
      ...tally,
    })),
  );
  await addMetrics(db, { tallies, slow, statements: batch.statements });
}

/** The slots of a window: their length and number. The last slot is not over yet. */
const SLOTS: Record<Window, { length: number; count: number }> = {
  "15m": { length: MINUTE_MS, count: 15 },
  "1h": { length: MINUTE_MS, count: 60 },
  "24h": { length: QUARTER_MS, count: 96 },
};

type Tally = FoundMetrics["tallies"][number];

/** Returns the counts of all buckets, added up over histograms. */
function sumOf(histograms: readonly Tally["buckets"][]): number[] {
  const sum: number[] = [];
  for (const [bucket, count] of histograms.flat()) {
    while (sum.length < bucket) sum.push(0);
    sum[bucket - 1] = (sum[bucket - 1] ?? 0) + count;
  }
  return sum;
}

const percentilesOf = (tallies: readonly Pick<Tally, "buckets">[]) => {
  const counts = sumOf(tallies.map(({ buckets }) => buckets));
  return { p50: quantile(counts, 0.5), p95: quantile(counts, 0.95), p99: quantile(counts, 0.99) };
};

const countOf = (tallies: readonly Tally[], outcome?: string) =>
  tallies.reduce(
    (sum, tally) =>
      outcome === undefined || tally.outcome === outcome ? sum + Number(tally.count) : sum,
    0,
  );

const shareOf = (part: number, all: number) => (all === 0 ? null : part / all);

function byName(tallies: readonly Tally[], kind: string): [name: string, own: Tally[]][] {
  const groups = new Map<string, Tally[]>();
  for (const tally of tallies) {
    if (tally.kind !== kind) continue;
    groups.set(tally.name, [...(groups.get(tally.name) ?? []), tally]);
  }
  return [...groups];
}

function requestsIn(found: FoundMetrics, from: number, { length, count }: (typeof SLOTS)[Window]) {
  const requests = found.tallies.filter(({ kind }) => kind === "route");
  const [total, failed] = [countOf(requests), countOf(requests, "5xx")];
  const known = new Map(found.slots.map((slot) => [Date.parse(slot.from), slot]));
  const slots = Array.from({ length: count }, (_, index) => {
    const at = from + index * length;
    const slot = known.get(at);
    return {
      from: iso(at),
      requests: slot?.requests ?? 0,
      failed: slot?.failed ?? 0,
      p95: slot ? percentilesOf([slot]).p95 : null,
    };
  });
  return { total, failed, error_rate: shareOf(failed, total), ...percentilesOf(requests), slots };
}

const routesIn = ({ tallies }: FoundMetrics) =>
  byName(tallies, "route")
    .map(([route, own]) => {
      const [requests, failed] = [countOf(own), countOf(own, "5xx")];
      const refused = countOf(own, "4xx");
      const error_rate = shareOf(failed, requests);
      return { route, requests, refused, failed, error_rate, ...percentilesOf(own) };
    })
    .sort((a, b) => b.failed - a.failed || b.requests - a.requests);

/** Returns the statements, the slowest first by their 95th percentile. */
const queriesIn = ({ tallies }: FoundMetrics, texts: Map<string, string>) =>
  byName(tallies, "query")
    .map(([name, own]) => ({
      name,
      statement: texts.get(name) ?? null,
      calls: countOf(own),
      refused: countOf(own, "refused"),
      failed: countOf(own, "failed"),
      total_ms: own.reduce((sum, { milliseconds }) => sum + milliseconds, 0),
      ...percentilesOf(own),
    }))
    .sort((a, b) => (b.p95 ?? 0) - (a.p95 ?? 0));

function cachesIn({ tallies, blocks, before }: FoundMetrics, since: string): Metrics["caches"] {
  // PostgreSQL's counters restart when its statistics are reset.
  const usable = before && before.hit <= blocks.hit && before.read <= blocks.read;
  const start = usable ? before : { hit: 0, read: 0, at: blocks.since };
  const edge = (name: "boards" | "pages") => {
    const own = tallies.filter((tally) => tally.kind === "cache" && tally.name === name);
    return { name, hits: countOf(own, "hit"), misses: countOf(own, "miss"), since };
  };
  const rates = [
    {
      name: "database" as const,
      hits: blocks.hit - start.hit,
      misses: blocks.read - start.read,
      since: start.at === null ? null : isoTime(start.at),
    },
    edge("boards"),
    edge("pages"),
  ];
  return rates.map((cache) => ({
    ...cache,
    hit_rate: shareOf(cache.hits, cache.hits + cache.misses),
  }));
}

/** What rooms have counted, and how many there are now. */
function racesIn({ tallies }: FoundMetrics, now: RacesNow | null): RaceMetrics {
  const own = new Map(byName(tallies, "race"));
  const countBy = (name: string, outcome?: string) => countOf(own.get(name) ?? [], outcome);
  const closed = [...own].flatMap(([name, of]) =>
    name.startsWith("closed ")
      ? [{ reason: name.slice("closed ".length), count: countOf(of) }]
      : [],
  );
  return {
    open: now?.open ?? null,
    running: now?.running ?? null,
    raced: countBy("rooms", "raced"),
    unused: countBy("rooms", "unused"),
    not_stored: countBy("rooms", "not_stored"),
    messages: countBy("messages"),
    resumes: countBy("resumes"),
    closed: closed.sort((a, b) => b.count - a.count),
  };
}

function mailsIn({ mails, tallies }: FoundMetrics): MailMetrics {
  const { waiting_since, ...counts } = mails;
  const tries = tallies.filter(({ kind }) => kind === "mail");
  return {
    ...counts,
    failed: countOf(tries, "failed"),
    waiting_since: waiting_since === null ? null : isoTime(waiting_since),
  };
}

/**
 * Returns the metrics of the site and its database. One round trip.
 *
 * @param racesNow asks the lobby; only for a caller with the role
 * @throws `unauthenticated`, `forbidden`
 */
export async function metrics(
  db: Db,
  caller: Caller,
  { window }: MetricsQuery,
  now: Date,
  racesNow: () => Promise<RacesNow | null>,
): Promise<Metrics> {
  const slots = SLOTS[window];
  const last = Math.floor(now.getTime() / slots.length) * slots.length;
  const from = last - (slots.count - 1) * slots.length;
  const since = new Date(from);
  const found = await findMetrics(db, caller, { since, seconds: slots.length / 1_000 });
  assertHasRole(found.has_role);
  const texts = new Map(found.statements.map(({ name, text }) => [name, text]));
  const measured = {
    generated_at: now.toISOString(),
    window,
    since: since.toISOString(),
    requests: requestsIn(found, from, slots),
    routes: routesIn(found),
    queries: queriesIn(found, texts),
    slow_queries: found.slow.map(({ occurred_at, ...slow }) => ({
      occurred_at: isoTime(occurred_at),
      ...slow,
      statement: texts.get(slow.name) ?? null,
    })),
    connections: found.connections,
    caches: cachesIn(found, since.toISOString()),
    races: racesIn(found, await racesNow()),
    mails: mailsIn(found),
    database_bytes: found.database_bytes,
    statistics_since: found.blocks.since === null ? null : isoTime(found.blocks.since),
    maintenance_at: found.maintenance_at === null ? null : isoTime(found.maintenance_at),
    tables: found.tables,
    indexes: found.indexes,
  };
  return { alerts: alertsIn(measured), ...measured };
}
