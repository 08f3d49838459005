/**
 * `npm run bench:outage [-- seconds]`: takes PostgreSQL away for a minute under 20 requests a
 * second, in order, by force and frozen, and says what that did to them: tests/http/outage.test.ts.
 */
import { run, step, withCleanup } from "../development/steps.ts";

const seconds = process.argv[2] ?? "60";
const quiet = { stdio: ["ignore", "ignore", "inherit"] as ["ignore", "ignore", "inherit"] };

await withCleanup(
  async () => {
    await step("build", () =>
      run("wrangler", ["deploy", "--dry-run", "--outdir", "dist/worker"], quiet),
    );
    await step("outages", () =>
      run("vitest", ["run", "tests/http/outage.test.ts"], { env: { OUTAGE_SECONDS: seconds } }),
    );
  },
  async () => {},
);
