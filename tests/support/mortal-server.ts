/** A PostgreSQL of one test's own, which can be taken away and brought back. */
import { execFileSync } from "node:child_process";
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { vi } from "vitest";
import { migrate } from "../../scripts/database/migrations.ts";
import { type Pooler, startPooler } from "../../scripts/database/pooler.ts";
import { type Server, startPostgres } from "../../scripts/database/postgres.ts";
import { admitSite, SITE_LOGIN } from "../../scripts/database/site-login.ts";
import { seedProduction } from "../../seed/index.ts";

/**
 * `stopped`: shut down in order. `killed`: all of its processes at once, as by the kernel.
 * `frozen`: connections are taken, and nobody answers them.
 */
export const OUTAGES = ["stopped", "killed", "frozen"] as const;
export type Outage = (typeof OUTAGES)[number];

/** The server's process and all that it started, without those that ended and were not yet buried. */
function family(postmaster: number): number[] {
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

const signal = (pids: number[], name: NodeJS.Signals) => {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch {
      // It ended by itself.
    }
  }
};

/** Starts one that writes to the disk what it acknowledges, migrated and seeded, behind a pooler where the tests have one. */
export async function mortalServer() {
  const home = await mkdtemp(join(tmpdir(), "pro-dev-mortal-"));
  await chmod(home, 0o755);
  const folder = join(home, "data");
  let server: Server = await startPostgres(folder, { port: 0 });
  const { url, port } = server;
  await migrate(url);
  await seedProduction(url);
  const siteUrl = new URL(await admitSite(url));
  const { TEST_POOLER } = process.env;
  let pooler: Pooler | undefined;
  if (TEST_POOLER) {
    pooler = await startPooler(TEST_POOLER, port, SITE_LOGIN);
    siteUrl.port = `${pooler.port}`;
  }
  const postmaster = async () =>
    Number((await readFile(join(folder, "postmaster.pid"), "utf8")).split("\n")[0]);

  const leave: Record<Outage, () => Promise<void>> = {
    stopped: () => server.stop(),
    killed: async () => {
      const pid = await postmaster();
      signal(family(pid), "SIGKILL");
      await vi.waitUntil(() => family(pid).length === 0, { timeout: 10_000, interval: 20 });
    },
    frozen: async () => {
      const pid = await postmaster();
      // Its process first: from then on it starts no other.
      signal([pid], "SIGSTOP");
      signal(family(pid), "SIGSTOP");
    },
  };
  const start = async () => {
    server = await startPostgres(folder, { port });
    if (server.port !== port) throw new Error("Somebody else took the server's port");
  };
  const back: Record<Outage, () => Promise<void>> = {
    stopped: start,
    killed: start,
    frozen: async () => signal(family(await postmaster()), "SIGCONT"),
  };
  return {
    /** As its owner, directly. */
    url,
    /** As the site connects. */
    siteUrl: siteUrl.href,
    leave: (outage: Outage) => leave[outage](),
    /** Until it takes connections again. */
    back: (outage: Outage) => back[outage](),
    async remove() {
      await pooler?.stop();
      await server.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}
