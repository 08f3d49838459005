/**
 * `npm test [-- vitest arguments]`: lint, types, build, and all four kinds of
 * test against real PostgreSQL, real workerd and a real browser.
 */
import { ensureTools } from "../database/backup/tools.ts";
import { ensureChromium } from "./chromium.ts";
import { run, step, withCleanup } from "./steps.ts";

const quiet = { stdio: ["ignore", "ignore", "inherit"] as ["ignore", "ignore", "inherit"] };

await withCleanup(
  async () => {
    const chromium = await step("a browser", async () => ensureChromium());
    console.log(`  ${chromium}`);
    // Without it the drill proves no more than that this is said clearly.
    const dumps = await step("pg_dump", async () => ensureTools());
    if (!dumps) console.log("  none: backups cannot be made here, so restoring is not tested");
    await step("lint", () => run("biome", ["check", "."]));
    await step("types", () => run("tsc", ["--noEmit"]));
    await step("build", () =>
      run("wrangler", ["deploy", "--dry-run", "--outdir", "dist/worker"], quiet),
    );
    await step("tests", () =>
      run("vitest", ["run", ...process.argv.slice(2)], { env: { CHROMIUM: chromium } }),
    );
  },
  async () => {},
);
