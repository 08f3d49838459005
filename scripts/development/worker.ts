/** Builds the Worker for tests and benchmarks, in the same way as a release. */
import { createHash } from "node:crypto";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root, run, step } from "./steps.ts";

const OUTPUT = "dist/worker";
/** The file with the fingerprint of the sources from which `OUTPUT` was built. */
const STAMP = join(root, "dist/worker-sources");

const SOURCE_FOLDERS = ["app", "workers", "public", "scripts/offline", "seed"];
const SOURCE_FILES = ["package-lock.json", "vite.config.ts", "wrangler.toml"];

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/**
 * Returns a hash of all sources of the build, and of the names of the client's built files, because the
 * Worker serves these files and `npm start` overwrites them.
 */
async function fingerprint(): Promise<string> {
  const hash = createHash("sha256");
  const folders = await Promise.all(SOURCE_FOLDERS.map(filesIn));
  const files = SOURCE_FILES.map((name) => join(root, name));
  for (const path of [...files, ...folders.flat()]) {
    hash.update(path.slice(root.length)).update("\0");
    hash.update(await readFile(path)).update("\0");
  }
  const client = await filesIn("build/client").catch(() => []);
  return hash.update(client.join("\0")).digest("hex");
}

/** Builds the client, the server and the Worker, minified as for a release, which also starts sooner. */
export async function buildWorker(): Promise<void> {
  await rm(STAMP, { force: true });
  await step("build", () =>
    run("wrangler", ["deploy", "--dry-run", "--minify", "--outdir", OUTPUT], {
      stdio: ["ignore", "ignore", "inherit"],
    }),
  );
  await writeFile(STAMP, await fingerprint());
}

/** Builds the Worker unless its sources are those of the last build. */
export async function ensureWorker(): Promise<void> {
  const built = await readFile(STAMP, "utf8").catch(() => undefined);
  if (built === (await fingerprint())) console.log("✓ build  nothing changed");
  else await buildWorker();
}
