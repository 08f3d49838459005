/** A device that has signed in before is not locked by the failures of others, and gains nothing else by it. */
import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { exportData } from "../../app/.server/accounts/export/service.ts";
import { changePassword, register } from "../../app/.server/accounts/service.ts";
import { knownDeviceCookie, readKnownDevice } from "../../app/.server/auth/known-devices.ts";
import { choosePassword, forgotPassword } from "../../app/.server/auth/password-reset/service.ts";
import { login, type TokenContext } from "../../app/.server/auth/sign-in/service.ts";
import { signToken } from "../../app/.server/auth/signed-tokens.ts";
import { FAILURE_LIMITS } from "../../app/.server/auth/throttle/queries.ts";
import { linkToken } from "../../app/.server/mail/links/tokens.ts";
import { withDatabase } from "../support/database.ts";
import { NO_MAILER } from "../support/mailer.ts";
import { callerOf } from "../support/players.ts";

const database = withDatabase();

const SECRET = "a secret of the tests alone, long enough for HMAC";
const contextOf = (knownDevice?: string, network: string | null = null): TokenContext => ({
  ...{ secret: SECRET, now: new Date(), userAgent: "A browser" },
  ...{ network, wideNetwork: null, knownDevice },
});
const [PASSWORD, NEW] = ["correct horse battery", "staple the horse"];

/** Registers an account, with the cookie of the browser that has done so. */
async function createAccount() {
  const username = `user_${randomUUID().slice(0, 8)}`;
  const email = `${username}@example.com`;
  const request = { username, email, password: PASSWORD };
  const signedIn = await register(database.db, request, contextOf(), NO_MAILER);
  const { id } = signedIn.user;
  return {
    ...{ id, email, caller: callerOf(signedIn) },
    cookie: await knownDeviceCookie(id, undefined, SECRET),
  };
}

/** Returns the outcome of an attempt to sign in: `ok`, or the error's code. */
const attempt = (email: string, password: string, knownDevice?: string, network?: string) =>
  login(database.db, { email, password }, contextOf(knownDevice, network), NO_MAILER).then(
    () => "ok",
    ({ code }: { code: string }) => code,
  );

/** Lets the waiting times of subjects that are slowed pass, but not those of locked ones. */
const waitBriefly = () =>
  sql`UPDATE sign_in_failures SET blocked_until = now()
    WHERE blocked_until < now() + interval '5 minutes'`.execute(database.db);

/** Locks a subject: with as few failures as that takes, because each costs a hash. */
async function fail(email: string, knownDevice?: string, times = FAILURE_LIMITS.account.locked) {
  for (let n = 0; n < times; n += 1) {
    await attempt(email, "not this one", knownDevice);
    await waitBriefly();
  }
}

/** Returns the failures in the export of an account, asked for by a device. */
async function exportedFailures(
  { caller }: Awaited<ReturnType<typeof createAccount>>,
  cookie?: string,
) {
  let text = "";
  for await (const part of exportData(database.db, caller, contextOf(cookie))) text += part;
  return JSON.parse(text).sign_in_failures.map(({ failures }: { failures: number }) => failures);
}

describe("failures", () => {
  it("of a known device are in the export that it asks for, and in no other", async () => {
    const [account, other] = [await createAccount(), await createAccount()];
    await fail(account.email, account.cookie, 2);
    expect(await exportedFailures(account, account.cookie)).toEqual([2]);
    expect(await exportedFailures(account, other.cookie)).toEqual([]);
    expect(await exportedFailures(other, account.cookie)).toEqual([]);
    expect(await exportedFailures(account)).toEqual([]);
  });

  it("lock an unknown device, twenty of them too, and not one that has signed in before", async () => {
    const { email, cookie } = await createAccount();
    await fail(email, undefined, 20);
    expect(await attempt(email, PASSWORD)).toBe("too_many_attempts");
    expect(await attempt(email.toUpperCase(), PASSWORD, cookie)).toBe("ok");
    // Its sign-in gives nobody else another ten guesses.
    expect(await attempt(email, PASSWORD)).toBe("too_many_attempts");
  });

  it("of the device itself lock it, and no other", async () => {
    const { id, email, cookie } = await createAccount();
    await fail(email, cookie);
    expect(await attempt(email, PASSWORD, cookie)).toBe("too_many_attempts");
    const other = await knownDeviceCookie(id, undefined, SECRET);
    expect(await attempt(email, PASSWORD, other)).toBe("ok");
    expect(await attempt(email, PASSWORD)).toBe("ok");
  });

  it.each([
    ["another account's cookie", async () => (await createAccount()).cookie],
    [
      "a cookie that another secret signed",
      async ({ id }: { id: string }) => knownDeviceCookie(id, undefined, "another secret"),
    ],
    [
      "a token of another kind",
      ({ id }: { id: string }) =>
        signToken("guest-game+jwt", { account: id, device: randomUUID() }, SECRET),
    ],
    ["something else", async () => "x".repeat(5_000)],
  ])("lock a device with %s", async (_, cookieOf) => {
    const account = await createAccount();
    const cookie = await cookieOf(account);
    await fail(account.email);
    expect(await attempt(account.email, PASSWORD, cookie)).toBe("too_many_attempts");
  });

  it("of a known device do not count for the account, but for its network they do", async () => {
    const { email, cookie } = await createAccount();
    const network = randomUUID();
    // The 58th makes it wait for longer than `waitBriefly` lets pass, so the later ones are refused.
    for (let n = 0; n < FAILURE_LIMITS.network.locked; n += 1) {
      await attempt(`${randomUUID()}@example.com`, "a guess", undefined, network);
      await waitBriefly();
    }
    expect(await attempt(email, PASSWORD, cookie, network)).toBe("too_many_attempts");
    expect(await attempt(email, PASSWORD, cookie)).toBe("ok");
  });
});

describe("the lockout of a known device", () => {
  it("ends when the password is changed", async () => {
    const { email, cookie, caller } = await createAccount();
    await fail(email, cookie);
    await fail(email);
    const change = { current_password: PASSWORD, new_password: NEW };
    await changePassword(database.db, caller, change, contextOf(), NO_MAILER);
    expect(await attempt(email, NEW, cookie)).toBe("ok");
    expect(await attempt(email, NEW)).toBe("ok");
  });

  it("ends when the password is reset", async () => {
    const { email, cookie } = await createAccount();
    await fail(email, cookie);
    await fail(email);
    const ids: string[] = [];
    const mailer = { sendLater: (id: string) => ids.push(id) };
    await forgotPassword(database.db, { email }, contextOf(), mailer);
    const token = linkToken("reset_password", ids[0] ?? "", SECRET);
    await choosePassword(database.db, { token, password: NEW }, contextOf(), NO_MAILER);
    expect(await attempt(email, NEW, cookie)).toBe("ok");
    expect(await attempt(email, NEW)).toBe("ok");
  });
});

describe("the owner", () => {
  it("is told on a known device of the failures of others, and of its own", async () => {
    const { email, cookie } = await createAccount();
    for (let n = 0; n < 3; n += 1) await attempt(email, "a guess");
    await attempt(email, "a slip", cookie);
    const credentials = { email, password: PASSWORD };
    const signIn = () => login(database.db, credentials, contextOf(cookie), NO_MAILER);
    expect((await signIn()).tokens.failed_attempts).toBe(4);
    expect((await signIn()).tokens.failed_attempts).toBeUndefined();
  });
});

describe("the cookie", () => {
  it("stays the same device for an account, and is another one for another", async () => {
    const [mine, theirs] = [randomUUID(), randomUUID()];
    const first = await knownDeviceCookie(mine, undefined, SECRET);
    const deviceOf = async (cookie: string) => (await readKnownDevice(cookie, SECRET))?.device;
    expect(await deviceOf(await knownDeviceCookie(mine, first, SECRET))).toBe(
      await deviceOf(first),
    );
    expect(await deviceOf(await knownDeviceCookie(theirs, first, SECRET))).not.toBe(
      await deviceOf(first),
    );
  });
});
