/** Whether a friend is in a race, and the form that makes one and invites them, for the page of friends and for profiles. */
import { Form, Link, useNavigation } from "@remix-run/react";
import type { Friend } from "../../contracts/friends.ts";
import type { StartChoice } from "../../contracts/start-choice.ts";
import { submitOnce } from "../../ui/forms/submit-once.ts";

interface InRaceProps {
  friend: Pick<Friend, "in_race" | "race">;
  username: string;
}

/** Says that a friend is in a race, with the link to it where anybody may join; nothing otherwise. */
export function InRace({ friend: { in_race, race }, username }: InRaceProps) {
  if (!in_race) return null;
  return (
    <span className="friend-racing">
      <span className="friend-live" aria-hidden="true" />
      in a race
      {race && (
        <Link to={`/race/${race}`} className="link">
          Join<span className="sr-only"> {username}</span>
        </Link>
      )}
    </span>
  );
}

/** Makes a race of the viewer's usual language and difficulty, invites the friend, and leads to it. */
export function InviteToRace({ username, choice }: { username: string; choice: StartChoice }) {
  const { formData } = useNavigation();
  const sending = formData?.get("act") === "race" && formData.get("username") === username;
  return (
    <Form method="post" action="/friends">
      <input type="hidden" name="act" value="race" />
      <input type="hidden" name="username" value={username} />
      <input type="hidden" name="language" value={choice.language} />
      <input type="hidden" name="difficulty" value={choice.difficulty} />
      <button type="submit" className="button" {...submitOnce(sending)}>
        Invite to a race<span className="sr-only"> with {username}</span>
      </button>
    </Form>
  );
}
