/** Tells screen readers where the racer is, and what becomes of the others. */
import { useCallback, useEffect, useRef, useState } from "react";
import type { RaceView } from "./race-view.ts";
import { endText, isGapNews, nameOf, ownGap, placeText } from "./race-words.ts";

/** The shortest time between two sentences about the place, in milliseconds: places change back and forth. */
const PAUSE_MS = 6_000;

export function RaceTalk({ view }: { view: RaceView }) {
  const { standings, you, connection } = view;
  const [place, setPlace] = useState("");
  const [news, setNews] = useState("");
  const latest = useRef(view);
  latest.current = view;
  const own = standings.find(({ id }) => id === you);
  const said = useRef<{ gap: number; at: number; place: number | undefined }>({
    gap: 0,
    at: Number.NEGATIVE_INFINITY,
    place: undefined,
  });
  const ownPlace = own?.place;
  const gap = ownGap(view);
  const isOut = own?.outcome !== null;
  const say = useCallback(() => {
    const now = latest.current;
    const { place } = now.standings.find(({ id }) => id === now.you) ?? {};
    said.current = { gap: ownGap(now) ?? 0, at: performance.now(), place };
    setPlace(placeText(now));
  }, []);
  useEffect(() => {
    if (ownPlace === undefined) return;
    const { at } = said.current;
    const timer = setTimeout(say, Math.max(1_000, at + PAUSE_MS - performance.now()));
    return () => clearTimeout(timer);
  }, [ownPlace, say]);
  useEffect(() => {
    // A new place is said with its gap, a moment later.
    const isNewPlace = said.current.place !== ownPlace;
    if (gap === undefined || isOut || isNewPlace) return;
    if (isGapNews(said.current, gap, performance.now())) say();
  }, [gap, isOut, ownPlace, say]);

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
