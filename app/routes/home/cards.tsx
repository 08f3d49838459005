import { Link } from "@remix-run/react";
import type { BoardEntry } from "../../contracts/leaderboard.ts";
import type { Language } from "../../engine/plan.ts";
import { Countdown } from "../../ui/text/countdown.tsx";
import { dayName, orUnknown, whole } from "../../ui/text/format.ts";

interface Challenge {
  day: string;
  ends_at: string;
  now: string;
}

export function DailyCard({ challenge, language }: { challenge: Challenge; language: Language }) {
  const { day, ends_at, now } = challenge;
  return (
    <section className="card home-card" aria-labelledby="daily">
      <h2 id="daily" className="eyebrow">
        Daily · <time dateTime={day}>{dayName(day)}</time>
      </h2>
      <p className="mt-4">
        <Countdown end={ends_at} now={now} className="home-clock" />
      </p>
      <p className="mt-2 text-dim">
        One plan a language, the same for everybody until midnight UTC. One ranked try, with an
        account.
      </p>
      <p className="mt-auto pt-4">
        <Link to={`/daily?language=${language}`} className="home-more link">
          Today&rsquo;s challenge
        </Link>
      </p>
    </section>
  );
}

/** @param top null while the database is unavailable */
export function BoardCard({ top }: { top: BoardEntry[] | null }) {
  return (
    <section className="card home-card home-board" aria-labelledby="board">
      <h2 id="board" className="eyebrow">
        All time
      </h2>
      {top && top.length > 0 ? (
        <ol>
          {top.map(({ rank, user, standard_wpm, score, result_id }) => (
            <li key={result_id}>
              <span className="text-dim">{rank}</span>
              <Link
                to={`/results/${result_id}`}
                className="truncate py-[0.6875rem] hover:text-amber"
              >
                {user.username}
              </Link>
              <span className="text-dim">{orUnknown(standard_wpm, whole)} wpm</span>
              <span className="text-amber">{whole(score)}</span>
            </li>
          ))}
        </ol>
      ) : (
        <p className="mt-4 text-dim">
          {top
            ? "Nobody yet. The first verified run takes the top."
            : "The board does not answer just now."}
        </p>
      )}
      <p className="mt-auto pt-4">
        <Link to="/leaderboard?difficulty=all" className="home-more link">
          The whole board
        </Link>
      </p>
    </section>
  );
}

/** @param best the run at the top of the board */
export function TrustCard({ best }: { best: BoardEntry | undefined }) {
  return (
    <section className="card home-card" aria-labelledby="trust">
      <h2 id="trust" className="eyebrow">
        No score is believed
      </h2>
      <p className="mt-4 text-dim">
        We keep the keys, not the claim. Every run is played again on the server, and what the
        server gets is what counts. You can watch it, too.
      </p>
      <pre
        translate="no"
        className="home-diff"
        role="img"
        aria-label="A diff: the claimed score is replaced by the replayed one."
      >
        <span className="text-coral">- save(claim.score){"\n"}</span>
        <span className="text-mint">+ save(replay(plan, keys).score)</span>
      </pre>
      {best && (
        <p className="mt-auto pt-4">
          <Link to={`/results/${best.result_id}#watch`} className="home-more link">
            Watch the best run
          </Link>
        </p>
      )}
    </section>
  );
}
