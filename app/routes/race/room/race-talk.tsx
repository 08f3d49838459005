/** Tells screen readers where the racer is, and what becomes of the others. */
import { useEffect, useRef, useState } from "react";
import type { RaceView } from "./race-view.ts";
import { endText, nameOf, placeText } from "./race-words.ts";

/** The shortest time between two sentences about the place, in milliseconds: places change back and forth. */
const PAUSE_MS = 6_000;

export function RaceTalk({ view }: { view: RaceView }) {
  const { standings, you, connection } = view;
  const [place, setPlace] = useState("");
  const [news, setNews] = useState("");
  const latest = useRef(view);
  latest.current = view;
  const own = standings.find(({ id }) => id === you);
  const saidAt = useRef(Number.NEGATIVE_INFINITY);
  const ownPlace = own?.place;
  useEffect(() => {
    if (ownPlace === undefined) return;
    const say = () => {
      saidAt.current = performance.now();
      setPlace(placeText(latest.current));
    };
    const timer = setTimeout(say, Math.max(1_000, saidAt.current + PAUSE_MS - performance.now()));
    return () => clearTimeout(timer);
  }, [ownPlace]);

  const ended = standings.filter(({ outcome }) => outcome !== null);
  const last = ended.reduce<(typeof ended)[number] | undefined>(
    (a, b) => (a && (a.ended_at_ms ?? 0) > (b.ended_at_ms ?? 0) ? a : b),
    undefined,
  );
  const lastId = last?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each end is told once
  useEffect(() => {
    if (last && last.id !== you) setNews(`${nameOf(view, last)}: ${endText(last)}.`);
  }, [lastId]);
  return (
    <>
      <p className="sr-only" aria-live="polite" data-testid="race-place">
        {place}
      </p>
      <p className="sr-only" aria-live="polite">
        {news}
      </p>
      <p className="race-connection" role="status">
        {connection === "lost" && "Connection lost. Type on: your keys wait for it."}
      </p>
    </>
  );
}
