/**
 * `npm run pictures`: takes the pictures of docs/pictures, in four views each, from the site as it is. A run is typed until
 * production falls, so it takes some minutes. They are drawn anew each time, so commit them only when a page has changed.
 */
import { ensureHeadlessShell } from "../development/chromium.ts";
import { root, run, step, withCleanup } from "../development/steps.ts";
import { ensureWorker } from "../development/worker.ts";

await withCleanup(
  async () => {
    const env = { CHROMIUM: ensureHeadlessShell(), PICTURES: `${root}docs/pictures` };
    await ensureWorker();
    const config = ["--config", "scripts/assets/pictures/vitest.config.ts", "--root", "."];
    await step("pictures", () => run("vitest", ["run", ...config], { env }));
  },
  async () => {},
);
