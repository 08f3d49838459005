/** A site that is stopped and started again at the same address, also as another release. */
import { afterAll, beforeAll } from "vitest";
import { type Connection, connect } from "../../app/.server/db/client.ts";
import { freePort } from "../../scripts/database/ports.ts";
import { createDatabase } from "./database.ts";
import { type Release, type Site, startSite } from "./site.ts";

export interface RestartableSite extends Site {
  /** Stops the server: whoever asks it gets no connection. */
  stop(): Promise<void>;
  /** Starts it again, as the release of a test if there is one. */
  start(release?: Release): Promise<void>;
}

/**
 * Returns a port that no other process of this test run takes while the site is down: the system hands out those from
 * 32,768 on to whoever asks for any, and each process of the tests has its own hundred below.
 */
async function portToComeBackTo(): Promise<number> {
  const first = 20_000 + 100 * Number(process.env.VITEST_POOL_ID);
  for (let port = first; port < first + 100; port += 1) {
    if ((await freePort(port)) === port) return port;
  }
  throw new Error("no free port for a site that comes back");
}

export function withRestartableSite(): RestartableSite {
  let running: Awaited<ReturnType<typeof startSite>> | undefined;
  let origin: string;
  let port: number;
  let connection: Connection;
  let database: Awaited<ReturnType<typeof createDatabase>>;
  const stop = async () => {
    await running?.close();
    running = undefined;
  };
  const start = async (release?: Release) => {
    await stop();
    running = await startSite(database.url, database.url, { port, ...(release && { release }) });
    origin = running.origin;
  };
  beforeAll(async () => {
    database = await createDatabase();
    connection = connect(database.url, 10);
    port = await portToComeBackTo();
    await start();
  });
  afterAll(async () => {
    await stop();
    await connection.close();
    await database.drop();
  });
  return {
    get origin() {
      return origin;
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
    logs: () => running?.logs() ?? [],
    stop,
    start,
  };
}
