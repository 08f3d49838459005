import { Link } from "@remix-run/react";
import type { BoardEntry, BoardQuery } from "../../contracts/leaderboard.ts";
import { DIFFICULTY_NAMES, LANGUAGE_NAMES } from "../text/enum-names.ts";
import { clock, orUnknown, percent, whole } from "../text/format.ts";
import { When } from "./run-cells.tsx";

type Metric = BoardQuery["metric"];

interface Shown {
  metric: Metric;
  /** The present time, ISO 8601. */
  now: string;
  /** Whether language and difficulty are shown: not where all runs have the same. */
  plans: boolean;
}

interface RowProps extends Shown {
  entry: BoardEntry;
  own: boolean;
}

// One string each, in this and other texts of a row: for each further part the server writes a comment besides.
const planText = ({ language, difficulty }: BoardEntry) =>
  `${LANGUAGE_NAMES[language]} · ${DIFFICULTY_NAMES[difficulty]}`;

/** The run of an entry in a line below the name, where there is no room for columns. */
function RunLine({ entry, plans, now }: Pick<RowProps, "entry" | "plans" | "now">) {
  const { playtime_seconds, ended_at } = entry;
  return (
    <span className="board-run lg:hidden">
      {plans && <span>{planText(entry)}</span>}
      <span>
        <span className="sr-only">Lasted </span>
        {`${clock(playtime_seconds * 1_000)} · `}
        <When moment={ended_at} now={now} />
      </span>
    </span>
  );
}

/** The same in columns of their own. */
function RunCells({ entry, plans, now }: Pick<RowProps, "entry" | "plans" | "now">) {
  const { playtime_seconds, ended_at } = entry;
  return (
    <>
      {plans && <td className="board-plan max-lg:hidden">{planText(entry)}</td>}
      <td className="figure text-dim max-lg:hidden">{clock(playtime_seconds * 1_000)}</td>
      <td className="figure text-dim max-lg:hidden">
        <When moment={ended_at} now={now} />
      </td>
    </>
  );
}

function Row({ entry, metric, own, ...shown }: RowProps) {
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
        {display_name !== username && (
          <span className="block truncate text-sm text-dim max-sm:hidden">{display_name}</span>
        )}
        <RunLine entry={entry} {...shown} />
      </th>
      <RunCells entry={entry} {...shown} />
      {metric === "wpm" && <td className={leading("wpm")}>{whole(words_per_minute)}</td>}
      <td className="figure text-dim">{orUnknown(standard_wpm, whole)}</td>
      <td className="figure text-dim max-sm:hidden">{orUnknown(key_accuracy, percent)}</td>
      <td className={leading("score")}>
        <Link to={`/results/${result_id}`} className="row-link">
          <span className="sr-only">{`The run of ${username}: `}</span>
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

function Head({ plans, metric }: Pick<Shown, "plans" | "metric">) {
  return (
    <thead>
      <tr>
        <th scope="col" className="figure">
          <span aria-hidden="true">#</span>
          <span className="sr-only">Rank</span>
        </th>
        <th scope="col">Player</th>
        {plans && (
          <th scope="col" className="max-lg:hidden">
            Run
          </th>
        )}
        <th scope="col" className="figure max-lg:hidden">
          Time
        </th>
        <th scope="col" className="figure max-lg:hidden">
          When
        </th>
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
  );
}

interface Props {
  entries: BoardEntry[];
  metric: Metric;
  now: string;
  plans?: boolean;
  /** The signed-in player's username, whose row is highlighted. */
  self?: string | undefined;
  /** The rows around the player, when they are further down: shown below, after a gap. */
  around?: BoardEntry[];
}

export function BoardTable({ entries, self, around = [], plans = true, ...rest }: Props) {
  const shown = { ...rest, plans };
  const columns = 7 + (plans ? 1 : 0) + (rest.metric === "wpm" ? 1 : 0);
  const listed = new Set(entries.map((entry) => entry.user.username));
  const below =
    self && listed.has(self) ? [] : around.filter((entry) => !listed.has(entry.user.username));
  const apart = (below[0]?.rank ?? 0) > (entries.at(-1)?.rank ?? 0) + 1;
  const rows = (list: BoardEntry[]) =>
    list.map((entry) => (
      <Row key={entry.result_id} entry={entry} own={entry.user.username === self} {...shown} />
    ));
  return (
    <table className="table mt-8">
      <caption className="sr-only">
        Best runs, by {shown.metric === "score" ? "score" : "tokens a minute"}
      </caption>
      <Head plans={plans} metric={rest.metric} />
      <tbody>
        {rows(entries)}
        {apart && <Gap columns={columns} />}
        {rows(below)}
      </tbody>
    </table>
  );
}
