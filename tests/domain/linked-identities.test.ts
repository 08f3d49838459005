/** Linking and unlinking accounts elsewhere: who may, and that a way in always stays. */
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { confirmOwner } from "../../app/.server/auth/identities/service.ts";
import { NO_PASSWORD } from "../../app/.server/auth/passwords.ts";
import { withDatabase } from "../support/database.ts";
import { BOTH, identityActs, newIdentity, outcomesOf, PASSWORD } from "../support/identities.ts";

const database = withDatabase(12);
const acts = identityActs(database);
const { registerElsewhere, registerHere, signIn, link, unlink } = acts;
const { firstPassword, mailsOf, identitiesOf, grow } = acts;

describe("linking", () => {
  it("lets the identity sign in, is told by mail, and is no error twice", async () => {
    const { caller, user } = await registerHere();
    const identity = newIdentity();
    await link(caller, identity);
    await link(caller, identity);
    expect(await signIn(identity)).toMatchObject({ tokens: { user: { id: user.id } } });
    expect(await mailsOf(user.id)).toEqual(["confirm_address", "identity_linked", "new_device"]);
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
