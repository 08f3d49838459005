/** `npm run typecheck`: checks the code of each runtime against the types of that runtime. */
import tsconfig from "../../tsconfig.json" with { type: "json" };
import { run, withCleanup } from "./steps.ts";

/**
 * Checks all projects of `tsconfig.json` in parallel. Each uses one thread, because several would check the types that
 * they share once each.
 */
export async function checkTypes(): Promise<void> {
  const check = ({ path }: { path: string }) => run("tsc", ["--project", path, "--singleThreaded"]);
  await Promise.all(tsconfig.references.map(check));
}

if (import.meta.main) await withCleanup(checkTypes, async () => {});
