/** The built Worker in workerd, with a database of its own, for `npm run bench:races`. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { unstable_getMiniflareWorkerOptions as workerOptionsOf } from "wrangler";
import { root } from "../../development/steps.ts";

const BUILT = join(root, "dist/worker");

/**
 * Starts the Worker without wrangler's test harness, which sends each request through a second workerd.
 *
 * @param storage the folder in which rooms keep their storage
 */
export async function startWorker(databaseUrl: string, storage: string) {
  const { modulesRules: _, ...options } = workerOptionsOf(
    join(root, "wrangler.toml"),
  ).workerOptions;
  const wasm = readdirSync(BUILT).filter((name) => name.endsWith(".wasm"));
  const miniflare = new Miniflare({
    ...convertV4MiniflareOptions({
      host: "127.0.0.1",
      port: 0,
      cf: false,
      logRequests: false,
      handleStructuredLogs: ({ level, message }) => {
        if (level === "error" || level === "warn") console.error(message);
      },
      workers: [
        {
          ...options,
          name: "pro-dev",
          modules: [
            { type: "ESModule", path: join(BUILT, "app.js") },
            ...wasm.map((name) => ({ type: "CompiledWasm" as const, path: join(BUILT, name) })),
          ],
          modulesRoot: BUILT,
          hyperdrives: { DB: databaseUrl, DB_CACHED: databaseUrl },
        },
      ],
    }),
    resourcePersistencePath: storage,
  });
  const { origin } = await miniflare.ready;
  return { origin, close: () => miniflare.dispose() };
}
