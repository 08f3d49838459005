/** Shared by the command-line scripts: prints a line for each step, and ends child processes with the script. */
import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** The checkout's folder, with a trailing slash. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** Runs `work`, and prints its name before and its duration after. */
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

/** The file that each package's command runs. Scripts start it with their own Node, which works on every system. */
export const bins = {
  biome: `${root}node_modules/@biomejs/biome/bin/biome`,
  remix: `${root}node_modules/@remix-run/dev/dist/cli.js`,
  // TypeScript 7 is native and checks in a fifth of the time, but has no API for the tools that need TypeScript 5.
  tsc: `${root}node_modules/typescript-7/bin/tsc`,
  vitest: `${root}node_modules/vitest/vitest.mjs`,
  wrangler: `${root}node_modules/wrangler/bin/wrangler.js`,
} as const;

/** Environment variables that keep wrangler from using the network at its start. */
export const offline = {
  WRANGLER_SEND_METRICS: "false",
  CLOUDFLARE_CF_FETCH_ENABLED: "false",
} as const;

const children = new Set<ChildProcess>();

/** Starts one of `bins` in its own process group, so that only the script decides when it stops. */
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

/** Sends SIGTERM to a child and its process group, and SIGKILL after five seconds. */
export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const pid = child.pid;
  const signal = (name: NodeJS.Signals) => {
    try {
      if (process.platform === "win32") spawn("taskkill", ["/pid", `${pid}`, "/t", "/f"]);
      else process.kill(-pid, name);
    } catch {
      // The group has already ended, or the child is in the script's own group.
      child.kill(name);
    }
  };
  signal("SIGTERM");
  const forceTimer = setTimeout(() => signal("SIGKILL"), 5000);
  await ended;
  clearTimeout(forceTimer);
}

/**
 * Runs `main`, then stops all children of `launch` and runs `cleanup` once, whether `main` ended, failed or
 * was interrupted. Exits the process.
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
  // npm does not forward its own end as a signal; the script then gets another parent process.
  const parent = process.ppid;
  const parentCheck = setInterval(() => {
    if (process.ppid !== parent) void close().finally(() => process.exit(143));
  }, 500);
  parentCheck.unref();
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
