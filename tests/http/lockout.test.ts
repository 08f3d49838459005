import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { passwordSubject, throttleSubjects } from "../../app/.server/auth/throttle/service.ts";
import type { SignedIn } from "../../app/contracts/account.ts";
import { call, PASSWORD, register, registerThroughApi } from "../support/api.ts";
import { newFormClient, newSignedInFormClient } from "../support/form-client.ts";
import { withSite } from "../support/site.ts";

const site = withSite();

const attempt = (email: string, password: string) =>
  call<SignedIn & { code: string }>(site, "/auth/login", { json: { email, password } });

/** Moves the stored failures back by so many seconds, as if that time had passed. */
const passTime = (seconds: number) =>
  site.db
    .updateTable("sign_in_failures")
    .set({
      blocked_until: sql`blocked_until - make_interval(secs => ${seconds})`,
      last_failed_at: sql`last_failed_at - make_interval(secs => ${seconds})`,
    })
    .execute();

const accountSubject = (email: string) =>
  throttleSubjects(email, { network: null, wideNetwork: null }).account;

/** Returns for how many seconds the failures of a subject block it, from the last one on and from now on. */
async function blockOf(subject: string) {
  const { rows } = await sql<{ whole: number; left: number }>`
    SELECT extract(epoch FROM blocked_until - last_failed_at)::float8 AS whole,
      ceil(extract(epoch FROM blocked_until - now()))::int AS left
    FROM sign_in_failures WHERE subject = ${subject}`.execute(site.db);
  return rows[0];
}

/** Expects an attempt to be blocked for two seconds. They are put off for a minute, because an attempt may take longer. */
async function expectShortBlock(
  subject: string,
  attemptAgain: () => Promise<{ status: number; body: unknown; headers: Headers }>,
) {
  expect((await blockOf(subject))?.whole).toBe(2);
  await passTime(-60);
  const before = await blockOf(subject);
  const blocked = await attemptAgain();
  expect(blocked).toMatchObject({ status: 429, body: { code: "too_many_attempts" } });
  const wait = Number(blocked.headers.get("Retry-After"));
  expect(wait).toBeLessThanOrEqual(before?.left ?? 0);
  expect(wait).toBeGreaterThanOrEqual((await blockOf(subject))?.left ?? 0);
}

async function fail(email: string, times: number) {
  const statuses: number[] = [];
  for (let n = 0; n < times; n += 1) {
    statuses.push((await attempt(email, "wrong password")).status);
    await passTime(40);
  }
  return statuses;
}

describe("failed sign-ins", () => {
  it("block the next attempt from the fifth on, for existing and unknown accounts alike", async () => {
    const { user } = await register(site);
    for (const email of [user.email, "nobody@example.com"]) {
      for (let n = 0; n < 5; n += 1) {
        expect((await attempt(email, "wrong password")).status).toBe(401);
      }
      await expectShortBlock(accountSubject(email), () => attempt(email, "wrong password"));
    }
  });

  it("lock the account for 15 minutes after the tenth, even for its owner", async () => {
    const { user } = await register(site);
    expect(await fail(user.email, 10)).toEqual(Array(10).fill(401));
    const locked = await attempt(user.email, PASSWORD);
    expect(locked.status).toBe(429);
    expect(Number(locked.headers.get("Retry-After"))).toBeGreaterThan(13 * 60);
    await passTime(15 * 60);
    expect((await attempt(user.email, PASSWORD)).status).toBe(200);
  });

  it("are counted to the owner at the next sign-in, and then cleared", async () => {
    const { user } = await register(site);
    await fail(user.email, 3);
    expect((await attempt(user.email, PASSWORD)).body.failed_attempts).toBe(3);
    expect((await attempt(user.email, PASSWORD)).body.failed_attempts).toBeUndefined();
  });

  it("do not lock a browser that has signed in before, also after signing out", async () => {
    const client = await newSignedInFormClient(site);
    const { email } = client.user;
    await client.submit("/logout", {});
    expect([...client.cookies.keys()]).toEqual(["__Host-theme", "__Host-device"]);
    await fail(email, 20);
    const credentials = { email, password: PASSWORD };
    expect((await newFormClient(site).submit("/login", credentials)).status).toBe(429);
    expect((await client.submit("/login", credentials)).status).toBe(303);
    expect((await attempt(email, PASSWORD)).status).toBe(429);
  });

  it("stay within the limit when sixty are sent at once", async () => {
    const { user } = await register(site);
    const answers = await Promise.all(
      Array.from({ length: 60 }, () => attempt(user.email, "wrong password")),
    );
    const count = (status: number) => answers.filter((answer) => answer.status === status).length;
    const [checked, unavailable] = [count(401), count(503)];
    // The first five are checked. On a slow machine the block ends in time for some more, at most until the lock.
    // An attempt may have waited too long for the database, also one that was counted.
    expect(unavailable).toBeLessThan(10);
    expect(checked).toBeGreaterThanOrEqual(5 - unavailable);
    expect(checked).toBeLessThanOrEqual(10);
    expect(count(429)).toBe(60 - checked - unavailable);
  });

  it("do not delay another request, when sixty are sent at once", async () => {
    // With a hash of the site's own, which takes long to check.
    const { user, access_token } = await registerThroughApi(site);
    let waiting = 60;
    const requests = Array.from({ length: waiting }, () =>
      attempt(user.email, "wrong password").finally(() => {
        waiting -= 1;
      }),
    );
    await Promise.race(requests);
    expect((await call(site, "/user/profile", { token: access_token })).status).toBe(200);
    expect(waiting).toBeGreaterThan(20);
    await Promise.all(requests);
  });

  it("stay within the limit when the right password is among sixty guesses at once", async () => {
    const { user } = await register(site);
    const countSignIns = async () =>
      (await site.db.selectFrom("sign_ins").select("id").where("user_id", "=", user.id).execute())
        .length;
    const before = await countSignIns();
    const guesses = Array.from({ length: 60 }, (_, n) => (n === 30 ? PASSWORD : `guess ${n}`));
    const answers = await Promise.all(guesses.map((guess) => attempt(user.email, guess)));
    const statuses = answers.map((answer) => answer.status);
    const count = (status: number) => statuses.filter((each) => each === status).length;
    const [found, checked, unavailable] = [count(200), count(401), count(503)];
    expect(found).toBe(statuses[30] === 200 ? 1 : 0);
    // The right password clears the failures before it, so that at most as many again are checked. It does so too when
    // its own answer came too late.
    const isLate = statuses[30] === 503;
    expect(unavailable).toBeLessThan(10);
    expect(checked).toBeGreaterThanOrEqual((found ? 4 : 5) - unavailable);
    expect(checked).toBeLessThanOrEqual(found || isLate ? 20 : 10);
    expect(count(429)).toBe(60 - checked - found - unavailable);
    expect(isLate ? [0, 1] : [found]).toContain((await countSignIns()) - before);
  });

  it("do not include successful ones: twelve accounts sign in from one address", async () => {
    const network = { "CF-Connecting-IP": "203.0.113.9" };
    for (let n = 0; n < 12; n += 1) {
      const { user } = await register(site);
      const json = { email: user.email, password: PASSWORD };
      const { status } = await call(site, "/auth/login", { json, headers: network });
      expect(status).toBe(200);
    }
  });

  it("on more than fifty accounts block the network address that they come from", async () => {
    const network = { "CF-Connecting-IP": "203.0.113.7" };
    const spray = (email: string) =>
      call(site, "/auth/login", { json: { email, password: "Winter2020" }, headers: network });
    const statuses = new Set<number>();
    for (let n = 0; n < 55; n += 1) {
      if (n > 0) await passTime(40);
      statuses.add((await spray(`victim_${n}@example.com`)).status);
    }
    expect(statuses).toEqual(new Set([401]));
    const { user } = await register(site);
    const blocked = await call(site, "/auth/login", {
      json: { email: user.email, password: PASSWORD },
      headers: network,
    });
    expect(blocked.status).toBe(429);
    const fromOtherAddress = await call(site, "/auth/login", {
      json: { email: user.email, password: PASSWORD },
      headers: { "CF-Connecting-IP": "203.0.113.8" },
    });
    expect(fromOtherAddress.status).toBe(200);
  });
});

describe("wrong current passwords in PUT /api/user/password", () => {
  it("block the next attempt like failed sign-ins, and are cleared by the right one", async () => {
    const { access_token, user } = await register(site);
    const change = (current_password: string) =>
      call(site, "/user/password", {
        method: "PUT",
        token: access_token,
        json: { current_password, new_password: "another good one" },
      });
    for (let n = 0; n < 5; n += 1) expect((await change("wrong")).status).toBe(422);
    await expectShortBlock(passwordSubject(user.id), () => change(PASSWORD));
    await passTime(100);
    expect((await change(PASSWORD)).status).toBe(204);
    expect((await change("wrong")).status).toBe(422);
  });
});
