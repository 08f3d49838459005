/**
 * `npm run bench:outage [-- seconds]`: stops, kills and freezes PostgreSQL for a minute each under 20 requests
 * a second, and prints what happened to the requests. It runs tests/http/outage.test.ts.
 */
import { run, step, withCleanup } from "../development/steps.ts";
import { ensureWorker } from "../development/worker.ts";

const seconds = process.argv[2] ?? "60";

await withCleanup(
  async () => {
    await ensureWorker();
    await step("outages", () =>
      run("vitest", ["run", "tests/http/outage.test.ts"], { env: { OUTAGE_SECONDS: seconds } }),
    );
  },
  async () => {},
);
