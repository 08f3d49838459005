import { readFile, rm, writeFile } from "node:fs/promises";
import { beforeAll, expect, it } from "vitest";
import { createTestHarness } from "wrangler";
import { createDatabase } from "../support/database.ts";
import { bind } from "../support/site.ts";

/** Beside wrangler.toml, because its paths are relative. */
const CONFIG = "wrangler.limited.toml";

/** Requests and sign-ins a minute. */
const LIMIT = 20;
const COSTLY = 3;
/** Where a new minute may begin in between, one more than twice the limit is surely too many. */
const tooMany = (limit: number) => 2 * limit + 1;

/** The site as it is deployed, but with limits that a test can reach. */
let origin = "";
beforeAll(async () => {
  const database = await createDatabase();
  const config = await readFile("wrangler.toml", "utf8");
  await writeFile(
    CONFIG,
    config
      .replace("limit = 1_000_000", `limit = ${LIMIT}`)
      .replace("limit = 100_000", `limit = ${COSTLY}`),
  );
  bind(database.url);
  const harness = createTestHarness({
    workers: [{ configPath: CONFIG, prebuiltWorkerDir: "./dist/worker" }],
  });
  origin = (await harness.listen()).url.origin;
  return async () => {
    await harness.close();
    await rm(CONFIG);
    await database.drop();
  };
});

const from = (address: string) => ({ "CF-Connecting-IP": address });

let count = 0;
/** Another account each time: repeated failures on one are slowed for a reason of their own. */
const credentials = () => {
  count += 1;
  return { email: `nobody_${count}@example.com`, password: "wrong" };
};

const signInAt = (address: string, url: string) =>
  fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...from(address) },
    body: JSON.stringify(credentials()),
  });

it("whoever asks too often is told to wait, and others are not", async () => {
  const signIn = (address: string) => signInAt(address, `${origin}/api/auth/login`);

  const costly: Response[] = [];
  for (let n = 0; n < tooMany(COSTLY); n += 1) costly.push(await signIn("198.51.100.1"));
  const taken = costly.filter(({ status }) => status === 401).length;
  expect(taken).toBeGreaterThanOrEqual(COSTLY);
  const turnedAway = costly.filter(({ status }) => status === 429);
  expect(taken + turnedAway.length).toBe(costly.length);
  expect(turnedAway.at(-1)?.headers.get("Retry-After")).toBe("60");
  expect(await turnedAway.at(-1)?.json()).toMatchObject({ status: 429, code: "rate_limited" });

  const board = (address: string) => fetch(`${origin}/api/leaderboard`, { headers: from(address) });
  const statuses: number[] = [];
  for (let n = 0; n < tooMany(LIMIT); n += 1) statuses.push((await board("198.51.100.2")).status);
  expect(statuses.slice(0, LIMIT)).toEqual(Array(LIMIT).fill(200));
  expect(statuses).toContain(429);
  expect((await board("198.51.100.3")).status).toBe(200);
});

it("a limited path is limited however it is written, wherever it leads to the same", async () => {
  const calls = ["/api/auth/login", "/api/auth/%6Cogin", "/api/auth/login/", "/API/auth/login"];
  const forms = [
    "/login",
    "/LOGIN",
    "/login/",
    "/login//",
    "/%6Cogin",
    "/login?index",
    "/login.data",
    "/LOGIN.data",
    "/login/.data",
    "/login//.data",
  ];
  const send = (address: string, path: string) =>
    calls.includes(path)
      ? signInAt(address, origin + path)
      : fetch(origin + path, {
          method: "POST",
          headers: { Origin: origin, ...from(address) },
          body: new URLSearchParams(credentials()),
        });
  const dodged: string[] = [];
  for (const [n, path] of [...calls, ...forms].entries()) {
    const address = `203.0.113.${n}`;
    for (let spent = 0; spent < COSTLY; spent += 1) {
      await (await signInAt(address, `${origin}/api/auth/login`)).text();
    }
    const statuses: number[] = [];
    for (let more = COSTLY; more < tooMany(COSTLY) && !statuses.includes(429); more += 1) {
      statuses.push((await send(address, path)).status);
    }
    if (!statuses.includes(429)) dodged.push(`${statuses} ${path}`);
  }
  expect(dodged).toEqual([]);
});

it("the addresses of one /64 are counted as one, and those of another are not", async () => {
  const statuses: number[] = [];
  for (const host of ["::1", ":1:2:3:4", "::ffff", ":ffff:ffff:ffff:ffff", "::2", "::3", "::4"]) {
    statuses.push((await signInAt(`2001:db8:7:1${host}`, `${origin}/api/auth/login`)).status);
  }
  expect(statuses).toHaveLength(tooMany(COSTLY));
  expect(statuses).toContain(429);
  expect((await signInAt("2001:db8:7:2::1", `${origin}/api/auth/login`)).status).toBe(401);
});
