/**
 * Runs the built Worker in workerd alone, and asks it directly. Wrangler's development server would put its own code between, and
 * stand-ins for the edge's services that cost more than the site: here the rate limit allows everything, and the cache is a Worker
 * that keeps in memory.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import workerd from "workerd";
import { unstable_getMiniflareWorkerOptions as workerOptionsOf } from "wrangler";
import { freePort, isListening } from "../../database/ports.ts";
import { killWhenOrphaned } from "../../development/orphaned-processes.ts";

/** The folder of the Worker that `npm run build:worker` has built. */
const BUILT = "dist/worker";
const OWN = "scripts/benchmarks/pages";
/** So many bytes has the largest of the kept pages that are measured. */
const PAGE_LENGTH = 40_000;

export interface DirectWorker {
  /** The site's. */
  origin: URL;
  /** That of `empty-worker.js`. */
  empty: URL;
  stop(): Promise<void>;
}

const text = (value: string) => JSON.stringify(value);

/** Signs the tokens of visitors. A Worker in production refuses the development secret. */
export const SECRET = "a secret of this benchmark alone, and long enough";

/** What the configuration takes from production's in `wrangler.toml`: in development each row is checked as well. */
function site() {
  const { bindings, ratelimits, durableObjects, hyperdrives } = workerOptionsOf(
    "./wrangler.toml",
    "production",
  ).workerOptions as unknown as Record<string, Record<string, unknown>>;
  return {
    variables: Object.entries({ ...bindings, AUTH_SECRET: SECRET }) as [string, string][],
    limits: Object.keys(ratelimits ?? {}),
    databases: Object.keys(hyperdrives ?? {}),
    objects: Object.entries((durableObjects ?? {}) as Record<string, { className: string }>).map(
      ([name, { className }]) => [name, className] as const,
    ),
  };
}

/** Returns workerd's configuration (Cap'n Proto). */
function configuration(databaseUrl: URL, ports: [number, number], wasm: readonly string[]) {
  const { variables, limits, databases, objects } = site();
  const { hostname, port, username, password, pathname } = databaseUrl;
  const worker = (name: string, file: string, more = "") =>
    `const ${name} :Workerd.Worker = (
  modules = [(name = ${text(file)}, esModule = embed ${text(file)})${name === "site" ? wasm.map((each) => `, (name = ${text(each)}, wasm = embed ${text(each)})`).join("") : ""}],
  compatibilityDate = "2026-10-01", cacheApiOutbound = "cache"${more});\n`;
  const bindings = [
    ...variables.map(([name, value]) => `(name = ${text(name)}, text = ${text(value)})`),
    ...limits.map((name) => `(name = ${text(name)}, wrapped = (moduleName = "bench:limit"))`),
    ...databases.map(
      (name) =>
        `(name = ${text(name)}, hyperdrive = (designator = "database", scheme = "postgres", database = ${text(pathname.slice(1))}, user = ${text(username)}, password = ${text(password)}))`,
    ),
    ...objects.map(([name, of]) => `(name = ${text(name)}, durableObjectNamespace = ${text(of)})`),
    `(name = "ASSETS", service = "empty")`,
  ];
  const namespaces = objects.map(
    ([, of]) => `(className = ${text(of)}, uniqueKey = ${text(of)}, enableSql = true)`,
  );
  const allow = "export default () => ({ limit: async () => ({ success: true }) });";
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "site", worker = .site), (name = "empty", worker = .empty), (name = "cache", worker = .cache),
    (name = "objects", disk = (path = "objects", writable = true)),
    (name = "database", external = (address = "${hostname}:${port}", tcp = ())),
    (name = "internet", network = (allow = ["local"]))],
  sockets = [
    (name = "site", address = "127.0.0.1:${ports[0]}", http = (), service = "site"),
    (name = "empty", address = "127.0.0.1:${ports[1]}", http = (), service = "empty")],
  extensions = [(modules = [(name = "bench:limit", internal = true, esModule = ${text(allow)})])]);
${worker("site", "app.js", `,\n  bindings = [${bindings.join(",\n    ")}],\n  durableObjectNamespaces = [${namespaces.join(", ")}], durableObjectStorage = (localDisk = "objects")`)}
${worker("empty", "empty-worker.js", `, bindings = [(name = "PAGE_LENGTH", text = "${PAGE_LENGTH}")]`)}
${worker("cache", "cache-worker.js")}`;
}

/** @param databaseUrl of the pooler, which stands where Hyperdrive does */
export async function startDirectWorker(databaseUrl: string): Promise<DirectWorker> {
  const folder = await mkdtemp(join(tmpdir(), "pro-dev-workerd-"));
  const wasm = (await readdir(BUILT)).filter((name) => name.endsWith(".wasm"));
  for (const name of ["app.js", ...wasm]) await copyFile(join(BUILT, name), join(folder, name));
  for (const name of ["empty-worker.js", "cache-worker.js"]) {
    await copyFile(join(OWN, name), join(folder, name));
  }
  // SQLite needs a disk.
  await mkdir(join(folder, "objects"));
  const ports: [number, number] = [await freePort(0), await freePort(0)];
  const config = configuration(new URL(databaseUrl), ports, wasm);
  await writeFile(join(folder, "config.capnp"), config);
  // Each request writes a line of log, and each mail that no provider sends: nobody reads them here.
  const child: ChildProcess = spawn(workerd.default, ["serve", "config.capnp"], {
    cwd: folder,
    stdio: "ignore",
  });
  const letLive = killWhenOrphaned(child.pid ?? 0, folder);
  while (!(await Promise.all(ports.map(isListening))).every(Boolean)) {
    if (child.exitCode !== null) throw new Error("workerd has not started");
    await wait(50);
  }
  const [origin, empty] = ports.map((port) => new URL(`http://127.0.0.1:${port}`)) as [URL, URL];
  return {
    origin,
    empty,
    async stop() {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill();
      await ended;
      letLive();
      await rm(folder, { recursive: true });
    },
  };
}
