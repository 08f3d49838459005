/** Runs the built Worker in workerd, and asks it directly: no router of assets and no proxy of a development server between. */
import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { convertV4MiniflareOptions, Miniflare, type V4WorkerOptions } from "miniflare";
import { unstable_getMiniflareWorkerOptions as workerOptionsOf } from "wrangler";

/** The folder of the Worker that `npm run build:worker` has built. */
const BUILT = resolve("dist/worker");
const NAME = "pro-dev";
const PLATFORM = "platform";

/** So many bytes has the largest of the pages that are kept. */
const PAGE_LENGTH = 40_000;

export interface DirectWorker {
  /** The site's. */
  origin: URL;
  /** That of `platform-worker.js`. */
  platform: URL;
  stop(): Promise<void>;
}

const SOCKET = { host: "127.0.0.1", port: 0 };

/** @param databaseUrl of the pooler, which stands where Hyperdrive does */
export async function startDirectWorker(databaseUrl: string): Promise<DirectWorker> {
  const { modulesRules: _, ...options } = workerOptionsOf("./wrangler.toml").workerOptions;
  const platform: V4WorkerOptions = {
    name: PLATFORM,
    modules: [
      {
        type: "ESModule" as const,
        path: resolve("scripts/benchmarks/pages/platform-worker.js"),
      },
    ],
    compatibilityDate: String(options.compatibilityDate),
    modulesRoot: resolve("scripts"),
    bindings: { PAGE_LENGTH },
    ratelimits: {
      REQUEST_LIMIT: { namespace_id: "1", simple: { limit: 1_000_000, period: 60 as const } },
    },
    unsafeDirectSockets: [SOCKET],
  };
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
          unsafeDirectSockets: [SOCKET],
        },
        platform,
      ],
    }),
  );
  await miniflare.ready;
  return {
    origin: await miniflare.unsafeGetDirectURL(NAME),
    platform: await miniflare.unsafeGetDirectURL(PLATFORM),
    stop: () => miniflare.dispose(),
  };
}
