/** What the viewer and the player are to each other, and the buttons that change it. */
import type { Relation } from "../../contracts/friends.ts";
import { ActButton, BlockPlayer, RemoveFriend } from "../shared/friend-acts.tsx";

export function Friendship({ relation, username }: { relation: Relation; username: string }) {
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
          <span className="badge text-mint">friends</span>
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
