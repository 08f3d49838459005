/** `npm run typecheck`: checks the code of each runtime against the types of that runtime. */
import tsconfig from "../../tsconfig.json" with { type: "json" };
import { run, withCleanup } from "./steps.ts";

/** Checks all projects of `tsconfig.json` in parallel. Each is incremental, so that unchanged files cost little. */
export async function checkTypes(): Promise<void> {
  await Promise.all(tsconfig.references.map(({ path }) => run("tsc", ["--project", path])));
}

if (import.meta.main) await withCleanup(checkTypes, async () => {});
