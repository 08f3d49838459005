/** Runs the built Worker in workerd, on its own database. */
import { sql } from "kysely";
import pg from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import { createTestHarness, type TestHarness } from "wrangler";
import { type Connection, connect, type Db } from "../../app/.server/db/client.ts";
import { offline } from "../../scripts/development/steps.ts";
import { createDatabase } from "./database.ts";

export interface Site {
  /** `http://localhost:…`, without a trailing slash. */
  readonly origin: string;
  readonly db: Db;
  readonly databaseUrl: string;
  readonly ownerUrl: string;
  /** Returns what the Worker has logged so far. */
  logs(): ReturnType<TestHarness["getLogs"]>;
}

/** Returns the URL that Hyperdrive would connect to: the pooler's, where there is one. */
function pooledUrl(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  const pooler = inject("pooler");
  if (pooler && url.port === new URL(inject("databaseServer")).port) url.port = `${pooler}`;
  return url.href;
}

/** Binds every Worker that is started from now on to a database. */
export function bindDatabase(databaseUrl: string, cachedUrl = databaseUrl): void {
  Object.assign(process.env, offline, {
    CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_DB: pooledUrl(databaseUrl),
    CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_DB_CACHED: pooledUrl(cachedUrl),
  });
}

/** Starts the Worker that `npm test` has built, on a database. */
export async function startSite(databaseUrl: string, cachedUrl = databaseUrl) {
  bindDatabase(databaseUrl, cachedUrl);
  const harness = createTestHarness({
    workers: [{ configPath: "./wrangler.toml", prebuiltWorkerDir: "./dist/worker" }],
  });
  const { url } = await harness.listen();
  return { origin: url.origin, logs: () => harness.getLogs(), close: () => harness.close() };
}

/**
 * Returns how many connections the Worker has opened since `since` and still holds. With a pooler it returns
 * all of the Worker's connections to the pooler, which keeps its own connections to the server open.
 */
export async function workerConnections(
  { db, databaseUrl }: Pick<Site, "db" | "databaseUrl">,
  since: Date,
): Promise<number> {
  const pooler = inject("pooler");
  if (!pooler) {
    const { rows } = await sql`
      SELECT FROM pg_stat_activity WHERE datname = current_database()
        AND backend_start > ${since} AND pid <> pg_backend_pid()`.execute(db);
    return rows.length;
  }
  const adminUrl = new URL(pooledUrl(databaseUrl));
  const database = adminUrl.pathname.slice(1);
  adminUrl.pathname = "/pgbouncer";
  const client = new pg.Client({ connectionString: adminUrl.href });
  await client.connect();
  const { rows } = await client.query("SHOW CLIENTS");
  await client.end();
  return rows.filter((row) => row.database === database).length;
}

/** Starts a site with its own database for the test file that calls it. */
export function withSite(): Site {
  let running: Awaited<ReturnType<typeof startSite>>;
  let connection: Connection;
  let database: Awaited<ReturnType<typeof createDatabase>>;
  beforeAll(async () => {
    database = await createDatabase();
    connection = connect(database.url, 10);
    running = await startSite(database.url);
  });
  afterAll(async () => {
    await running.close();
    await connection.close();
    await database.drop();
  });
  return {
    get origin() {
      return running.origin;
    },
    get db() {
      return connection.db;
    },
    get databaseUrl() {
      return database.url;
    },
    get ownerUrl() {
      return database.ownerUrl;
    },
    logs: () => running.logs(),
  };
}
