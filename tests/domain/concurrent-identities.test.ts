/** Acts on identities that wait for each other: each sees what it waited for. */
import { describe, expect, it } from "vitest";
import {
  linkIdentity,
  signInWithIdentity,
  unlinkIdentity,
} from "../../app/.server/auth/identities/service.ts";
import type { Db } from "../../app/.server/db/client.ts";
import { waitForBlockedStatement, withDatabase } from "../support/database.ts";
import { BOTH, CONTEXT, identityActs, newIdentity } from "../support/identities.ts";
import { NO_MAILER } from "../support/mailer.ts";

const database = withDatabase(6);
const { registerElsewhere, registerHere, link } = identityActs(database);

/** Starts `second` after `first`, whose transaction ends only when `second` waits for it. Returns how `second` ended. */
async function afterWaiting<T>(first: (db: Db) => Promise<unknown>, second: () => Promise<T>) {
  let ended: Promise<T | string> | undefined;
  await database.db.transaction().execute(async (db) => {
    await first(db);
    ended = second().catch((error: { code?: string }) => error.code ?? "unknown");
    await waitForBlockedStatement(database.db);
  });
  return ended;
}

const caller = async () => (await registerHere()).caller;

describe("an act that waited", () => {
  it("unlinks nothing when the other identity was unlinked meanwhile", async () => {
    const { caller } = await registerElsewhere();
    await link(caller, newIdentity({ provider: "google" }));
    const unlink = (db: Db, provider: "github" | "google") =>
      unlinkIdentity(db, caller, provider, BOTH, CONTEXT, NO_MAILER);
    const ended = await afterWaiting(
      (db) => unlink(db, "google"),
      () => unlink(database.db, "github"),
    );
    expect(ended).toBe("last_way_in");
  });

  it("signs nobody in when the identity was unlinked meanwhile", async () => {
    const me = await caller();
    const identity = newIdentity();
    await link(me, identity);
    const ended = await afterWaiting(
      (db) => unlinkIdentity(db, me, "github", BOTH, CONTEXT, NO_MAILER),
      () =>
        signInWithIdentity(database.db, identity, CONTEXT, NO_MAILER, {
          only: null,
          refreshToken: undefined,
        }),
    );
    expect(ended).not.toHaveProperty("tokens");
  });

  it("says that an identity is taken when another account linked it meanwhile", async () => {
    const [mine, theirs] = [await caller(), await caller()];
    const identity = newIdentity();
    const ended = await afterWaiting(
      (db) => linkIdentity(db, theirs, identity, CONTEXT, NO_MAILER),
      () => linkIdentity(database.db, mine, identity, CONTEXT, NO_MAILER),
    );
    expect(ended).toBe("identity_taken");
  });

  it("is no error when the same account linked the identity meanwhile", async () => {
    const mine = await caller();
    const identity = newIdentity();
    const link = (db: Db) => linkIdentity(db, mine, identity, CONTEXT, NO_MAILER);
    expect(await afterWaiting(link, () => link(database.db))).toBeUndefined();
  });
});
