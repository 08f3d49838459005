/** The rules of friends and requests (docs/decisions/0052-friends.md). */
import {
  type Asked,
  type FriendAnswer,
  type Friends,
  type FriendsPage,
  MOST_FRIENDS,
  MOST_INVITATIONS_AN_HOUR,
  MOST_OPEN_REQUESTS,
  MOST_REQUESTS_A_DAY,
} from "../../contracts/friends.ts";
import type { Caller } from "../auth/authorization/queries.ts";
import type { Db } from "../db/client.ts";
import { withIsoTimes } from "../db/json-times.ts";
import { inactiveAccount } from "../errors.ts";
import type { InvitationLimits } from "./invitations/queries.ts";
import { requireDone } from "./outcomes.ts";
import { type FindPresence, shownPresence } from "./presence.ts";
import {
  answerFriend,
  askFriend,
  endFriendship,
  type FriendsRow,
  findFriends,
  findFriendsPage,
  type RequestLimits,
} from "./queries.ts";

export const REQUEST_LIMITS: RequestLimits = {
  friends: MOST_FRIENDS,
  open: MOST_OPEN_REQUESTS,
  asked: MOST_REQUESTS_A_DAY,
  seconds: 86_400,
};

export const INVITATION_LIMITS: InvitationLimits = {
  invited: MOST_INVITATIONS_AN_HOUR,
  seconds: 3_600,
};

/**
 * Returns the caller's friends with whether they are in a race, and the requests from and to the caller.
 *
 * @throws `unauthenticated`
 */
export async function friends(
  db: Db,
  caller: Caller,
  findPresence: FindPresence,
): Promise<Friends> {
  const found = await findFriends(db, caller);
  if (!found) throw inactiveAccount();
  return friendsFrom(found, findPresence);
}

/** Returns what the page of friends shows. @throws `unauthenticated` */
export async function friendsPage(
  db: Db,
  caller: Caller,
  findPresence: FindPresence,
): Promise<FriendsPage> {
  const found = await findFriendsPage(db, caller);
  if (!found) throw inactiveAccount();
  const blocks = found.blocks.map((block) => withIsoTimes(block, "created_at"));
  return { ...(await friendsFrom(found, findPresence)), blocks, preferred: found.preferred };
}

async function friendsFrom(
  { friends, incoming, outgoing }: FriendsRow,
  findPresence: FindPresence,
): Promise<Friends> {
  const presence = await findPresence(friends.map(({ id }) => id));
  return {
    friends: friends.map(({ id, best, ...friend }) => ({
      ...withIsoTimes(friend, "since"),
      best: best && withIsoTimes(best, "ended_at"),
      ...shownPresence(presence, id),
    })),
    requests: {
      incoming: incoming.map((request) => withIsoTimes(request, "requested_at")),
      outgoing: outgoing.map((request) => withIsoTimes(request, "requested_at")),
    },
  };
}

/**
 * Asks somebody to be friends; when they had asked too, both are friends at once. Somebody who blocks the caller is
 * no exception that the caller could see.
 *
 * @throws `unauthenticated`, `not_found`, `validation_failed` for oneself, `already_friends`, `already_requested`,
 *   `blocked_by_you`, `too_many_friends`, `too_many_open_requests`, `too_many_requests`
 */
export async function ask(
  db: Db,
  caller: Caller,
  username: string,
  limits = REQUEST_LIMITS,
): Promise<Asked> {
  const row = await askFriend(db, caller, username, limits);
  const { other, outcome } = requireDone(row, "Somebody else: this is you");
  return { user: other, status: outcome === "accepted" ? "accepted" : "pending" };
}

/**
 * Accepts or declines a request to the caller.
 *
 * @throws `unauthenticated`, `not_found`, `forbidden` for the caller's own request, `already_friends`,
 *   `too_many_friends`
 */
export async function answer(
  db: Db,
  caller: Caller,
  username: string,
  { status }: FriendAnswer,
  { friends } = REQUEST_LIMITS,
): Promise<void> {
  requireDone(await answerFriend(db, caller, username, status === "accepted", friends));
}

/** Ends a friendship, or withdraws or declines a request. @throws `unauthenticated`, `not_found` */
export async function end(db: Db, caller: Caller, username: string): Promise<void> {
  requireDone(await endFriendship(db, caller, username));
}
