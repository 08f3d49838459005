/** `npm run typecheck`: checks the types of each runtime's code against what that runtime has. */
import tsconfig from "../../tsconfig.json" with { type: "json" };
import { run, withCleanup } from "./steps.ts";

/** Checks all projects of `tsconfig.json` at once; each remembers what has not changed. */
export async function checkTypes(): Promise<void> {
  await Promise.all(tsconfig.references.map(({ path }) => run("tsc", ["--project", path])));
}

if (import.meta.main) await withCleanup(checkTypes, async () => {});
