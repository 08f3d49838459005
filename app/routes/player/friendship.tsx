/** What the viewer and the player are to each other, and the buttons that change it. */
import type { Relation } from "../../contracts/friends.ts";
import type { StartChoice } from "../../contracts/start-choice.ts";
import { ActButton, BlockPlayer, RemoveFriend } from "../shared/friend-acts.tsx";
import { InRace, InviteToRace } from "../shared/friend-race.tsx";

interface Props {
  relation: Relation;
  username: string;
  /** Set for a friend. */
  friend: { in_race: boolean; race: string | null; choice: StartChoice } | null;
}

export function Friendship({ relation, username, friend }: Props) {
  const target = { username, from: "profile" } as const;
  switch (relation) {
    case "none":
      return (
        <div className="friend-acts">
          <ActButton {...target} act="ask">
            Add friend
          </ActButton>
          <BlockPlayer {...target} />
        </div>
      );
    case "outgoing":
      return (
        <div className="friend-acts">
          <span className="badge">asked</span>
          <ActButton {...target} act="end" className="button-quiet">
            Withdraw
          </ActButton>
          <BlockPlayer {...target} />
        </div>
      );
    case "incoming":
      return (
        <div className="friend-acts">
          <span className="badge text-amber">asks to be friends</span>
          <ActButton {...target} act="accept">
            Accept
          </ActButton>
          <ActButton {...target} act="decline" className="button-quiet">
            Decline
          </ActButton>
          <BlockPlayer {...target} />
        </div>
      );
    case "friends":
      return (
        <div className="friend-acts">
          <span className="friend-state">
            <span className="badge text-mint">friends</span>
            {friend && <InRace friend={friend} username={username} />}
          </span>
          {friend && <InviteToRace username={username} choice={friend.choice} />}
          <RemoveFriend {...target} />
          <BlockPlayer {...target} />
        </div>
      );
    case "blocked":
      return (
        <div className="friend-acts">
          <span className="badge">blocked</span>
          <ActButton {...target} act="unblock">
            Unblock
          </ActButton>
        </div>
      );
  }
}
