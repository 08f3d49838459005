import { Link } from "@remix-run/react";
import type { ResultWithPlayer } from "../../contracts/game.ts";
import { dayName } from "../../ui/text/format.ts";

type Session = ResultWithPlayer["session"];

/** Returns the UTC day on which a session began; for a daily challenge, the day of the challenge. */
export const sessionDay = (session: Session) => session.started_at.slice(0, 10);

/** The mode of a run; nothing for the standard one. */
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
