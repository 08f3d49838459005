/**
 * `npm run test:pooled [-- vitest arguments]`: the whole HTTP suite with PgBouncer in transaction
 * mode between the Worker and PostgreSQL, as Hyperdrive stands there. Ends with 2, and tests nothing,
 * where there is no PgBouncer and none can be installed.
 */
import { ensurePgbouncer } from "../database/pooler.ts";
import { run, step, withCleanup } from "./steps.ts";
import { buildWorker } from "./worker.ts";

await withCleanup(
  async () => {
    const pgbouncer = await step("PgBouncer", async () => ensurePgbouncer());
    if (!pgbouncer) {
      console.error(
        "There is no PgBouncer here, and none can be installed: nothing was tested.\n" +
          "Install it (apt-get install pgbouncer, brew install pgbouncer), or set PGBOUNCER to its path.",
      );
      process.exit(2);
    }
    console.log(`  ${pgbouncer}`);
    await buildWorker();
    await step("HTTP tests through PgBouncer", () =>
      run("vitest", ["run", "--project", "http", ...process.argv.slice(2)], {
        env: { TEST_POOLER: pgbouncer },
      }),
    );
  },
  async () => {},
);
