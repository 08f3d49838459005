/** Why the page is no longer part of its race, and what can be done about it. */
import { Link } from "@remix-run/react";
import type { RaceView } from "./race-view.ts";

type Reason = NonNullable<RaceView["ended"]>;

const TEXTS: Partial<Record<Reason, [title: string, text: string, button: string]>> = {
  replaced: [
    "This race goes on elsewhere.",
    "You have opened it in another tab, or on another device. Only the newest counts.",
    "Bring it here",
  ],
  wrong_version: [
    "There is a new release.",
    "This page is older than the server. After a reload you are back in your race.",
    "Reload",
  ],
  room_full: [
    "The stands are full.",
    "As many people watch this race as fit in. Try again when somebody has left.",
    "Try again",
  ],
  room_closed: ["This race is over.", "The room is closed.", "Show the results"],
  signed_out: [
    "You were signed out.",
    "Sign in, or open the link without an account: then you race as a guest.",
    "Try again",
  ],
  not_found: ["There is no such race.", "Rooms that nobody enters close after half an hour.", ""],
};

const OTHER: [string, string, string] = [
  "The connection was refused.",
  "Something that this page said made no sense to the server. A reload brings you back.",
  "Reload",
];

export function NoWayIn({ reason }: { reason: Reason }) {
  const [title, text, button] = TEXTS[reason] ?? OTHER;
  return (
    <div className="column race-closed">
      <h1>{title}</h1>
      <p className="text-dim" role="status">
        {text}
      </p>
      <div className="race-room-acts">
        {button !== "" && (
          <button type="button" className="button button-primary" onClick={() => location.reload()}>
            {button}
          </button>
        )}
        <Link to="/race" className="button">
          Other races
        </Link>
      </div>
    </div>
  );
}
