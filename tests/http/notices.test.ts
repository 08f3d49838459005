import { describe, expect, it } from "vitest";
import { call, PASSWORD, register } from "../support/api.ts";
import { newSignedInVisit, newVisit } from "../support/forms.ts";
import { withSite } from "../support/site.ts";

const site = withSite();

const NOTICE = "__Host-flash";
const DELETED = "The account is deleted";
const FAILED = "sign in as you failed";

/** Somebody whose password others guessed at. */
async function guessedAt(times: number) {
  const { user } = await register(site);
  for (let n = 0; n < times; n += 1) {
    await call(site, "/auth/login", { json: { email: user.email, password: `guess ${n}` } });
  }
  return { email: user.email, password: PASSWORD };
}

describe("what is said once", () => {
  it("is said by the next page, without script, and never again", async () => {
    const visit = await newSignedInVisit(site);
    const saved = await visit.submit("/settings", { display_name: "Ada" });
    expect(saved).toMatchObject({ status: 303, location: "/settings" });
    expect(saved.headers.getSetCookie()).toEqual([
      expect.stringMatching(
        /^__Host-flash=profile_saved; Max-Age=[1-9]\d; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
      ),
    ]);
    const shown = await visit.open("/settings");
    expect(shown.text).toContain("Saved.");
    expect(shown.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^__Host-flash=; Max-Age=0; Path=\/; HttpOnly; Secure; SameSite=Lax$/),
    ]);
    const after = await visit.open("/settings");
    expect(after.text).not.toContain("Saved.");
    expect(after.headers.getSetCookie()).toEqual([]);
  });

  it("is kept by a page that only leads on, to script as well", async () => {
    const visit = newVisit(site);
    const to = "/login?to=/leaderboard";
    const signedIn = await visit.submit("/login", { ...(await guessedAt(2)), to });
    expect(signedIn.location).toBe(to);
    expect((await visit.open(`${to.replace("?", ".data?")}`)).status).toBe(202);
    expect(await visit.open(to)).toMatchObject({ status: 302, location: "/leaderboard" });
    expect((await visit.open("/leaderboard")).text).toMatch(
      /2 attempts(<!-- -->)? to sign in as you failed/,
    );
    expect((await visit.open("/leaderboard")).text).not.toContain(FAILED);
  });

  it("is said by a page that is not there, too", async () => {
    const visit = newVisit(site);
    await visit.submit("/login", { ...(await guessedAt(1)), to: "/nothing-here" });
    const page = await visit.open("/nothing-here");
    expect(page.status).toBe(404);
    expect(page.text).toContain(FAILED);
  });

  it("cannot be put into a link", async () => {
    const visit = await newSignedInVisit(site);
    for (const address of ["/?deleted=1", "/leaderboard?failed=3", "/settings?done=1"]) {
      for (const { text } of [await newVisit(site).open(address), await visit.open(address)]) {
        expect(text).not.toContain(DELETED);
        expect(text).not.toContain(FAILED);
        expect(text).not.toContain("Saved.");
      }
    }
  });

  it.each([
    "sign_ins_failed.0",
    "sign_ins_failed.-1",
    "sign_ins_failed.1e3",
    "sign_ins_failed.10000",
    "sign_ins_failed.3%20",
    "sign_ins_failed.3.3",
    "constructor",
    "__proto__",
    "%",
    "",
    "a".repeat(100),
  ])("is nothing but what this site leaves to be said (%s)", async (made) => {
    const visit = newVisit(site);
    visit.cookies.set(NOTICE, made);
    const page = await visit.open("/leaderboard");
    expect(page.status).toBe(200);
    expect(page.text).not.toContain('role="alert"');
    expect(visit.cookies.has(NOTICE)).toBe(false);
  });
});
