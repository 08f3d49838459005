/** `npm run build:worker`: builds the Worker that tests and benchmarks run, into `dist/worker`. */
import { withCleanup } from "./steps.ts";
import { buildWorker } from "./worker.ts";

await withCleanup(buildWorker, async () => {});
