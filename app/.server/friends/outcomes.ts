/** What an outcome of an act on another account means: an error of the domain, or that it was done. */

import {
  MOST_BLOCKS,
  MOST_FRIENDS,
  MOST_INVITATIONS_AN_HOUR,
  MOST_OPEN_REQUESTS,
  MOST_REQUESTS_A_DAY,
} from "../../contracts/friends.ts";
import type { ProblemCode } from "../../contracts/problem.ts";
import { DomainError, inactiveAccount } from "../errors.ts";
import type { ActRow, Outcome } from "./queries.ts";

type Refusal = Exclude<
  Outcome,
  "requested" | "accepted" | "declined" | "ended" | "blocked" | "unblocked" | "invited"
>;

const REFUSALS: Record<Refusal, [code: ProblemCode, message: string]> = {
  not_found: ["not_found", "There is nothing of this kind between you and this player"],
  forbidden: ["forbidden", "Only the one who was asked may answer"],
  already_friends: ["already_friends", "You are friends already"],
  already_requested: ["already_requested", "You have asked already"],
  blocked_by_you: ["blocked_by_you", "You block this player. Unblock them first"],
  too_many_friends: [
    "too_many_friends",
    `You have ${MOST_FRIENDS} friends, and there is no room for another`,
  ],
  others_friends_full: ["too_many_friends", "This player has no room for another friend"],
  too_many_open_requests: [
    "too_many_open_requests",
    `${MOST_OPEN_REQUESTS} of your requests wait for an answer. Withdraw one first`,
  ],
  too_many_requests: [
    "too_many_requests",
    `${MOST_REQUESTS_A_DAY} requests a day are all that anybody can send`,
  ],
  too_many_blocks: ["too_many_blocks", `You block ${MOST_BLOCKS} players, and more do not fit`],
  // The same for a stranger, somebody who blocks the caller, a deactivated account, and no account.
  not_friends: ["not_found", "Only friends can be invited, and you have no friend of this name"],
  too_many_invitations: [
    "too_many_invitations",
    `${MOST_INVITATIONS_AN_HOUR} invitations an hour are all that anybody can send`,
  ],
};

/** An act that was done, and on whom. */
export interface Done {
  other: NonNullable<ActRow["other"]>;
  outcome: Exclude<Outcome, Refusal>;
}

const isRefusal = (outcome: Outcome): outcome is Refusal => outcome in REFUSALS;

/**
 * Returns what was done.
 *
 * @param onSelf the message for a caller who named themselves; without one there is no such player
 * @throws `unauthenticated`, `not_found`, `validation_failed`, and what the outcome means
 */
export function requireDone(row: ActRow | undefined, onSelf?: string): Done {
  if (!row) throw inactiveAccount();
  const { is_self, other, outcome, wait } = row;
  if (is_self && onSelf) {
    throw new DomainError("validation_failed", onSelf, {
      errors: [{ path: "username", message: onSelf }],
    });
  }
  const refusal = outcome && isRefusal(outcome) ? REFUSALS[outcome] : undefined;
  if (!refusal && other && outcome) return { other, outcome: outcome as Done["outcome"] };
  const [code, message] = refusal ?? ["not_found", "There is no such player"];
  throw new DomainError(code, message, {
    errors: [{ path: "username", message }],
    ...(wait && { retryAfter: wait }),
  });
}
