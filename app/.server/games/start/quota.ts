/**
 * The quota of starts. A plan is random and a start is free, so without one a player starts games until the plan
 * suits: of 31 starts in 1.6 s one did. Nobody plays 60 games in ten minutes, and only a school does 200.
 */

import { DomainError } from "../../errors.ts";
import { sha256Hex } from "../../sha256.ts";
import type { StartQuota } from "./queries.ts";

/** How many starts an account and a network may have in any `seconds`. */
export const START_LIMITS = { account: 60, network: 200, seconds: 10 * 60 };

/**
 * Returns the quota of a start.
 *
 * @param account the id of the account that starts; null for a guest
 * @param network the network address, which does not count when it is not known
 */
export function startQuota(account: string | null, network: string | null): StartQuota {
  const subjects = [];
  if (account !== null) {
    subjects.push({ subject: sha256Hex(`start:account:${account}`), most: START_LIMITS.account });
  }
  if (network !== null) {
    subjects.push({ subject: sha256Hex(`start:network:${network}`), most: START_LIMITS.network });
  }
  return { subjects, seconds: START_LIMITS.seconds };
}

/** Returns the error of a start beyond the quota. */
export function tooManyStarts(seconds: number): DomainError {
  const pause = seconds < 90 ? `${seconds} s` : `${Math.ceil(seconds / 60)} minutes`;
  const message = `More games than anybody plays were started here. The next one can begin in ${pause}.`;
  return new DomainError("too_many_starts", message, { retryAfter: seconds });
}
