/** What the command-line scripts share: a line per step, and child processes that end with us. */
import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** The checkout's folder, with a trailing slash. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** Runs `work` between a line that names it and a line that says how long it took. */
export async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  console.log(`· ${name}`);
  try {
    const result = await work();
    console.log(`✓ ${name}  ${seconds(started)}`);
    return result;
  } catch (error) {
    console.error(`✗ ${name}  ${seconds(started)}`);
    throw error;
  }
}

/** The file that a package's command runs, to be started with our own Node on every system. */
export const bins = {
  biome: `${root}node_modules/@biomejs/biome/bin/biome`,
  remix: `${root}node_modules/@remix-run/dev/dist/cli.js`,
  tsc: `${root}node_modules/typescript/bin/tsc`,
  vitest: `${root}node_modules/vitest/vitest.mjs`,
  wrangler: `${root}node_modules/wrangler/bin/wrangler.js`,
} as const;

/** Keeps wrangler from asking the network for anything at its start. */
export const offline = {
  WRANGLER_SEND_METRICS: "false",
  CLOUDFLARE_CF_FETCH_ENABLED: "false",
} as const;

const children = new Set<ChildProcess>();

/** Starts one of `bins` in a process group of its own, so that we alone decide when it stops. */
export function launch(
  bin: keyof typeof bins,
  args: string[],
  options: SpawnOptions = {},
): ChildProcess {
  const child = spawn(process.execPath, [bins[bin], ...args], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    detached: process.platform !== "win32",
    ...options,
    env: { ...process.env, ...offline, ...options.env },
  });
  children.add(child);
  child.once("exit", () => children.delete(child));
  return child;
}

/** Runs one of `bins` to its end; rejects unless it exits with 0. */
export async function run(bin: keyof typeof bins, args: string[], options: SpawnOptions = {}) {
  const child = launch(bin, args, options);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", resolve);
  });
  if (code !== 0) throw new Error(`${bin} ${args.join(" ")} ended with ${code}`);
}

/** Asks a child and all that it started to stop; insists after five seconds. */
export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const pid = child.pid;
  const signal = (name: NodeJS.Signals) => {
    try {
      if (process.platform === "win32") spawn("taskkill", ["/pid", `${pid}`, "/t", "/f"]);
      else process.kill(-pid, name);
    } catch {
      // It has ended already, or it is in our own process group.
      child.kill(name);
    }
  };
  signal("SIGTERM");
  const insist = setTimeout(() => signal("SIGKILL"), 5000);
  await ended;
  clearTimeout(insist);
}

/**
 * Runs `main` and then, whether it ended, failed or was interrupted, `cleanup`
 * once. Children started with `launch` are stopped first.
 */
export async function withCleanup(main: () => Promise<void>, cleanup: () => Promise<void>) {
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= Promise.all([...children].map(stop)).then(cleanup);
    return closing;
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      void close().finally(() => process.exit(signal === "SIGINT" ? 130 : 143));
    });
  }
  // npm passes no signal on when it is ended itself, but then we have another parent.
  const parent = process.ppid;
  const orphaned = setInterval(() => {
    if (process.ppid !== parent) void close().finally(() => process.exit(143));
  }, 500);
  orphaned.unref();
  let code = 0;
  try {
    await main();
  } catch (error) {
    if (!closing) console.error(error instanceof Error ? error.message : error);
    code = 1;
  }
  await close();
  process.exit(code);
}
