/** A forgotten password: the link of a mail sets a new one, once, and nothing else does. */
import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { register } from "../../app/.server/accounts/service.ts";
import { choosePassword, forgotPassword } from "../../app/.server/auth/password-reset/service.ts";
import { devices, login, type TokenContext } from "../../app/.server/auth/sign-in/service.ts";
import { FAILURE_LIMITS } from "../../app/.server/auth/throttle/queries.ts";
import { throttleSubjects } from "../../app/.server/auth/throttle/service.ts";
import { LINK_LIMITS } from "../../app/.server/mail/links/queries.ts";
import { linkToken } from "../../app/.server/mail/links/tokens.ts";
import { withDatabase } from "../support/database.ts";
import { NO_MAILER } from "../support/mailer.ts";
import { callerOf } from "../support/players.ts";

const database = withDatabase();

const SECRET = "a secret of the tests alone, long enough for HMAC";
const contextFrom = (network: string | null = null): TokenContext => ({
  ...{ secret: SECRET, now: new Date("2026-11-28T10:00:00Z"), userAgent: "A browser" },
  ...{ network, wideNetwork: network },
});
const spent = { code: "link_spent" };
const [OLD, NEW, OTHER] = ["correct horse battery", "staple the horse", "another battery"];

/** Registers an account, signed in on one device. */
async function createAccount() {
  const username = `user_${randomUUID().slice(0, 8)}`;
  const email = `${username}@example.com`;
  const signedIn = await register(
    database.db,
    { username, email, password: OLD },
    contextFrom(),
    NO_MAILER,
  );
  return { email, id: signedIn.user.id, caller: callerOf(signedIn) };
}

/** Asks for a link. Returns the ids of the mails that are to be sent. */
async function forget(email: string, network: string = randomUUID()): Promise<string[]> {
  const ids: string[] = [];
  const mailer = { sendLater: (id: string) => ids.push(id) };
  await forgotPassword(database.db, { email }, contextFrom(network), mailer);
  return ids;
}

/** Asks for a link, and returns its token. */
async function tokenFor(email: string): Promise<string> {
  const [id] = await forget(email);
  if (!id) throw new Error(`no mail for ${email}`);
  return linkToken("reset_password", id, SECRET);
}

const choose = (token: string, password: string = NEW) =>
  choosePassword(database.db, { token, password }, contextFrom(), NO_MAILER);

const signIn = (email: string, password: string) =>
  login(database.db, { email, password }, contextFrom(), NO_MAILER);

const mailsTo = (email: string) =>
  database.db.selectFrom("mails").select(["id", "kind"]).where("recipient", "=", email).execute();

describe("the link of a forgotten password", () => {
  it("sets a new password, ends every sign-in, and writes a mail that says so", async () => {
    const { email, caller } = await createAccount();
    await choose(await tokenFor(email.toUpperCase()));
    await expect(signIn(email, OLD)).rejects.toMatchObject({ code: "invalid_credentials" });
    await expect(devices(database.db, caller)).rejects.toMatchObject({ code: "unauthenticated" });
    expect((await signIn(email, NEW)).tokens.user.email).toBe(email);
    const kinds = (await mailsTo(email)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind !== "confirm_address")).toEqual([
      "reset_password",
      "password_reset",
      "new_device",
    ]);
  });

  it("confirms the address, and forgets one that waits to be confirmed", async () => {
    const { email, id } = await createAccount();
    await sql`UPDATE users SET pending_email = 'thief@example.com' WHERE id = ${id}`.execute(
      database.db,
    );
    await choose(await tokenFor(email));
    const user = await database.db
      .selectFrom("users")
      .select(["email_verified", "pending_email"])
      .where("id", "=", id)
      .executeTakeFirstOrThrow();
    expect(user).toEqual({ email_verified: true, pending_email: null });
  });

  it("ends the lockout", async () => {
    const { email } = await createAccount();
    for (let n = 0; n < FAILURE_LIMITS.account.slowed; n += 1)
      await expect(signIn(email, OTHER)).rejects.toMatchObject({ code: "invalid_credentials" });
    // The block of two seconds is put off for a minute, because a sign-in may take longer.
    const { account } = throttleSubjects(email, { network: null, wideNetwork: null });
    const { rows } = await sql`
      UPDATE sign_in_failures SET blocked_until = blocked_until + interval '1 minute'
      WHERE subject = ${account}
      RETURNING extract(epoch FROM blocked_until - last_failed_at)::float8 AS seconds`.execute(
      database.db,
    );
    expect(rows).toEqual([{ seconds: 62 }]);
    await expect(signIn(email, OLD)).rejects.toMatchObject({ code: "too_many_attempts" });
    await choose(await tokenFor(email));
    await signIn(email, NEW);
  });

  it("works once, also for two requests at once, and ends the other links", async () => {
    const { email } = await createAccount();
    const [first, second] = [await tokenFor(email), await tokenFor(email)];
    const outcomes = await Promise.allSettled([choose(first, NEW), choose(first, OTHER)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await expect(choose(first)).rejects.toMatchObject(spent);
    await expect(choose(second)).rejects.toMatchObject(spent);
    await signIn(email, outcomes[0].status === "fulfilled" ? NEW : OTHER);
  });

  it.each([
    [
      "expired",
      (id: string) => sql`UPDATE account_tokens SET expires_at = now() WHERE user_id = ${id}`,
    ],
    [
      "went to an address that was changed since",
      (id: string) => sql`UPDATE users SET email = id || '@example.com' WHERE id = ${id}`,
    ],
    [
      "belongs to an account that was switched off",
      (id: string) => sql`UPDATE users SET is_active = false WHERE id = ${id}`,
    ],
    [
      "is for something else",
      (id: string) =>
        sql`UPDATE account_tokens SET purpose = 'confirm_address' WHERE user_id = ${id}`,
    ],
  ])("does nothing when it %s", async (_, change) => {
    const { email, id } = await createAccount();
    const token = await tokenFor(email);
    const hashOf = () =>
      database.db.selectFrom("users").select("password_hash").where("id", "=", id).execute();
    const before = await hashOf();
    await change(id).execute(database.db);
    await expect(choose(token)).rejects.toMatchObject(spent);
    expect(await hashOf()).toEqual(before);
  });

  it("is refused without asking the database when this site did not make it", async () => {
    const { email } = await createAccount();
    const token = await tokenFor(email);
    const forged = linkToken("reset_password", randomUUID(), SECRET);
    const closed = undefined as never;
    for (const wrong of [
      `${token}x`,
      token.slice(1),
      "",
      "💥",
      linkToken("confirm_address", token.split(".")[0] ?? "", SECRET),
    ])
      await expect(
        choosePassword(closed, { token: wrong, password: NEW }, contextFrom(), NO_MAILER),
      ).rejects.toMatchObject(spent);
    await expect(choose(forged)).rejects.toMatchObject(spent);
    await choose(token);
  });
});

describe("asking for a link", () => {
  it("writes nothing for an address without an account, or with one that is switched off", async () => {
    const { email, id } = await createAccount();
    await sql`UPDATE users SET is_active = false WHERE id = ${id}`.execute(database.db);
    expect(await forget(email)).toEqual([]);
    expect(await forget("nobody@example.com")).toEqual([]);
    expect(await mailsTo("nobody@example.com")).toEqual([]);
  });

  it("is bounded for an address, of twenty requests at once too", async () => {
    const { email } = await createAccount();
    const sent = await Promise.all(Array.from({ length: 20 }, () => forget(email)));
    expect(sent.flat()).toHaveLength(LINK_LIMITS.address);
    await sql`UPDATE mail_counts SET asked_at = ARRAY(
      SELECT t - make_interval(secs => ${LINK_LIMITS.seconds}) FROM unnest(asked_at) t)`.execute(
      database.db,
    );
    expect(await forget(email)).toHaveLength(1);
  });

  it("is bounded for a network, whatever the addresses", async () => {
    const network = randomUUID();
    for (let n = 0; n < LINK_LIMITS.network; n += 1)
      expect(await forget(`${randomUUID()}@example.com`, network)).toEqual([]);
    const { email } = await createAccount();
    expect(await forget(email, network)).toEqual([]);
    expect(await forget(email)).toHaveLength(1);
  });
});
