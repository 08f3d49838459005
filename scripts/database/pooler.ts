/**
 * Runs PgBouncer in transaction mode, which pools connections as Hyperdrive does. Tests through it fail
 * if code relies on something that only works over a direct connection: session settings, or locks and
 * prepared statements that outlive a transaction.
 */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, chown, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { installFromDebian, onDebianAsRoot } from "../development/debian.ts";
import { killWhenOrphaned } from "../development/orphaned-processes.ts";
import { freePort, isListening } from "./ports.ts";
import { unprivilegedAccount } from "./postgres.ts";

const KNOWN_PATHS = [
  "/usr/sbin/pgbouncer",
  "/usr/bin/pgbouncer",
  "/usr/local/bin/pgbouncer",
  "/opt/homebrew/bin/pgbouncer",
];

/** Returns the path of an installed PgBouncer; `PGBOUNCER` comes first. */
export const findPgbouncer = () =>
  [process.env.PGBOUNCER, ...KNOWN_PATHS].find((path) => path && existsSync(path));

/** Returns the path of PgBouncer, and installs it where it is missing; undefined where that is not possible. */
export function ensurePgbouncer(): string | undefined {
  const found = findPgbouncer();
  if (found || !onDebianAsRoot()) return found;
  try {
    installFromDebian("pgbouncer");
  } catch {
    return undefined;
  }
  return findPgbouncer();
}

export interface Pooler {
  port: number;
  stop(): Promise<void>;
}

/**
 * Starts PgBouncer for all databases of a server on this machine. It asks nobody for a password: checking one
 * costs PgBouncer, which is one thread, and the Worker 6 ms for each request.
 *
 * @param logins the password that PgBouncer gives to the server, for each login that may connect
 */
export async function startPooler(
  binary: string,
  serverPort: number,
  logins: Record<string, string>,
): Promise<Pooler> {
  const home = await mkdtemp(join(tmpdir(), "pro-dev-pooler-"));
  const port = await freePort(0);
  const users = join(home, "users.txt");
  const config = join(home, "pgbouncer.ini");
  const lines = Object.entries(logins).map(([name, password]) => `"${name}" "${password}"\n`);
  await writeFile(users, lines.join(""), { mode: 0o600 });
  await writeFile(
    config,
    `[databases]
* = host=127.0.0.1 port=${serverPort}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = trust
auth_file = ${users}
pool_mode = transaction
stats_users = ${Object.keys(logins).join(",")}
default_pool_size = 20
max_client_conn = 1000
server_idle_timeout = 5
server_login_retry = 1
`,
    { mode: 0o600 },
  );
  const account = unprivilegedAccount();
  await chmod(home, 0o700);
  if (account) {
    for (const path of [home, users, config]) await chown(path, account.uid, account.gid);
  }
  const child = spawn(binary, ["--quiet", config], {
    ...account,
    cwd: home,
    stdio: "ignore",
    detached: true,
  });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  if (child.pid) child.once("close", killWhenOrphaned(child.pid, home));
  for (const deadline = Date.now() + 10_000; !(await isListening(port)); await sleep(20)) {
    if (child.exitCode !== null || Date.now() > deadline)
      throw new Error(`PgBouncer did not start (${child.exitCode ?? "no answer"})`);
  }
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
    await rm(home, { recursive: true, force: true });
  };
  return { port, stop };
}
