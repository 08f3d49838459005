/** The lists of requests and of blocks. */
import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import type { Block, OpenRequest } from "../../contracts/friends.ts";
import { When } from "../../ui/runs/run-cells.tsx";
import { ActButton, BlockPlayer } from "../shared/friend-acts.tsx";

interface Player {
  username: string;
  display_name: string;
}

/** The name of a player, with the display name if it is another one. */
export function PlayerName({ user: { username, display_name } }: { user: Player }) {
  return (
    <p className="friend-name" translate="no">
      <Link to={`/u/${username}`} className="truncate hover:text-amber">
        {username}
      </Link>
      {display_name !== username && <span className="truncate text-dim">{display_name}</span>}
    </p>
  );
}

interface SectionProps {
  id: string;
  title: string;
  count: number;
  children: ReactNode;
}

export function PeopleSection({ id, title, count, children }: SectionProps) {
  return (
    <section aria-labelledby={id} className={`friend-section friend-${id}`}>
      <h2 id={id}>
        {title} <span className="friend-count">{count}</span>
      </h2>
      <ul className="friend-list">{children}</ul>
    </section>
  );
}

interface RequestsProps {
  requests: OpenRequest[];
  now: string;
}

export function Incoming({ requests, now }: RequestsProps) {
  if (requests.length === 0) return null;
  return (
    <PeopleSection id="incoming" title="They ask" count={requests.length}>
      {requests.map(({ user, requested_at }) => (
        <li key={user.username} className="friend-item">
          <div className="min-w-0">
            <PlayerName user={user} />
            <p className="friend-facts">
              <When moment={requested_at} now={now} />
            </p>
          </div>
          <div className="friend-acts">
            <ActButton act="accept" username={user.username} from="friends">
              Accept
            </ActButton>
            <ActButton
              act="decline"
              username={user.username}
              from="friends"
              className="button-quiet"
            >
              Decline
            </ActButton>
            <BlockPlayer username={user.username} from="friends" />
          </div>
        </li>
      ))}
    </PeopleSection>
  );
}

export function Outgoing({ requests, now }: RequestsProps) {
  if (requests.length === 0) return null;
  return (
    <PeopleSection id="outgoing" title="You asked" count={requests.length}>
      {requests.map(({ user, requested_at }) => (
        <li key={user.username} className="friend-item">
          <div className="min-w-0">
            <PlayerName user={user} />
            <p className="friend-facts">
              <When moment={requested_at} now={now} />
            </p>
          </div>
          <ActButton act="end" username={user.username} from="friends" className="button-quiet">
            Withdraw
          </ActButton>
        </li>
      ))}
    </PeopleSection>
  );
}

export function Blocked({ blocks, now }: { blocks: Block[]; now: string }) {
  if (blocks.length === 0) return null;
  return (
    <PeopleSection id="blocked" title="Blocked" count={blocks.length}>
      {blocks.map(({ user, created_at }) => (
        <li key={user.username} className="friend-item">
          <div className="min-w-0">
            <PlayerName user={user} />
            <p className="friend-facts">
              <When moment={created_at} now={now} />
            </p>
          </div>
          <ActButton act="unblock" username={user.username} from="friends" className="button-quiet">
            Unblock
          </ActButton>
        </li>
      ))}
    </PeopleSection>
  );
}
