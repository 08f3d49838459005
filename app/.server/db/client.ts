/**
 * The database client. Every request has its own, which its first query opens. A client that outlives
 * its request hangs in workerd, so the caller of `connect` must close it.
 */
import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import { PreparedClient } from "./prepared-client.ts";
import type { DB } from "./schema.ts";
import { isoTime } from "./time.ts";

export type Db = Kysely<DB>;

/** A statement that was sent, with its duration. */
export interface SentStatement {
  sql: string;
  parameters: readonly unknown[];
  milliseconds: number;
  /** The error, when the statement failed. */
  error?: unknown;
}

export interface Connection {
  readonly db: Db;
  /**
   * The round trips so far, and the milliseconds that they took. `onStatement` is called after each
   * statement and must not throw.
   */
  usage: {
    queries: number;
    milliseconds: number;
    onStatement?: (statement: SentStatement) => void;
  };
  /** Keeps the connection open until `work` is over, for work that continues after the response began. */
  keepOpenFor(work: Promise<unknown>): void;
  close(): Promise<void>;
}

const { builtins } = pg.types;

/** Times are ISO 8601 strings and counts are numbers everywhere. */
const parsers = new Map<number, (text: string) => unknown>([
  [builtins.TIMESTAMPTZ, isoTime],
  [builtins.INT8, Number],
]);

const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: unknown) =>
    parsers.get(oid) ?? pg.types.getTypeParser(oid, format as "text"),
};

/** Returns a pool. When an idle connection breaks, the next query fails instead of an uncaught error. */
export function openPool(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({ ...config, Client: PreparedClient });
  pool.on("error", () => {});
  // A client that is closing too: the server may have closed the connection first.
  pool.on("connect", (client) => client.on("error", () => {}));
  return pool;
}

/** How long to wait for the database, in milliseconds. */
export interface Timeouts {
  /** For a connection. */
  connect: number;
  /** For the answer to a statement. */
  answer: number;
}

/** What pg reads from and writes to. */
export type Socket = ReturnType<NonNullable<pg.ClientConfig["stream"]>>;

export interface ConnectOptions {
  timeouts?: Timeouts;
  usage?: Connection["usage"];
  /** Makes a socket in place of pg's own. */
  stream?: () => Socket;
}

/** For requests. Both together stay below ten seconds, after which visitors have left, even on a busy machine. */
export const REQUEST_TIMEOUTS: Timeouts = { connect: 5_000, answer: 4_000 };

/** For work that nobody waits for. */
const BACKGROUND_TIMEOUTS: Timeouts = { connect: 10_000, answer: 60_000 };

/**
 * @param connectionString a `postgres://` URL: Hyperdrive's, or a direct one in scripts and tests
 * @param max connections at once
 * @param options.usage the usage of another connection, to count for both
 */
export function connect(
  connectionString: string,
  max = 1,
  {
    timeouts = BACKGROUND_TIMEOUTS,
    usage = { queries: 0, milliseconds: 0 },
    stream,
  }: ConnectOptions = {},
): Connection {
  // After the database was unavailable once, further queries fail at once instead of waiting again.
  let outage: unknown;
  const noteOutage = (error: unknown) => {
    if (isUnavailable(error)) outage = error;
    return error;
  };
  const open = () => {
    const pool = openPool({
      connectionString,
      max,
      types,
      connectionTimeoutMillis: timeouts.connect,
      query_timeout: timeouts.answer,
      ...(stream && { stream }),
    });
    const failingFast = {
      async connect() {
        if (outage) throw outage;
        return pool.connect().catch((error) => {
          throw noteOutage(error);
        });
      },
      end: () => pool.end(),
      options: pool.options,
    };
    return new Kysely<DB>({
      dialect: new PostgresDialect({ pool: failingFast }),
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
        if (event.level === "error") noteOutage(event.error);
      },
    });
  };
  let db: Db | undefined;
  let closed = false;
  const work: Promise<unknown>[] = [];
  return {
    // Made for who asks: most requests of visitors send no statement, and those of others use one client of two.
    get db() {
      if (closed && !db) throw new Error("This connection is closed");
      db ??= open();
      return db;
    },
    usage,
    keepOpenFor: (promise) => work.push(promise),
    close: async () => {
      await Promise.allSettled(work);
      closed = true;
      await db?.destroy();
    },
  };
}

/** Returns the name of the unique constraint that an error says was violated; undefined for other errors. */
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

/** True for errors of a database that cannot be reached, as opposed to one that refused a statement. */
export function isUnavailable(error: unknown): boolean {
  const { code = "", message = "" } = (error ?? {}) as { code?: string; message?: string };
  // SQLSTATEs: 08 connection, 53 resources, 57P operator intervention, 40P01 deadlock.
  return (
    NETWORK_ERRORS.has(code) ||
    /^(08|53|57P|40P01)/.test(code) ||
    /timeout|not queryable|Connection terminated|connection attempt failed|proxy request failed|Network connection lost/i.test(
      message,
    )
  );
}
