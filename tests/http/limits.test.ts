import { beforeAll, expect, it } from "vitest";
import { createDatabase } from "../support/database.ts";
import { startSite } from "../support/site.ts";

/** Allowed requests a minute, and allowed sign-ins a minute. */
const LIMIT = 20;
const SIGN_IN_LIMIT = 3;
/** The same for a whole IPv6 /48. */
const WIDE_SIGN_IN_LIMIT = 8;
/** A new minute may begin in between, so only one request more than twice the limit is surely too many. */
const tooMany = (limit: number) => 2 * limit + 1;

/** The deployed configuration of the site, with limits that a test can reach. */
let origin = "";
beforeAll(async () => {
  const database = await createDatabase();
  const limits = {
    REQUEST_LIMIT: LIMIT,
    COSTLY_LIMIT: SIGN_IN_LIMIT,
    COSTLY_WIDE_LIMIT: WIDE_SIGN_IN_LIMIT,
  };
  const site = await startSite(database.url, undefined, { limits });
  origin = site.origin;
  return async () => {
    await site.close();
    await database.drop();
  };
});

const fromAddress = (address: string) => ({ "CF-Connecting-IP": address });

let count = 0;
/** Returns another account each time, because repeated failures on one account are throttled too. */
const newCredentials = () => {
  count += 1;
  return { email: `nobody_${count}@example.com`, password: "wrong" };
};

const signInAt = (address: string, url: string) =>
  fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...fromAddress(address) },
    body: JSON.stringify(newCredentials()),
  });

it("an address over the limit gets 429 with Retry-After, and other addresses are served", async () => {
  const signIn = (address: string) => signInAt(address, `${origin}/api/auth/login`);

  const signIns: Response[] = [];
  for (let n = 0; n < tooMany(SIGN_IN_LIMIT); n += 1) signIns.push(await signIn("198.51.100.1"));
  const checked = signIns.filter(({ status }) => status === 401).length;
  expect(checked).toBeGreaterThanOrEqual(SIGN_IN_LIMIT);
  const limited = signIns.filter(({ status }) => status === 429);
  expect(checked + limited.length).toBe(signIns.length);
  expect(limited.at(-1)?.headers.get("Retry-After")).toBe("60");
  expect(await limited.at(-1)?.json()).toMatchObject({ status: 429, code: "rate_limited" });

  const board = (address: string) =>
    fetch(`${origin}/api/leaderboard`, { headers: fromAddress(address) });
  const statuses: number[] = [];
  for (let n = 0; n < tooMany(LIMIT); n += 1) statuses.push((await board("198.51.100.2")).status);
  expect(statuses.slice(0, LIMIT)).toEqual(Array(LIMIT).fill(200));
  expect(statuses).toContain(429);
  expect((await board("198.51.100.3")).status).toBe(200);
});

it("the limit of sign-ins covers every spelling of a path that leads to the sign-in", async () => {
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
          headers: { Origin: origin, ...fromAddress(address) },
          body: new URLSearchParams(newCredentials()),
        });
  const unlimited: string[] = [];
  for (const [index, path] of [...calls, ...forms].entries()) {
    const address = `203.0.113.${index}`;
    for (let n = 0; n < SIGN_IN_LIMIT; n += 1) {
      await (await signInAt(address, `${origin}/api/auth/login`)).text();
    }
    const statuses: number[] = [];
    for (let n = SIGN_IN_LIMIT; n < tooMany(SIGN_IN_LIMIT) && !statuses.includes(429); n += 1) {
      statuses.push((await send(address, path)).status);
    }
    if (!statuses.includes(429)) unlimited.push(`${statuses} ${path}`);
  }
  expect(unlimited).toEqual([]);
});

it("the addresses of one IPv6 network /64 share a limit, and another network has its own", async () => {
  const statuses: number[] = [];
  for (const host of ["::1", ":1:2:3:4", "::ffff", ":ffff:ffff:ffff:ffff", "::2", "::3", "::4"]) {
    statuses.push((await signInAt(`2001:db8:7:1${host}`, `${origin}/api/auth/login`)).status);
  }
  expect(statuses).toHaveLength(tooMany(SIGN_IN_LIMIT));
  expect(statuses).toContain(429);
  expect((await signInAt("2001:db8:7:2::1", `${origin}/api/auth/login`)).status).toBe(401);
});

it("the networks of one IPv6 /48 share a limit, and another /48 has its own", async () => {
  const statuses: number[] = [];
  for (let network = 0; network < tooMany(WIDE_SIGN_IN_LIMIT); network += 1) {
    const address = `2001:db8:8:${network.toString(16)}::1`;
    statuses.push((await signInAt(address, `${origin}/api/auth/login`)).status);
  }
  expect(statuses.slice(0, WIDE_SIGN_IN_LIMIT)).toEqual(Array(WIDE_SIGN_IN_LIMIT).fill(401));
  expect(statuses).toContain(429);
  expect((await signInAt("2001:db8:9::1", `${origin}/api/auth/login`)).status).toBe(401);
});

it("reading everything about an account counts as costly, in every spelling of its path", async () => {
  const paths = [
    "/api/user/export",
    "/api/user/export/",
    "/settings/export",
    "/settings/export.data",
  ];
  for (const [index, path] of paths.entries()) {
    const headers = fromAddress(`203.0.113.${100 + index}`);
    const statuses: number[] = [];
    for (let n = 0; n < tooMany(SIGN_IN_LIMIT); n += 1) {
      statuses.push((await fetch(origin + path, { headers, redirect: "manual" })).status);
    }
    expect([path, statuses.includes(429)]).toEqual([path, true]);
  }
});
