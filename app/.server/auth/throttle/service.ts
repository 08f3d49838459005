/** The rules of guessing passwords: what is counted, and how it is answered. */
import { sha256 } from "@oslojs/crypto/sha2";
import { encodeHexLowerCase } from "@oslojs/encoding";
import type { Db } from "../../db/client.ts";
import { DomainError, inactiveAccount } from "../../errors.ts";
import type { Caller } from "../authorization/queries.ts";
import { checkPassword } from "../passwords.ts";
import { type ThrottleSubjects, countPasswordFailure } from "./queries.ts";

const hash = (text: string) => encodeHexLowerCase(sha256(new TextEncoder().encode(text)));

export function throttleSubjects(email: string, network: string | null): ThrottleSubjects {
  return {
    account: hash(`account:${email.toLowerCase()}`),
    network: network && hash(`network:${network}`),
  };
}

export function tooManyAttempts(blocked_ms: number): DomainError {
  const seconds = Math.ceil(blocked_ms / 1000);
  const wait = seconds < 90 ? `${seconds} s` : `${Math.ceil(seconds / 60)} minutes`;
  const message = `Too many attempts. Try again in ${wait}.`;
  return new DomainError("too_many_attempts", message, { retryAfter: seconds });
}

export function wrongPassword(path: string): DomainError {
  const message = "That is not your password";
  return new DomainError("wrong_password", message, { errors: [{ path, message }] });
}

/** What wrong guesses of somebody who is signed in are counted under. */
export const passwordSubject = (userId: string) => hash(`guess:${userId}`);

/**
 * Makes sure that whoever is signed in knows the password, too.
 *
 * @param path the field that it came in
 * @returns the stored hash
 * @throws `unauthenticated`, `wrong_password`, `too_many_attempts`
 */
export async function confirmPassword(db: Db, caller: Caller, password: string, path: string) {
  const guess = await countPasswordFailure(db, caller, passwordSubject(caller.id));
  if (!guess) throw inactiveAccount();
  if (!guess.taken) throw tooManyAttempts(guess.blocked_ms);
  if (!(await checkPassword(password, guess.password_hash))) throw wrongPassword(path);
  return guess.password_hash;
}
