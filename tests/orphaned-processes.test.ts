import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";

const ORPHANS = new URL("../scripts/development/orphaned-processes.ts", import.meta.url).href;

/** Starts a process that starts another one as the servers of the tests are started, and prints its id. */
function startParent(folder: string) {
  const script = `
    import { spawn } from "node:child_process";
    import { killWhenOrphaned } from "${ORPHANS}";
    const child = spawn("sleep", ["60"], { stdio: "ignore", detached: true });
    killWhenOrphaned(child.pid, ${JSON.stringify(folder)});
    console.log(child.pid);
    setInterval(() => {}, 1000);`;
  return spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
}

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

it("a test server ends and its folder goes when the process that started it is killed", async () => {
  const folder = await mkdtemp(join(tmpdir(), "pro-dev-orphan-"));
  const parent = startParent(folder);
  const output = await new Promise<Buffer>((resolve) => parent.stdout.once("data", resolve));
  const pid = Number(output);
  expect(isAlive(pid)).toBe(true);
  expect(existsSync(folder)).toBe(true);
  parent.kill("SIGKILL");
  await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);
  await expect.poll(() => existsSync(folder), { timeout: 10_000 }).toBe(false);
});
