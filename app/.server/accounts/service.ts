/** The rules of accounts: registration, profile, password and deletion. */

import type {
  PasswordChange,
  ProfileUpdate,
  Registration,
  SignedIn,
  User,
} from "../../contracts/account.ts";
import type { FirstPassword, IdentityRegistration } from "../../contracts/identities.ts";
import type { Caller } from "../auth/authorization/queries.ts";
import type { ProvenIdentity } from "../auth/identities/providers.ts";
import { identityTaken, requireFresh, waysIn } from "../auth/identities/service.ts";
import { hashPassword, NO_PASSWORD } from "../auth/passwords.ts";
import type { SignedInUser } from "../auth/sign-in/queries.ts";
import { issueTokens, newRefreshTokenWithRow, type TokenContext } from "../auth/sign-in/service.ts";
import { confirmPassword, passwordSubject, wrongPassword } from "../auth/throttle/service.ts";
import { type Db, violatedConstraint } from "../db/client.ts";
import { DomainError, inactiveAccount, lastAdmin } from "../errors.ts";
import type { BoardCache } from "../leaderboards/cache.ts";
import { linkSubjects, newLink } from "../mail/links/service.ts";
import { newNotice } from "../mail/notices.ts";
import type { Mailer } from "../mail/service.ts";
import {
  findUser,
  IDENTITY_KEY,
  insertUser,
  markDeleted,
  type TakenFields,
  updatePassword,
  updateProfile,
} from "./queries.ts";

/**
 * Returns an error with an entry for each taken field; its code is `username_taken` if the username is taken,
 * otherwise `email_taken`.
 */
function fieldsTaken({ username, email }: TakenFields): DomainError {
  const errors = [
    ...(username ? [{ path: "username", message: "Somebody has this username already" }] : []),
    ...(email ? [{ path: "email", message: "There is an account with this address already" }] : []),
  ];
  const code = username ? "username_taken" : "email_taken";
  return new DomainError(code, errors.map((error) => error.message).join(". "), { errors });
}

/** Returns the mail that confirms the address of a new account, if its quotas allow. */
const newConfirmation = (email: string, tokenContext: TokenContext) => ({
  ...newLink("confirm_address", tokenContext.secret),
  subjects: linkSubjects("confirm_address", email, tokenContext),
});

/** Creates an account, signs it in, and mails the link that confirms its address. @throws `username_taken`, `email_taken` */
export async function register(
  db: Db,
  request: Registration,
  tokenContext: TokenContext,
  mailer: Mailer,
): Promise<SignedIn> {
  const { token, row } = newRefreshTokenWithRow(tokenContext);
  const { username, email, display_name = username } = request;
  const link = newConfirmation(email, tokenContext);
  const password_hash = await hashPassword(request.password);
  const user = { username, email, display_name, password_hash };
  const created = await insertNew(() => insertUser(db, user, row, link));
  mailer.sendLater(link.id);
  return issueTokens(created, token, tokenContext);
}

/** Inserts an account. @throws `username_taken`, `email_taken` */
async function insertNew(insert: () => ReturnType<typeof insertUser>): Promise<SignedInUser> {
  const isConcurrent = (inserted: Awaited<ReturnType<typeof insert>>) =>
    "taken" in inserted && !inserted.taken.username && !inserted.taken.email;
  let inserted = await insert();
  // The statement's snapshot does not show an account that was inserted at the same moment; that of a retry does.
  for (let retries = 2; isConcurrent(inserted); retries -= 1) {
    if (retries === 0) throw new Error("Others registered at the same moment three times over");
    inserted = await insert();
  }
  if ("taken" in inserted) throw fieldsTaken(inserted.taken);
  return inserted.created;
}

/**
 * Creates an account that is signed in to with an identity, without a password, and signs it in. An address that the provider
 * vouches for is taken over and counts as confirmed; another one is mailed the link that confirms it.
 *
 * @throws `username_taken`, `email_taken`, `identity_taken`, and `validation_failed` without an address
 */
export async function registerWithIdentity(
  db: Db,
  { username, display_name, ...request }: IdentityRegistration,
  identity: ProvenIdentity,
  tokenContext: TokenContext,
  mailer: Mailer,
): Promise<SignedIn> {
  const email = identity.email ?? request.email;
  if (email === undefined) {
    const errors = [{ path: "email", message: "Enter your email address" }];
    throw new DomainError("validation_failed", "Enter your email address", { errors });
  }
  const email_verified = identity.email !== null;
  const { token, row } = newRefreshTokenWithRow(tokenContext);
  const link = newConfirmation(email, tokenContext);
  const user = { username, email, display_name, password_hash: NO_PASSWORD, email_verified };
  const created = await insertNew(() => insertUser(db, user, row, link, identity)).catch(
    (error) => {
      if (violatedConstraint(error) === IDENTITY_KEY) throw identityTaken(identity.provider);
      throw error;
    },
  );
  if (!email_verified) mailer.sendLater(link.id);
  return issueTokens(created, token, tokenContext);
}

/** Returns the caller's account. @throws `unauthenticated` */
export async function profile(db: Db, caller: Caller): Promise<User> {
  const user = await findUser(db, caller);
  if (!user) throw inactiveAccount();
  return user;
}

/** Changes the caller's public profile, and drops the boards that show it. @throws `unauthenticated` */
export async function editProfile(
  db: Db,
  caller: Caller,
  change: ProfileUpdate,
  cache: BoardCache,
): Promise<User> {
  const updated = await updateProfile(db, caller, change);
  if (!updated) throw inactiveAccount();
  const { boards, ...user } = updated;
  await cache.drop(boards);
  return user;
}

/** Checks the password in the field `path`, for a statement that needs it to be still the same. */
async function checkedPassword(db: Db, caller: Caller, password: string, path: string) {
  const checkedHash = await confirmPassword(db, caller, password, path);
  return { checkedHash, throttleSubject: passwordSubject(caller.id) };
}

/**
 * Changes the password, signs out every other device, and says so by mail, as the settings allow.
 *
 * @throws as `confirmPassword`
 */
export async function changePassword(
  db: Db,
  caller: Caller,
  { current_password, new_password }: PasswordChange,
  tokenContext: TokenContext,
  mailer: Mailer,
): Promise<void> {
  const path = "current_password";
  const checked = await checkedPassword(db, caller, current_password, path);
  const notice = newNotice("password_changed", tokenContext, {});
  const newHash = await hashPassword(new_password);
  const updated = await updatePassword(db, caller, newHash, checked, notice);
  if (!updated) throw inactiveAccount();
  if (!updated.changed) throw wrongPassword(path);
  if (updated.told) mailer.sendLater(notice.id);
}

/**
 * Sets the first password of an account that has none, after a fresh sign-in, signs out every other device, and says so by
 * mail, as the settings allow.
 *
 * @throws `unauthenticated`, `password_exists`, `sign_in_again`
 */
export async function setFirstPassword(
  db: Db,
  caller: Caller,
  { new_password }: FirstPassword,
  tokenContext: TokenContext,
  mailer: Mailer,
): Promise<void> {
  const passwordExists = () =>
    new DomainError("password_exists", "This account has a password. Change it instead.");
  const found = await waysIn(db, caller);
  if (found.has_password) throw passwordExists();
  requireFresh(found);
  const notice = newNotice("password_changed", tokenContext, {});
  const absent = { checkedHash: NO_PASSWORD, throttleSubject: passwordSubject(caller.id) };
  const newHash = await hashPassword(new_password);
  const updated = await updatePassword(db, caller, newHash, absent, notice);
  if (!updated) throw inactiveAccount();
  if (!updated.changed) throw passwordExists();
  if (updated.told) mailer.sendLater(notice.id);
}

/**
 * Deletes the account softly: it is signed out everywhere and gone from every public page at once. The
 * maintenance job removes its rows after 30 days.
 *
 * @throws `last_admin`, and as `confirmPassword`
 */
export async function deleteAccount(
  db: Db,
  caller: Caller,
  password: string,
  boards: BoardCache,
): Promise<void> {
  const path = "password";
  const deletion = await markDeleted(db, caller, await checkedPassword(db, caller, password, path));
  if (!deletion) throw inactiveAccount();
  if (deletion.last_admin) throw lastAdmin();
  if (!deletion.deleted) throw wrongPassword(path);
  await boards.drop(deletion.boards);
}
