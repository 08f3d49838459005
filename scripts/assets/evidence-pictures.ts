/**
 * `npm run evidence-pictures`: takes the pictures of docs/incidents/cheaters.md, of a person's run and of two scripts',
 * from the site as it is. They are drawn anew each time, so commit them only when the page has changed.
 */
import { ensureHeadlessShell } from "../development/chromium.ts";
import { root, run, step, withCleanup } from "../development/steps.ts";
import { ensureWorker } from "../development/worker.ts";

await withCleanup(
  async () => {
    const env = { CHROMIUM: ensureHeadlessShell(), EVIDENCE_PICTURES: `${root}docs/pictures` };
    await ensureWorker();
    const only = ["tests/browser/evidence.test.ts", "-t", "evidence-"];
    await step("pictures", () => run("vitest", ["run", ...only], { env }));
  },
  async () => {},
);
