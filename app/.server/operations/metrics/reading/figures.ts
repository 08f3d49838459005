/** Figures from what a reading found. */
import type {
  MailMetrics,
  Metrics,
  RaceMetrics,
  StatementFigures,
  Window,
} from "../../../../contracts/metrics.ts";
import { isoTime } from "../../../db/time.ts";
import type { RacesNow } from "../../../races/lobby.ts";
import { addPacked, quantile } from "../histogram.ts";
import { MINUTE_MS, QUARTER_MS } from "../recorder.ts";
import type { Found } from "./queries.ts";

/** The slots of a window: their length and number. The last slot is not over yet. */
const SLOTS: Record<Window, { length: number; count: number }> = {
  "15m": { length: MINUTE_MS, count: 15 },
  "1h": { length: MINUTE_MS, count: 60 },
  "24h": { length: QUARTER_MS, count: 96 },
};

type Tally = Found<"tallies">["tallies"][number];

/** Returns the counts of all buckets, added up over histograms. */
function sumOf(histograms: readonly string[]): number[] {
  const counts: number[] = [];
  for (const histogram of histograms) addPacked(counts, histogram);
  return counts;
}

const percentilesOf = (tallies: readonly Pick<Tally, "histogram">[]) => {
  const counts = sumOf(tallies.map(({ histogram }) => histogram));
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

/** When a window begins, and how long its slots are. */
export function spanOf(window: Window, now: Date) {
  const { length, count } = SLOTS[window];
  const last = Math.floor(now.getTime() / length) * length;
  return { since: new Date(last - (count - 1) * length), seconds: length / 1_000 };
}

export function requestsIn(
  found: Found<"tallies" | "slots">,
  window: Window,
  since: Date,
): Metrics["requests"] {
  const { length, count } = SLOTS[window];
  const requests = found.tallies.filter(({ kind }) => kind === "route");
  const [total, failed] = [countOf(requests), countOf(requests, "5xx")];
  const known = new Map(found.slots.map((slot) => [Date.parse(slot.from), slot]));
  const slots = Array.from({ length: count }, (_, index) => {
    const at = since.getTime() + index * length;
    const slot = known.get(at);
    return {
      from: new Date(at).toISOString(),
      requests: slot?.requests ?? 0,
      failed: slot?.failed ?? 0,
      p95: slot ? percentilesOf([slot]).p95 : null,
    };
  });
  return { total, failed, error_rate: shareOf(failed, total), ...percentilesOf(requests), slots };
}

/** Returns the routes: those that failed first, then the busiest. */
export const routesIn = ({ tallies }: Found<"tallies">): Metrics["routes"] =>
  byName(tallies, "route")
    .map(([route, own]) => {
      const [requests, failed] = [countOf(own), countOf(own, "5xx")];
      const refused = countOf(own, "4xx");
      const error_rate = shareOf(failed, requests);
      return { route, requests, refused, failed, error_rate, ...percentilesOf(own) };
    })
    .sort((a, b) => b.failed - a.failed || b.requests - a.requests);

/** Returns the statements, the slowest first by their 95th percentile. */
export const queriesIn = ({ tallies }: Found<"tallies">): StatementFigures[] =>
  byName(tallies, "query")
    .map(([name, own]) => ({
      name,
      calls: countOf(own),
      refused: countOf(own, "refused"),
      failed: countOf(own, "failed"),
      total_ms: own.reduce((sum, { milliseconds }) => sum + milliseconds, 0),
      ...percentilesOf(own),
    }))
    .sort((a, b) => (b.p95 ?? 0) - (a.p95 ?? 0));

export function cachesIn(
  { tallies, blocks, before }: Found<"tallies" | "blocks" | "before">,
  since: Date,
): Metrics["caches"] {
  // PostgreSQL's counters restart when its statistics are reset.
  const usable = before && before.hit <= blocks.hit && before.read <= blocks.read;
  const start = usable ? before : { hit: 0, read: 0, at: blocks.since };
  const edge = (name: "boards" | "pages") => {
    const own = tallies.filter((tally) => tally.kind === "cache" && tally.name === name);
    return {
      name,
      hits: countOf(own, "hit"),
      misses: countOf(own, "miss"),
      since: since.toISOString(),
    };
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
export function racesIn({ tallies }: Found<"tallies">, now: RacesNow | null): RaceMetrics {
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

export function mailsIn({ mails, tallies }: Found<"mails" | "tallies">): MailMetrics {
  const { waiting_since, ...counts } = mails;
  const tries = tallies.filter(({ kind }) => kind === "mail");
  return {
    ...counts,
    failed: countOf(tries, "failed"),
    waiting_since: waiting_since === null ? null : isoTime(waiting_since),
  };
}
