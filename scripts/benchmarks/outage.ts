/**
 * `npm run bench:outage [-- seconds]`: takes PostgreSQL away for a minute under 20 requests a
 * second, in order, by force and frozen, and says what that did to them: tests/http/outage.test.ts.
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
