/** Identities: who signs in with an account elsewhere, who may link one, and that a way in always stays. */
import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { moveAddress } from "../../app/.server/accounts/address/service.ts";
import {
  changePassword,
  deleteAccount,
  register,
  registerWithIdentity,
  setFirstPassword,
} from "../../app/.server/accounts/service.ts";
import type { ProvenIdentity } from "../../app/.server/auth/identities/providers.ts";
import {
  confirmOwner,
  linkIdentity,
  signInWithIdentity,
  unlinkIdentity,
  waysIn,
} from "../../app/.server/auth/identities/service.ts";
import { choosePassword, forgotPassword } from "../../app/.server/auth/password-reset/service.ts";
import { checkPassword, NO_PASSWORD } from "../../app/.server/auth/passwords.ts";
import { devices, login, type TokenContext } from "../../app/.server/auth/sign-in/service.ts";
import { linkToken } from "../../app/.server/mail/links/tokens.ts";
import type { AuthProvider } from "../../app/contracts/identities.ts";
import { emptyBoardCache } from "../support/admins.ts";
import { withDatabase } from "../support/database.ts";
import { NO_MAILER } from "../support/mailer.ts";
import { callerOf } from "../support/players.ts";

const database = withDatabase(12);

const SECRET = "a secret of the tests alone, long enough for HMAC";
const CONTEXT: TokenContext = {
  ...{ secret: SECRET, now: new Date(), userAgent: "A browser" },
  ...{ network: null, wideNetwork: null },
};
const BOTH: AuthProvider[] = ["github", "google"];
const PASSWORD = "correct horse battery";

/** Returns somebody whom a provider vouches for, and whom nobody has seen. */
function newIdentity(overrides: Partial<ProvenIdentity> = {}): ProvenIdentity {
  const login = `octo_${randomUUID().slice(0, 8)}`;
  const subject = randomUUID();
  const email = `${login}@example.com`;
  return {
    provider: "github",
    subject,
    label: login,
    name: null,
    username: login,
    email,
    ...overrides,
  };
}

const registration = (username = `user_${randomUUID().slice(0, 8)}`) => ({
  username,
  display_name: username,
});

/** Registers an account without a password. */
async function registerElsewhere(overrides: Partial<ProvenIdentity> = {}, email?: string) {
  const identity = newIdentity(overrides);
  const request = { ...registration(), ...(email !== undefined && { email }) };
  const signedIn = await registerWithIdentity(database.db, request, identity, CONTEXT, NO_MAILER);
  return { identity, user: signedIn.user, caller: callerOf(signedIn) };
}

/** Registers an account with a password. */
async function registerHere() {
  const username = `user_${randomUUID().slice(0, 8)}`;
  const email = `${username}@example.com`;
  const request = { username, email, password: PASSWORD };
  const signedIn = await register(database.db, request, CONTEXT, NO_MAILER);
  return { user: signedIn.user, caller: callerOf(signedIn), email };
}

const signIn = (identity: ProvenIdentity, only: string | null = null, refreshToken?: string) =>
  signInWithIdentity(database.db, identity, CONTEXT, { only, refreshToken });
const link = (caller: { id: string; family: string }, identity: ProvenIdentity) =>
  linkIdentity(database.db, caller, identity, CONTEXT, NO_MAILER);
const unlink = (caller: { id: string; family: string }, provider: AuthProvider, usable = BOTH) =>
  unlinkIdentity(database.db, caller, provider, usable, CONTEXT, NO_MAILER);
const firstPassword = (caller: { id: string; family: string }) =>
  setFirstPassword(database.db, caller, { new_password: PASSWORD }, CONTEXT, NO_MAILER);

const mailsOf = async (userId: string) =>
  (
    await database.db
      .selectFrom("mails")
      .select("kind")
      .where("user_id", "=", userId)
      .orderBy("created_at")
      .execute()
  ).map(({ kind }) => kind);

const identitiesOf = (userId: string) =>
  database.db.selectFrom("user_identities").selectAll().where("user_id", "=", userId).execute();

const outcomesOf = (settled: PromiseSettledResult<unknown>[]) =>
  settled.map((each) =>
    each.status === "fulfilled" ? "done" : (each.reason as { code?: string }).code,
  );

/** Lets the sign-in of a device grow old. */
const grow = ({ family }: { family: string }) =>
  sql`UPDATE sign_ins SET created_at = now() - interval '11 minutes' WHERE id = ${family}`.execute(
    database.db,
  );

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

describe("linking", () => {
  it("lets the identity sign in, is told by mail, and is no error twice", async () => {
    const { caller, user } = await registerHere();
    const identity = newIdentity();
    await link(caller, identity);
    await link(caller, identity);
    expect(await signIn(identity)).toMatchObject({ tokens: { user: { id: user.id } } });
    expect(await mailsOf(user.id)).toEqual(["confirm_address", "identity_linked"]);
  });

  it("is refused for an identity of another account, and for a second one of a provider", async () => {
    const { caller, user } = await registerHere();
    const { identity } = await registerElsewhere();
    await expect(link(caller, identity)).rejects.toMatchObject({ code: "identity_taken" });
    await link(caller, newIdentity());
    await expect(link(caller, newIdentity())).rejects.toMatchObject({ code: "provider_linked" });
    expect(await identitiesOf(user.id)).toHaveLength(1);
    expect((await mailsOf(user.id)).filter((kind) => kind === "identity_linked")).toHaveLength(1);
  });

  it("gives an identity to one of two accounts that link it at once", async () => {
    const accounts = await Promise.all([registerHere(), registerHere(), registerHere()]);
    const identity = newIdentity();
    const settled = await Promise.allSettled(accounts.map(({ caller }) => link(caller, identity)));
    expect(outcomesOf(settled).sort()).toEqual(["done", "identity_taken", "identity_taken"]);
  });

  it("is refused on a device that was signed out meanwhile", async () => {
    const { caller } = await registerHere();
    await sql`UPDATE sign_ins SET revoked_at = now() WHERE id = ${caller.family}`.execute(
      database.db,
    );
    await expect(link(caller, newIdentity())).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it("needs the password of an account that has one, also of a fresh sign-in", async () => {
    const { caller } = await registerHere();
    const confirm = (password?: string) => confirmOwner(database.db, caller, password);
    await expect(confirm()).rejects.toMatchObject({ code: "wrong_password" });
    await expect(confirm("not this one")).rejects.toMatchObject({ code: "wrong_password" });
    for (let n = 0; n < 12; n += 1) await confirm(PASSWORD);
  });

  it("needs a fresh sign-in of an account without a password", async () => {
    const { caller } = await registerElsewhere();
    await confirmOwner(database.db, caller, undefined);
    await grow(caller);
    await expect(confirmOwner(database.db, caller, undefined)).rejects.toMatchObject({
      code: "sign_in_again",
    });
    await expect(confirmOwner(database.db, caller, NO_PASSWORD)).rejects.toMatchObject({
      code: "no_password",
    });
  });
});

describe("unlinking", () => {
  it("leaves the last way in", async () => {
    const { caller, user } = await registerElsewhere();
    await expect(unlink(caller, "google")).rejects.toMatchObject({ code: "not_found" });
    await expect(unlink(caller, "github")).rejects.toMatchObject({ code: "last_way_in" });
    await link(caller, newIdentity({ provider: "google" }));
    // A provider without keys is no way in.
    await expect(unlink(caller, "github", ["github"])).rejects.toMatchObject({
      code: "last_way_in",
    });
    await unlink(caller, "github");
    await expect(unlink(caller, "google")).rejects.toMatchObject({ code: "last_way_in" });
    await firstPassword(caller);
    await unlink(caller, "google");
    expect(await identitiesOf(user.id)).toEqual([]);
    expect((await mailsOf(user.id)).filter((kind) => kind === "identity_unlinked")).toHaveLength(2);
  });

  it("leaves one of two that are unlinked at once", async () => {
    for (let round = 0; round < 5; round += 1) {
      const { caller, user } = await registerElsewhere();
      await link(caller, newIdentity({ provider: "google" }));
      const settled = await Promise.allSettled(BOTH.map((provider) => unlink(caller, provider)));
      expect(outcomesOf(settled).sort()).toEqual(["done", "last_way_in"]);
      expect(await identitiesOf(user.id)).toHaveLength(1);
    }
  });

  it("while somebody signs in with it ends without a deadlock, many times over", async () => {
    for (let round = 0; round < 10; round += 1) {
      const { caller } = await registerHere();
      const identity = newIdentity();
      await link(caller, identity);
      const settled = await Promise.allSettled([
        ...[signIn(identity), unlink(caller, "github"), signIn(identity)],
        link(caller, identity),
      ]);
      expect(outcomesOf(settled)).toEqual(["done", "done", "done", "done"]);
    }
  });
});

describe("an account without a password", () => {
  it("has none that could be guessed", async () => {
    const { user } = await registerElsewhere();
    for (const password of [NO_PASSWORD, "", PASSWORD]) {
      expect(await checkPassword(password, NO_PASSWORD)).toBe(false);
      await expect(
        login(database.db, { email: user.email, password }, CONTEXT),
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
    await login(database.db, { email: user.email, password: PASSWORD }, CONTEXT);
    expect(await mailsOf(user.id)).toEqual(["password_changed"]);
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
    await login(database.db, { email: user.email, password: PASSWORD }, CONTEXT);
    expect(await signIn(identity)).toMatchObject({ kind: "signed_in" });
  });
});
