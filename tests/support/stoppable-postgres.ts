/** Starts a PostgreSQL server for one test file, which the file can take down and bring back. */
import { execFileSync } from "node:child_process";
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { vi } from "vitest";
import { migrate } from "../../scripts/database/migrations.ts";
import { findPgbouncer } from "../../scripts/database/pgbouncer.ts";
import { type Pooler, startPooler } from "../../scripts/database/pooler.ts";
import { type Server, startPostgres } from "../../scripts/database/postgres.ts";
import { createSiteLogin, SITE_LOGIN } from "../../scripts/database/site-login.ts";
import { seedProduction } from "../../seed/index.ts";

/**
 * `stopped`: the server shuts down in order. `killed`: all of its processes are killed at once, as by the
 * kernel's out-of-memory killer. `frozen`: it still accepts connections but answers none.
 */
export const OUTAGES = ["stopped", "killed", "frozen"] as const;
export type Outage = (typeof OUTAGES)[number];

/** Returns the ids of the server's process and of its children, without zombies. */
function processesOf(postmaster: number): number[] {
  const list = execFileSync("ps", ["-A", "-o", "pid=,ppid=,stat="], { encoding: "utf8" });
  return list
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , state = ""]) => !state.startsWith("Z"))
    .map(([pid, parent]) => [Number(pid), Number(parent)])
    .filter((pair) => pair.includes(postmaster))
    .map(([pid = 0]) => pid);
}

const sendSignal = (pids: number[], name: NodeJS.Signals) => {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch {
      // The process has already ended.
    }
  }
};

/**
 * Starts a server that writes each commit to the disk before it acknowledges it, and migrates and seeds its
 * database. The site connects through PgBouncer where it is installed.
 */
export async function startStoppablePostgres() {
  const home = await mkdtemp(join(tmpdir(), "pro-dev-stoppable-"));
  await chmod(home, 0o755);
  const folder = join(home, "data");
  let server: Server = await startPostgres(folder, { port: 0, disposable: home });
  const { url, port } = server;
  await migrate(url);
  await seedProduction(url);
  const siteUrl = new URL(await createSiteLogin(url));
  const pgbouncer = findPgbouncer();
  let pooler: Pooler | undefined;
  if (pgbouncer) {
    pooler = await startPooler(pgbouncer, port, SITE_LOGIN);
    siteUrl.port = `${pooler.port}`;
  }
  const postmaster = async () =>
    Number((await readFile(join(folder, "postmaster.pid"), "utf8")).split("\n")[0]);

  const takeDown: Record<Outage, () => Promise<void>> = {
    stopped: () => server.stop(),
    killed: async () => {
      const pid = await postmaster();
      sendSignal(processesOf(pid), "SIGKILL");
      await vi.waitUntil(() => processesOf(pid).length === 0, { timeout: 10_000, interval: 20 });
    },
    frozen: async () => {
      const pid = await postmaster();
      // The postmaster first, so that it starts no further process.
      sendSignal([pid], "SIGSTOP");
      sendSignal(processesOf(pid), "SIGSTOP");
    },
  };
  const start = async () => {
    server = await startPostgres(folder, { port, disposable: home });
    if (server.port !== port) throw new Error("Another process took the server's port");
  };
  const bringBack: Record<Outage, () => Promise<void>> = {
    stopped: start,
    killed: start,
    frozen: async () => sendSignal(processesOf(await postmaster()), "SIGCONT"),
  };
  return {
    /** Connects to the server directly, as its owner. */
    url,
    /** Connects as the site does: through the pooler, where there is one. */
    siteUrl: siteUrl.href,
    takeDown: (outage: Outage) => takeDown[outage](),
    /** Ends the outage; resolves once the server accepts connections again. */
    bringBack: (outage: Outage) => bringBack[outage](),
    async remove() {
      await pooler?.stop();
      await server.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}
