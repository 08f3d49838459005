/** PostgreSQL on a developer's machine: `npm start` starts it again when it ends on its own. */
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, expect, it, vi } from "vitest";
import { isListening } from "../../scripts/database/ports.ts";
import { startPostgres } from "../../scripts/database/postgres.ts";
import { supervise } from "../../scripts/database/supervised.ts";

let home = "";
afterEach(() => rm(home, { recursive: true, force: true }));

async function isAnswering(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  try {
    await client.connect();
    return (await client.query("SELECT 1")).rowCount === 1;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

it.each(["SIGKILL", "SIGTERM"] as const)(
  "a server that ends by %s is started again at its port, says so, and stops when it is told to",
  async (signal) => {
    const said = vi.spyOn(console, "error").mockImplementation(() => {});
    vi.spyOn(console, "log").mockImplementation(() => {});
    home = await mkdtemp(join(tmpdir(), "pro-dev-"));
    await chmod(home, 0o755);
    const folder = join(home, "data");
    const server = await startPostgres(folder, { port: 0, trust: true });
    const supervised = supervise(server, folder);
    const [first] = (await readFile(join(folder, "postmaster.pid"), "utf8")).split("\n");
    process.kill(Number(first), signal);
    await server.ended();
    await expect.poll(() => isAnswering(server.url), { timeout: 30_000 }).toBe(true);
    expect(said).toHaveBeenCalledWith(expect.stringContaining("PostgreSQL ended on its own"));
    await supervised.stop();
    expect(await isListening(server.port)).toBe(false);
  },
);
