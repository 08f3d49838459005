/** bcrypt. The contract refuses passwords over 72 bytes, which bcrypt would cut. */
import bcrypt from "bcryptjs";

/** About 85–150 ms of CPU. 12 would take 320–400 ms of a Worker's time at every sign-in. */
const COST = 10;

/** A hash of nothing that anybody knows, so that an unknown account takes the time of a known one. */
const NOBODY = "$2b$10$wKOPPCzMMWGA9xT53AY5dOFjoozyLU6ZesNp0t.5qXZ6qtJZKs21a";

/** Milliseconds between two hashes, in which all that waits besides gets its turn. */
const PAUSE = 5;

/** How many hashes were begun. */
let begun = 0;

/**
 * Waits for a pause in which no other hash began. A Worker has one thread: of sixty sign-ins at once,
 * all hashes would be computed in a row, and for six seconds nobody's page be served and no answer of the
 * database read. Nobody holds a turn, since a request that is cut off would never give it back.
 */
async function turn(): Promise<void> {
  let seen: number;
  do {
    seen = begun;
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  } while (seen !== begun);
  begun += 1;
}

export async function hashPassword(password: string): Promise<string> {
  await turn();
  return bcrypt.hashSync(password, COST);
}

export async function checkPassword(password: string, hash: string | undefined): Promise<boolean> {
  await turn();
  return bcrypt.compareSync(password, hash ?? NOBODY);
}
