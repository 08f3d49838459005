/** Another release of the built site: the same code, in files of other names. */
import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Release } from "./site.ts";

const CLIENT = resolve("build/client");
const WORKER = resolve("dist/worker");

const escaped = (text: string) => text.replace(/[.]/g, "\\$&");

/** Returns the release, and a function that deletes its files. */
export async function nextRelease(): Promise<Release & { remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "release-"));
  const [client, worker] = [join(folder, "client"), join(folder, "worker")];
  await cp(CLIENT, client, { recursive: true });
  await cp(WORKER, worker, { recursive: true, filter: (path) => !path.endsWith(".map") });

  const names = await readdir(join(client, "assets"));
  const [version = ""] = names.flatMap((name) => /^manifest-(\w+)\.js$/.exec(name)?.[1] ?? []);
  const renamed = (name: string) => name.replace(/(\.\w+)$/, "-next$1");
  const pattern = new RegExp(names.map(escaped).join("|"), "g");
  const rewrite = async (path: string) => {
    const text = await readFile(path, "utf8");
    const changed = text.replace(pattern, renamed).replaceAll(`"${version}"`, `"${version}-next"`);
    if (changed !== text) await writeFile(path, changed);
  };
  for (const name of names) {
    if (/\.(js|css)$/.test(name)) await rewrite(join(client, "assets", name));
    await rename(join(client, "assets", name), join(client, "assets", renamed(name)));
  }
  await rewrite(join(client, "service-worker.js"));
  await rewrite(join(worker, "app.js"));
  return { client, worker, remove: () => rm(folder, { recursive: true, force: true }) };
}
