/** Password hashes, by bcrypt, which ignores what comes after 72 bytes. Such a password is never one. */
import bcrypt from "bcryptjs";
import { isHashable } from "../../contracts/account.ts";

/** About 85–150 ms of CPU. 12 would take 320–400 ms of a Worker's time at every sign-in. */
const COST = 10;

/** The hash of a random password, so that an unknown account takes as long as a known one. */
const UNKNOWN_ACCOUNT_HASH = "$2b$10$wKOPPCzMMWGA9xT53AY5dOFjoozyLU6ZesNp0t.5qXZ6qtJZKs21a";

/** Stands in the place of a hash for an account without a password. No password has it. */
export const NO_PASSWORD = "!";

/** Milliseconds between two hashes, in which other requests on this thread are served. */
const PAUSE_MS = 5;

/** How many hashes were started. */
let startedHashes = 0;

/**
 * Waits for a pause in which no other hash was started. A Worker has one thread: sixty sign-ins at once would
 * compute their hashes in a row, and for six seconds no other page would be served and no answer of the
 * database read. There is no lock, because a request that is cut off would never release it.
 */
async function waitForPause(): Promise<void> {
  let before: number;
  do {
    before = startedHashes;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  } while (before !== startedHashes);
  startedHashes += 1;
}

/** Returns the bcrypt hash of a password that `newPasswordSchema` accepts. */
export async function hashPassword(password: string): Promise<string> {
  await waitForPause();
  return bcrypt.hashSync(password, COST);
}

/**
 * Returns whether `hash` is of this password; without a hash or a password false, after the same time. False, after the same time, is
 * also a password over 72 bytes or with NUL, of which bcrypt would compare only the beginning.
 */
export async function checkPassword(password: string, hash: string | undefined): Promise<boolean> {
  await waitForPause();
  // bcrypt would refuse at once what is no hash.
  const known = hash === NO_PASSWORD ? undefined : hash;
  const matches = bcrypt.compareSync(password, known ?? UNKNOWN_ACCOUNT_HASH);
  return matches && known !== undefined && isHashable(password);
}
