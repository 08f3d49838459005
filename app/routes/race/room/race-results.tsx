/** The end of a race: places, what became of the ratings, the runs to watch, and the way to the next race. */
import { Link } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { KeyHint } from "../../../ui/forms/key-hint.tsx";
import { SETTLE, useEnter } from "../../../ui/forms/use-enter.ts";
import { showConfetti } from "../../../ui/runs/confetti.ts";
import type { RaceView } from "./race-view.ts";
import { byPlace, nameOf, ordinal, racerOf } from "./race-words.ts";
import { ReportRacer } from "./report-racer.tsx";
import { isReportable, type ResultRow, ResultTable } from "./result-table.tsx";

/** Returns the title: what the race was for the viewer. */
function titleOf(view: RaceView): string {
  const { standings, you } = view;
  const own = standings.find(({ id }) => id === you);
  const winners = standings.filter(({ place }) => place === 1);
  if (!own) {
    const names = winners.map((winner) => nameOf(view, winner));
    return names.length === 1
      ? `${names[0]} wins.`
      : `${names.join(" and ")} share the first place.`;
  }
  if (standings.length === 1) return "You raced alone.";
  if (own.place > 1) return `You are ${ordinal(own.place)}.`;
  return winners.length > 1 ? "A shared first place." : "You win.";
}

interface Props {
  view: RaceView;
  /** The username of the signed-in viewer. */
  viewer: string | null;
  onRematch(): void;
}

export function RaceResults({ view, viewer, onRematch: again }: Props) {
  const { standings, results, you, room, rematch } = view;
  const heading = useRef<HTMLHeadingElement>(null);
  const isWinner = standings.some(({ id, place }) => id === you && place === 1);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    if (isWinner && standings.length > 1) void showConfetti();
  }, [isWinner, standings.length]);
  const isRacer = you !== null;
  useEnter(() => isRacer && again(), SETTLE);
  const rows = byPlace(standings).map((standing): ResultRow => {
    const racer = racerOf(view, standing);
    const result = results?.find(({ id }) => id === standing.id);
    return {
      ...standing,
      name: racer?.name ?? "",
      kind: racer?.kind ?? "player",
      username: racer?.username ?? null,
      isOwn: standing.id === you,
      result_id: result?.result_id ?? racer?.result_id ?? null,
      rating: result?.rating ?? null,
    };
  });
  const hasGhosts = rows.some(({ kind }) => kind === "ghost");
  const isKept = isRacer && viewer === null;
  return (
    <div className="end-screen race-end" data-winner={isWinner ? "own" : "draw"}>
      <section className="end-card race-end-card" aria-labelledby="end-title">
        <p className="eyebrow">The race is over</p>
        <h2 id="end-title" ref={heading} tabIndex={-1}>
          {titleOf(view)}
        </h2>
        {hasGhosts && (
          <p className="end-cause">
            With ghosts it counts for the fun of it: no board and no rating.
          </p>
        )}
        {rows.length === 1 && (
          <p className="end-cause">Alone it counts for the fun of it: no board and no rating.</p>
        )}
        <ResultTable rows={rows} waits={results === null} />
        {viewer !== null && results !== null && room && (
          <ReportRacer code={room.code} racers={rows.filter(isReportable)} />
        )}
        <p role="status" className="end-status">
          {results === null
            ? "Storing the results…"
            : rematch
              ? "Somebody wants another race."
              : isKept
                ? "Your run is kept in this browser. With an account it stays."
                : ""}
        </p>
        <div className="race-end-acts">
          {isRacer && (
            <button
              type="button"
              className="button button-primary"
              aria-keyshortcuts="Enter"
              onClick={again}
            >
              {rematch ? "Join the rematch" : "Rematch"} <KeyHint>Enter</KeyHint>
            </button>
          )}
          {isKept && (
            <Link to="/register?to=/kept" className="button">
              Create account
            </Link>
          )}
          <Link
            to={`/race?language=${room?.language}&difficulty=${room?.difficulty}`}
            className="button button-quiet"
          >
            Other races
          </Link>
        </div>
      </section>
    </div>
  );
}
