/** Accounts that sign in with an account elsewhere, for the tests of the domain. */
import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import {
  changePassword,
  register,
  registerWithIdentity,
  setFirstPassword,
} from "../../app/.server/accounts/service.ts";
import type { ProvenIdentity } from "../../app/.server/auth/identities/providers.ts";
import {
  linkIdentity,
  signInWithIdentity,
  unlinkIdentity,
} from "../../app/.server/auth/identities/service.ts";
import type { TokenContext } from "../../app/.server/auth/sign-in/service.ts";
import type { Db } from "../../app/.server/db/client.ts";
import type { AuthProvider } from "../../app/contracts/identities.ts";
import { NO_MAILER } from "./mailer.ts";
import { callerOf } from "./players.ts";

export const SECRET = "a secret of the tests alone, long enough for HMAC";
export const CONTEXT: TokenContext = {
  ...{ secret: SECRET, now: new Date(), userAgent: "A browser" },
  ...{ network: null, wideNetwork: null },
};
export const BOTH: AuthProvider[] = ["github", "google"];
export const PASSWORD = "correct horse battery";

/** Returns somebody whom a provider vouches for, and whom nobody has seen. */
export function newIdentity(overrides: Partial<ProvenIdentity> = {}): ProvenIdentity {
  const login = `octo_${randomUUID().slice(0, 8)}`;
  const subject = randomUUID();
  const email = `${login}@example.com`;
  return {
    provider: "github",
    subject,
    label: login,
    name: null,
    username: login,
    email,
    ...overrides,
  };
}

export const registration = (username = `user_${randomUUID().slice(0, 8)}`) => ({
  username,
  display_name: username,
});

export const outcomesOf = (settled: PromiseSettledResult<unknown>[]) =>
  settled.map((each) =>
    each.status === "fulfilled" ? "done" : (each.reason as { code?: string }).code,
  );

/** Returns acts on the accounts of a database. */
export function identityActs(database: { readonly db: Db }) {
  /** Registers an account without a password. */
  async function registerElsewhere(overrides: Partial<ProvenIdentity> = {}, email?: string) {
    const identity = newIdentity(overrides);
    const request = { ...registration(), ...(email !== undefined && { email }) };
    const signedIn = await registerWithIdentity(database.db, request, identity, CONTEXT, NO_MAILER);
    return { identity, user: signedIn.user, caller: callerOf(signedIn) };
  }

  /** Registers an account with a password. */
  async function registerHere() {
    const username = `user_${randomUUID().slice(0, 8)}`;
    const email = `${username}@example.com`;
    const request = { username, email, password: PASSWORD };
    const signedIn = await register(database.db, request, CONTEXT, NO_MAILER);
    return { user: signedIn.user, caller: callerOf(signedIn), email };
  }

  const signIn = (identity: ProvenIdentity, only: string | null = null, refreshToken?: string) =>
    signInWithIdentity(database.db, identity, CONTEXT, NO_MAILER, { only, refreshToken });
  const link = (caller: { id: string; family: string }, identity: ProvenIdentity) =>
    linkIdentity(database.db, caller, identity, CONTEXT, NO_MAILER);
  const unlink = (caller: { id: string; family: string }, provider: AuthProvider, usable = BOTH) =>
    unlinkIdentity(database.db, caller, provider, usable, CONTEXT, NO_MAILER);
  const firstPassword = (caller: { id: string; family: string }) =>
    setFirstPassword(database.db, caller, { new_password: PASSWORD }, CONTEXT, NO_MAILER);

  const changePasswordOf = (caller: { id: string; family: string }, from: string, to: string) =>
    changePassword(
      database.db,
      caller,
      { current_password: from, new_password: to },
      CONTEXT,
      NO_MAILER,
    );

  const mailsOf = async (userId: string) =>
    (
      await database.db
        .selectFrom("mails")
        .select("kind")
        .where("user_id", "=", userId)
        .orderBy("created_at")
        .execute()
    ).map(({ kind }) => kind);

  const identitiesOf = (userId: string) =>
    database.db.selectFrom("user_identities").selectAll().where("user_id", "=", userId).execute();

  /** Lets the sign-in of a device grow old. */
  const grow = ({ family }: { family: string }) =>
    sql`UPDATE sign_ins SET created_at = now() - interval '11 minutes' WHERE id = ${family}`.execute(
      database.db,
    );

  return {
    registerElsewhere,
    registerHere,
    signIn,
    link,
    unlink,
    firstPassword,
    changePasswordOf,
    mailsOf,
    identitiesOf,
    grow,
  };
}
