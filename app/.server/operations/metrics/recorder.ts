/**
 * The measurements that this isolate has not stored yet. Recording is a few additions in memory: no
 * response waits for it or fails because of it. Memory is bounded; measurements that do not fit are dropped
 * and counted (docs/decisions/0025-metrics.md).
 */
import { isUnavailable, type SentStatement } from "../../db/client.ts";
import { bucketOf } from "./histogram.ts";
import { type StatementName, statementNameOf } from "./statement-names.ts";

/** The duration of one event; of events that have none, as those of races, it is 0. No part of a name comes from a visitor. */
export interface Measurement {
  kind: "route" | "query" | "cache" | "race" | "mail";
  /** A matched pattern such as `GET /results/:id`, a statement's name, or a cache. */
  name: string;
  /** `2xx`…, `ok`/`refused`/`failed`, or `hit`/`miss`. */
  outcome: string;
  milliseconds: number;
}

/** The sum of all measurements with the same name and outcome in a slot of time. */
export interface Tally extends Measurement {
  /** When the slot began, in milliseconds since 1970. */
  slot: number;
  count: number;
  /** A histogram of the durations, for `quantile`; `milliseconds` is their sum. */
  buckets: number[];
}

export interface SlowStatement extends Omit<SentStatement, "error">, StatementName {
  at: number;
  requestId: string | null;
}

/** Metrics that one statement stores. */
export interface MetricsBatch {
  tallies: Tally[];
  slow: SlowStatement[];
  /** Statements whose text this isolate has not stored yet. */
  statements: StatementName[];
  dropped: number;
}

/** The part of Cloudflare's Analytics Engine that is used here. */
export interface AnalyticsEngine {
  writeDataPoint(point: { indexes: string[]; blobs: string[]; doubles: number[] }): void;
}

export interface Recorder {
  /** @param count how many such events there were: a room counts its own, and tells them together */
  record(measurement: Measurement, now: number, engine?: AnalyticsEngine, count?: number): void;
  recordStatement(
    sent: SentStatement,
    now: number,
    requestId: string | null,
    engine?: AnalyticsEngine,
  ): void;
  /** Returns and removes everything that was recorded; undefined when there is nothing. */
  takeBatch(): MetricsBatch | undefined;
  /** Adds a batch again that could not be stored, as far as there is room. */
  returnBatch(batch: MetricsBatch): void;
}

/** A statement that takes longer than this many milliseconds is slow. */
export const SLOW_MS = 100;
export const MINUTE_MS = 60_000;
export const QUARTER_MS = 15 * MINUTE_MS;
/** A busy minute has a hundred tallies, so an outage of ten minutes loses nothing. */
const MAX_TALLIES = 1_000;
/** The most slow statements of a batch: each plan is a round trip of its own. */
const MAX_SLOW = 3;
/** The most texts whose names are cached. */
const MAX_NAMES = 500;
/** The longest index that Analytics Engine accepts, in bytes; names are ASCII. */
const MAX_INDEX = 96;

/** SQLSTATEs of constraints (class 23) and of our own functions (P0001): the database works and refused the statement. */
const REFUSALS = /^(23|P0001)/;

function outcomeOf(error: unknown): string {
  if (error === undefined) return "ok";
  const { code } = error as { code?: unknown };
  return typeof code === "string" && REFUSALS.test(code) && !isUnavailable(error)
    ? "refused"
    : "failed";
}

const keyOf = ({ kind, name, outcome, slot }: Omit<Tally, "count" | "milliseconds" | "buckets">) =>
  `${slot} ${kind} ${outcome} ${name}`;

/** Adds `count` to a bucket, and creates the buckets before it. */
function addToBucket(buckets: number[], bucket: number, count: number): void {
  while (buckets.length <= bucket) buckets.push(0);
  buckets[bucket] = (buckets[bucket] ?? 0) + count;
}

/** Adds one tally to another. */
function addTally(to: Tally, tally: Tally): void {
  to.count += tally.count;
  to.milliseconds += tally.milliseconds;
  for (const [bucket, count] of tally.buckets.entries()) addToBucket(to.buckets, bucket, count);
}

/** Returns tallies of longer slots: those of the same name and outcome are added up over `length` milliseconds. */
export function mergeTallies(tallies: readonly Tally[], length: number): Tally[] {
  const found = new Map<string, Tally>();
  for (const tally of tallies) {
    const slot = Math.floor(tally.slot / length) * length;
    const key = keyOf({ ...tally, slot });
    const before = found.get(key);
    if (before) addTally(before, tally);
    else found.set(key, { ...tally, slot, buckets: [...tally.buckets] });
  }
  return [...found.values()];
}

export function createRecorder(): Recorder {
  let tallies = new Map<string, Tally>();
  let slow: SlowStatement[] = [];
  let statements: StatementName[] = [];
  let dropped = 0;
  const names = new Map<string, StatementName>();
  const storedNames = new Set<string>();
  /** The minute in which a statement was last recorded as slow. */
  const lastSlow = new Map<string, number>();

  /** Returns the tally of a name and slot; undefined when there is no room for another. */
  function tallyFor(of: Omit<Tally, "count" | "milliseconds" | "buckets">): Tally | undefined {
    const key = keyOf(of);
    const known = tallies.get(key);
    if (known || tallies.size >= MAX_TALLIES) return known;
    const tally = { ...of, count: 0, milliseconds: 0, buckets: [] };
    tallies.set(key, tally);
    return tally;
  }

  function nameFor(sql: string): StatementName {
    const known = names.get(sql);
    if (known) return known;
    if (names.size >= MAX_NAMES) names.clear();
    const name = statementNameOf(sql);
    names.set(sql, name);
    return name;
  }

  function storeName(statement: StatementName) {
    if (storedNames.has(statement.name)) return;
    if (storedNames.size >= MAX_NAMES) storedNames.clear();
    storedNames.add(statement.name);
    statements.push(statement);
  }

  function record(measurement: Measurement, now: number, engine?: AnalyticsEngine, count = 1) {
    if (count === 0) return;
    const { kind, name, outcome, milliseconds } = measurement;
    const slot = Math.floor(now / MINUTE_MS) * MINUTE_MS;
    const tally = tallyFor({ kind, name, outcome, slot });
    if (tally) {
      tally.count += count;
      tally.milliseconds += milliseconds * count;
      addToBucket(tally.buckets, bucketOf(milliseconds), count);
    } else dropped += count;
    engine?.writeDataPoint({
      indexes: [`${kind} ${name}`.slice(0, MAX_INDEX)],
      blobs: [kind, name, outcome],
      doubles: [milliseconds, count],
    });
  }

  return {
    record,
    recordStatement({ sql, parameters, milliseconds, error }, now, requestId, engine) {
      const statement = nameFor(sql);
      storeName(statement);
      const { name } = statement;
      const minute = Math.floor(now / MINUTE_MS);
      const isRepeated = lastSlow.get(name) === minute;
      if (milliseconds > SLOW_MS && !isRepeated && slow.length < MAX_SLOW) {
        if (lastSlow.size >= MAX_NAMES) lastSlow.clear();
        lastSlow.set(name, minute);
        slow.push({ ...statement, sql, parameters, milliseconds, at: now, requestId });
      }
      record({ kind: "query", name, outcome: outcomeOf(error), milliseconds }, now, engine);
    },
    takeBatch() {
      if (tallies.size === 0) return undefined;
      const batch = { tallies: [...tallies.values()], slow, statements, dropped };
      tallies = new Map();
      slow = [];
      statements = [];
      dropped = 0;
      return batch;
    },
    returnBatch(batch) {
      for (const { count, milliseconds, buckets, ...of } of batch.tallies) {
        const tally = tallyFor(of);
        if (tally) addTally(tally, { ...of, count, milliseconds, buckets });
        else dropped += count;
      }
      slow = [...batch.slow, ...slow].slice(0, MAX_SLOW);
      statements.push(...batch.statements);
      dropped += batch.dropped;
    },
  };
}
