/** What to do after a run: play again, race it, or go to another page. */
import { Link, useNavigate } from "@remix-run/react";
import type { ResultWithPlayer } from "../../contracts/game.ts";
import { KeyHint } from "../../ui/forms/key-hint.tsx";
import { PrimaryStartForm, StartForm, type StartOptions } from "../../ui/forms/start-form.tsx";
import { SETTLE, useEnter } from "../../ui/forms/use-enter.ts";
import { loginPath } from "../shared/login-path.ts";
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

/** The way to the viewer's own try, in the place of starting a run: a try cannot be taken back. */
function OwnTryLink({ to }: { to: string }) {
  const navigate = useNavigate();
  useEnter(() => navigate(to), SETTLE);
  return (
    <Link to={to} className="button button-primary" aria-keyshortcuts="Enter">
      To today&rsquo;s challenge <KeyHint>Enter</KeyHint>
    </Link>
  );
}

interface Props {
  result: ResultWithPlayer;
  /** The username of the viewer, if signed in. */
  viewer: string | null;
  today: string;
  /** Whether the run would give away today's challenge, at which the viewer's try is still to come. */
  sealed: boolean;
}

export function NextSteps({ result, viewer, today, sealed }: Props) {
  const { id, session, user } = result;
  const daily = `/daily?language=${session.language}`;
  const own = viewer === user.username;
  const voided = result.status === "VOIDED";
  const lost = own && session.outcome === "defeat";
  const start: StartOptions = viewer
    ? nextRun(session, today)
    : { language: session.language, difficulty: session.difficulty, mode: "standard" };
  const raceText = lost ? "Same snippets again" : "Race this run";
  return (
    <nav aria-label="What next" className="result-actions">
      {viewer && sealed ? (
        <OwnTryLink to={daily} />
      ) : (
        <PrimaryStartForm start={start} settle={SETTLE}>
          {start.mode === "daily_practice" ? "Practise it" : own ? "Play again" : "Play"}
        </PrimaryStartForm>
      )}
      {viewer && !voided && !sealed && (
        <StartForm start={{ language: session.language, mode: "rematch", result_id: id }}>
          {raceText}
        </StartForm>
      )}
      {!viewer && !voided && (
        <Link to={sealed ? loginPath(daily) : `/login?to=/results/${id}`} className="button">
          {sealed ? "Sign in for your try" : "Sign in to race this run"}
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
