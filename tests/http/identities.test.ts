/** Signing in with GitHub and Google, over HTTP: the way there and back, its attacks, and the calls about it. */
import { describe, expect, it } from "vitest";
import type { Identity, ProviderChoice } from "../../app/contracts/identities.ts";
import { call, callForProblem, PASSWORD, register, roundTrips } from "../support/api.ts";
import { newFormClient, newSignedInFormClient, type Page } from "../support/form-client.ts";
import {
  goAndReturn,
  newPerson,
  registerWith,
  returnFrom,
  withIdentitySite,
} from "../support/identity-site.ts";
import { startSite } from "../support/site.ts";

const { site, providers } = withIdentitySite();
const BOTH = ["github", "google"] as const;

const tokenOf = ({ cookies }: { cookies: Map<string, string> }) => cookies.get("__Host-access");
const isSignedIn = (client: { cookies: Map<string, string> }) => tokenOf(client) !== undefined;

interface Ways {
  items: Identity[];
  has_password: boolean;
}
const waysOf = async (client: { cookies: Map<string, string> }) =>
  (await call<Ways>(site, "/user/identities", { token: tokenOf(client) })).body;

const accountsWith = (subject: string) =>
  site.db
    .selectFrom("user_identities")
    .innerJoin("users", "users.id", "user_identities.user_id")
    .select(["username", "email", "email_verified", "password_hash"])
    .where("subject", "=", subject)
    .execute();

/** The notice that the next page shows. */
const noticeOf = (client: { cookies: Map<string, string> }) => client.cookies.get("__Host-flash");

describe.each(BOTH)("signing in with %s", (provider) => {
  it("creates an account with the confirmed address, and signs in to it from then on", async () => {
    const person = newPerson();
    providers[provider].person = person;
    const client = newFormClient(site);
    const back = await goAndReturn(client, provider, { to: "/history" });
    expect([back.status, back.location]).toEqual([302, `/register/${provider}`]);
    expect(roundTrips(back)).toBe(1);
    const page = await client.open(`/register/${provider}`);
    expect([page.status, roundTrips(page)]).toEqual([200, 0]);
    expect(page.text).toContain(person.email);
    const username = `user_${person.id}`;
    const made = await client.submit(`/register/${provider}`, {
      ...{ username, display_name: "Octo" },
    });
    expect([made.status, made.location, roundTrips(made)]).toEqual([303, "/history", 1]);
    expect(await accountsWith(person.id)).toEqual([
      { username, email: person.email, email_verified: true, password_hash: "!" },
    ]);

    const elsewhere = newFormClient(site);
    const again = await goAndReturn(elsewhere, provider, { to: "/history" });
    expect([again.status, again.location, roundTrips(again)]).toEqual([302, "/history", 1]);
    const { body } = await call(site, "/user/profile", { token: tokenOf(elsewhere) });
    expect(body).toMatchObject({ username });
    // The two ways and the registration are over.
    for (const { cookies } of [client, elsewhere]) {
      expect([...cookies.keys()].filter((name) => /-(flow|new)-/.test(name))).toEqual([]);
    }
  });

  it("asks for an address where the provider has confirmed none, and for no other", async () => {
    const person = newPerson({ verified: false });
    providers[provider].person = person;
    const { username } = await registerWith(site, provider, { email: "own@example.com" }).catch(
      () => ({ username: "" }),
    );
    const accounts = await accountsWith(person.id);
    expect(accounts).toMatchObject([
      { username, email: "own@example.com", email_verified: false, password_hash: "!" },
    ]);
    await site.db.deleteFrom("users").where("username", "=", username).execute();
  });

  it("never opens the account that has the address", async () => {
    const { user } = await register(site);
    const person = newPerson({ email: user.email.toUpperCase() });
    providers[provider].person = person;
    const client = newFormClient(site);
    await goAndReturn(client, provider);
    const page = await client.open(`/register/${provider}`);
    expect(page.text).toContain("You have an account");
    const made = await client.submit(`/register/${provider}`, {
      ...{ username: `user_${person.id}`, display_name: "Octo" },
    });
    expect(made.status).toBe(409);
    expect(isSignedIn(client)).toBe(false);
    expect(await accountsWith(person.id)).toEqual([]);
  });

  it("refuses an account that was switched off", async () => {
    const { person } = providers[provider];
    const { username } = await registerWith(site, provider);
    await site.db
      .updateTable("users")
      .set({ is_active: false })
      .where("username", "=", username)
      .execute();
    providers[provider].person = person;
    const client = newFormClient(site);
    const back = await goAndReturn(client, provider);
    expect([back.location, noticeOf(client)]).toEqual(["/login", "sign_in_refused"]);
    expect(isSignedIn(client)).toBe(false);
  });

  it("links and unlinks, for the password, and leaves the last way in", async () => {
    const client = await newSignedInFormClient(site);
    const link = (password: string) =>
      client.submit("/settings/sign-in", { act: "link", provider, password });
    const wrong = await link("not this one");
    expect([wrong.status, wrong.text.includes("That is not your password")]).toEqual([422, true]);
    const leaving = await link(PASSWORD);
    expect([leaving.status, roundTrips(leaving)]).toEqual([303, 2]);
    const back = await client.open(await returnFrom(leaving.location));
    expect([back.location, noticeOf(client), roundTrips(back)]).toEqual([
      ...["/settings/sign-in", "identity_linked"],
      1,
    ]);
    expect(await waysOf(client)).toMatchObject({ items: [{ provider }], has_password: true });

    // From then on it signs in, and another account cannot have it.
    const elsewhere = newFormClient(site);
    await goAndReturn(elsewhere, provider);
    expect(isSignedIn(elsewhere)).toBe(true);
    const other = await newSignedInFormClient(site);
    const theirs = await other.submit("/settings/sign-in", {
      ...{ act: "link", provider, password: PASSWORD },
    });
    await other.open(await returnFrom(theirs.location));
    expect(noticeOf(other)).toBe("identity_taken");

    const token = tokenOf(client);
    const path = `/user/identities/${provider}`;
    expect((await call(site, path, { method: "DELETE", token })).status).toBe(204);
    const gone = await callForProblem(site, path, { method: "DELETE", token });
    expect([gone.status, gone.body.code]).toEqual([404, "not_found"]);
    const { access_token } = { access_token: tokenOf(await registerWith(site, provider)) };
    const last = await callForProblem(site, path, { method: "DELETE", token: access_token });
    expect([last.status, last.body.code]).toEqual([409, "last_way_in"]);
  });

  describe("is refused", () => {
    /** Begins, and returns the client with the path to which the provider leads back. */
    async function begin(fields: Record<string, string> = {}) {
      const client = newFormClient(site);
      const { location } = await client.submit(`/auth/${provider}`, fields);
      return { client, path: await returnFrom(location) };
    }

    function expectRefused(client: { cookies: Map<string, string> }, page: Page, notice: string) {
      expect([page.status, page.location, noticeOf(client)]).toEqual([303, "/login", notice]);
      expect(isSignedIn(client)).toBe(false);
    }

    it("with a state that was forged, and then with the right one, because the way was used", async () => {
      const { client, path } = await begin();
      const forged = await client.open(path.replace(/state=[^&]*/, "state=forged"));
      expectRefused(client, forged, "sign_in_expired");
      expectRefused(client, await client.open(path), "sign_in_expired");
    });

    it("in another browser", async () => {
      const { path } = await begin();
      const other = newFormClient(site);
      expectRefused(other, await other.open(path), "sign_in_expired");
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
      ["damaged", (cookie: string) => `${cookie.slice(0, -2)}AA`],
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

  it("sets its first password after a fresh sign-in, by the form and by the call", async () => {
    const client = await registerWith(site, "github");
    const token = tokenOf(client);
    const json = { new_password: "short" };
    const short = await callForProblem(site, "/user/password", { json, token });
    expect([short.status, short.body.errors?.[0]?.path]).toEqual([422, "new_password"]);
    const page = await client.open("/settings/password");
    expect(page.text).not.toContain("Current password");
    const set = await client.submit("/settings/password", { new_password: PASSWORD });
    expect([set.status, roundTrips(set)]).toEqual([303, 2]);
    const again = await callForProblem(site, "/user/password", {
      ...{ json: { new_password: PASSWORD }, token },
    });
    expect([again.status, again.body.code]).toEqual([409, "password_exists"]);
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

  it("is offered on the pages, whose policy lets their forms lead there", async () => {
    const { body } = await call<ProviderChoice[]>(site, "/auth/providers");
    expect(body).toEqual([
      { id: "github", name: "GitHub" },
      { id: "google", name: "Google" },
    ]);
    for (const path of ["/login", "/register"]) {
      const { text, headers } = await newFormClient(site).open(path);
      expect(text).toContain('action="/auth/github"');
      const { github, google } = providers;
      expect(headers.get("Content-Security-Policy")).toContain(
        `form-action 'self' ${github.issuer} ${google.issuer};`,
      );
    }
  });

  it("is offered nowhere without keys, but what is linked can be unlinked", async () => {
    const client = await newSignedInFormClient(site);
    const { user } = client;
    const linked = {
      user_id: user.id,
      provider: "github",
      subject: user.id,
      label: "octo",
    } as const;
    await site.db.insertInto("user_identities").values(linked).execute();
    const without = await startSite(site.databaseUrl);
    try {
      const { body } = await call(without, "/auth/providers");
      expect(body).toEqual([]);
      for (const path of ["/login", "/register"]) {
        const { text, headers } = await newFormClient(without).open(path);
        expect(text).not.toContain("/auth/");
        expect(headers.get("Content-Security-Policy")).toContain("form-action 'self';");
      }
      const { status, text } = await newFormClient(without, client.cookies).open(
        "/settings/sign-in",
      );
      expect([status, text.includes("octo"), text.includes("Link GitHub")]).toEqual([
        200,
        true,
        false,
      ]);
    } finally {
      await without.close();
    }
  });
});
