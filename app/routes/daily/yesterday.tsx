/** The best of the day before. Their challenge is over, so everybody may watch how they did it. */
import { Link } from "@remix-run/react";
import type { BoardEntry } from "../../contracts/leaderboard.ts";
import type { Language } from "../../engine/plan.ts";
import { LANGUAGE_NAMES } from "../../ui/text/enum-names.ts";
import { orUnknown, percent, whole } from "../../ui/text/format.ts";

interface WinnerProps {
  entry: BoardEntry;
  /** The link to the run: its address behind that of the result, and its text. */
  link?: { hash: string; text: string };
}

const WATCH = { hash: "#replay", text: "Watch" };

export function Winner({ entry, link = WATCH }: WinnerProps) {
  const { rank, user, score, standard_wpm, key_accuracy, result_id } = entry;
  return (
    <li className="card winner" translate="no">
      <p className="winner-rank" translate="yes">
        <span className="sr-only">Rank </span>
        {rank}
      </p>
      <div className="min-w-0">
        <p className="flex font-mono font-medium">
          <Link to={`/u/${user.username}`} className="truncate hover:text-amber">
            {user.username}
          </Link>
        </p>
        <p className="winner-figures">
          <strong>{whole(score)}</strong> · {orUnknown(standard_wpm, whole)} wpm ·{" "}
          {orUnknown(key_accuracy, percent)}
        </p>
      </div>
      <Link to={`/results/${result_id}${link.hash}`} className="link winner-watch" translate="yes">
        {link.text}
        <span className="sr-only">
          {link === WATCH ? " the run" : ""} of {user.username}
        </span>
      </Link>
    </li>
  );
}

export function Yesterday({ winners, language }: { winners: BoardEntry[]; language: Language }) {
  return (
    <section aria-labelledby="yesterday" className="mt-14">
      <h2 id="yesterday">Yesterday&rsquo;s winners</h2>
      {winners.length > 0 ? (
        <ol className="winners">
          {winners.map((entry) => (
            <Winner key={entry.result_id} entry={entry} />
          ))}
        </ol>
      ) : (
        <p className="mt-3 text-dim">
          Nobody took the {LANGUAGE_NAMES[language]} challenge of yesterday. It went home
          undefended.
        </p>
      )}
    </section>
  );
}
