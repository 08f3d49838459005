/** The rules of slowing down guesses of passwords: under which subjects failures count, and the refusals. */
import type { Db } from "../../db/client.ts";
import { DomainError, inactiveAccount } from "../../errors.ts";
import { sha256Hex } from "../../sha256.ts";
import type { Caller } from "../authorization/queries.ts";
import type { KnownDevice } from "../known-devices.ts";
import { checkPassword, NO_PASSWORD } from "../passwords.ts";
import { countPasswordFailure, SUBJECT_PREFIXES, type ThrottleSubjects } from "./queries.ts";

const subjectOf = (kind: keyof typeof SUBJECT_PREFIXES, text: string) =>
  sha256Hex(SUBJECT_PREFIXES[kind] + text);

/** Returns the subjects under which failures to sign in count. */
export function throttleSubjects(
  email: string,
  { network, wideNetwork }: { network: string | null; wideNetwork: string | null },
  known?: KnownDevice,
): ThrottleSubjects {
  return {
    known,
    account: subjectOf("account", email.toLowerCase()),
    network: network && subjectOf("network", network),
    wideNetwork: wideNetwork && subjectOf("network", wideNetwork),
  };
}

/** Returns the subject under which a signed-in account's wrong passwords count. */
export const passwordSubject = (userId: string) => subjectOf("password", userId);

/** Returns the error of a blocked attempt, with the time until the next one. */
export function tooManyAttempts(blocked_ms: number): DomainError {
  const seconds = Math.ceil(blocked_ms / 1000);
  const wait = seconds < 90 ? `${seconds} s` : `${Math.ceil(seconds / 60)} minutes`;
  const message = `Too many attempts. Try again in ${wait}.`;
  return new DomainError("too_many_attempts", message, { retryAfter: seconds });
}

/** Returns the error of a wrong password in the field `path`. */
export function wrongPassword(path: string): DomainError {
  const message = "That is not your password";
  return new DomainError("wrong_password", message, { errors: [{ path, message }] });
}

/** Returns the error of an act that asks for the password of an account without one. */
const noPassword = () =>
  new DomainError("no_password", "This account has no password. Set one in the settings first.");

/**
 * Checks the password of a signed-in caller, and returns its stored hash.
 *
 * @param path the field that the password came in
 * @throws `unauthenticated`, `no_password`, `wrong_password`, `too_many_attempts`
 */
export async function confirmPassword(
  db: Db,
  caller: Caller,
  password: string,
  path: string,
): Promise<string> {
  const throttle = await countPasswordFailure(db, caller, passwordSubject(caller.id));
  if (!throttle) throw inactiveAccount();
  if (throttle.password_hash === NO_PASSWORD) throw noPassword();
  if (!throttle.allowed) throw tooManyAttempts(throttle.blocked_ms);
  if (!(await checkPassword(password, throttle.password_hash))) throw wrongPassword(path);
  return throttle.password_hash;
}
