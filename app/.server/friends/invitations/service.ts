/** The rules of invitations to races as far as they are about friends. What a room asks is in `races/invitations.ts`. */
import { OPEN_ROOM_MS } from "../../../contracts/race.ts";
import type { Caller } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { requireDone } from "../outcomes.ts";
import { INVITATION_LIMITS } from "../service.ts";
import { inviteFriend } from "./queries.ts";

/** For how many seconds an invitation is shown as one: as long as an open room waits. */
export const INVITATION_SECONDS = OPEN_ROOM_MS / 1_000;

/**
 * Tells a friend of a race. The same invitation again changes nothing, and another one takes its place.
 *
 * @throws `unauthenticated`, `not_found` for everybody who is no friend, `too_many_invitations`
 */
export async function invite(
  db: Db,
  caller: Caller,
  username: string,
  code: string,
  limits = INVITATION_LIMITS,
): Promise<void> {
  requireDone(await inviteFriend(db, caller, username, code, INVITATION_SECONDS, limits));
}
