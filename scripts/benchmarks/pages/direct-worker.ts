/** Runs the built Worker in workerd, and asks it directly: no router of assets and no proxy of a development server between. */
import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { unstable_getMiniflareWorkerOptions as workerOptionsOf } from "wrangler";

/** The folder of the Worker that `npm run build:worker` has built. */
const BUILT = resolve("dist/worker");
const NAME = "pro-dev";

export interface DirectWorker {
  origin: URL;
  stop(): Promise<void>;
}

/** @param databaseUrl of the pooler, which stands where Hyperdrive does */
export async function startDirectWorker(databaseUrl: string): Promise<DirectWorker> {
  const { modulesRules: _, ...options } = workerOptionsOf("./wrangler.toml").workerOptions;
  const wasm = readdirSync(BUILT).filter((name) => name.endsWith(".wasm"));
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      host: "127.0.0.1",
      port: 0,
      cf: false,
      logRequests: false,
      // Each request writes a line, which nobody reads here.
      handleStructuredLogs: () => {},
      workers: [
        {
          ...options,
          name: NAME,
          modules: [
            { type: "ESModule" as const, path: resolve(BUILT, "app.js") },
            ...wasm.map((name) => ({ type: "CompiledWasm" as const, path: resolve(BUILT, name) })),
          ],
          modulesRoot: BUILT,
          hyperdrives: { DB: databaseUrl, DB_CACHED: databaseUrl },
          unsafeDirectSockets: [{ host: "127.0.0.1", port: 0, serviceName: `core:user:${NAME}` }],
        },
      ],
    }),
  );
  await miniflare.ready;
  return { origin: await miniflare.unsafeGetDirectURL(NAME), stop: () => miniflare.dispose() };
}
