import { Link } from "@remix-run/react";
import type { ResultWithPlayer } from "../../contracts/game.ts";
import { dayName } from "../../ui/text/format.ts";

type Session = ResultWithPlayer["session"];

/** The UTC day of a session: for a challenge, the day that it was of. */
export const sessionDay = (session: Session) => session.started_at.slice(0, 10);

/** How it was played, where that was not the usual way. */
export function ModeLine({ session }: { session: Session }) {
  const { mode, language } = session;
  if (mode === "standard") return null;
  if (mode === "rematch") return <span>Rematch</span>;
  if (mode === "relaxed") return <span>Relaxed: half the speed</span>;
  const day = sessionDay(session);
  return (
    <Link to={`/daily?language=${language}`} className="link">
      {mode === "daily" ? "Daily challenge of " : "Practice on the daily challenge of "}
      <time dateTime={day}>{dayName(day)}</time>
    </Link>
  );
}
