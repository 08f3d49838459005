/**
 * `npm run install-images`: draws the icons of the installed site, and takes its screenshots for browsers that show them where
 * they offer to install it, from the built site. Commit them only when a page has changed.
 */
import { ensureHeadlessShell } from "../development/chromium.ts";
import { root, run, step, withCleanup } from "../development/steps.ts";
import { ensureWorker } from "../development/worker.ts";

await withCleanup(
  async () => {
    const env = { CHROMIUM: ensureHeadlessShell(), IMAGES: `${root}public` };
    await ensureWorker();
    const config = ["--config", "scripts/assets/install-images/vitest.config.ts", "--root", "."];
    await step("install images", () => run("vitest", ["run", ...config], { env }));
  },
  async () => {},
);
