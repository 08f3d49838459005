/**
 * One database client a request, opened by its first query. A client that
 * outlives its request hangs in workerd, so whoever calls `connect` closes it.
 */
import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import type { DB } from "./schema.ts";

export type Db = Kysely<DB>;

/** A statement as it was sent, and what came of it. */
export interface SentStatement {
  sql: string;
  parameters: readonly unknown[];
  milliseconds: number;
  /** What came back in place of rows. */
  error?: unknown;
}

export interface Connection {
  db: Db;
  /**
   * What was asked of the database so far: round trips, and milliseconds waited for them. Whoever
   * sets `onStatement` is told of each as soon as it is over, and may throw nothing.
   */
  usage: {
    queries: number;
    milliseconds: number;
    onStatement?: (statement: SentStatement) => void;
  };
  /** Work that goes on after the answer began: the connection is not closed before it is over. */
  keepOpenFor(work: Promise<unknown>): void;
  close(): Promise<void>;
}

const { builtins } = pg.types;

/** Times are ISO 8601 strings, everywhere; counts are numbers. */
const parsers = new Map<number, (text: string) => unknown>([
  [builtins.TIMESTAMPTZ, (text) => new Date(text).toISOString()],
  [builtins.INT8, Number],
]);

const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: unknown) =>
    parsers.get(oid) ?? pg.types.getTypeParser(oid, format as "text"),
};

/** A pool of which a connection that breaks is noticed by the next query, and not as an uncaught error. */
export function openPool(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool(config);
  pool.on("error", () => {});
  // A client that is ending, too: the server may have cut it off before it said good-bye.
  pool.on("connect", (client) => client.on("error", () => {}));
  return pool;
}

/** How many milliseconds to wait for the database. */
export interface Timeouts {
  /** For a connection. */
  connect: number;
  /** For the answer to a statement. */
  answer: number;
}

interface ConnectOptions {
  timeouts?: Timeouts;
  usage?: Connection["usage"];
}

/** Both together, with what a busy machine adds, less than the ten seconds after which somebody has left. */
export const REQUEST_TIMEOUTS: Timeouts = { connect: 5_000, answer: 4_000 };

/** For work that nobody waits for. */
const BACKGROUND_TIMEOUTS: Timeouts = { connect: 10_000, answer: 60_000 };

/**
 * @param connectionString a `postgres://` URL: Hyperdrive's, or a direct one in scripts and tests
 * @param max connections at once
 * @param options.usage counts for another connection as well: that one's
 */
export function connect(
  connectionString: string,
  max = 1,
  {
    timeouts: patience = BACKGROUND_TIMEOUTS,
    usage = { queries: 0, milliseconds: 0 },
  }: ConnectOptions = {},
): Connection {
  const pool = openPool({
    connectionString,
    max,
    types,
    connectionTimeoutMillis: patience.connect,
    query_timeout: patience.answer,
  });
  // Whoever asks again after the database did not answer would wait as long once more.
  let away: unknown;
  const noticed = (error: unknown) => {
    if (isUnavailable(error)) away = error;
    return error;
  };
  const asked = {
    async connect() {
      if (away) throw away;
      return pool.connect().catch((error) => {
        throw noticed(error);
      });
    },
    end: () => pool.end(),
    options: pool.options,
  };
  const db = new Kysely<DB>({
    dialect: new PostgresDialect({ pool: asked }),
    log: (event) => {
      const { query, queryDurationMillis: milliseconds } = event;
      usage.queries += 1;
      usage.milliseconds += milliseconds;
      usage.onStatement?.({
        sql: query.sql,
        parameters: query.parameters,
        milliseconds,
        ...(event.level === "error" && { error: event.error }),
      });
      if (event.level === "error") noticed(event.error);
    },
  });
  const held: Promise<unknown>[] = [];
  return {
    db,
    usage,
    keepOpenFor: (work) => held.push(work),
    close: async () => {
      await Promise.allSettled(held);
      await db.destroy();
    },
  };
}

/** Whether `error` says that a unique constraint refused a row; which one. */
export function violatedConstraint(error: unknown): string | undefined {
  const { code, constraint } = (error ?? {}) as { code?: string; constraint?: string };
  return code === "23505" ? constraint : undefined;
}

const NETWORK_ERRORS = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ETIMEDOUT",
  "EPIPE",
  "ENOTFOUND",
  "EHOSTUNREACH",
]);

/** Whether `error` says that the database cannot be reached, rather than that it refused something. */
export function isUnavailable(error: unknown): boolean {
  const { code = "", message = "" } = (error ?? {}) as { code?: string; message?: string };
  // SQLSTATE: 08 connection, 53 resources, 57P operator intervention, and who was chosen to end a deadlock.
  return (
    NETWORK_ERRORS.has(code) ||
    /^(08|53|57P|40P01)/.test(code) ||
    /timeout|not queryable|Connection terminated|connection attempt failed|proxy request failed|Network connection lost/i.test(
      message,
    )
  );
}
