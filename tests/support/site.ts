/** The built Worker in real workerd, on a database of its own. */
import { sql } from "kysely";
import pg from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import { createTestHarness, type TestHarness } from "wrangler";
import { type Connection, connect, type Db } from "../../app/.server/db/client.ts";
import { offline } from "../../scripts/development/steps.ts";
import { createDatabase } from "./database.ts";

export interface Site {
  /** `http://localhost:…`, without a slash at its end. */
  readonly origin: string;
  readonly db: Db;
  readonly databaseUrl: string;
  readonly ownerUrl: string;
  /** What the Worker wrote to its log so far. */
  logs(): ReturnType<TestHarness["getLogs"]>;
}

/** What Hyperdrive would connect to: `npm run test:pooled` has a pooler before the tests' server. */
function pooled(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  const pooler = inject("pooler");
  if (pooler && url.port === new URL(inject("databaseServer")).port) url.port = `${pooler}`;
  return url.href;
}

/** The bindings of Workers that are started from now on lead to a database. */
export function bind(databaseUrl: string, cachedUrl = databaseUrl): void {
  Object.assign(process.env, offline, {
    CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_DB: pooled(databaseUrl),
    CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_DB_CACHED: pooled(cachedUrl),
  });
}

/** Starts the built Worker on a database. `npm test` has built it before. */
export async function startSite(databaseUrl: string, cachedUrl = databaseUrl) {
  bind(databaseUrl, cachedUrl);
  const harness = createTestHarness({
    workers: [{ configPath: "./wrangler.toml", prebuiltWorkerDir: "./dist/worker" }],
  });
  const { url } = await harness.listen();
  return { origin: url.origin, logs: () => harness.getLogs(), close: () => harness.close() };
}

/** Connections of the Worker that are younger than `since`; at the pooler, where there is one, since it keeps its own. */
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
  const console = new URL(pooled(databaseUrl));
  const database = console.pathname.slice(1);
  console.pathname = "/pgbouncer";
  const client = new pg.Client({ connectionString: console.href });
  await client.connect();
  const { rows } = await client.query("SHOW CLIENTS");
  await client.end();
  return rows.filter((row) => row.database === database).length;
}

/** Starts the site for the file that calls it. */
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
