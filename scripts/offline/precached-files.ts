/** Finds the files that a guest's pages need without a network, in the client that Vite has built. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

/** What is known of a module, by its key; the names of files begin with `assets/`. */
const manifestSchema = z.record(
  z.string(),
  z.object({
    file: z.string(),
    imports: z.array(z.string()).default([]),
    dynamicImports: z.array(z.string()).default([]),
    css: z.array(z.string()).default([]),
    assets: z.array(z.string()).default([]),
  }),
);

/** The modules with which the pages begin. Vite's key of a route has a suffix. */
const ENTRIES = ["app/root.tsx", "home", "play", "practice"].map((name) =>
  name.includes("/") ? name : `app/routes/${name}/route.tsx`,
);
const ROUTE_SUFFIX = "?__remix-build-client-route";
const CLIENT_ENTRY = "app/entry.client.tsx";

/** Files that no module names. */
const OTHERS = [
  "favicon.ico",
  "favicon.svg",
  "apple-touch-icon.png",
  "icon-192.png",
  "icon-512.png",
  "icon-maskable-512.png",
  "site.webmanifest",
];

export interface PrecachedFiles {
  /** Their names below the folder of the client. */
  files: string[];
  /** The module with which every page begins. */
  entry: string;
  /** The style sheet of every page. */
  styles: string;
}

/** @param manifestPath Vite's manifest of the client's build in the folder `client` */
export async function precachedFiles(
  client: string,
  manifestPath: string,
): Promise<PrecachedFiles> {
  const manifest = manifestSchema.parse(JSON.parse(await readFile(manifestPath, "utf8")));
  const moduleOf = (key: string) => {
    const found = manifest[key];
    if (!found) throw new Error(`The build has no module ${key}`);
    return found;
  };
  const files = new Set(OTHERS);
  const visited = new Set<string>();
  const visit = (key: string): void => {
    if (visited.has(key)) return;
    visited.add(key);
    const { file, css, assets, imports, dynamicImports } = moduleOf(key);
    for (const name of [file, ...css, ...assets]) files.add(name);
    for (const next of [...imports, ...dynamicImports]) visit(next);
  };
  for (const key of [CLIENT_ENTRY, ...ENTRIES.map((path) => path + ROUTE_SUFFIX)]) visit(key);

  // A web worker is in no list: its address is in the text of the module that starts it.
  const built = (await readdir(join(client, "assets"))).map((name) => `assets/${name}`);
  for (const name of files) {
    if (!name.endsWith(".js")) continue;
    const code = await readFile(join(client, name), "utf8");
    for (const other of built)
      if (other.includes("/worker-") && code.includes(other)) files.add(other);
  }
  const styles = moduleOf(ENTRIES[0] + ROUTE_SUFFIX).assets.find((name) => name.endsWith(".css"));
  if (!styles) throw new Error("app/root.tsx names no style sheet");
  return { files: [...files].sort(), entry: moduleOf(CLIENT_ENTRY).file, styles };
}
