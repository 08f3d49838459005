/** The places of a race that is over, for its racers and for everybody later. */
import { Link } from "@remix-run/react";
import type { RaceResult } from "../../../contracts/race-protocol.ts";
import { whole } from "../../../ui/text/format.ts";
import { endText } from "./race-words.ts";

export interface ResultRow extends Pick<RaceResult, "id" | "result_id" | "rating"> {
  /** Null for a run that a moderator voided. */
  place: number | null;
  name: string;
  kind: string;
  username: string | null;
  isOwn: boolean;
  score: number;
  standard_wpm: number;
  outcome: "defeat" | "quit" | "time" | null;
  ended_at_ms: number | null;
}

/** Whether moderators could decide anything about a racer: there is a stored run, of another account, in this race. */
export const isReportable = ({ isOwn, kind, result_id }: ResultRow): boolean =>
  !isOwn && kind === "player" && result_id !== null;

function Rating({ rating }: Pick<ResultRow, "rating">) {
  if (!rating) return <span className="text-dim">–</span>;
  const change = rating.after - rating.before;
  return (
    <>
      {whole(rating.after)}{" "}
      <span className="race-change" data-tone={change < 0 ? "bad" : "good"}>
        {change < 0 ? "−" : "+"}
        {Math.abs(change)}
      </span>
    </>
  );
}

function Name({ name, kind, username, isOwn }: ResultRow) {
  if (name === "") return <span className="text-dim">Account deleted</span>;
  return (
    <>
      {username ? (
        <Link to={`/u/${username}`} className="player-link">
          {name}
        </Link>
      ) : (
        name
      )}
      {isOwn && <span className="racer-tag">you</span>}
      {kind !== "player" && !isOwn && (
        <span className="racer-tag" data-kind={kind}>
          {kind}
        </span>
      )}
    </>
  );
}

interface Props {
  rows: readonly ResultRow[];
  /** Whether the results are still being stored. */
  waits: boolean;
}

export function ResultTable({ rows, waits }: Props) {
  const hasRatings = rows.some(({ rating }) => rating !== null);
  return (
    <div className="race-results">
      <table className="table">
        <caption className="sr-only">Places</caption>
        <thead>
          <tr>
            <th scope="col" className="figure">
              #
            </th>
            <th scope="col">Racer</th>
            <th scope="col" className="figure">
              Score
            </th>
            <th scope="col" className="figure">
              WPM
            </th>
            {hasRatings && (
              <th scope="col" className="figure">
                Rating
              </th>
            )}
            <th scope="col">
              <span className="sr-only">Run</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} data-own={row.isOwn || undefined}>
              <td className="figure">{row.place ?? "–"}</td>
              <th scope="row">
                <span className="race-result-name">
                  <Name {...row} />
                </span>
                <small>{row.place === null ? "voided" : row.outcome && endText({ ...row })}</small>
              </th>
              <td className="figure">{whole(row.score)}</td>
              <td className="figure">{row.standard_wpm}</td>
              {hasRatings && (
                <td className="figure">
                  <Rating rating={row.rating} />
                </td>
              )}
              <td>
                {row.result_id ? (
                  <Link to={`/results/${row.result_id}#watch`} className="link">
                    Watch
                  </Link>
                ) : (
                  waits && row.username && <span className="text-dim">…</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
