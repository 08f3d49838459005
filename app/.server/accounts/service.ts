/** The rules of accounts: registration, profile, password and deletion. */

import type {
  PasswordChange,
  ProfileUpdate,
  Registration,
  SignedIn,
  User,
} from "../../contracts/account.ts";
import type { Caller } from "../auth/authorization/queries.ts";
import { hashPassword } from "../auth/passwords.ts";
import { issueTokens, newRefreshTokenWithRow, type TokenContext } from "../auth/sign-in/service.ts";
import { confirmPassword, passwordSubject, wrongPassword } from "../auth/throttle/service.ts";
import type { Db } from "../db/client.ts";
import { DomainError, inactiveAccount, lastAdmin } from "../errors.ts";
import type { BoardCache } from "../leaderboards/cache.ts";
import { newLink } from "../mail/links/service.ts";
import type { Mailer } from "../mail/service.ts";
import {
  findUser,
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

/** Creates an account, signs it in, and mails the link that confirms its address. @throws `username_taken`, `email_taken` */
export async function register(
  db: Db,
  request: Registration,
  tokenContext: TokenContext,
  mailer: Mailer,
): Promise<SignedIn> {
  const { token, row } = newRefreshTokenWithRow(tokenContext);
  const link = newLink("confirm_address", tokenContext.secret);
  const { username, email, display_name = username } = request;
  const password_hash = await hashPassword(request.password);
  const insert = () => insertUser(db, { username, email, display_name, password_hash }, row, link);
  const isConcurrent = (inserted: Awaited<ReturnType<typeof insert>>) =>
    "taken" in inserted && !inserted.taken.username && !inserted.taken.email;
  let inserted = await insert();
  // The statement's snapshot does not show an account that was inserted at the same moment; that of a retry does.
  for (let retries = 2; isConcurrent(inserted); retries -= 1) {
    if (retries === 0) throw new Error("Others registered at the same moment three times over");
    inserted = await insert();
  }
  if ("taken" in inserted) throw fieldsTaken(inserted.taken);
  mailer.sendLater(link.id);
  return issueTokens(inserted.created, token, tokenContext);
}

/** Returns the caller's account. @throws `unauthenticated` */
export async function profile(db: Db, caller: Caller): Promise<User> {
  const user = await findUser(db, caller);
  if (!user) throw inactiveAccount();
  return user;
}

/** Changes the caller's public profile. @throws `unauthenticated` */
export async function editProfile(db: Db, caller: Caller, change: ProfileUpdate): Promise<User> {
  const user = await updateProfile(db, caller, change);
  if (!user) throw inactiveAccount();
  return user;
}

/** Checks the password in the field `path`, for a statement that needs it to be still the same. */
async function checkedPassword(db: Db, caller: Caller, password: string, path: string) {
  const checkedHash = await confirmPassword(db, caller, password, path);
  return { checkedHash, throttleSubject: passwordSubject(caller.id) };
}

/**
 * Changes the password, signs out every other device, and says so by mail.
 *
 * @throws as `confirmPassword`
 */
export async function changePassword(
  db: Db,
  caller: Caller,
  { current_password, new_password }: PasswordChange,
  { now, userAgent }: TokenContext,
  mailer: Mailer,
): Promise<void> {
  const path = "current_password";
  const checked = await checkedPassword(db, caller, current_password, path);
  const facts = { at: now.toISOString(), user_agent: userAgent };
  const content = { kind: "password_changed", facts } as const;
  const notice = { id: crypto.randomUUID(), content };
  const newHash = await hashPassword(new_password);
  const updated = await updatePassword(db, caller, newHash, checked, notice);
  if (!updated) throw inactiveAccount();
  if (!updated.changed) throw wrongPassword(path);
  mailer.sendLater(notice.id);
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
