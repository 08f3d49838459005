/** Confirming and changing an address. */
import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import {
  confirmByLink,
  moveAddress,
  sendConfirmation,
} from "../../app/.server/accounts/address/service.ts";
import { register } from "../../app/.server/accounts/service.ts";
import { login, type TokenContext } from "../../app/.server/auth/sign-in/service.ts";
import { LINK_LIMITS } from "../../app/.server/mail/links/queries.ts";
import { linkToken } from "../../app/.server/mail/links/tokens.ts";
import { waitForBlockedStatement, withDatabase } from "../support/database.ts";
import { NO_MAILER } from "../support/mailer.ts";
import { callerOf } from "../support/players.ts";

const database = withDatabase();

const SECRET = "a secret of the tests alone, long enough for HMAC";
const PASSWORD = "correct horse battery";
const spent = { code: "link_spent" };
const newAddress = () => `${randomUUID()}@example.com`;
const contextFrom = (network: string = randomUUID()): TokenContext => ({
  ...{ secret: SECRET, now: new Date("2026-11-28T10:00:00Z"), userAgent: "A browser" },
  ...{ network, wideNetwork: null },
});

async function createAccount() {
  const email = newAddress();
  const username = `user_${randomUUID().slice(0, 8)}`;
  const signedIn = await register(
    database.db,
    { username, email, password: PASSWORD },
    contextFrom(),
    NO_MAILER,
  );
  return { email, id: signedIn.user.id, caller: callerOf(signedIn) };
}
type Account = Awaited<ReturnType<typeof createAccount>>;

/** Calls `act` with a mailer. Returns the kinds and receivers of the mails that are to be sent, and the tokens of their links. */
async function mailsOf(act: (mailer: { sendLater(id: string): void }) => Promise<void>) {
  const ids: string[] = [];
  await act({ sendLater: (id) => ids.push(id) });
  const mails = await database.db
    .selectFrom("mails")
    .select(["id", "kind", "recipient"])
    .where("id", "in", ids.length > 0 ? ids : [randomUUID()])
    .orderBy("kind")
    .execute();
  return mails.map(({ id, ...mail }) => ({
    ...mail,
    token: linkToken("confirm_address", id, SECRET),
  }));
}

const move = ({ caller }: Account, email: string, password: string = PASSWORD) =>
  mailsOf((mailer) => moveAddress(database.db, caller, { email, password }, contextFrom(), mailer));

const ask = ({ caller }: Account) =>
  mailsOf((mailer) => sendConfirmation(database.db, caller, contextFrom(), mailer));

const confirm = (token: string | undefined) => confirmByLink(database.db, token ?? "", SECRET);

const addressOf = ({ id }: Account) =>
  database.db
    .selectFrom("users")
    .select(["email", "pending_email", "email_verified"])
    .where("id", "=", id)
    .executeTakeFirstOrThrow();

describe("an address", () => {
  it("is confirmed by the link of its mail, once", async () => {
    const account = await createAccount();
    expect((await addressOf(account)).email_verified).toBe(false);
    const [mail] = await ask(account);
    expect(mail).toMatchObject({ kind: "confirm_address", recipient: account.email });
    await confirm(mail?.token);
    expect((await addressOf(account)).email_verified).toBe(true);
    await expect(confirm(mail?.token)).rejects.toMatchObject(spent);
    expect(await ask(account)).toEqual([]);
  });

  it("is asked to be confirmed at most as often as the limit", async () => {
    const account = await createAccount();
    // The first went out with the registration.
    for (let n = 1; n < LINK_LIMITS.address; n += 1) expect(await ask(account)).toHaveLength(1);
    await expect(ask(account)).rejects.toMatchObject({ code: "too_many_mails" });
  });

  it("changes when the new one is confirmed, not before, and the old one is told", async () => {
    const account = await createAccount();
    const email = newAddress();
    const [link, notice] = await move(account, email);
    expect(notice).toMatchObject({ kind: "address_changing", recipient: account.email });
    expect(link).toMatchObject({ kind: "confirm_address", recipient: email });
    expect(await addressOf(account)).toMatchObject({ email: account.email, pending_email: email });
    await login(
      database.db,
      { email: account.email, password: PASSWORD },
      contextFrom(),
      NO_MAILER,
    );
    await confirm(link?.token);
    expect(await addressOf(account)).toMatchObject({ email, pending_email: null });
    await login(database.db, { email, password: PASSWORD }, contextFrom(), NO_MAILER);
  });

  it("does not change by the link of an address that was given up for another", async () => {
    const account = await createAccount();
    const [first] = await move(account, newAddress());
    const email = newAddress();
    const [second] = await move(account, email);
    await expect(confirm(first?.token)).rejects.toMatchObject(spent);
    await confirm(second?.token);
    expect((await addressOf(account)).email).toBe(email);
  });

  it("of another account is refused, also when both wait for the same one and confirm it at once", async () => {
    const [one, two] = [await createAccount(), await createAccount()];
    await expect(move(one, two.email.toUpperCase())).rejects.toMatchObject({ code: "email_taken" });
    const email = newAddress();
    const [[first], [second]] = [await move(one, email), await move(two, email)];
    const outcomes = await Promise.allSettled([confirm(first?.token), confirm(second?.token)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(outcomes.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { code: "email_taken" },
    });
  });

  it.each(["same", "other"])(
    "is refused while another account takes it at the same moment, in the %s spelling",
    async (spelling) => {
      const [one, two] = [await createAccount(), await createAccount()];
      const email = newAddress();
      const [link] = await move(one, email);
      let outcome: Promise<unknown> | undefined;
      await database.db.transaction().execute(async (transaction) => {
        await transaction
          .updateTable("users")
          .set({ email: spelling === "same" ? email : email.toUpperCase() })
          .where("id", "=", two.id)
          .execute();
        outcome = confirm(link?.token).catch((error) => error);
        await waitForBlockedStatement(database.db);
      });
      expect(await outcome).toMatchObject({ code: "email_taken", errors: [{ path: "token" }] });
    },
  );

  it("does not change without the password", async () => {
    const account = await createAccount();
    await expect(move(account, newAddress(), "another battery")).rejects.toMatchObject({
      code: "wrong_password",
    });
    expect((await addressOf(account)).pending_email).toBeNull();
  });

  it("of an account that was switched off is not confirmed", async () => {
    const account = await createAccount();
    const [mail] = await ask(account);
    await sql`UPDATE users SET is_active = false WHERE id = ${account.id}`.execute(database.db);
    await expect(confirm(mail?.token)).rejects.toMatchObject(spent);
  });
});
