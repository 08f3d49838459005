/** Bundles the service worker. */
import { join } from "node:path";
import { build } from "vite";
import { root } from "../development/steps.ts";

/** The name of the service worker below the site's origin. It must never change: browsers ask for it by its name. */
export const NAME = "service-worker.js";

/**
 * Bundles a script of `app/offline` into one file of `folder`, and returns its path.
 *
 * @param constants the texts that the script declares
 */
export async function buildScript(
  source: string,
  folder: string,
  constants: Record<string, string> = {},
): Promise<string> {
  const texts = { "process.env.NODE_ENV": "production", ...constants };
  await build({
    configFile: false,
    root,
    logLevel: "warn",
    publicDir: false,
    define: Object.fromEntries(
      Object.entries(texts).map(([name, value]) => [name, JSON.stringify(value)]),
    ),
    build: {
      outDir: folder,
      emptyOutDir: false,
      target: "es2022",
      modulePreload: false,
      rollupOptions: {
        input: join(root, "app/offline", source),
        output: { format: "iife", entryFileNames: NAME },
      },
    },
  });
  return join(folder, NAME);
}
