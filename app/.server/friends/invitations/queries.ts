/** SQL about invitations to races. */
import { sql } from "kysely";
import type { Caller } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { actOn } from "../queries.ts";

/** So many invitations in so many seconds. */
export interface InvitationLimits {
  invited: number;
  seconds: number;
}

/**
 * Invites a friend to the race of a code; undefined when the caller may not act.
 *
 * @param validSeconds for how long an invitation is shown
 */
export const inviteFriend = (
  db: Db,
  caller: Caller,
  username: string,
  code: string,
  validSeconds: number,
  { invited, seconds }: InvitationLimits,
) =>
  actOn(
    db,
    caller,
    username,
    (both) => sql`SELECT outcome, wait FROM invite_friend(
      ${both}, ${code}, ${validSeconds}, ${invited}, ${seconds})`,
  );
