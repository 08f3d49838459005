/** Failed sign-ins by network, and passwords of which bcrypt would compare only the beginning. */
import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { register } from "../../app/.server/accounts/service.ts";
import { login, type TokenContext } from "../../app/.server/auth/sign-in/service.ts";
import { countSignInFailure, FAILURE_LIMITS } from "../../app/.server/auth/throttle/queries.ts";
import { throttleSubjects } from "../../app/.server/auth/throttle/service.ts";
import { withDatabase } from "../support/database.ts";
import { NO_MAILER } from "../support/mailer.ts";

const database = withDatabase();

const tokenContext: TokenContext = {
  secret: "a secret of the tests alone, long enough for HMAC",
  now: new Date(),
  userAgent: "A browser",
  network: null,
  wideNetwork: null,
};

/** Fails to sign in to another account, from a network of its own in an IPv6 /48. @returns whether it was blocked */
async function failFrom(wideNetwork: string, network: string = randomUUID()): Promise<boolean> {
  const email = `${randomUUID()}@example.com`;
  const subjects = throttleSubjects(email, { network, wideNetwork });
  return (await countSignInFailure(database.db, email, subjects)).blocked_ms !== null;
}

it("failures from many networks of one IPv6 /48 block it, and no other", async () => {
  const { slowed } = FAILURE_LIMITS.wideNetwork;
  for (let n = 0; n < slowed; n += 1) expect(await failFrom("2001:db8:1::/48")).toBe(false);
  expect(await failFrom("2001:db8:1::/48")).toBe(true);
  expect(await failFrom("2001:db8:2::/48")).toBe(false);
});

it("a right password takes the failure of its network and of its /48 back", async () => {
  const [email, password] = [`${randomUUID()}@example.com`, "correct horse battery"];
  const account = { username: `user_${randomUUID().slice(0, 8)}`, email, password };
  await register(database.db, account, tokenContext, NO_MAILER);
  const networks = { network: "2001:db8:3:1::/64", wideNetwork: "2001:db8:3::/48" };
  await failFrom(networks.wideNetwork, networks.network);
  await login(database.db, { email, password }, { ...tokenContext, ...networks }, NO_MAILER);
  const subjects = throttleSubjects(email, networks);
  const stored = await database.db
    .selectFrom("sign_in_failures")
    .select(["subject", "failures"])
    .where("subject", "in", [subjects.network ?? "", subjects.wideNetwork ?? "", subjects.account])
    .execute();
  expect(stored.map(({ failures }) => failures)).toEqual([1, 1]);
});

it.each([
  ["a character after the 72 bytes that bcrypt reads", "b"],
  ["a NUL after them", "\0"],
])("a password with %s is refused like a wrong one", async (_, more) => {
  const [email, password] = [`${randomUUID()}@example.com`, "a1".repeat(36)];
  const account = { username: `user_${randomUUID().slice(0, 8)}`, email, password };
  await register(database.db, account, tokenContext, NO_MAILER);
  await expect(
    login(database.db, { email, password: password + more }, tokenContext, NO_MAILER),
  ).rejects.toMatchObject({ code: "invalid_credentials" });
  expect(
    (await login(database.db, { email, password }, tokenContext, NO_MAILER)).tokens.user.email,
  ).toBe(email);
});
