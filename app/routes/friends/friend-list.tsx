import { Link } from "@remix-run/react";
import type { Friend } from "../../contracts/friends.ts";
import type { StartChoice } from "../../contracts/start-choice.ts";
import { When } from "../../ui/runs/run-cells.tsx";
import { DIFFICULTY_NAMES, LANGUAGE_NAMES } from "../../ui/text/enum-names.ts";
import { orUnknown, whole } from "../../ui/text/format.ts";
import { BlockPlayer, RemoveFriend } from "../shared/friend-acts.tsx";
import { InRace, InviteToRace } from "../shared/friend-race.tsx";
import { PeopleSection, PlayerName } from "./people.tsx";

function Best({ friend: { user, best } }: { friend: Friend }) {
  if (!best) return <p className="friend-best text-dim">No verified run yet</p>;
  const { result_id, score, standard_wpm, language, difficulty } = best;
  return (
    <p className="friend-best">
      <Link to={`/results/${result_id}`} className="friend-score">
        <span className="sr-only">Best run of {user.username}: </span>
        {whole(score)}
        <span className="sr-only"> points</span>
      </Link>
      <span className="friend-facts">
        {orUnknown(standard_wpm, whole)} wpm · {LANGUAGE_NAMES[language]} ·{" "}
        {DIFFICULTY_NAMES[difficulty]}
      </span>
    </p>
  );
}

function NoFriends() {
  return (
    <div className="card friend-empty">
      <p className="font-mono font-bold">On call alone.</p>
      <p className="mt-2 text-dim">
        Ask somebody by the name that they play under, or from their public page. When both of you
        ask, you are friends at once: then you have a board of your own, and you see how the others
        did on today&rsquo;s challenge.
      </p>
    </div>
  );
}

interface Props {
  friends: Friend[];
  /** Of which language and difficulty a race with a friend is. */
  choice: StartChoice;
  now: string;
}

export function FriendList({ friends, choice, now }: Props) {
  if (friends.length === 0) return <NoFriends />;
  return (
    <PeopleSection id="friends" title="Friends" count={friends.length}>
      {friends.map((friend) => {
        const { user, since } = friend;
        return (
          <li key={user.username} className="friend-item friend-row">
            <div className="min-w-0">
              <PlayerName user={user} />
              <p className="friend-facts">
                <span>
                  friends since <When moment={since} now={now} />
                </span>
                <InRace friend={friend} username={user.username} />
              </p>
            </div>
            <Best friend={friend} />
            <div className="friend-acts">
              <InviteToRace username={user.username} choice={choice} />
              <RemoveFriend username={user.username} from="friends" />
              <BlockPlayer username={user.username} from="friends" />
            </div>
          </li>
        );
      })}
    </PeopleSection>
  );
}
