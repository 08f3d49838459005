/** What owners do to the ways into their accounts is written down, for them and for administrators, as long as the account exists. */

import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { confirmByLink, moveAddress } from "../../app/.server/accounts/address/service.ts";
import { auditLog } from "../../app/.server/admin/audit/service.ts";
import { insertAccountEvent } from "../../app/.server/auth/account-events/queries.ts";
import { choosePassword, forgotPassword } from "../../app/.server/auth/password-reset/service.ts";
import type { LinkKind } from "../../app/.server/mail/kinds.ts";
import { linkToken } from "../../app/.server/mail/links/tokens.ts";
import { runMaintenance } from "../../app/.server/operations/maintenance/service.ts";
import type { AuditQuery } from "../../app/contracts/audit.ts";
import { withDatabase } from "../support/database.ts";
import { CONTEXT, identityActs, newIdentity, outcomesOf, PASSWORD } from "../support/identities.ts";
import { NO_MAILER } from "../support/mailer.ts";
import { createPlayer } from "../support/players.ts";

const database = withDatabase();
const { registerElsewhere, registerHere, link, unlink, firstPassword, changePasswordOf } =
  identityActs(database);
type Account = Awaited<ReturnType<typeof registerHere>>;
const OTHER = "staple the horse";

/** Returns the token of the link that was mailed last to the address. */
async function mailedToken(kind: LinkKind, recipient: string): Promise<string> {
  const { id } = await database.db
    .selectFrom("mails")
    .select("id")
    .where("kind", "=", kind)
    .where("recipient", "=", recipient)
    .orderBy("created_at", "desc")
    .executeTakeFirstOrThrow();
  return linkToken(kind, id, CONTEXT.secret);
}

const confirm = async (address: string) =>
  confirmByLink(database.db, await mailedToken("confirm_address", address), CONTEXT.secret);

async function reset({ email }: Account) {
  await forgotPassword(database.db, { email }, CONTEXT, NO_MAILER);
  const token = await mailedToken("reset_password", email);
  await choosePassword(database.db, { token, password: OTHER }, CONTEXT, NO_MAILER);
}

const move = ({ caller }: Account, email: string, password = PASSWORD) =>
  moveAddress(database.db, caller, { email, password }, CONTEXT, NO_MAILER);

const change = ({ caller }: Account, password: string) => changePasswordOf(caller, password, OTHER);

const admin = () => createPlayer(database.db, { role: "ADMIN" });

const pageOf = async (query: Partial<AuditQuery>) =>
  (await auditLog(database.db, await admin(), { limit: 100, ...query })).items;

/** Returns what administrators read of the account, by name: acts of the same millisecond have no order. */
const actsOn = async (id: string) =>
  (await pageOf({ target: id })).map(({ action, details }) => [action, details]).sort();

describe("an owner's act is written down", () => {
  it("when an address is confirmed, and once", async () => {
    const account = await registerHere();
    await confirm(account.email);
    await expect(confirm(account.email)).rejects.toMatchObject({ code: "link_spent" });
    expect(await actsOn(account.user.id)).toEqual([["user.address_confirmed", {}]]);
  });

  it("when another address is asked for, and when it takes its place", async () => {
    const account = await registerHere();
    const after = `new_${account.email}`;
    await move(account, after);
    await confirm(after);
    const addresses = { before: account.email, after };
    expect(await actsOn(account.user.id)).toEqual([
      ["user.address_change_asked", addresses],
      ["user.address_changed", addresses],
    ]);
  });

  it("when a password is changed, set for the first time, and reset", async () => {
    const account = await registerHere();
    await change(account, PASSWORD);
    await reset(account);
    const { caller, user } = await registerElsewhere();
    await firstPassword(caller);
    expect(await actsOn(account.user.id)).toEqual([
      ["user.password_changed", {}],
      ["user.password_reset", {}],
    ]);
    expect(await actsOn(user.id)).toContainEqual(["user.password_set", {}]);
  });

  it("when an identity is registered with, linked and unlinked, each once", async () => {
    const elsewhere = await registerElsewhere();
    expect(await actsOn(elsewhere.user.id)).toEqual([
      ["user.identity_linked", { provider: "github" }],
    ]);
    const { caller, user } = await registerHere();
    const identity = newIdentity({ provider: "google" });
    await link(caller, identity);
    await link(caller, identity);
    await unlink(caller, "google");
    expect(await actsOn(user.id)).toEqual([
      ["user.identity_linked", { provider: "google" }],
      ["user.identity_unlinked", { provider: "google" }],
    ]);
  });

  it("when a reset unlinks what somebody linked before the address was confirmed", async () => {
    const account = await registerHere();
    await link(account.caller, newIdentity());
    await reset(account);
    expect(await actsOn(account.user.id)).toEqual([
      ["user.identity_linked", { provider: "github" }],
      ["user.identity_unlinked", { provider: "github" }],
      ["user.password_reset", {}],
    ]);
  });
});

describe("nothing is written down", () => {
  it("of an act that is refused", async () => {
    const account = await registerHere();
    const other = await registerElsewhere();
    const settled = await Promise.allSettled([
      change(account, "not the password"),
      move(account, "new@example.com", "not the password"),
      move(account, other.user.email),
      link(account.caller, other.identity),
      unlink(account.caller, "github"),
    ]);
    expect(outcomesOf(settled)).toEqual([
      "wrong_password",
      "wrong_password",
      "email_taken",
      "identity_taken",
      "not_found",
    ]);
    expect(await actsOn(account.user.id)).toEqual([]);
    await expect(unlink(other.caller, "github")).rejects.toMatchObject({ code: "last_way_in" });
    expect(await actsOn(other.user.id)).toHaveLength(1);
  });
});

describe("administrators read it", () => {
  it("together with the acts of staff, or apart from them, in pages without a gap", async () => {
    const account = await registerHere();
    await confirm(account.email);
    const { id } = account.user;
    await sql`INSERT INTO audit_log (created_at, action, target_kind, target_id)
      VALUES (now() - interval '1 hour', 'user.sessions_revoked', 'user', ${id})`.execute(
      database.db,
    );
    await change(account, PASSWORD);
    const actions = async (query: Partial<AuditQuery>) =>
      (await pageOf({ target: id, ...query })).map(({ action }) => action);
    const all = ["user.password_changed", "user.address_confirmed", "user.sessions_revoked"];
    expect(await actions({})).toEqual(all);
    expect(await actions({ by: "staff" })).toEqual([all[2]]);
    expect(await actions({ by: "owner" })).toEqual([all[0], all[1]]);
    expect(await actions({ by: "owner", action: "user.address_confirmed" })).toEqual([all[1]]);
    const read: string[] = [];
    let cursor: string | undefined;
    do {
      const query = { target: id, limit: 1, ...(cursor && { cursor }) };
      const page = await auditLog(database.db, await admin(), query);
      read.push(...page.items.map(({ action }) => action));
      cursor = page.next_cursor ?? undefined;
    } while (cursor);
    expect(read).toEqual(all);
  });

  it("under the owner's name, as actor and as target", async () => {
    const account = await registerHere();
    await confirm(account.email);
    const [entry] = await pageOf({ actor: account.user.username.toUpperCase() });
    const { id, username } = account.user;
    expect(entry).toMatchObject({
      actor: { id, username },
      target: { kind: "user", id, name: username },
      request_id: null,
    });
  });
});

describe("an event", () => {
  it("goes with its account", async () => {
    const { user, email } = await registerHere();
    await confirm(email);
    await database.db.deleteFrom("users").where("id", "=", user.id).execute();
    expect(await actsOn(user.id)).toEqual([]);
  });

  it("goes after a year", async () => {
    const { user } = await registerHere();
    const account = sql`(SELECT id, username FROM users WHERE id = ${user.id}) account`;
    for (const action of ["user.password_changed", "user.password_reset"] as const)
      await insertAccountEvent(action, account).execute(database.db);
    await sql`UPDATE account_events SET created_at = now() - interval '366 days'
      WHERE user_id = ${user.id} AND action = 'user.password_changed'`.execute(database.db);
    expect(await runMaintenance(database.db)).toMatchObject({ account_events_removed: 1 });
    expect(await actsOn(user.id)).toEqual([["user.password_reset", {}]]);
  });
});
