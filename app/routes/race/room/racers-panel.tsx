/** The others beside the field: the clock, everybody's standing, and what racers can say. */
import { memo, useEffect, useState } from "react";
import { PHRASES } from "../../../contracts/race-constants.ts";
import { RACE_MS } from "../../../engine/limits.ts";
import { clock, whole } from "../../../ui/text/format.ts";
import type { RaceClient } from "./race-client.ts";
import type { RaceView } from "./race-view.ts";
import { byPlace, gapText, racerOf } from "./race-words.ts";
import { RacerCard } from "./racer-card.tsx";

/** Returns the milliseconds that are left of the race, and again each second. */
function useTimeLeft(startedAt: number): number {
  const left = () => Math.max(0, RACE_MS - (performance.now() - startedAt));
  const [time, setTime] = useState(left);
  useEffect(() => {
    const timer = setInterval(
      () => setTime(Math.max(0, RACE_MS - (performance.now() - startedAt))),
      250,
    );
    return () => clearInterval(timer);
  }, [startedAt]);
  return time;
}

/** The time that is left. The last seconds are marked, not by colour alone: the clock grows. */
const RaceClock = memo(function RaceClock({ startedAt }: { startedAt: number }) {
  const left = Math.ceil(useTimeLeft(startedAt) / 1_000) * 1_000;
  return (
    <p className="race-clock" role="timer" data-last={left <= 10_000 || undefined}>
      <strong>{clock(left)}</strong> <span>of {clock(RACE_MS)}</span>
    </p>
  );
});

/** Keeps the focus where it is, and the soft keyboard open. */
const keepFocus = (event: { preventDefault(): void }) => event.preventDefault();

export function Phrases({ client }: { client: RaceClient | undefined }) {
  return (
    <ul className="race-phrases" aria-label="Say something">
      {PHRASES.map((words, phrase) => (
        <li key={words}>
          <button
            type="button"
            onPointerDown={keepFocus}
            onClick={() => client?.say({ type: "phrase", phrase })}
          >
            {words}
          </button>
        </li>
      ))}
    </ul>
  );
}

interface Props {
  view: RaceView;
  client: RaceClient | undefined;
}

function gapOf(view: RaceView, standing: RaceView["standings"][number]): string {
  const own = view.standings.find(({ id }) => id === view.you);
  if (!own) return "";
  if (own.id === standing.id) return gapText(view, own);
  const gap = standing.score - own.score;
  return gap === 0 ? "level" : `${gap > 0 ? "+" : "−"}${whole(Math.abs(gap))}`;
}

export function RacersPanel({ view, client }: Props) {
  const { race, room, standings, you } = view;
  if (!race || !room) return null;
  const racing = standings.filter(({ outcome }) => outcome === null).length;
  return (
    <aside className="racers" aria-label="The race">
      <div className="racers-head">
        <RaceClock startedAt={race.startedAt} />
        <p className="racers-count">
          {racing} racing{room.spectators > 0 && ` · ${room.spectators} watching`}
        </p>
      </div>
      <ol className="racer-list">
        {byPlace(standings).map((standing) => (
          <RacerCard
            key={standing.id}
            standing={standing}
            racer={racerOf(view, standing)}
            isOwn={standing.id === you}
            gap={gapOf(view, standing)}
            startedAt={race.startedAt}
            news={view.news[standing.id]}
            said={view.phrases[standing.id]}
          />
        ))}
      </ol>
      {you !== null && <Phrases client={client} />}
    </aside>
  );
}
