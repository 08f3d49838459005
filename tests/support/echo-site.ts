/** Builds a copy of the site with one Durable Object and one WebSocket route, added as `docs/decisions/0031-sockets.md` says. */
import { appendFile, cp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { run } from "../../scripts/development/steps.ts";

/** A folder inside the checkout, so that imports of packages resolve; git ignores it. */
const FOLDER = "dist/echo-site";
/** What the configuration of the build says of the scripts for browsers. */
const MINIFIED = 'minify: isSsrBuild ? false : "terser"';

const SOURCES = [
  "app",
  "workers",
  "public",
  "package.json",
  "tsconfig.json",
  "tsconfig.browser.json",
  "tsconfig.node.json",
  "tsconfig.routes.json",
  "tsconfig.service-worker.json",
  "tsconfig.worker.json",
  "vite.config.ts",
  "wrangler.toml",
  "tests/support/echo-object.ts",
];

/** The last step of the build makes the service worker, of pages that this site does not have. */
const SERVICE_WORKER = " && node scripts/offline/build.ts";

const BINDING = `
[[durable_objects.bindings]]
name = "ECHO"
class_name = "Echo"

[[migrations]]
tag = "echo"
new_sqlite_classes = ["Echo"]
`;

/** Replaces a part of a copied file. */
async function replace(path: string, part: string, by: string) {
  const text = await readFile(path, "utf8");
  if (!text.includes(part)) throw new Error(`${path} no longer has ${part}`);
  await writeFile(join(FOLDER, path), text.replace(part, by));
}

/** Builds the Worker with the class `Echo` and its socket at `/api/echo/:name/socket`. Returns the paths of the build. */
export async function buildEchoSite() {
  await rm(FOLDER, { recursive: true, force: true });
  for (const source of SOURCES) await cp(source, join(FOLDER, source), { recursive: true });
  const add = (path: string, text: string) => appendFile(join(FOLDER, path), text);
  await add(
    "workers/durable-objects.ts",
    'export { Echo } from "../tests/support/echo-object.ts";',
  );
  await add(
    "workers/sockets/routes.ts",
    'socketRoutes.get("/api/echo/:name/socket", (c) => c.env.ECHO.getByName(c.req.param("name")).fetch(c.req.raw));',
  );
  await add("wrangler.toml", BINDING);
  await replace("package.json", SERVICE_WORKER, "");
  // The pages take most of the build's time, and no test opens a page of this site.
  await writeFile(join(FOLDER, "app/routes.ts"), "export default [];");
  // So does minifying what browsers load, of which the test loads nothing.
  await replace("vite.config.ts", MINIFIED, "minify: false");
  await run("wrangler", ["deploy", "--dry-run", "--outdir", "dist/worker"], {
    cwd: FOLDER,
    stdio: ["ignore", "ignore", "inherit"],
    env: { WRANGLER_LOG: "error" },
  });
  return {
    configPath: join(FOLDER, "wrangler.toml"),
    prebuiltWorkerDir: join(FOLDER, "dist/worker"),
  };
}
