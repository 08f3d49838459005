/** Runs the built Worker in workerd, on its own database. */
import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { sql } from "kysely";
import { convertV4MiniflareOptions, Miniflare, type WorkerdStructuredLog } from "miniflare";
import pg from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import { unstable_getMiniflareWorkerOptions as workerOptionsOf } from "wrangler";
import { type Connection, connect, type Db } from "../../app/.server/db/client.ts";
import { offline } from "../../scripts/development/steps.ts";
import { createDatabase } from "./database.ts";
import { withRoomForConfiguration } from "./memory.ts";

export interface Site {
  /** `http://localhost:…`, without a trailing slash. */
  readonly origin: string;
  readonly db: Db;
  readonly databaseUrl: string;
  readonly ownerUrl: string;
  /** Returns what the Worker has logged so far. */
  logs(): readonly WorkerdStructuredLog[];
}

/** Returns the URL that Hyperdrive would connect to: the pooler's, where there is one. */
function pooledUrl(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  const pooler = inject("pooler");
  if (pooler && url.port === new URL(inject("databaseServer")).port) url.port = `${pooler}`;
  return url.href;
}

/** Binds every Worker that wrangler's test harness starts from now on to a database. */
export function bindDatabase(databaseUrl: string, cachedUrl = databaseUrl): void {
  Object.assign(process.env, offline, {
    CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_DB: pooledUrl(databaseUrl),
    CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_DB_CACHED: pooledUrl(cachedUrl),
  });
}

/** The folder of the Worker that `npm test` has built. */
const BUILT = resolve("dist/worker");

/** Returns the modules of the built Worker: its script, and the WebAssembly that the script imports. */
function builtModules(built: string) {
  const wasm = readdirSync(built).filter((name) => name.endsWith(".wasm"));
  return [
    { type: "ESModule" as const, path: resolve(built, "app.js") },
    ...wasm.map((name) => ({ type: "CompiledWasm" as const, path: resolve(built, name) })),
  ];
}

/** The folders of another release than the one that was built: of its Worker, and of its client's files. */
export interface Release {
  worker: string;
  client: string;
}

interface Configuration {
  /** Variables in place of those of `wrangler.toml`. One that is undefined is not set. */
  vars?: Record<string, string | undefined>;
  /** Requests a minute in place of those of `wrangler.toml`, by the name of the rate limit. */
  limits?: Record<string, number>;
  /** The port, for a site that comes back at the same address; by default any. */
  port?: number;
  release?: Release;
  /** The folder in which Durable Objects keep their storage, so that another site finds it; by default it goes with the site. */
  storage?: string;
}

type RateLimits = Record<
  string,
  { namespace_id: string; simple: { limit: number; period?: 10 | 60 } }
>;

/** Returns the options of `wrangler.toml` with the changes of a test. */
function configured({ vars = {}, limits = {}, release }: Configuration) {
  const { modulesRules: _, ...options } = workerOptionsOf("./wrangler.toml").workerOptions;
  const bindings = { ...(options.bindings as Record<string, string>), ...vars };
  const ratelimits = { ...(options.ratelimits as RateLimits) };
  for (const [name, limit] of Object.entries(limits)) {
    const binding = ratelimits[name];
    if (!binding) throw new Error(`wrangler.toml has no rate limit ${name}`);
    ratelimits[name] = { ...binding, simple: { ...binding.simple, limit } };
  }
  return {
    ...options,
    bindings: Object.fromEntries(
      Object.entries(bindings).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, value]],
      ),
    ),
    ratelimits,
    ...(release && { assets: { ...(options.assets as object), directory: release.client } }),
  };
}

/**
 * Starts the Worker that `npm test` has built, on a database, with the bindings of `wrangler.toml`. Wrangler's
 * test harness would do the same for twice the processor time: it bundles the built Worker again, and sends
 * each request through a second workerd.
 */
export async function startSite(
  databaseUrl: string,
  cachedUrl = databaseUrl,
  configuration: Configuration = {},
) {
  const logs: WorkerdStructuredLog[] = [];
  const { port = 0, release } = configuration;
  const worker = release?.worker ?? BUILT;
  const options = convertV4MiniflareOptions({
    host: "127.0.0.1",
    port,
    // Does not ask Cloudflare for the properties of a request.
    cf: false,
    logRequests: false,
    // For the address that runs the cron job.
    unsafeTriggerHandlers: true,
    handleStructuredLogs: (log) => logs.push(log),
    workers: [
      {
        ...configured(configuration),
        name: "pro-dev",
        modules: builtModules(worker),
        modulesRoot: worker,
        hyperdrives: { DB: pooledUrl(databaseUrl), DB_CACHED: pooledUrl(cachedUrl) },
      },
    ],
  });
  const { storage } = configuration;
  const miniflare = new Miniflare({
    ...options,
    ...(storage !== undefined && { resourcePersistencePath: storage }),
  });
  const { origin } = await withRoomForConfiguration(() => miniflare.ready);
  return {
    origin,
    logs: () => logs,
    /** The Worker itself, for its scheduled work and for requests under another host name. */
    worker: () => miniflare.getWorker(),
    close: () => miniflare.dispose(),
  };
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

/**
 * Starts a site with its own database for the test file that calls it.
 *
 * @param configure returns the configuration, when the servers that it names have started
 */
export function withSite(configure: () => Promise<Configuration> = async () => ({})): Site {
  let running: Awaited<ReturnType<typeof startSite>>;
  let connection: Connection;
  let database: Awaited<ReturnType<typeof createDatabase>>;
  beforeAll(async () => {
    database = await createDatabase();
    connection = connect(database.url, 10);
    running = await startSite(database.url, database.url, await configure());
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
