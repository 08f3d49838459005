/** What a race shows: the room before it, the field in it, its end, or why there is no way in. */
import { unstable_usePrompt, useBeforeUnload } from "@remix-run/react";
import { type RefObject, useEffect, useMemo } from "react";
import { type PlaySettings, switchesFor } from "../../shared/run/run-controller.ts";
import { useEngineVersion } from "../../shared/run/use-engine-version.ts";
import { hasSoftKeyboard } from "../../shared/typing/soft-keyboard.ts";
import { Countdown } from "./countdown.tsx";
import { NoWayIn } from "./no-way-in.tsx";
import { OutNotice } from "./out-notice.tsx";
import type { RaceClient } from "./race-client.ts";
import { RaceField } from "./race-field.tsx";
import { RaceResults } from "./race-results.tsx";
import { RaceTalk } from "./race-talk.tsx";
import type { BegunRace, RaceView } from "./race-view.ts";
import { RacersPanel } from "./racers-panel.tsx";
import { Waiting } from "./waiting.tsx";
import { Watching } from "./watching.tsx";

interface Props {
  view: RaceView;
  client: RaceClient | undefined;
  soft: RefObject<HTMLInputElement>;
  viewer: string | null;
  settings: PlaySettings;
  onRematch(): void;
}

type RunningProps = Omit<Props, "viewer" | "onRematch"> & { client: RaceClient; race: BegunRace };

/** The race for one of its racers. */
function Racing({ view, client, race, soft, settings }: RunningProps) {
  const engine = useEngineVersion(race.plan.engine_version);
  const switches = useMemo(() => switchesFor(settings), [settings]);
  const own = view.standings.find(({ id }) => id === view.you);
  const isOut = view.finished || (own !== undefined && own.outcome !== null);
  unstable_usePrompt({
    when: ({ currentLocation, nextLocation }) =>
      !isOut && currentLocation.pathname !== nextLocation.pathname,
    message: "Leave this race? Your run goes on without your keys.",
  });
  useBeforeUnload((event) => {
    if (!isOut) event.preventDefault();
  });
  useEffect(() => {
    document.body.toggleAttribute("data-playing", true);
    return () => {
      document.body.removeAttribute("data-playing");
    };
  }, []);
  return (
    <div className="race">
      <h1 className="sr-only">Race: defending main</h1>
      {engine && <RaceField {...{ client, engine, race, soft, settings, switches, isOut }} />}
      <RacersPanel view={view} client={client} />
      {isOut && !view.finished && own && <OutNotice view={view} own={own} />}
    </div>
  );
}

export function RaceStage({ view, client, soft, viewer, settings, onRematch }: Props) {
  const { room, race, ended, finished, you, startsAt } = view;
  const switches = useMemo(() => switchesFor(settings), [settings]);
  if (ended) return <NoWayIn reason={ended} />;
  if (!client || !room) {
    return (
      <div className="column">
        <h1>Race</h1>
        <p role="status" className="mt-4 text-dim">
          {view.refused ?? "Looking for your seat…"}
        </p>
      </div>
    );
  }
  const openKeyboard = () => {
    if (hasSoftKeyboard()) soft.current?.focus();
  };
  return (
    <>
      {race && you !== null && <Racing {...{ view, client, race, soft, settings }} />}
      {race && you === null && <Watching view={view} client={client} />}
      {!race && (
        <Waiting view={view} room={room} client={client} viewer={viewer} onTouch={openKeyboard} />
      )}
      {room.phase === "countdown" && startsAt !== null && (
        <Countdown startsAt={startsAt} switches={switches} volume={settings.sound_volume} />
      )}
      <RaceTalk view={view} />
      {finished && <RaceResults view={view} viewer={viewer} onRematch={onRematch} />}
    </>
  );
}
