/** The built Worker in real workerd, on a database of its own. */
import { afterAll, beforeAll } from "vitest";
import { createTestHarness, type TestHarness } from "wrangler";
import { type Connection, connect, type Db } from "../../app/.server/db/client.ts";
import { offline } from "../../scripts/steps.ts";
import { createDatabase } from "./database.ts";

export interface Site {
  /** `http://localhost:…`, without a slash at its end. */
  readonly origin: string;
  readonly db: Db;
  /** What the Worker wrote to its log so far. */
  logs(): ReturnType<TestHarness["getLogs"]>;
}

/** Starts the site for the file that calls it. `npm test` has built it before. */
export function withSite(): Site {
  let harness: TestHarness;
  let connection: Connection;
  let database: Awaited<ReturnType<typeof createDatabase>>;
  let origin = "";
  beforeAll(async () => {
    database = await createDatabase();
    connection = connect(database.url, 10);
    Object.assign(process.env, offline, {
      CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_DB: database.url,
    });
    harness = createTestHarness({
      workers: [{ configPath: "./wrangler.toml", prebuiltWorkerDir: "./dist/worker" }],
    });
    const { url } = await harness.listen();
    origin = url.origin;
  });
  afterAll(async () => {
    await harness.close();
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
    logs: () => harness.getLogs(),
  };
}
