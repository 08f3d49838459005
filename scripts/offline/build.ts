/**
 * The last step of `npm run build`: writes the service worker and the stocks of code into the built client (record 57).
 * With `SERVICE_WORKER=withdrawn` it writes the one that deletes itself, for a release that takes the service worker back.
 */
import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { injectManifest } from "workbox-build";
import { PAGES } from "../../app/offline/pages.ts";
import { root } from "../development/steps.ts";
import { buildScript, NAME } from "./bundle.ts";
import { precachedFiles } from "./precached-files.ts";
import { writeStocks } from "./stock.ts";

const CLIENT = join(root, "build/client");
const MANIFEST = join(root, "build/.vite/client-manifest.json");
/** It names, and so stands for, every module of the server. */
const SERVER = join(root, "build/server/index.js");

export async function buildServiceWorker(withdrawn: boolean): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "service-worker-"));
  try {
    if (withdrawn) return void (await buildScript("withdrawn.ts", CLIENT));
    const { files, entry, styles } = await precachedFiles(CLIENT, MANIFEST);
    // A page changes with its modules and with those of the server.
    const revision = createHash("sha256")
      .update(entry)
      .update(await readFile(SERVER))
      .digest("hex")
      .slice(0, 16);
    const stocks = await writeStocks(CLIENT);
    const swSrc = await buildScript("service-worker.ts", folder, {
      ENTRY: `/${entry}`,
      STYLES: `/${styles}`,
    });
    const { size, count, warnings } = await injectManifest({
      swSrc,
      swDest: join(CLIENT, NAME),
      globDirectory: CLIENT,
      globPatterns: [...files, ...stocks],
      // Their names hold a hash of what is in them.
      dontCacheBustURLsMatching: /^assets\//,
      additionalManifestEntries: PAGES.map((url) => ({ url, revision })),
    });
    for (const warning of warnings) console.warn(warning);
    console.log(`service worker: ${count} files of ${Math.round(size / 1024)} KB`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

if (import.meta.main) await buildServiceWorker(process.env.SERVICE_WORKER === "withdrawn");
