import { readFile, rm, writeFile } from "node:fs/promises";
import { expect, it, onTestFinished } from "vitest";
import { createTestHarness } from "wrangler";
import { offline } from "../../scripts/steps.ts";
import { createDatabase } from "../support/database.ts";

/** Beside wrangler.toml, because its paths are relative. */
const CONFIG = "wrangler.limited.toml";

/** The site as it is deployed, but with limits that a test can reach. */
async function limitedSite() {
  const database = await createDatabase();
  const config = await readFile("wrangler.toml", "utf8");
  await writeFile(
    CONFIG,
    config.replace("limit = 1_000_000", "limit = 20").replace("limit = 100_000", "limit = 3"),
  );
  Object.assign(process.env, offline, {
    CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_DB: database.url,
  });
  const harness = createTestHarness({
    workers: [{ configPath: CONFIG, prebuiltWorkerDir: "./dist/worker" }],
  });
  onTestFinished(async () => {
    await harness.close();
    await rm(CONFIG);
    await database.drop();
  });
  return (await harness.listen()).url.origin;
}

it("whoever asks too often is told to wait, and others are not", async () => {
  const origin = await limitedSite();
  const from = (network: string) => ({ "CF-Connecting-IP": network });
  const signIn = (network: string) =>
    fetch(`${origin}/api/auth/login`, {
      method: "POST",
      headers: { "Content-Type": "application/json", ...from(network) },
      body: JSON.stringify({ email: "nobody@example.com", password: "wrong" }),
    });

  const costly: Response[] = [];
  for (let n = 0; n < 5; n += 1) costly.push(await signIn("198.51.100.1"));
  expect(costly.map((response) => response.status)).toEqual([401, 401, 401, 429, 429]);
  expect(costly.at(-1)?.headers.get("Retry-After")).toBe("60");
  expect(await costly.at(-1)?.json()).toMatchObject({ status: 429, code: "rate_limited" });

  const board = (network: string) => fetch(`${origin}/api/leaderboard`, { headers: from(network) });
  const statuses: number[] = [];
  for (let n = 0; n < 25; n += 1) statuses.push((await board("198.51.100.2")).status);
  expect(statuses.filter((status) => status === 429)).toHaveLength(5);
  expect((await board("198.51.100.3")).status).toBe(200);
});
