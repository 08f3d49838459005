/** The room before its race: who is here, who is ready, and how others get in. */
import { Link } from "@remix-run/react";
import type { RaceRoom } from "../../../contracts/race-protocol.ts";
import { KeyHint } from "../../../ui/forms/key-hint.tsx";
import { useEnter } from "../../../ui/forms/use-enter.ts";
import { Share } from "../../../ui/runs/share.tsx";
import { DIFFICULTY_NAMES, LANGUAGE_NAMES } from "../../../ui/text/enum-names.ts";
import { useSecondsTo } from "./countdown.tsx";
import { InviteFriends } from "./invite-friends.tsx";
import type { RaceClient } from "./race-client.ts";
import type { RaceView } from "./race-view.ts";
import { phraseOf } from "./race-words.ts";
import { RacerName } from "./racer-name.tsx";
import { Phrases } from "./racers-panel.tsx";
import { mayPlayAlone, waitText } from "./wait-words.ts";

interface SeatsProps {
  view: RaceView;
  room: RaceRoom;
}

function Seats({ view, room }: SeatsProps) {
  const free = Math.max(0, room.seats - room.racers.length);
  return (
    <ol className="race-seats" aria-label="Seats">
      {room.racers.map((racer) => {
        const said = view.phrases[racer.id];
        return (
          <li key={racer.id} data-own={racer.id === view.you || undefined}>
            <span className="race-seat-name">
              <RacerName racer={racer} isOwn={racer.id === view.you} />
            </span>
            {said && (
              <q key={said.count} className="racer-said">
                {phraseOf(said.phrase)}
              </q>
            )}
            <span className="race-seat-state" data-ready={racer.ready || undefined}>
              {!racer.connected
                ? "on the way"
                : room.visibility === "public"
                  ? "here"
                  : racer.ready
                    ? "ready ✓"
                    : "not ready"}
            </span>
          </li>
        );
      })}
      {Array.from({ length: free }, (_, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: free seats are alike
        <li key={`free-${n}`} className="race-seat-free">
          free seat
        </li>
      ))}
    </ol>
  );
}

interface Props {
  view: RaceView;
  room: RaceRoom;
  client: RaceClient;
  /** The username of the signed-in viewer. */
  viewer: string | null;
  /** Opens the soft keyboard, which only a touch can do. */
  onTouch(): void;
}

export function Waiting({ view, room, client, viewer, onTouch }: Props) {
  const own = room.racers.find(({ id }) => id === view.you);
  const isLink = room.visibility === "link";
  const text = waitText(view, useSecondsTo(view.startsAt), useSecondsTo(view.ghostsAt));
  const toggle = () => {
    if (!own || !isLink) return;
    onTouch();
    client.say({ type: "ready", ready: !own.ready });
  };
  const playAlone = () => {
    onTouch();
    client.say({ type: "alone" });
  };
  useEnter(toggle);
  return (
    <div className="column race-room">
      <div className="race-room-main">
        <p className="eyebrow">
          {LANGUAGE_NAMES[room.language]}, {DIFFICULTY_NAMES[room.difficulty].toLowerCase()} ·{" "}
          {isLink ? "by link" : "public"}
        </p>
        <h1>{own ? "The deploy is about to begin." : "You watch this race."}</h1>
        <p className="text-dim" role="status">
          {text}
        </p>
        <Seats view={view} room={room} />
        {own && (
          <div className="race-room-acts">
            {isLink && (
              <button
                type="button"
                className={`button ${own.ready ? "" : "button-primary"}`}
                aria-pressed={own.ready}
                aria-keyshortcuts="Enter"
                onClick={toggle}
              >
                {own.ready ? "Not yet" : "Ready"} <KeyHint>Enter</KeyHint>
              </button>
            )}
            {mayPlayAlone(view) && (
              <button type="button" className="button button-primary" onClick={playAlone}>
                Play alone
              </button>
            )}
            <Link
              to="/race"
              className="button button-quiet"
              onClick={() => client.say({ type: "leave" })}
            >
              Leave
            </Link>
          </div>
        )}
        {!own && room.phase === "open" && room.racers.length < room.seats && (
          <div className="race-room-acts">
            {/* Who comes anew gets a seat while there is one, also somebody who lost it by not being ready. */}
            <button
              type="button"
              className="button button-primary"
              onClick={() => location.reload()}
            >
              Take a seat
            </button>
          </div>
        )}
        {own && room.racers.length > 1 && <Phrases client={client} />}
      </div>
      <aside className="race-room-aside">
        <Share
          title="Send the link"
          text={`Race me on Pro Dev: ${LANGUAGE_NAMES[room.language]}, ${DIFFICULTY_NAMES[room.difficulty].toLowerCase()}. Three minutes, the same bugs.`}
          url={`${location.origin}/race/${room.code}`}
        >
          Whoever opens it takes a seat, without an account. Who comes later watches.
        </Share>
        {own && viewer !== null && <InviteFriends code={room.code} />}
        <section className="card">
          <h2 className="eyebrow">How a race goes</h2>
          <ul className="race-rules">
            <li>Everybody defends the same production: the same bugs, three minutes.</li>
            <li>The highest score wins. A fallen wall ends your run, not the race.</li>
            <li>The server plays along, key by key. What it counts is what counts.</li>
          </ul>
        </section>
      </aside>
    </div>
  );
}
