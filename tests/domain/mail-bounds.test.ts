/** What somebody else can do with an address that is not theirs: few mails, and no way into the account of its owner. */
import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import {
  confirmByLink,
  moveAddress,
  sendConfirmation,
} from "../../app/.server/accounts/address/service.ts";
import { register } from "../../app/.server/accounts/service.ts";
import { signInWithIdentity } from "../../app/.server/auth/identities/service.ts";
import { resetPassword } from "../../app/.server/auth/password-reset/queries.ts";
import { choosePassword, forgotPassword } from "../../app/.server/auth/password-reset/service.ts";
import { type LinkKind, mailContentSchema } from "../../app/.server/mail/kinds.ts";
import { LINK_LIMITS } from "../../app/.server/mail/links/queries.ts";
import { linkToken, linkTokenHash } from "../../app/.server/mail/links/tokens.ts";
import { DAILY_NOTICES } from "../../app/.server/mail/outbox/queries.ts";
import { letterOf } from "../../app/.server/mail/templates.ts";
import { waitForBlockedStatement, withDatabase } from "../support/database.ts";
import { CONTEXT, identityActs, newIdentity, PASSWORD } from "../support/identities.ts";
import { NO_MAILER, passwordNotice } from "../support/mailer.ts";

const database = withDatabase();
const { registerHere, link, changePasswordOf } = identityActs(database);
type Account = Awaited<ReturnType<typeof registerHere>>;
const OTHER = "staple the horse";

/** Returns the tokens of the links that `act` mails. */
async function linksOf(
  kind: LinkKind,
  act: (mailer: { sendLater(id: string): void }) => Promise<unknown>,
) {
  const ids: string[] = [];
  await act({ sendLater: (id) => ids.push(id) });
  return ids.map((id) => linkToken(kind, id, CONTEXT.secret));
}

async function resetToken(email: string): Promise<string> {
  const [token = ""] = await linksOf("reset_password", (mailer) =>
    forgotPassword(database.db, { email }, CONTEXT, mailer),
  );
  return token;
}

const mailsTo = async (email: string) =>
  (
    await database.db
      .selectFrom("mails")
      .select("kind")
      .where("recipient", "=", email)
      .orderBy("created_at")
      .execute()
  ).map(({ kind }) => kind);

/** Returns the words of the mail about a reset. */
async function resetMailTo(email: string) {
  const { facts } = await database.db
    .selectFrom("mails")
    .select("facts")
    .where("recipient", "=", email)
    .where("kind", "=", "password_reset")
    .executeTakeFirstOrThrow();
  const content = mailContentSchema.parse({ kind: "password_reset", facts });
  const context = { origin: "https://pro-dev.example.com", username: "ada", token: undefined };
  return letterOf(content, context).paragraphs.join(" ");
}

const change = ({ caller }: Account, from: string, to: string) =>
  changePasswordOf(caller, from, to);

const userOf = ({ user }: Account) =>
  database.db.selectFrom("users").selectAll().where("id", "=", user.id).executeTakeFirstOrThrow();

const confirm = ({ user }: Account) =>
  database.db
    .updateTable("users")
    .set({ email_verified: true })
    .where("id", "=", user.id)
    .execute();

describe("mails to an address", () => {
  it("that nobody confirmed are few, whatever its account does", async () => {
    const account = await registerHere();
    const count = async () =>
      (await mailsTo(account.email)).filter((kind) => kind === "password_changed").length;
    for (const [from, to] of [
      [PASSWORD, OTHER],
      [OTHER, PASSWORD],
      [PASSWORD, OTHER],
      [OTHER, PASSWORD],
      [PASSWORD, OTHER],
      [OTHER, PASSWORD],
    ] as const)
      await change(account, from, to);
    expect(await count()).toBe(DAILY_NOTICES.ways_in.unconfirmed);
    await confirm(account);
    await change(account, PASSWORD, OTHER);
    expect(await count()).toBe(DAILY_NOTICES.ways_in.unconfirmed + 1);
  });

  it("count for it, whichever account asks for them", async () => {
    const wanted = `wanted_${randomUUID().slice(0, 8)}@example.com`;
    let sent = 0;
    for (let n = 0; n < 3; n += 1) {
      const { caller } = await registerHere();
      const context = { ...CONTEXT, network: randomUUID() };
      const request = { email: wanted, password: PASSWORD };
      const mailer = { sendLater: () => {} };
      await moveAddress(database.db, caller, request, context, mailer);
      for (let again = 0; again < 2; again += 1)
        await sendConfirmation(database.db, caller, context, mailer).catch(() => {});
      sent = (await mailsTo(wanted)).length;
      if (sent >= LINK_LIMITS.address) break;
    }
    const { caller } = await registerHere();
    const context = { ...CONTEXT, network: randomUUID() };
    const late = moveAddress(
      database.db,
      caller,
      { email: wanted, password: PASSWORD },
      context,
      NO_MAILER,
    );
    await expect(late).rejects.toMatchObject({ code: "too_many_mails" });
    expect((await mailsTo(wanted)).length).toBe(LINK_LIMITS.address);
  });

  it("of new accounts count for the network: beyond its quota an account is made without one", async () => {
    const network = randomUUID();
    const emails = Array.from(
      { length: LINK_LIMITS.network + 2 },
      () => `new_${randomUUID().slice(0, 8)}@example.com`,
    );
    for (const email of emails) {
      const username = email.split("@")[0] ?? "";
      const request = { username, email, password: PASSWORD };
      await register(database.db, request, { ...CONTEXT, network }, NO_MAILER);
    }
    const mailed = await Promise.all(emails.map(mailsTo));
    expect(mailed.filter((kinds) => kinds.length > 0)).toHaveLength(LINK_LIMITS.network);
  });

  it("say nothing that the sender of a request has chosen", () => {
    const evil = "Your account is at risk. Visit https://evil.example/login";
    for (const user_agent of [evil, `Mozilla/5.0 (X11; Linux) Firefox/140 ${evil}`]) {
      const content = {
        kind: "password_changed",
        facts: { at: "2026-11-28T10:00:00.000Z", user_agent },
      } as const;
      const context = { origin: "https://pro-dev.example.com", username: "ada", token: undefined };
      expect(JSON.stringify(letterOf(content, context))).not.toMatch(/evil|risk/);
    }
  });
});

describe("somebody who registered with another's address", () => {
  it("loses the linked identities when its owner resets the password", async () => {
    const account = await registerHere();
    const identity = newIdentity();
    await link(account.caller, identity);
    const token = await resetToken(account.email);
    await choosePassword(database.db, { token, password: OTHER }, CONTEXT, NO_MAILER);
    const browser = { only: null, refreshToken: undefined };
    expect(
      await signInWithIdentity(database.db, identity, CONTEXT, NO_MAILER, browser),
    ).toMatchObject({ kind: "unknown" });
    expect(await resetMailTo(account.email)).toMatch(/GitHub no longer signs in/);
  });

  it("is not taken for the owner, whose confirmed account keeps its identities", async () => {
    const account = await registerHere();
    const identity = newIdentity();
    await confirm(account);
    await link(account.caller, identity);
    const token = await resetToken(account.email);
    await choosePassword(database.db, { token, password: OTHER }, CONTEXT, NO_MAILER);
    const browser = { only: null, refreshToken: undefined };
    expect(
      await signInWithIdentity(database.db, identity, CONTEXT, NO_MAILER, browser),
    ).toMatchObject({ kind: "signed_in" });
    expect(await resetMailTo(account.email)).toMatch(
      /GitHub or Google that is linked still signs in/,
    );
  });
});

describe("an address that waits to be confirmed", () => {
  it("is forgotten when the password is changed, and its link does nothing", async () => {
    const account = await registerHere();
    const thief = `thief_${randomUUID().slice(0, 8)}@example.com`;
    const [token = ""] = await linksOf("confirm_address", (mailer) =>
      moveAddress(
        database.db,
        account.caller,
        { email: thief, password: PASSWORD },
        CONTEXT,
        mailer,
      ),
    );
    await change(account, PASSWORD, OTHER);
    await expect(confirmByLink(database.db, token, CONTEXT.secret)).rejects.toMatchObject({
      code: "link_spent",
    });
    expect(await userOf(account)).toMatchObject({ email: account.email, pending_email: null });
  });

  it("stays when the present one is confirmed, and so does the link of a forgotten password", async () => {
    const account = await registerHere();
    const [present = ""] = await linksOf("confirm_address", (mailer) =>
      sendConfirmation(database.db, account.caller, CONTEXT, mailer),
    );
    const wanted = `wanted_${randomUUID().slice(0, 8)}@example.com`;
    const request = { email: wanted, password: PASSWORD };
    await moveAddress(database.db, account.caller, request, CONTEXT, NO_MAILER);
    const token = await resetToken(account.email);
    await confirmByLink(database.db, present, CONTEXT.secret);
    expect(await userOf(account)).toMatchObject({ email_verified: true, pending_email: wanted });
    await choosePassword(database.db, { token, password: OTHER }, CONTEXT, NO_MAILER);
  });
});

describe("links of one account that are opened at once", () => {
  it("take turns, and one of them works", async () => {
    const { email, user } = await registerHere();
    const tokens = [await resetToken(email), await resetToken(email), await resetToken(email)];
    let resets: Promise<boolean[]> | undefined;
    await database.db.transaction().execute(async (transaction) => {
      // All of them have begun before one can go on.
      await transaction
        .selectFrom("users")
        .select("id")
        .where("id", "=", user.id)
        .forUpdate()
        .execute();
      resets = Promise.all(
        tokens.map((token) =>
          resetPassword(database.db, linkTokenHash(token), "-", passwordNotice()),
        ),
      );
      resets.catch(() => {});
      await waitForBlockedStatement(database.db, tokens.length);
    });
    expect((await resets)?.sort()).toEqual([false, false, true]);
  });
});
