import { describe, expect, it } from "vitest";
import { call, PASSWORD, register } from "../support/api.ts";
import { newFormClient, newSignedInFormClient } from "../support/form-client.ts";
import { withSite } from "../support/site.ts";

const site = withSite();

const NOTICE_COOKIE = "__Host-flash";
const DELETED = "The account is deleted";
const FAILED = "sign in as you failed";

/** Registers an account with failed sign-ins, and returns its credentials. */
async function accountWithFailures(times: number) {
  const { user } = await register(site);
  for (let n = 0; n < times; n += 1) {
    await call(site, "/auth/login", { json: { email: user.email, password: `guess ${n}` } });
  }
  return { email: user.email, password: PASSWORD };
}

describe("a flash notice", () => {
  it("is shown once, by the next page, without script", async () => {
    const client = await newSignedInFormClient(site);
    const saved = await client.submit("/settings", { display_name: "Ada" });
    expect(saved).toMatchObject({ status: 303, location: "/settings" });
    expect(saved.headers.getSetCookie()).toEqual([
      expect.stringMatching(
        /^__Host-flash=profile_saved; Max-Age=[1-9]\d; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
      ),
    ]);
    const shown = await client.open("/settings");
    expect(shown.text).toContain("Saved.");
    expect(shown.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^__Host-flash=; Max-Age=0; Path=\/; HttpOnly; Secure; SameSite=Lax$/),
    ]);
    const after = await client.open("/settings");
    expect(after.text).not.toContain("Saved.");
    expect(after.headers.getSetCookie()).toEqual([]);
  });

  it("is kept through a redirect, whether script follows it or not", async () => {
    const client = newFormClient(site);
    const to = "/login?to=/leaderboard";
    const signedIn = await client.submit("/login", { ...(await accountWithFailures(2)), to });
    expect(signedIn.location).toBe(to);
    expect((await client.open(`${to.replace("?", ".data?")}`)).status).toBe(202);
    expect(await client.open(to)).toMatchObject({ status: 302, location: "/leaderboard" });
    expect((await client.open("/leaderboard")).text).toMatch(
      /2 attempts(<!-- -->)? to sign in as you failed/,
    );
    expect((await client.open("/leaderboard")).text).not.toContain(FAILED);
  });

  it("is shown by a 404 page, too", async () => {
    const client = newFormClient(site);
    await client.submit("/login", { ...(await accountWithFailures(1)), to: "/nothing-here" });
    const page = await client.open("/nothing-here");
    expect(page.status).toBe(404);
    expect(page.text).toContain(FAILED);
  });

  it("cannot be caused by a link", async () => {
    const client = await newSignedInFormClient(site);
    for (const address of ["/?deleted=1", "/leaderboard?failed=3", "/settings?done=1"]) {
      for (const { text } of [
        await newFormClient(site).open(address),
        await client.open(address),
      ]) {
        expect(text).not.toContain(DELETED);
        expect(text).not.toContain(FAILED);
        expect(text).not.toContain("Saved.");
      }
    }
  });

  it.each([
    ["the count 0", "sign_ins_failed.0"],
    ["a negative count", "sign_ins_failed.-1"],
    ["a count with an exponent", "sign_ins_failed.1e3"],
    ["a count of 10000", "sign_ins_failed.10000"],
    ["a count with a space", "sign_ins_failed.3%20"],
    ["two counts", "sign_ins_failed.3.3"],
    ["the name constructor", "constructor"],
    ["the name __proto__", "__proto__"],
    ["a malformed escape", "%"],
    ["no text", ""],
    ["a hundred letters", "a".repeat(100)],
  ])("is not shown for a forged cookie with %s", async (_, cookie) => {
    const client = newFormClient(site);
    client.cookies.set(NOTICE_COOKIE, cookie);
    const page = await client.open("/leaderboard");
    expect(page.status).toBe(200);
    expect(page.text).not.toContain('role="alert"');
    expect(client.cookies.has(NOTICE_COOKIE)).toBe(false);
  });
});
