import { Link } from "@remix-run/react";
import type { BoardEntry, BoardQuery } from "../../contracts/leaderboard.ts";
import { orUnknown, percent, whole } from "../text/format.ts";

type Metric = BoardQuery["metric"];

interface RowProps {
  entry: BoardEntry;
  metric: Metric;
  own: boolean;
}

function Row({ entry, metric, own }: RowProps) {
  const { rank, user, words_per_minute, standard_wpm, key_accuracy, score, result_id } = entry;
  const { username, display_name } = user;
  const leading = (column: Metric) =>
    `figure ${metric === column ? "font-bold text-amber" : "text-dim"}`;
  return (
    <tr className={own ? "self" : undefined} translate="no">
      <td className="figure text-dim">{whole(rank)}</td>
      <th scope="row" className="fill text-left font-normal">
        <span className="flex gap-2 font-mono font-medium">
          <Link to={`/u/${username}`} className="player-link truncate">
            {username}
          </Link>
          {own && (
            <span className="text-amber" translate="yes">
              (you)
            </span>
          )}
        </span>
        <span className="block truncate text-sm text-dim">
          {display_name !== username && display_name}
        </span>
      </th>
      {metric === "wpm" && <td className={leading("wpm")}>{whole(words_per_minute)}</td>}
      <td className="figure text-dim">{orUnknown(standard_wpm, whole)}</td>
      <td className="figure text-dim max-sm:hidden">{orUnknown(key_accuracy, percent)}</td>
      <td className={leading("score")}>
        <Link to={`/results/${result_id}`} className="row-link">
          <span className="sr-only">The run of {username}: </span>
          {whole(score)}
        </Link>
        <span className="block text-xs font-normal text-dim sm:hidden">
          <span className="sr-only">Accuracy </span>
          {orUnknown(key_accuracy, percent)}
        </span>
      </td>
    </tr>
  );
}

/** The row between ranks that are not consecutive. */
function Gap({ columns }: { columns: number }) {
  return (
    <tr className="board-gap">
      <td colSpan={columns}>
        <span aria-hidden="true">⋮</span>
        <span className="sr-only">Some ranks are left out here</span>
      </td>
    </tr>
  );
}

interface Props {
  entries: BoardEntry[];
  metric: Metric;
  /** The signed-in player's username, whose row is highlighted. */
  self?: string | undefined;
  /** The rows around the player, when they are further down: shown below, after a gap. */
  around?: BoardEntry[];
}

export function BoardTable({ entries, metric, self, around = [] }: Props) {
  const shown = new Set(entries.map((entry) => entry.user.username));
  const below =
    self && shown.has(self) ? [] : around.filter((entry) => !shown.has(entry.user.username));
  const apart = (below[0]?.rank ?? 0) > (entries.at(-1)?.rank ?? 0) + 1;
  const rows = (list: BoardEntry[]) =>
    list.map((entry) => (
      <Row key={entry.result_id} entry={entry} metric={metric} own={entry.user.username === self} />
    ));
  return (
    <table className="table mt-8">
      <caption className="sr-only">
        Best runs, by {metric === "score" ? "score" : "tokens a minute"}
      </caption>
      <thead>
        <tr>
          <th scope="col" className="figure">
            <span aria-hidden="true">#</span>
            <span className="sr-only">Rank</span>
          </th>
          <th scope="col">Player</th>
          {metric === "wpm" && (
            <th scope="col" className="figure">
              <span className="max-sm:hidden">Tokens a minute</span>
              <abbr title="Tokens a minute" className="no-underline sm:hidden">
                Tok/min
              </abbr>
            </th>
          )}
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
        {rows(entries)}
        {apart && <Gap columns={metric === "wpm" ? 6 : 5} />}
        {rows(below)}
      </tbody>
    </table>
  );
}
