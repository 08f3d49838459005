/** Attacks on signing in with an account elsewhere, and providers that do not do what they should. */
import { describe, expect, it } from "vitest";
import { PASSWORD } from "../support/api.ts";
import { newFormClient, newSignedInFormClient, type Page } from "../support/form-client.ts";
import {
  goAndReturn,
  isSignedIn,
  registerWith,
  returnFrom,
  tokenOf,
  type WithCookies,
  waysInOf,
  withIdentitySite,
} from "../support/identity-site.ts";

const { site, providers } = withIdentitySite();
const BOTH = ["github", "google"] as const;
const waysOf = (client: WithCookies) => waysInOf(site, client);

/** The notice that the next page shows. */
const noticeOf = (client: WithCookies) => client.cookies.get("__Host-flash");

describe.each(BOTH)("coming back from %s is refused", (provider) => {
  /** Begins, and returns the client with the path to which the provider leads back. */
  async function begin(fields: Record<string, string> = {}) {
    const client = newFormClient(site);
    const { location } = await client.submit(`/auth/${provider}`, fields);
    return { client, path: await returnFrom(location) };
  }

  function expectRefused(client: WithCookies, page: Page, notice: string) {
    expect([page.status, page.location, noticeOf(client)]).toEqual([303, "/login", notice]);
    expect(isSignedIn(client)).toBe(false);
  }

  it("with a state that was forged, or none, which leaves the way of this browser open", async () => {
    const { client, path } = await begin();
    for (const state of ["state=forged", "state=", "nothing="]) {
      const forged = await client.open(path.replace(/state=[^&]*/, state));
      expectRefused(client, forged, "sign_in_expired");
    }
    expect((await client.open(path)).location).toBe(`/register/${provider}`);
  });

  it("in a tab whose way another tab has begun anew, and goes on in that", async () => {
    const { client, path } = await begin();
    const { location } = await client.submit(`/auth/${provider}`, {});
    expectRefused(client, await client.open(path), "sign_in_expired");
    const back = await client.open(await returnFrom(location));
    expect(back.location).toBe(`/register/${provider}`);
  });

  it("in another browser", async () => {
    const { path } = await begin();
    const other = newFormClient(site);
    expectRefused(other, await other.open(path), "sign_in_expired");
  });

  it("when somebody has signed in with a password meanwhile, and stays signed in", async () => {
    await registerWith(site, provider);
    const { client, path } = await begin();
    const { user } = await newSignedInFormClient(site);
    await client.submit("/login", { email: user.email, password: PASSWORD });
    const token = tokenOf(client);
    const page = await client.open(path);
    expect([page.location, noticeOf(client)]).toEqual(["/settings/sign-in", "sign_in_expired"]);
    expect(tokenOf(client)).toBe(token);
  });

  it("when it is replayed, also with the cookie that was kept", async () => {
    await registerWith(site, provider);
    const { client, path } = await begin();
    const kept = client.cookies.get(`__Host-flow-${provider}`) ?? "";
    await client.open(path);
    expect(isSignedIn(client)).toBe(true);
    const thief = newFormClient(site);
    expectRefused(thief, await thief.open(path), "sign_in_expired");
    thief.cookies.set(`__Host-flow-${provider}`, kept);
    expectRefused(thief, await thief.open(path), "sign_in_failed");
  });

  it.each([
    ["damaged", (cookie: string) => cookie.slice(0, -2) + (cookie.endsWith("AA") ? "QQ" : "AA")],
    ["empty", () => ""],
  ])("with a cookie that is %s", async (_, change) => {
    const { client, path } = await begin();
    const name = `__Host-flow-${provider}`;
    client.cookies.set(name, change(client.cookies.get(name) ?? ""));
    expectRefused(client, await client.open(path), "sign_in_expired");
  });

  it("with the cookie or the code of the other provider", async () => {
    const other = provider === "github" ? "google" : "github";
    const { client, path } = await begin();
    const theirs = newFormClient(site);
    const { location } = await theirs.submit(`/auth/${other}`, {});
    const code = new URLSearchParams((await returnFrom(location)).split("?")[1]).get("code");
    const swapped = await client.open(path.replace(/code=[^&]*/, `code=${code}`));
    expectRefused(client, swapped, "sign_in_failed");

    const second = await begin();
    const cookie = theirs.cookies.get(`__Host-flow-${other}`) ?? "";
    second.client.cookies.set(`__Host-flow-${provider}`, cookie);
    const page = await second.client.open(second.path);
    expectRefused(second.client, page, "sign_in_expired");
  });

  it.each([
    ["the visitor said no", { error: "access_denied" }, "sign_in_declined"],
    ["the provider has an error", { error: "server_error" }, "sign_in_failed"],
    ["another issuer answers", { iss: "https://evil.example" }, "sign_in_failed"],
  ])("when %s", async (_, parameters, notice) => {
    providers[provider].nextReturn = ({ searchParams }) => {
      if ("error" in parameters) searchParams.delete("code");
      for (const [name, value] of Object.entries(parameters)) searchParams.set(name, value);
    };
    const { client, path } = await begin();
    expectRefused(client, await client.open(path), notice);
  });

  it("when the provider answers 500, and the log says so without a secret", async () => {
    const { client, path } = await begin();
    providers[provider].nextAnswer = { status: 500 };
    expectRefused(client, await client.open(path), "sign_in_failed");
    const lines = site.logs().map(({ message }) => message);
    const line = lines.findLast((text) => text.includes("provider_failed"));
    expect(JSON.parse(line ?? "{}")).toMatchObject({ level: "warn", provider });
    expect(line).not.toContain(new URLSearchParams(path.split("?")[1]).get("code"));
  });

  it("when the provider does not answer for eight seconds", async () => {
    const { client, path } = await begin();
    providers[provider].nextAnswer = "never";
    expectRefused(client, await client.open(path), "sign_in_failed");
  });

  it.each([
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "javascript:alert(1)",
    "/x/..//evil.example",
    `/${"x".repeat(5_000)}`,
  ])("never leading to another site (%#)", async (to) => {
    const { person } = providers[provider];
    await registerWith(site, provider);
    providers[provider].person = person;
    const client = newFormClient(site);
    const back = await goAndReturn(client, provider, { to });
    expect([back.status, back.location]).toEqual([302, "/play"]);
  });
});

describe("the nonce of Google's ID token", () => {
  it("has to be that of this browser's way", async () => {
    const client = newFormClient(site);
    providers.google.nextAnswer = { nonce: "another" };
    await goAndReturn(client, "google");
    expect([noticeOf(client), isSignedIn(client)]).toEqual(["sign_in_failed", false]);
  });
});

describe("an account that is signed in", () => {
  it("cannot be made another one by the button that confirms it", async () => {
    const { person } = providers.github;
    await registerWith(site, "github");
    const client = await newSignedInFormClient(site);
    const before = tokenOf(client);
    providers.github.person = person;
    const back = await goAndReturn(client, "github", { to: "/settings/password" });
    expect([back.location, noticeOf(client)]).toEqual(["/settings/sign-in", "sign_in_refused"]);
    expect(tokenOf(client)).toBe(before);
  });

  it("that was signed out meanwhile is told so, and its code gets into no other address", async () => {
    const client = await newSignedInFormClient(site);
    const form = { act: "link", provider: "github", password: PASSWORD };
    const { location } = await client.submit("/settings/sign-in", form);
    await site.db
      .updateTable("sign_ins")
      .set({ revoked_at: new Date().toISOString() })
      .where("user_id", "=", client.user.id)
      .execute();
    const back = await client.open(await returnFrom(location));
    expect([back.status, back.location, noticeOf(client), isSignedIn(client)]).toEqual([
      ...[303, "/login", "signed_out_meanwhile", false],
    ]);
    expect((await client.open("/login")).text).toContain("This device was signed out meanwhile");
  });

  it("gets nothing linked that somebody else began, or another device of its own", async () => {
    const [mine, theirs] = [await newSignedInFormClient(site), await newSignedInFormClient(site)];
    const json = { act: "link", provider: "github", password: PASSWORD };
    const { location } = await theirs.submit("/settings/sign-in", json);
    const path = await returnFrom(location);
    const flow = theirs.cookies.get("__Host-flow-github") ?? "";
    const device = newFormClient(site);
    await device.submit("/login", { email: theirs.user.email, password: PASSWORD });
    for (const client of [mine, device, newFormClient(site)]) {
      client.cookies.set("__Host-flow-github", flow);
      await client.open(path);
      expect(noticeOf(client)).toBe("sign_in_expired");
    }
    expect((await waysOf(theirs)).items).toEqual([]);
    expect((await waysOf(mine)).items).toEqual([]);
  });
});

describe("the beginning", () => {
  it("is never a link, and never a form of another site", async () => {
    const client = newFormClient(site);
    expect((await client.open("/auth/github")).location).toBe("/login");
    const foreign = await fetch(`${site.origin}/auth/github`, {
      ...{ method: "POST", redirect: "manual", headers: { Origin: "https://evil.example" } },
      body: new URLSearchParams(),
    });
    expect(foreign.status).toBe(403);
    expect((await client.submit("/auth/gitlab", {})).location).toBe("/login");
    expect((await client.open("/auth/gitlab/callback?code=x")).location).toBe("/login");
    expect((await client.open("/register/github")).location).toBe("/register");
    expect((await client.submit("/register/github", {})).location).toBe("/register");
  });

  it("sends PKCE, a state, and to Google a nonce; its cookie is for this site alone", async () => {
    for (const provider of BOTH) {
      const response = await fetch(`${site.origin}/auth/${provider}`, {
        ...{ method: "POST", redirect: "manual", body: new URLSearchParams() },
      });
      const { searchParams } = new URL(response.headers.get("Location") ?? "");
      expect(searchParams.get("code_challenge_method")).toBe("S256");
      expect(searchParams.get("code_challenge")).toMatch(/^[\w-]{43}$/);
      expect(searchParams.get("state")).toMatch(/^[\w-]{43}$/);
      expect(searchParams.has("nonce")).toBe(provider === "google");
      expect(searchParams.get("redirect_uri")).toBe(`${site.origin}/auth/${provider}/callback`);
      expect(response.headers.getSetCookie()).toEqual([
        expect.stringMatching(
          /^__Host-flow-\w+=[\w.-]+; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
        ),
      ]);
    }
  });
});
