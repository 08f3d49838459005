/** Identities: who signs in with an account elsewhere, and accounts without a password. */
import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { moveAddress } from "../../app/.server/accounts/address/service.ts";
import {
  changePassword,
  deleteAccount,
  registerWithIdentity,
} from "../../app/.server/accounts/service.ts";
import { waysIn } from "../../app/.server/auth/identities/service.ts";
import { choosePassword, forgotPassword } from "../../app/.server/auth/password-reset/service.ts";
import { checkPassword, NO_PASSWORD } from "../../app/.server/auth/passwords.ts";
import { devices, login } from "../../app/.server/auth/sign-in/service.ts";
import { linkToken } from "../../app/.server/mail/links/tokens.ts";
import { emptyBoardCache } from "../support/admins.ts";
import { withDatabase } from "../support/database.ts";
import {
  CONTEXT,
  identityActs,
  newIdentity,
  outcomesOf,
  PASSWORD,
  registration,
  SECRET,
} from "../support/identities.ts";
import { NO_MAILER } from "../support/mailer.ts";
import { callerOf } from "../support/players.ts";

const database = withDatabase(12);
const acts = identityActs(database);
const { registerElsewhere, registerHere, signIn, link, unlink } = acts;
const { firstPassword, mailsOf, identitiesOf, grow } = acts;

describe("a registration with an identity", () => {
  it("takes over an address that the provider has confirmed, and mails no link to it", async () => {
    const { identity, user } = await registerElsewhere();
    expect(user).toMatchObject({ email: identity.email, email_verified: true });
    expect(await mailsOf(user.id)).toEqual([]);
    const signedIn = await signIn(identity);
    expect(signedIn).toMatchObject({ kind: "signed_in", tokens: { user: { id: user.id } } });
  });

  it("asks for an address where the provider has confirmed none, and mails the link", async () => {
    await expect(registerElsewhere({ email: null })).rejects.toMatchObject({
      code: "validation_failed",
      errors: [{ path: "email" }],
    });
    const email = `${randomUUID()}@example.com`;
    const { user } = await registerElsewhere({ email: null }, email);
    expect(user).toMatchObject({ email, email_verified: false });
    expect(await mailsOf(user.id)).toEqual(["confirm_address"]);
  });

  it("never takes the address that the form has in place of the provider's", async () => {
    const { identity, user } = await registerElsewhere({}, "somebody@example.com");
    expect(user.email).toBe(identity.email);
  });

  it("takes over no account that has the address, also in another case", async () => {
    const { email, user } = await registerHere();
    const identity = newIdentity({ email: email.toUpperCase() });
    expect(await signIn(identity)).toEqual({ kind: "unknown", addressTaken: true });
    await expect(registerElsewhere({ ...identity })).rejects.toMatchObject({ code: "email_taken" });
    expect(await identitiesOf(user.id)).toEqual([]);
  });

  it("makes one account of two at once with the same identity", async () => {
    const identity = newIdentity({ email: null });
    const once = () =>
      registerWithIdentity(
        database.db,
        { ...registration(), email: `${randomUUID()}@example.com` },
        identity,
        CONTEXT,
        NO_MAILER,
      );
    const settled = await Promise.allSettled([once(), once(), once()]);
    expect(outcomesOf(settled).sort()).toEqual(["done", "identity_taken", "identity_taken"]);
    const { rows } = await sql`
      SELECT FROM user_identities WHERE subject = ${identity.subject}`.execute(database.db);
    expect(rows).toHaveLength(1);
  });
});

describe("signing in with an identity", () => {
  it("finds the account by the provider's id, not by its name or address", async () => {
    const { identity, user } = await registerElsewhere();
    const renamed = { ...identity, label: "renamed", email: `${randomUUID()}@example.com` };
    expect(await signIn(renamed)).toMatchObject({ kind: "signed_in" });
    expect(await identitiesOf(user.id)).toMatchObject([{ label: "renamed" }]);
    const namesake = { ...identity, subject: randomUUID() };
    expect(await signIn(namesake)).toEqual({ kind: "unknown", addressTaken: true });
    expect(await signIn({ ...identity, provider: "google" })).toMatchObject({ kind: "unknown" });
  });

  it.each([
    ["deactivated", (id: string) => sql`UPDATE users SET is_active = false WHERE id = ${id}`],
    [
      "deleted",
      (id: string) => sql`UPDATE users SET is_active = false, deleted_at = now() WHERE id = ${id}`,
    ],
  ])("is refused for a %s account, whose identity stays taken until the purge", async (_, end) => {
    const { identity, user } = await registerElsewhere();
    await end(user.id).execute(database.db);
    expect(await signIn(identity)).toEqual({ kind: "refused" });
    await expect(
      registerElsewhere({ ...identity, email: `${randomUUID()}@example.com` }),
    ).rejects.toMatchObject({ code: "identity_taken" });
    await sql`DELETE FROM users WHERE id = ${user.id}`.execute(database.db);
    expect(await signIn(identity)).toMatchObject({ kind: "unknown" });
  });

  it("confirms nobody but the account that began", async () => {
    const [mine, other] = [await registerElsewhere(), await registerElsewhere()];
    expect(await signIn(other.identity, mine.user.id)).toEqual({ kind: "refused" });
    expect(await signIn(newIdentity(), mine.user.id)).toEqual({ kind: "refused" });
    expect(await signIn(mine.identity, mine.user.id)).toMatchObject({ kind: "signed_in" });
  });

  it("ends the sign-in that the browser had, and no other", async () => {
    const { identity, caller } = await registerElsewhere();
    const first = await signIn(identity);
    if (first.kind !== "signed_in") throw new Error(first.kind);
    await signIn(identity, null, first.tokens.refresh_token);
    await expect(devices(database.db, callerOf(first.tokens))).rejects.toMatchObject({
      code: "unauthenticated",
    });
    expect(await devices(database.db, caller)).toHaveLength(2);
  });

  it("signs nobody in with an identity that was unlinked before", async () => {
    const { caller } = await registerHere();
    const identity = newIdentity();
    await link(caller, identity);
    await unlink(caller, "github");
    expect(await signIn(identity)).toMatchObject({ kind: "unknown" });
  });
});

describe("an account without a password", () => {
  it("has none that could be guessed", async () => {
    const { user } = await registerElsewhere();
    for (const password of [NO_PASSWORD, "", PASSWORD]) {
      expect(await checkPassword(password, NO_PASSWORD)).toBe(false);
      await expect(
        login(database.db, { email: user.email, password }, CONTEXT, NO_MAILER),
      ).rejects.toMatchObject({ code: "invalid_credentials" });
    }
  });

  it("says so where one is asked for", async () => {
    const { caller } = await registerElsewhere();
    const none = { code: "no_password" };
    const change = { current_password: NO_PASSWORD, new_password: PASSWORD };
    const move = { email: "new@example.com", password: NO_PASSWORD };
    await expect(
      changePassword(database.db, caller, change, CONTEXT, NO_MAILER),
    ).rejects.toMatchObject(none);
    await expect(
      deleteAccount(database.db, caller, NO_PASSWORD, emptyBoardCache().boards),
    ).rejects.toMatchObject(none);
    await expect(moveAddress(database.db, caller, move, CONTEXT, NO_MAILER)).rejects.toMatchObject(
      none,
    );
  });

  it("gets one after a fresh sign-in, once, and every other device is signed out", async () => {
    const { caller, identity, user } = await registerElsewhere();
    const other = await signIn(identity);
    if (other.kind !== "signed_in") throw new Error(other.kind);
    await grow(caller);
    await expect(firstPassword(caller)).rejects.toMatchObject({ code: "sign_in_again" });
    await firstPassword(callerOf(other.tokens));
    await expect(devices(database.db, caller)).rejects.toMatchObject({ code: "unauthenticated" });
    await expect(firstPassword(callerOf(other.tokens))).rejects.toMatchObject({
      code: "password_exists",
    });
    await grow(callerOf(other.tokens));
    await expect(firstPassword(callerOf(other.tokens))).rejects.toMatchObject({
      code: "password_exists",
    });
    await login(database.db, { email: user.email, password: PASSWORD }, CONTEXT, NO_MAILER);
    expect(await mailsOf(user.id)).toEqual(["new_device", "password_changed", "new_device"]);
    expect(await waysIn(database.db, callerOf(other.tokens))).toMatchObject({ has_password: true });
  });

  it("gets one of two that are set at once", async () => {
    const { caller } = await registerElsewhere();
    const settled = await Promise.allSettled([firstPassword(caller), firstPassword(caller)]);
    expect(outcomesOf(settled).sort()).toEqual(["done", "password_exists"]);
  });

  it("gets one by the mail of a forgotten password", async () => {
    const { user, identity } = await registerElsewhere();
    const ids: string[] = [];
    const mailer = { sendLater: (id: string) => ids.push(id) };
    await forgotPassword(database.db, { email: user.email }, CONTEXT, mailer);
    const token = linkToken("reset_password", ids[0] ?? "", SECRET);
    await choosePassword(database.db, { token, password: PASSWORD }, CONTEXT, NO_MAILER);
    await login(database.db, { email: user.email, password: PASSWORD }, CONTEXT, NO_MAILER);
    expect(await signIn(identity)).toMatchObject({ kind: "signed_in" });
  });
});
