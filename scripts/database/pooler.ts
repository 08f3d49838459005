/**
 * Runs PgBouncer in transaction mode, which pools connections as Hyperdrive does. Tests through it fail
 * if code relies on something that only works over a direct connection: session settings, locks, or `PREPARE`d
 * statements that outlive a transaction.
 */
import { spawn } from "node:child_process";
import { chmod, chown, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { killWhenOrphaned } from "../development/orphaned-processes.ts";
import { freePort, isListening } from "./ports.ts";
import { unprivilegedAccount } from "./postgres.ts";

export interface Pooler {
  port: number;
  pid: number;
  stop(): Promise<void>;
}

/**
 * Starts PgBouncer for all databases of a server on this machine. It asks nobody for a password: checking one
 * costs PgBouncer, which is one thread, and the Worker 6 ms for each request.
 *
 * @param logins the password that PgBouncer gives to the server, for each login that may connect
 * @param idleSeconds after how many a connection to the server is closed that nobody uses, with the plans that it keeps
 */
export async function startPooler(
  binary: string,
  serverPort: number,
  logins: Record<string, string>,
  idleSeconds = 5,
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
max_prepared_statements = 200
stats_users = ${Object.keys(logins).join(",")}
default_pool_size = 20
max_client_conn = 1000
server_idle_timeout = ${idleSeconds}
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
  // Reported below, by the process id that is missing.
  child.once("error", () => {});
  const { pid } = child;
  if (!pid) throw new Error(`PgBouncer cannot be started: ${binary}`);
  child.once("close", killWhenOrphaned(pid, home));
  for (const deadline = Date.now() + 10_000; !(await isListening(port)); await sleep(20)) {
    if (child.exitCode !== null || Date.now() > deadline)
      throw new Error(`PgBouncer did not start (${child.exitCode ?? "no answer"})`);
  }
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
    await rm(home, { recursive: true, force: true });
  };
  return { port, pid, stop };
}
