/** How many mails an address gets, whichever accounts have it, one after the other or at the same moment. */
import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { confirmByLink, moveAddress } from "../../app/.server/accounts/address/service.ts";
import { register } from "../../app/.server/accounts/service.ts";
import { login } from "../../app/.server/auth/sign-in/service.ts";
import { LINK_LIMITS } from "../../app/.server/mail/links/queries.ts";
import { linkToken } from "../../app/.server/mail/links/tokens.ts";
import { DAILY_NOTICES } from "../../app/.server/mail/outbox/queries.ts";
import { deleteMailCounts } from "../../app/.server/operations/maintenance/queries.ts";
import { withDatabase } from "../support/database.ts";
import { CONTEXT, identityActs, newIdentity, PASSWORD } from "../support/identities.ts";
import { NO_MAILER } from "../support/mailer.ts";
import { callerOf } from "../support/players.ts";

const database = withDatabase();
const {
  registerHere,
  registerElsewhere,
  signIn: signInElsewhere,
  link,
  unlink,
  changePasswordOf,
} = identityActs(database);
const OTHER = "staple the horse";
const newAddress = () => `somebody_${randomUUID().slice(0, 8)}@example.com`;

const kindsTo = async (email: string) =>
  (
    await database.db
      .selectFrom("mails")
      .select(["kind", "recipient"])
      .orderBy("created_at")
      .execute()
  )
    .filter(({ recipient }) => recipient.toLowerCase() === email.toLowerCase())
    .map(({ kind }) => kind);

const numberOf = (kinds: string[], kind: string) => kinds.filter((each) => each === kind).length;

async function registerWith(email: string) {
  const username = `user_${randomUUID().slice(0, 8)}`;
  const request = { username, email, password: PASSWORD };
  const context = { ...CONTEXT, network: randomUUID() };
  return callerOf(await register(database.db, request, context, NO_MAILER));
}
type Caller = Awaited<ReturnType<typeof registerWith>>;

/** Moves an account to an address of its owner's, and confirms that. */
async function moveAway(caller: Caller) {
  const ids: string[] = [];
  const mailer = { sendLater: (id: string) => ids.push(id) };
  const request = { email: newAddress(), password: PASSWORD };
  await moveAddress(database.db, caller, request, CONTEXT, mailer);
  const token = linkToken("confirm_address", ids[0] ?? "", CONTEXT.secret);
  await confirmByLink(database.db, token, CONTEXT.secret);
}

const signIn = (email: string) =>
  login(database.db, { email, password: PASSWORD }, CONTEXT, NO_MAILER);

const confirm = ({ id }: { id: string }) =>
  database.db.updateTable("users").set({ email_verified: true }).where("id", "=", id).execute();

describe("the mails to an address", () => {
  it("have one quota for all accounts that are registered with it and moved away, in any spelling", async () => {
    const victim = newAddress();
    for (let cycle = 0; cycle < 5; cycle += 1) {
      const email = cycle % 2 ? victim.toUpperCase() : victim;
      const caller = await registerWith(email);
      await changePasswordOf(caller, PASSWORD, OTHER);
      await changePasswordOf(caller, OTHER, PASSWORD);
      await signIn(email);
      await moveAway(caller);
    }
    const kinds = await kindsTo(victim);
    expect(numberOf(kinds, "confirm_address")).toBe(LINK_LIMITS.address);
    expect(numberOf(kinds, "new_device")).toBe(DAILY_NOTICES.device.unconfirmed);
    const others = kinds.filter((kind) => kind !== "confirm_address" && kind !== "new_device");
    expect(others).toHaveLength(DAILY_NOTICES.ways_in.unconfirmed);
  });

  it("are not more when their acts happen at the same moment", async () => {
    const email = newAddress();
    const { identity } = await registerElsewhere({ email: null }, email);
    await Promise.all(Array.from({ length: 8 }, () => signInElsewhere(identity)));
    expect(numberOf(await kindsTo(email), "new_device")).toBe(DAILY_NOTICES.device.unconfirmed);
  });

  it("count for a day, though the counters of links are removed after an hour", async () => {
    const { email, caller } = await registerHere();
    const change = async () => {
      await link(caller, newIdentity());
      await unlink(caller, "github");
    };
    for (let n = 0; n < 3; n += 1) await change();
    const pass = async (hours: number) => {
      await sql`UPDATE mail_counts SET last_asked_at = last_asked_at - make_interval(hours => ${hours}), asked_at = ARRAY(
        SELECT t - make_interval(hours => ${hours}) FROM unnest(asked_at) t)`.execute(database.db);
      await deleteMailCounts(database.db);
    };
    const count = async () => (await kindsTo(email)).length - 1;
    await pass(2);
    await change();
    expect(await count()).toBe(DAILY_NOTICES.ways_in.unconfirmed);
    await pass(23);
    await change();
    expect(await count()).toBe(DAILY_NOTICES.ways_in.unconfirmed + 2);
  });

  it("about changed ways in come also when many devices have signed in", async () => {
    const { email, caller } = await registerHere();
    await confirm(caller);
    for (let n = 0; n <= DAILY_NOTICES.device.confirmed; n += 1) await signIn(email);
    expect(numberOf(await kindsTo(email), "new_device")).toBe(DAILY_NOTICES.device.confirmed);
    await link(caller, newIdentity());
    await unlink(caller, "github");
    await changePasswordOf(caller, PASSWORD, OTHER);
    const request = { email: newAddress(), password: OTHER };
    await moveAddress(database.db, caller, request, CONTEXT, NO_MAILER);
    expect((await kindsTo(email)).filter((kind) => kind !== "new_device")).toEqual([
      ...["confirm_address", "identity_linked", "identity_unlinked"],
      ...["password_changed", "address_changing"],
    ]);
  });

  it("about changed ways in are few to one that nobody confirmed, and more to another", async () => {
    const { email, caller } = await registerHere();
    const toggle = async (times: number) => {
      for (let n = 0; n < times; n += 1) {
        await link(caller, newIdentity());
        await unlink(caller, "github");
      }
    };
    const count = async () =>
      (await kindsTo(email)).filter((kind) => kind.startsWith("identity_")).length;
    await toggle(3);
    expect(await count()).toBe(DAILY_NOTICES.ways_in.unconfirmed);
    await confirm(caller);
    await toggle(25);
    expect(await count()).toBe(DAILY_NOTICES.ways_in.confirmed);
  });
});
