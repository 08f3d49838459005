/** What to do after a run, besides playing on: another difficulty, today's challenge, a challenge for a friend. */
import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import type { ResultWithPlayer } from "../../contracts/game.ts";
import type { BetterDifficulty, GhostRace, ResultPage } from "../../contracts/result-page.ts";
import { StartForm } from "../../ui/forms/start-form.tsx";
import { Share } from "../../ui/runs/share.tsx";
import { shareText } from "../../ui/runs/share-text.ts";
import { DIFFICULTY_NAMES, LANGUAGE_NAMES } from "../../ui/text/enum-names.ts";
import { whole } from "../../ui/text/format.ts";
import { sessionDay } from "./mode-line.tsx";

function Step({ title, children, action }: { title: string; children: string; action: ReactNode }) {
  return (
    <li className="card next-step">
      <h3>{title}</h3>
      <p className="text-dim">{children}</p>
      {action}
    </li>
  );
}

function speedsText({ from, to }: BetterDifficulty): string {
  if (from === null) return `up to ${to}`;
  return to === null ? `from ${from} on` : `${from} to ${to}`;
}

interface OtherDifficultyProps {
  session: ResultWithPlayer["session"];
  better: BetterDifficulty;
}

function OtherDifficulty({ session, better }: OtherDifficultyProps) {
  const { language, difficulty: played } = session;
  const { difficulty, harder, wpm } = better;
  return (
    <Step
      title={`${harder ? "Harder" : "Easier"}, at ${DIFFICULTY_NAMES[difficulty]}`}
      action={
        <StartForm start={{ language, difficulty, mode: "standard" }}>
          {`Play ${DIFFICULTY_NAMES[difficulty]}`}
        </StartForm>
      }
    >
      {`You typed ${whole(wpm)} wpm. ${DIFFICULTY_NAMES[played]} is made for ${speedsText(better)}.`}
    </Step>
  );
}

/** Returns what was played, for the text to share. */
function shareSubject(session: ResultWithPlayer["session"]): string {
  const language = LANGUAGE_NAMES[session.language];
  if (session.mode === "daily") return `daily · ${sessionDay(session)} · ${language}`;
  return `· ${language}, ${DIFFICULTY_NAMES[session.difficulty].toLowerCase()}`;
}

/** Returns how a race ended, for the text to share. */
function raceText({ rival, verdict: { winner, by } }: GhostRace, player: string): string {
  const { username } = rival.user;
  const raced = `${username === player ? "my own" : `@${username}’s`} ${whole(rival.final_score)}`;
  if (winner === null) return `Level with ${raced}.`;
  return winner === "own" ? `Beat ${raced} by ${whole(by)}.` : `${whole(by)} short of ${raced}.`;
}

interface Props {
  page: Pick<ResultPage, "result" | "race" | "challenge" | "better_difficulty">;
  viewer: string | null;
  /** The site's own address, with which links begin. */
  origin: string;
}

export function WhatNext({
  page: { result, race, challenge, better_difficulty },
  viewer,
  origin,
}: Props) {
  const { session, status, user } = result;
  const own = viewer === user.username;
  const figures = shareText(shareSubject(session), { ...result, score: result.final_score });
  const text = own && race ? `${figures}\n${raceText(race, user.username)}` : figures;
  const answered = own && race?.rival.user.username !== viewer ? race?.rival.user : undefined;
  const isPublic = status !== "VOIDED" && status !== "PENDING" && session.mode !== "own";
  return (
    <section aria-labelledby="next" className="what-next">
      <h2 id="next">What next</h2>
      <ul className="next-steps">
        {own && better_difficulty && (
          <OtherDifficulty session={session} better={better_difficulty} />
        )}
        {!challenge && (
          <Step
            title="Today’s challenge"
            action={
              <Link to={`/daily?language=${session.language}`} className="button">
                To the challenge
              </Link>
            }
          >
            {`One ${LANGUAGE_NAMES[session.language]} plan, the same for everybody, and one ranked try.`}
          </Step>
        )}
        {own && status === "PENDING" && (
          <Step title="Challenge a friend" action={null}>
            The link to this run opens to others when it has been checked. Come back then to share
            it.
          </Step>
        )}
        {isPublic && (
          <li className="card next-share">
            <Share
              title={answered ? "Send it back" : own ? "Challenge a friend" : "Share"}
              text={text}
              url={`${origin}/results/${result.id}`}
            >
              {challenge?.sealed
                ? "Whoever opens the link sees the run, and can race it when today’s challenge is over."
                : answered
                  ? `The answer to @${answered.username}: whoever opens the link can race this run.`
                  : "Whoever opens the link can race this run at once, with or without an account."}
            </Share>
          </li>
        )}
      </ul>
      <p className="result-links">
        <Link to={`/leaderboard?difficulty=${session.difficulty}`} className="link">
          Leaderboard
        </Link>
        {viewer && (
          <Link to="/history" className="link">
            Your history
          </Link>
        )}
      </p>
    </section>
  );
}
