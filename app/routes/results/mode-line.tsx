import { Link } from "@remix-run/react";
import type { ResultWithPlayer } from "../../contracts/game.ts";
import type { ResultPage } from "../../contracts/result-page.ts";
import { dayName } from "../../ui/text/format.ts";

type Session = ResultWithPlayer["session"];

/** Returns the UTC day on which a session began; for a daily challenge, the day of the challenge. */
export const sessionDay = (session: Session) => session.started_at.slice(0, 10);

interface ModeLineProps {
  session: Session;
  /** The text of a run on an own text, while it is there. */
  text: ResultPage["own_text"];
}

/** The mode of a run; nothing for the standard one. */
export function ModeLine({ session, text }: ModeLineProps) {
  const { mode, language } = session;
  if (mode === "standard") return null;
  if (mode === "race") return <span>Race</span>;
  if (mode === "ghost_race") return <span>Unrated race</span>;
  if (mode === "rematch") return <span>Rematch</span>;
  if (mode === "relaxed") return <span>Relaxed: half the speed</span>;
  if (mode === "own") {
    if (!text) return <span>An own text, deleted since</span>;
    return (
      <Link
        to={`/practice/texts/${text.id}`}
        className="link min-w-0 [overflow-wrap:anywhere]"
        translate="no"
      >
        {text.title}
      </Link>
    );
  }
  const day = sessionDay(session);
  return (
    <Link to={`/daily?language=${language}`} className="link">
      {mode === "daily" ? "Daily challenge of " : "Practice on the daily challenge of "}
      <time dateTime={day}>{dayName(day)}</time>
    </Link>
  );
}
