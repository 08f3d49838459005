import { Link } from "@remix-run/react";
import type { BoardEntry } from "../../contracts/leaderboard.ts";
import { percent, whole } from "../../ui/figures.ts";
import type { BoardFilter } from "./address.ts";

interface Props {
  entries: BoardEntry[];
  filter: BoardFilter;
  /** The signed-in player's username: their row is lit. */
  self?: string;
}

export function BoardTable({ entries, filter: { metric }, self }: Props) {
  const leading = (column: BoardFilter["metric"]) =>
    `figure ${metric === column ? "font-bold text-amber" : "text-dim"}`;
  return (
    <table className="table mt-8">
      <caption className="sr-only">
        Best runs, by {metric === "score" ? "score" : "words per minute"}
      </caption>
      <thead>
        <tr>
          <th scope="col" className="figure">
            <span aria-hidden="true">#</span>
            <span className="sr-only">Rank</span>
          </th>
          <th scope="col">Player</th>
          <th scope="col" className="figure">
            WPM
          </th>
          <th scope="col" className="figure max-sm:hidden">
            Accuracy
          </th>
          <th scope="col" className="figure">
            Score
          </th>
        </tr>
      </thead>
      <tbody>
        {entries.map(({ rank, user, words_per_minute, accuracy_percentage, score, result_id }) => (
          <tr key={result_id} className={user.username === self ? "self" : undefined}>
            <td className="figure text-dim">{whole(rank)}</td>
            <th scope="row" className="fill text-left font-normal">
              <span className="flex gap-2 font-mono font-medium">
                <Link to={`/u/${user.username}`} className="player-link truncate">
                  {user.username}
                </Link>
                {user.username === self && <span className="text-amber">(you)</span>}
              </span>
              <span className="block truncate text-sm text-dim">
                {user.display_name !== user.username && user.display_name}
              </span>
            </th>
            <td className={leading("wpm")}>{whole(words_per_minute)}</td>
            <td className="figure text-dim max-sm:hidden">{percent(accuracy_percentage)}</td>
            <td className={leading("score")}>
              <Link to={`/results/${result_id}`} className="row-link">
                <span className="sr-only">The run of {user.username}: </span>
                {whole(score)}
              </Link>
              <span className="block text-xs font-normal text-dim sm:hidden">
                <span className="sr-only">Accuracy </span>
                {percent(accuracy_percentage)}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
