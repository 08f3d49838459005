/**
 * The main ways to go on: play again, or race this run. On top of what comes next, and at the foot of the window until
 * that is reached.
 */
import { Link, useNavigate } from "@remix-run/react";
import type { ResultWithPlayer } from "../../contracts/game.ts";
import type { GhostRace, ResultPage } from "../../contracts/result-page.ts";
import { KeyHint } from "../../ui/forms/key-hint.tsx";
import { PrimaryStartForm, StartForm, type StartOptions } from "../../ui/forms/start-form.tsx";
import { SETTLE, useEnter } from "../../ui/forms/use-enter.ts";
import { loginPath } from "../shared/login-path.ts";
import { sessionDay } from "./mode-line.tsx";

/**
 * Returns another run of the same kind. Today's challenge has one ranked try, so it goes on as practice.
 *
 * @param text the text of a run on an own text, while it is there
 */
function nextRun(
  session: ResultWithPlayer["session"],
  today: string,
  text: ResultPage["own_text"],
): StartOptions {
  const { mode, language, difficulty } = session;
  if (text) return { language, difficulty, mode: "own", text_id: text.id };
  if (mode === "relaxed") return { language, difficulty, mode };
  if (mode.startsWith("daily") && sessionDay(session) === today) {
    return { language, mode: "daily_practice" };
  }
  return { language, difficulty, mode: "standard" };
}

/** The way to the viewer's own try, in the place of starting a run: a try cannot be taken back. */
function OwnTryLink({ to, children }: { to: string; children: string }) {
  const navigate = useNavigate();
  useEnter(() => navigate(to), SETTLE);
  return (
    <Link to={to} className="button button-primary" aria-keyshortcuts="Enter">
      {children} <KeyHint>Enter</KeyHint>
    </Link>
  );
}

function Primary({ start, children }: { start: StartOptions; children: string }) {
  return (
    <PrimaryStartForm start={start} settle={SETTLE}>
      {children}
    </PrimaryStartForm>
  );
}

interface Props {
  result: ResultWithPlayer;
  race: GhostRace | null;
  /** The username of the viewer, if signed in. */
  viewer: string | null;
  today: string;
  /** Whether the run would give away today's challenge, at which the viewer's try is still to come. */
  sealed: boolean;
  text: ResultPage["own_text"];
}

/** The buttons for a run of an own text, which leads on to nothing that others see. */
function OwnTextActions({ again, text }: { again: StartOptions; text: Props["text"] }) {
  return (
    <>
      <Primary start={again}>{text ? "Play it again" : "Play"}</Primary>
      <Link to="/practice/texts" className="button">
        Own texts
      </Link>
    </>
  );
}

/** The buttons for the player of the run. */
function OwnActions({ result, race, today, text }: Props) {
  const { id, session } = result;
  const { language } = session;
  const again = nextRun(session, today, text);
  if (session.mode === "own") return <OwnTextActions {...{ again, text }} />;
  if (race) {
    const revenge = { language, mode: "rematch", result_id: race.rival.id } as const;
    // Whoever has won a race has shown what they can, and none of it is on a board.
    if (race.verdict.winner === "own") {
      return (
        <>
          <Primary start={again}>
            {again.mode === "standard" ? "New snippets, ranked" : "New snippets"}
          </Primary>
          <StartForm start={revenge}>Race again</StartForm>
        </>
      );
    }
    return (
      <>
        <Primary start={revenge}>Revenge</Primary>
        <StartForm start={again}>New snippets</StartForm>
      </>
    );
  }
  return (
    <>
      <Primary start={again}>
        {again.mode === "daily_practice" ? "Practise it" : "Play again"}
      </Primary>
      {result.status !== "VOIDED" && (
        <StartForm start={{ language, mode: "rematch", result_id: id }}>
          {session.outcome === "defeat" ? "Same snippets again" : "Race this run"}
        </StartForm>
      )}
    </>
  );
}

function Actions(props: Props) {
  const { result, viewer, today, sealed, text } = props;
  const { id, session, user } = result;
  const { language, difficulty } = session;
  if (sealed) {
    const daily = `/daily?language=${language}`;
    return viewer ? (
      <OwnTryLink to={daily}>To today’s challenge</OwnTryLink>
    ) : (
      <OwnTryLink to={loginPath(daily)}>Sign in for your try</OwnTryLink>
    );
  }
  if (viewer === user.username) return <OwnActions {...props} />;
  const play = { language, difficulty, mode: "standard" } as const;
  if (result.status === "VOIDED") return <Primary start={play}>Play</Primary>;
  // Guests can play neither practice nor relaxed runs.
  const other = viewer ? nextRun(session, today, text) : play;
  return (
    <>
      <Primary start={{ language, mode: "rematch", result_id: id }}>Beat this run</Primary>
      <StartForm start={other}>
        {other.mode === "daily_practice" ? "Practise it" : "Other snippets"}
      </StartForm>
    </>
  );
}

export function ActBar(props: Props) {
  return (
    <nav aria-label="Play on" className="act-bar">
      <Actions {...props} />
      {!props.viewer && !props.sealed && (
        <p className="act-note">
          The same code in the same order, and their ghost beside you. No account needed.
        </p>
      )}
    </nav>
  );
}
