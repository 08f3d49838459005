/** What to do after a run: play again, race it, or go to another page. */
import { Link } from "@remix-run/react";
import type { ResultWithPlayer } from "../../contracts/game.ts";
import { PrimaryStartForm, StartForm, type StartOptions } from "../../ui/forms/start-form.tsx";
import { SETTLE } from "../../ui/forms/use-enter.ts";
import { sessionDay } from "./mode-line.tsx";

/** Returns another run of the same kind. Today's challenge has one ranked try, so it goes on as practice. */
function nextRun(session: ResultWithPlayer["session"], today: string): StartOptions {
  const { mode, language, difficulty } = session;
  if (mode === "relaxed") return { language, difficulty, mode };
  if (mode.startsWith("daily") && sessionDay(session) === today) {
    return { language, mode: "daily_practice" };
  }
  return { language, difficulty, mode: "standard" };
}

interface Props {
  result: ResultWithPlayer;
  /** The username of the viewer, if signed in. */
  viewer: string | null;
  today: string;
}

export function NextSteps({ result, viewer, today }: Props) {
  const { id, session, user } = result;
  const own = viewer === user.username;
  const voided = result.status === "VOIDED";
  const lost = own && session.outcome === "defeat";
  const start: StartOptions = viewer
    ? nextRun(session, today)
    : { language: session.language, difficulty: session.difficulty, mode: "standard" };
  const raceText = lost ? "Same snippets again" : "Race this run";
  return (
    <nav aria-label="What next" className="result-actions">
      <PrimaryStartForm start={start} settle={SETTLE}>
        {start.mode === "daily_practice" ? "Practise it" : own ? "Play again" : "Play"}
      </PrimaryStartForm>
      {viewer && !voided && (
        <StartForm start={{ language: session.language, mode: "rematch", result_id: id }}>
          {raceText}
        </StartForm>
      )}
      {!viewer && !voided && (
        <Link to={`/login?to=/results/${id}`} className="button">
          Sign in to race this run
        </Link>
      )}
      <span className="result-links">
        <Link to="/leaderboard" className="link">
          Leaderboard
        </Link>
        {viewer && (
          <Link to="/history" className="link">
            Your history
          </Link>
        )}
      </span>
    </nav>
  );
}
