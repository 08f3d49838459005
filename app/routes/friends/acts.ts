/** What the forms on the pages of friends and of players do. */
import type { Caller } from "../../.server/auth/authorization/queries.ts";
import type { Db } from "../../.server/db/client.ts";
import { block, unblock } from "../../.server/friends/blocks/service.ts";
import { answer, ask, end } from "../../.server/friends/service.ts";
import { type InvitationContext, inviteToNewRace } from "../../.server/races/invitations.ts";
import type { Flash } from "../../contracts/flash.ts";
import type { FriendAct, RaceAct } from "../../contracts/friends.ts";

/** Makes a race of the form's language and difficulty, and invites the friend. @returns the page of the race */
export async function raceWith(
  context: InvitationContext,
  { username, language, difficulty }: RaceAct,
) {
  const code = await inviteToNewRace(context, { language, difficulty }, username);
  return { flash: undefined, page: `/race/${code}` };
}

/** Does an act. @returns the notice of it */
export async function doAct(
  db: Db,
  caller: Caller,
  act: FriendAct,
  username: string,
): Promise<Flash["code"]> {
  switch (act) {
    case "ask": {
      const { status } = await ask(db, caller, username);
      return status === "accepted" ? "friend_accepted" : "friend_asked";
    }
    case "accept":
      await answer(db, caller, username, { status: "accepted" });
      return "friend_accepted";
    case "decline":
      await answer(db, caller, username, { status: "declined" });
      return "friend_declined";
    case "end":
      await end(db, caller, username);
      return "friend_ended";
    case "block":
      await block(db, caller, username);
      return "player_blocked";
    case "unblock":
      await unblock(db, caller, username);
      return "player_unblocked";
  }
}
