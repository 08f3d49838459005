/** bcrypt. The contract refuses passwords over 72 bytes, which bcrypt would cut. */
import bcrypt from "bcryptjs";

/** About 85–150 ms of CPU. 12 would take 320–400 ms of a Worker's time at every sign-in. */
const COST = 10;

export const hashPassword = (password: string): Promise<string> => bcrypt.hash(password, COST);

/** A hash of nothing that anybody knows, so that an unknown account takes the time of a known one. */
const NOBODY = "$2b$10$wKOPPCzMMWGA9xT53AY5dOFjoozyLU6ZesNp0t.5qXZ6qtJZKs21a";

export const checkPassword = (password: string, hash: string | undefined): Promise<boolean> =>
  bcrypt.compare(password, hash ?? NOBODY);
