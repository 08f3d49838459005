/** Signing in with GitHub and Google, over HTTP: the way there and back, its attacks, and the calls about it. */
import { describe, expect, it } from "vitest";
import type { ProviderChoice } from "../../app/contracts/identities.ts";
import { call, callForProblem, PASSWORD, register, roundTrips } from "../support/api.ts";
import { newFormClient, newSignedInFormClient } from "../support/form-client.ts";
import {
  goAndReturn,
  isSignedIn,
  newPerson,
  registerWith,
  returnFrom,
  tokenOf,
  type WithCookies,
  waysInOf,
  withIdentitySite,
} from "../support/identity-site.ts";
import { startSite } from "../support/site.ts";

const { site, providers } = withIdentitySite();
const BOTH = ["github", "google"] as const;
const waysOf = (client: WithCookies) => waysInOf(site, client);

const accountsWith = (subject: string) =>
  site.db
    .selectFrom("user_identities")
    .innerJoin("users", "users.id", "user_identities.user_id")
    .select(["username", "email", "email_verified", "password_hash"])
    .where("subject", "=", subject)
    .execute();

/** The notice that the next page shows. */
const noticeOf = (client: WithCookies) => client.cookies.get("__Host-flash");

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
    const exported = await call(site, "/user/export", { token: tokenOf(elsewhere) });
    expect(exported.body.user_identities).toMatchObject([{ provider, subject: person.id }]);
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
    expect([made.status, made.location]).toEqual([303, `/register/${provider}?address=taken`]);
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
});

describe("an account without a password", () => {
  it("sets its first one after a fresh sign-in, by the form and by the call", async () => {
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

describe("the buttons", () => {
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
