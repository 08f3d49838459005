/** Registering with an account elsewhere whose address has an account here: what the page says, and the ways on from it. */
import { describe, expect, it } from "vitest";
import { register, roundTrips } from "../support/api.ts";
import { newFormClient } from "../support/form-client.ts";
import {
  goAndReturn,
  isSignedIn,
  newPerson,
  registerWith,
  tokenOf,
  withIdentitySite,
} from "../support/identity-site.ts";

const { site, providers } = withIdentitySite();
const FREE = "Use another address";
const REGISTER = "/register/github";

const newAddress = () => `${crypto.randomUUID()}@example.com`;
const newForm = () => {
  const username = `user_${crypto.randomUUID().slice(0, 8)}`;
  return { username, display_name: username };
};

/** Comes back from GitHub as somebody with an address, and returns the browser and the text of the page for it. */
async function arriveAs(email: string, label = "octo") {
  providers.github.person = newPerson({ email, login: label });
  const client = newFormClient(site);
  await goAndReturn(client, "github");
  const page = await client.open(REGISTER);
  expect(page.status).toBe(200);
  return { client, page, text: page.text.replaceAll("<!-- -->", "") };
}

const change = (username: string, columns: Record<string, unknown>) =>
  site.db.updateTable("users").set(columns).where("username", "=", username).execute();

const accountOf = (username: string) =>
  site.db
    .selectFrom("users")
    .select(["email", "email_verified", "password_hash"])
    .where("username", "=", username)
    .executeTakeFirst();

describe("the page about an address that has an account", () => {
  it("says to sign in and link, for one with a password, after one round trip", async () => {
    const { user } = await register(site);
    const { page, text } = await arriveAs(user.email);
    expect(text).toContain("You have an account");
    expect(text).toContain("Sign in with your password, and link GitHub");
    for (const way of ["Sign in and link", "Choose a new password", FREE]) {
      expect(text).toContain(way);
    }
    expect(roundTrips(page)).toBe(1);
  });

  it("says with what one without a password signs in", async () => {
    const person = newPerson();
    providers.google.person = person;
    await registerWith(site, "google");
    const { text } = await arriveAs(person.email);
    expect(text).toContain("It has no password: it signs in with Google");
    for (const way of ["Sign in and link", "Choose a password", FREE]) expect(text).toContain(way);
  });

  it("says that one without a password signs in with another account there", async () => {
    const person = newPerson();
    providers.github.person = person;
    await registerWith(site, "github");
    const { text } = await arriveAs(person.email, "octo-two");
    expect(text).toContain("It signs in with another account at GitHub than octo-two");
    expect(text).not.toContain("Sign in and link");
    for (const way of ["Choose a password", FREE]) expect(text).toContain(way);
  });

  it("says until when one that was deleted keeps the address", async () => {
    const { user } = await register(site);
    const deleted_at = new Date(Date.now() - 10 * 86_400_000);
    await change(user.username, { deleted_at: deleted_at.toISOString(), is_active: false });
    const { text } = await arriveAs(user.email);
    const free = new Date(deleted_at.getTime() + 30 * 86_400_000).toISOString().slice(0, 10);
    expect(text).toContain("You had an account");
    expect(text).toContain(`The address is free again on ${free}`);
    expect(text).not.toMatch(/Sign in and link|Choose a (new )?password/);
    expect(text).toContain(FREE);
  });

  it("says that one was deactivated", async () => {
    const { user } = await register(site);
    await change(user.username, { is_active: false });
    const { text } = await arriveAs(user.email);
    expect(text).toContain("It was deactivated");
    expect(text).not.toMatch(/Sign in and link|Choose a (new )?password/);
  });

  it("is the form when the address became free meanwhile", async () => {
    const { user } = await register(site);
    const { client } = await arriveAs(user.email);
    await change(user.username, { email: newAddress() });
    const { text } = await client.open(REGISTER);
    expect(text).toContain("Get commit access");
  });

  it("comes after the form when the address was taken meanwhile", async () => {
    const email = newAddress();
    const { client, text } = await arriveAs(email);
    expect(text).toContain("Get commit access");
    await register(site, { email });
    const sent = await client.submit(REGISTER, newForm());
    expect([sent.status, isSignedIn(client)]).toEqual([303, false]);
    expect((await client.open(sent.location ?? "")).text).toContain("You have an account");
  });

  it("leads to a registration with another address, which has to be confirmed as usual", async () => {
    const { user } = await register(site);
    const { client, text } = await arriveAs(user.email);
    const [, href = ""] = /href="([^"]+)"[^>]*>Use another address/.exec(text) ?? [];
    expect((await client.open(href)).text).toContain('name="email"');
    const form = newForm();
    const empty = await client.submit(href, form);
    expect([empty.status, empty.text.includes("Enter your email address")]).toEqual([422, true]);
    const same = await client.submit(href, { ...form, email: user.email });
    expect([same.status, isSignedIn(client)]).toEqual([409, false]);
    const email = newAddress();
    const made = await client.submit(href, { ...form, email });
    expect([made.status, isSignedIn(client)]).toEqual([303, true]);
    const account = { email, email_verified: false, password_hash: "!" };
    expect(await accountOf(form.username)).toEqual(account);
    const mails = await site.db
      .selectFrom("mails")
      .select("kind")
      .where("recipient", "=", email)
      .execute();
    expect(mails).toEqual([{ kind: "confirm_address" }]);
  });
});

describe("somebody who signed in in another tab", () => {
  it("is not replaced by the account that the form of this one would make", async () => {
    const { client } = await arriveAs(newAddress());
    const other = await registerWith(site, "google");
    for (const [name, value] of other.cookies) client.cookies.set(name, value);
    const before = tokenOf(client);
    const form = newForm();
    const { location } = await client.submit(REGISTER, form);
    expect([location, tokenOf(client)]).toEqual(["/settings/sign-in", before]);
    expect(await accountOf(form.username)).toBeUndefined();
  });
});
