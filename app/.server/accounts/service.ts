/** The rules of accounts: creating one, what it says, and its end. */
import type {
  PasswordChange,
  ProfileUpdate,
  Registration,
  SignedIn,
  User,
} from "../../contracts/account.ts";
import type { Caller } from "../auth/authorization/queries.ts";
import { hashPassword } from "../auth/passwords.ts";
import { newToken, signedIn, type TokenContext } from "../auth/sign-in/service.ts";
import { confirmPassword, guessSubject, wrongPassword } from "../auth/throttle/service.ts";
import type { Db } from "../db/client.ts";
import { DomainError, inactiveAccount, lastAdmin } from "../errors.ts";
import type { BoardKey } from "../leaderboards/board-key.ts";
import {
  findUser,
  insertUser,
  markDeleted,
  type Taken,
  updatePassword,
  updateProfile,
} from "./queries.ts";

/** Names every field that somebody else has; the code is that of the first. */
function taken({ username, email }: Taken): DomainError {
  const errors = [
    ...(username ? [{ path: "username", message: "Somebody has this username already" }] : []),
    ...(email ? [{ path: "email", message: "There is an account with this address already" }] : []),
  ];
  const code = username ? "username_taken" : "email_taken";
  return new DomainError(code, errors.map((error) => error.message).join(". "), { errors });
}

/** Creates an account and signs it in. @throws `username_taken`, `email_taken` */
export async function register(
  db: Db,
  request: Registration,
  issuing: TokenContext,
): Promise<SignedIn> {
  const { token, row } = newToken(issuing);
  const { username, email, display_name = username } = request;
  const password_hash = await hashPassword(request.password);
  const insert = () => insertUser(db, { username, email, display_name, password_hash }, row);
  const isUnseen = (inserted: Awaited<ReturnType<typeof insert>>) =>
    "taken" in inserted && !inserted.taken.username && !inserted.taken.email;
  let inserted = await insert();
  // What came at the same moment the statement could not see yet: the next one does.
  for (let more = 2; isUnseen(inserted); more -= 1) {
    if (more === 0) throw new Error("Others registered at the same moment three times over");
    inserted = await insert();
  }
  if ("taken" in inserted) throw taken(inserted.taken);
  return signedIn(inserted.created, token, issuing);
}

/** The caller's account. @throws `unauthenticated` */
export async function profile(db: Db, caller: Caller): Promise<User> {
  const user = await findUser(db, caller);
  if (!user) throw inactiveAccount();
  return user;
}

/** Changes what others see. @throws `unauthenticated` */
export async function editProfile(db: Db, caller: Caller, change: ProfileUpdate): Promise<User> {
  const user = await updateProfile(db, caller, change);
  if (!user) throw inactiveAccount();
  return user;
}

/**
 * Changes the password and signs out every other device.
 *
 * @throws as `confirmPassword`
 */
export async function changePassword(db: Db, caller: Caller, change: PasswordChange) {
  const path = "current_password";
  const before = await confirmPassword(db, caller, change[path], path);
  const next = await hashPassword(change.new_password);
  const guesses = guessSubject(caller.id);
  const changed = await updatePassword(db, caller, { before, next, guesses });
  if (!changed) throw inactiveAccount();
  if (!changed.made) throw wrongPassword(path);
}

/**
 * Deletes the account softly: signed out everywhere and gone from every public
 * page at once; the rows go after 30 days (upkeep).
 *
 * @returns the boards that it was on
 * @throws `last_admin`, and as `confirmPassword`
 */
export async function deleteAccount(db: Db, caller: Caller, password: string): Promise<BoardKey[]> {
  const before = await confirmPassword(db, caller, password, "password");
  const deleted = await markDeleted(db, caller, { before, guesses: guessSubject(caller.id) });
  if (!deleted) throw inactiveAccount();
  if (deleted.alone) throw lastAdmin();
  if (!deleted.made) throw wrongPassword("password");
  return deleted.boards;
}
