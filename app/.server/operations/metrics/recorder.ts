/**
 * What this isolate measured and has not stored yet. Recording is a few additions in
 * memory: no response waits for it and none fails by it. Memory is bounded, whatever
 * comes in; what does not fit is dropped and counted (docs/decisions/0025-metrics.md).
 */
import { isUnavailable, type SentStatement } from "../../db/client.ts";
import { bucketOf } from "./histogram.ts";
import { statementNameOf, type StatementName } from "./statement-names.ts";

/** Something that took a while. Names are ours, never a visitor's. */
export interface Measurement {
  kind: "route" | "query" | "cache";
  /** A matched pattern as `GET /results/:id`, a statement's name, or a cache. */
  name: string;
  /** `2xx`…, `ok`/`refused`/`failed`, or `hit`/`miss`. */
  outcome: string;
  milliseconds: number;
}

/** What is kept of all measurements with the same name and outcome in a stretch of time. */
export interface Tally extends Measurement {
  /** When it began, in milliseconds since 1970. */
  slot: number;
  count: number;
  /** A histogram of the durations, for `quantile`; `milliseconds` is their sum. */
  buckets: number[];
}

export interface SlowStatement extends Omit<SentStatement, "error">, StatementName {
  at: number;
  requestId: string | null;
}

/** What is to be stored at once. */
export interface MetricsBatch {
  tallies: Tally[];
  slow: SlowStatement[];
  /** Statements that this isolate has not told the database about. */
  statements: StatementName[];
  dropped: number;
}

/** Analytics Engine, as far as it is used here. */
export interface AnalyticsEngine {
  writeDataPoint(point: { indexes: string[]; blobs: string[]; doubles: number[] }): void;
}

export interface Recorder {
  record(measurement: Measurement, now: number, engine?: AnalyticsEngine): void;
  recordStatement(
    sent: SentStatement,
    now: number,
    requestId: string | null,
    engine?: AnalyticsEngine,
  ): void;
  /** All that was recorded since the last time; undefined when it is nothing. */
  takeBatch(): MetricsBatch | undefined;
  /** Takes back what could not be stored, as far as there is room. */
  returnBatch(harvest: MetricsBatch): void;
}

/** From so many milliseconds on a statement is slow. */
export const SLOW_MS = 100;
export const MINUTE_MS = 60_000;
/** A busy minute has a hundred; a database that is away for ten of them loses nothing. */
const MOST_TALLIES = 1_000;
/** Plans asked for in one go: each is a round trip of its own. */
const MOST_SLOW = 3;
/** Texts whose name is remembered. */
const MOST_NAMES = 500;
/** Longest index that Analytics Engine takes, in bytes; names are ASCII. */
const MOST_INDEX = 96;

/** A constraint or a rule of ours said no (SQLSTATE class 23 and P0001): the database is well. */
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

/** Counts so many more in a bucket; those before it are there too. */
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

/** Tallies with those of the same name and outcome added up over stretches of `length` milliseconds. */
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
  const told = new Set<string>();
  /** The minute in which a statement was last taken as slow. */
  const lastSlow = new Map<string, number>();

  /** The tally to count in; undefined when there is no room for one more. */
  function tallyFor(of: Omit<Tally, "count" | "milliseconds" | "buckets">): Tally | undefined {
    const key = keyOf(of);
    const known = tallies.get(key);
    if (known || tallies.size >= MOST_TALLIES) return known;
    const tally = { ...of, count: 0, milliseconds: 0, buckets: [] };
    tallies.set(key, tally);
    return tally;
  }

  function nameFor(sql: string): StatementName {
    const known = names.get(sql);
    if (known) return known;
    if (names.size >= MOST_NAMES) names.clear();
    const name = statementNameOf(sql);
    names.set(sql, name);
    return name;
  }

  function tell(statement: StatementName) {
    if (told.has(statement.name)) return;
    if (told.size >= MOST_NAMES) told.clear();
    told.add(statement.name);
    statements.push(statement);
  }

  function record(measurement: Measurement, now: number, engine?: AnalyticsEngine) {
    const { kind, name, outcome, milliseconds } = measurement;
    const slot = Math.floor(now / MINUTE_MS) * MINUTE_MS;
    const tally = tallyFor({ kind, name, outcome, slot });
    if (tally) {
      tally.count += 1;
      tally.milliseconds += milliseconds;
      addToBucket(tally.buckets, bucketOf(milliseconds), 1);
    } else dropped += 1;
    engine?.writeDataPoint({
      indexes: [`${kind} ${name}`.slice(0, MOST_INDEX)],
      blobs: [kind, name, outcome],
      doubles: [milliseconds],
    });
  }

  return {
    record,
    recordStatement({ sql, parameters, milliseconds, error }, now, requestId, engine) {
      const statement = nameFor(sql);
      tell(statement);
      const { name } = statement;
      const minute = Math.floor(now / MINUTE_MS);
      const again = lastSlow.get(name) === minute;
      if (milliseconds > SLOW_MS && !again && slow.length < MOST_SLOW) {
        if (lastSlow.size >= MOST_NAMES) lastSlow.clear();
        lastSlow.set(name, minute);
        slow.push({ ...statement, sql, parameters, milliseconds, at: now, requestId });
      }
      record({ kind: "query", name, outcome: outcomeOf(error), milliseconds }, now, engine);
    },
    takeBatch() {
      if (tallies.size === 0) return undefined;
      const harvest = { tallies: [...tallies.values()], slow, statements, dropped };
      tallies = new Map();
      slow = [];
      statements = [];
      dropped = 0;
      return harvest;
    },
    returnBatch(harvest) {
      for (const { count, milliseconds, buckets, ...of } of harvest.tallies) {
        const tally = tallyFor(of);
        if (tally) addTally(tally, { ...of, count, milliseconds, buckets });
        else dropped += count;
      }
      slow = [...harvest.slow, ...slow].slice(0, MOST_SLOW);
      statements.push(...harvest.statements);
      dropped += harvest.dropped;
    },
  };
}
