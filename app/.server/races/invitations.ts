/** Invitations of friends to a race: to a room that is there, or to a new one. */
import { SEATS } from "../../contracts/race.ts";
import type { Caller } from "../auth/authorization/queries.ts";
import { DomainError, inactiveAccount } from "../errors.ts";
import { invite } from "../friends/invitations/service.ts";
import { findPerson } from "./queries.ts";
import type { MayInvite } from "./room/members.ts";
import { createRace, noSuchRace, type PlanChoice, type RaceContext, raceOver } from "./service.ts";

export type InvitationContext = RaceContext & { caller: Caller };

const REFUSALS: Record<Exclude<MayInvite, "yes">, () => DomainError> = {
  no_seat: () => new DomainError("forbidden", "Only those who have a seat in a race invite to it"),
  begun: () => new DomainError("race_begun", "This race has begun: nobody can join it any more"),
  over: raceOver,
};

/**
 * Invites a friend of the caller to an open room in which the caller has a seat, or which the caller made.
 *
 * @throws `unauthenticated`, `not_found` without the room and for everybody who is no friend, `forbidden`,
 *   `race_begun`, `race_over`, `too_many_invitations`
 */
export async function inviteToRace(
  { db, rooms, caller }: Pick<InvitationContext, "db" | "rooms" | "caller">,
  code: string,
  username: string,
): Promise<void> {
  const may = await rooms(code).mayInvite(caller.id);
  if (may === "yes") return invite(db, caller, username, code);
  // Whose account is off hears that before anything about the room.
  if (!(await findPerson(db, caller))) throw inactiveAccount();
  throw may ? REFUSALS[may]() : noSuchRace();
}

/**
 * Makes a race that is joined by its link, and invites a friend to it. Without the friend the room is soon deleted: its
 * maker's seat is given up when nobody comes.
 *
 * @returns the code of the race
 * @throws `unauthenticated`, `too_many_starts`, `not_found` for everybody who is no friend, `too_many_invitations`
 */
export async function inviteToNewRace(
  context: InvitationContext,
  choice: PlanChoice,
  username: string,
): Promise<string> {
  const request = { ...choice, seats: SEATS.usual, visibility: "link" } as const;
  const { code } = await createRace(context, request);
  await invite(context.db, context.caller, username, code);
  return code;
}
