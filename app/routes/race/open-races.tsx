/** The public races that wait for racers, kept up to date. */
import { Link } from "@remix-run/react";
import { useEffect, useState } from "react";
import type { RaceRoom } from "../../contracts/race-protocol.ts";
import { ageOf } from "../../ui/layout/document-age.ts";
import { DIFFICULTY_NAMES, LANGUAGE_NAMES } from "../../ui/text/enum-names.ts";
import { plural } from "../../ui/text/plural.ts";

/** Each time counts among the requests for races that a network has. */
const EVERY_MS = 30_000;

/** Returns the open races, asked for again and again while the page is seen. */
function useOpenRaces(first: RaceRoom[], now: string): RaceRoom[] {
  const [items, setItems] = useState(first);
  useEffect(() => {
    const unmounted = new AbortController();
    const { signal } = unmounted;
    const update = async () => {
      if (document.hidden) return;
      const response = await fetch("/api/races", { signal });
      if (response.ok) setItems(((await response.json()) as { items: RaceRoom[] }).items);
    };
    // Without a network the list stays as it is.
    const tryUpdate = () => update().catch(() => {});
    if (ageOf(now) > 0) tryUpdate();
    const timer = setInterval(tryUpdate, EVERY_MS);
    return () => {
      unmounted.abort();
      clearInterval(timer);
    };
  }, [now]);
  return items;
}

interface OpenRacesProps {
  items: RaceRoom[];
  /** When the server said so. */
  now: string;
}

export function OpenRaces({ items: first, now }: OpenRacesProps) {
  const items = useOpenRaces(first, now);
  return (
    <section className="card" aria-labelledby="open-races">
      <h2 id="open-races" className="eyebrow">
        Open races
      </h2>
      {items.length === 0 ? (
        <p className="mt-3 text-dim">Nobody waits just now. A quick race opens one.</p>
      ) : (
        <ul className="race-open">
          {items.map(({ code, language, difficulty, racers, seats }) => (
            <li key={code}>
              <span>
                <strong>
                  {LANGUAGE_NAMES[language]}, {DIFFICULTY_NAMES[difficulty].toLowerCase()}
                </strong>
                <small>
                  {racers.map(({ name }) => name).join(", ")} · {seats - racers.length}{" "}
                  {plural(seats - racers.length, "free seat")}
                </small>
              </span>
              <Link to={`/race/${code}`} className="button">
                Join<span className="sr-only"> the race of {racers[0]?.name}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
