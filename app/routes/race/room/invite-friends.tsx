/** Invites friends to the room. The list is fetched when it is opened, so that no room pays for it. */
import { useState } from "react";
import type { Friends } from "../../../contracts/friends.ts";
import type { Problem } from "../../../contracts/problem.ts";

type List = Friends["friends"] | "loading" | "failed";

/** Returns what became of an invitation. */
async function invite(code: string, username: string): Promise<string> {
  const response = await fetch(`/api/races/${code}/invite`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ username }),
  }).catch(() => undefined);
  if (!response) return "no network";
  return response.ok ? "invited ✓" : ((await response.json()) as Problem).detail;
}

function Names({ code, friends }: { code: string; friends: Friends["friends"] }) {
  const [answers, setAnswers] = useState<Record<string, string>>({});
  const ask = async (username: string) => {
    const answer = await invite(code, username);
    setAnswers((all) => ({ ...all, [username]: answer }));
  };
  return (
    <ul className="race-friends">
      {friends.map(({ user: { username, display_name }, in_race }) => (
        <li key={username}>
          <span className="truncate">{display_name}</span>
          {in_race && <small>in a race</small>}
          <span role="status" className="race-friend-answer">
            {answers[username]}
          </span>
          {answers[username] === undefined && (
            <button type="button" className="button" onClick={() => ask(username)}>
              Invite<span className="sr-only"> {display_name}</span>
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

export function InviteFriends({ code }: { code: string }) {
  const [list, setList] = useState<List>();
  const open = async () => {
    setList("loading");
    try {
      const response = await fetch("/api/friends");
      setList(response.ok ? ((await response.json()) as Friends).friends : "failed");
    } catch {
      setList("failed");
    }
  };
  return (
    <section className="card" aria-labelledby="invite-friends">
      <h2 id="invite-friends" className="eyebrow">
        Friends
      </h2>
      {Array.isArray(list) && list.length > 0 ? (
        <Names code={code} friends={list} />
      ) : (
        <>
          <p role="status" className="mt-3 text-dim">
            {list === "failed"
              ? "Your friends could not be fetched. Try again."
              : Array.isArray(list)
                ? "Nobody yet. You find them on their public pages."
                : "They get a notification with the link."}
          </p>
          {!Array.isArray(list) && (
            <button type="button" className="button mt-3" onClick={open}>
              {list === "loading" ? "Looking…" : "Invite friends"}
            </button>
          )}
        </>
      )}
    </section>
  );
}
