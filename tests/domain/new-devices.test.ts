/** The mail about a device that signs in to an account for the first time, and that about a changed password. */
import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { changePassword } from "../../app/.server/accounts/service.ts";
import { changeSettings } from "../../app/.server/accounts/settings/service.ts";
import { signInWithIdentity } from "../../app/.server/auth/identities/service.ts";
import { knownDeviceCookie } from "../../app/.server/auth/known-devices.ts";
import { login } from "../../app/.server/auth/sign-in/service.ts";
import { DAILY_NOTICES } from "../../app/.server/mail/outbox/queries.ts";
import type { Mailer } from "../../app/.server/mail/service.ts";
import type { SettingsUpdate } from "../../app/contracts/settings.ts";
import { withDatabase } from "../support/database.ts";
import { CONTEXT, identityActs, PASSWORD } from "../support/identities.ts";

const database = withDatabase();
const { registerHere, registerElsewhere } = identityActs(database);

/** Returns the ids of the mails that `act` asks to send, and checks that they are there, about `userId`. */
async function sentBy(userId: string, act: (mailer: Mailer) => Promise<unknown>) {
  const ids: string[] = [];
  await act({ sendLater: (id) => ids.push(id) });
  const mails = await database.db
    .selectFrom("mails")
    .select(["id", "kind", "facts"])
    .where("user_id", "=", userId)
    .where("kind", "in", ["new_device", "password_changed"])
    .execute();
  const written = mails.filter(({ id }) => ids.includes(id));
  expect(written).toHaveLength(ids.length);
  return written.map(({ kind, facts }) => ({ kind, facts }));
}

const signInHere = (user: { id: string; email: string }, knownDevice?: string) =>
  sentBy(user.id, (mailer) =>
    login(
      database.db,
      { email: user.email, password: PASSWORD },
      { ...CONTEXT, knownDevice },
      mailer,
    ),
  );

const set = (
  caller: { id: string; family: string },
  notifications: SettingsUpdate["notifications"],
) => changeSettings(database.db, caller, { notifications });

const told = [
  {
    kind: "new_device",
    facts: { at: CONTEXT.now.toISOString(), user_agent: CONTEXT.userAgent },
  },
];

describe("a sign-in with a password", () => {
  it("on a device that the account does not know is told by mail", async () => {
    const { user } = await registerHere();
    expect(await signInHere(user)).toEqual(told);
  });

  it("on a device that has signed in before is not told", async () => {
    const { user } = await registerHere();
    const cookie = await knownDeviceCookie(user.id, undefined, CONTEXT.secret);
    expect(await signInHere(user, cookie)).toEqual([]);
  });

  it("on a device that another account knows is told", async () => {
    const { user } = await registerHere();
    const other = await registerHere();
    const cookie = await knownDeviceCookie(other.user.id, undefined, CONTEXT.secret);
    expect(await signInHere(user, cookie)).toEqual(told);
    const forged = await knownDeviceCookie(user.id, undefined, "another secret of the tests");
    expect(await signInHere(user, forged)).toEqual(told);
  });

  it("is not told to somebody who wants no such mail", async () => {
    const { user, caller } = await registerHere();
    await set(caller, { new_device: false });
    expect(await signInHere(user)).toEqual([]);
    await set(caller, { new_device: true });
    expect(await signInHere(user)).toEqual(told);
  });

  it("is told a few times a day: a program that signs in again and again floods nobody", async () => {
    const { user } = await registerHere();
    await database.db
      .updateTable("users")
      .set({ email_verified: true })
      .where("id", "=", user.id)
      .execute();
    for (let n = 0; n < DAILY_NOTICES.device.confirmed; n += 1)
      expect(await signInHere(user)).toEqual(told);
    expect(await signInHere(user)).toEqual([]);
    // Those of all accounts of this test.
    await sql`UPDATE mail_counts SET asked_at = ARRAY(
      SELECT t - interval '25 hours' FROM unnest(asked_at) t)`.execute(database.db);
    expect(await signInHere(user)).toEqual(told);
  });

  it("that is refused is not told", async () => {
    const { user } = await registerHere();
    const sent = sentBy(user.id, (mailer) =>
      login(database.db, { email: user.email, password: "not this one" }, CONTEXT, mailer).catch(
        () => undefined,
      ),
    );
    expect(await sent).toEqual([]);
  });
});

describe("a sign-in with an identity", () => {
  it("is told in the same way", async () => {
    const { user, identity } = await registerElsewhere();
    const cookie = await knownDeviceCookie(user.id, undefined, CONTEXT.secret);
    const signInElsewhere = (knownDevice?: string) =>
      sentBy(user.id, (mailer) =>
        signInWithIdentity(database.db, identity, { ...CONTEXT, knownDevice }, mailer, {
          only: null,
          refreshToken: undefined,
        }),
      );
    expect(await signInElsewhere()).toEqual(told);
    expect(await signInElsewhere(cookie)).toEqual([]);
  });
});

describe("a changed password", () => {
  const change = (account: Awaited<ReturnType<typeof registerHere>>, from: string, to: string) =>
    sentBy(account.user.id, (mailer) =>
      changePassword(
        database.db,
        account.caller,
        { current_password: from, new_password: to },
        CONTEXT,
        mailer,
      ),
    );

  it("is told by mail, but not to somebody who wants no such mail", async () => {
    const account = await registerHere();
    const other = `another password ${randomUUID()}`;
    expect((await change(account, PASSWORD, other)).map(({ kind }) => kind)).toEqual([
      "password_changed",
    ]);
    await set(account.caller, { password_changed: false });
    expect(await change(account, other, PASSWORD)).toEqual([]);
  });
});
