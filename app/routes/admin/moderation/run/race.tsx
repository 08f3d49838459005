/** The race of a run under review: all its racers, and who was reported for what. */
import { Link } from "@remix-run/react";
import type { ModeratedResult, RaceUnderReview } from "../../../../contracts/moderation.ts";
import { When } from "../../../../ui/runs/run-cells.tsx";
import { orUnknown, whole } from "../../../../ui/text/format.ts";
import { REPORT_NAMES, StatusBadge } from "../../shared/badges.tsx";

interface RaceProps {
  race: RaceUnderReview;
  run: Pick<ModeratedResult, "id">;
  now: string;
}

type Racer = RaceUnderReview["players"][number];

function Name({ racer, isThis }: { racer: Racer; isThis: boolean }) {
  if (isThis) return <strong>{racer.name}</strong>;
  if (!racer.result_id) return <>{racer.name}</>;
  return (
    <Link to={`/admin/moderation/${racer.result_id}`} className="link">
      {racer.name}
    </Link>
  );
}

function Racers({ race, run }: Pick<RaceProps, "race" | "run">) {
  return (
    <table className="table">
      <caption className="sr-only">Racers, in the order of their places</caption>
      <thead>
        <tr>
          <th scope="col" className="figure">
            Place
          </th>
          <th scope="col">Racer</th>
          <th scope="col" className="figure">
            Score
          </th>
          <th scope="col" className="figure">
            WPM
          </th>
        </tr>
      </thead>
      <tbody>
        {race.players.map((racer) => (
          <tr
            key={racer.number}
            aria-current={
              racer.result_id !== null && racer.result_id === run.id ? "true" : undefined
            }
          >
            <td className="figure">{orUnknown(racer.place, whole)}</td>
            <th scope="row" className="fill text-left font-normal">
              <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
                <Name racer={racer} isThis={racer.result_id === run.id} />
                {racer.status && racer.status !== "VERIFIED" && (
                  <StatusBadge status={racer.status} />
                )}
                {racer.username === null && <span className="text-sm text-dim">guest</span>}
              </span>
            </th>
            <td className="figure">{whole(racer.score)}</td>
            <td className="figure">{whole(racer.standard_wpm)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Reports({ race: { reports, players }, now }: Pick<RaceProps, "race" | "now">) {
  if (reports.length === 0) return <p className="text-sm text-dim">Nobody was reported.</p>;
  const nameOf = (number: number) => players.find((racer) => racer.number === number)?.name ?? "";
  return (
    <ol className="acts" aria-label="Reports, newest first">
      {reports.map(({ id, number, reason, reporter, created_at, settled_at }) => (
        <li key={id} className="act">
          <span className="act-time">
            <When moment={created_at} now={now} />
          </span>
          <span className="act-text">
            <strong>{reporter}</strong> reported {nameOf(number)} for {REPORT_NAMES[reason]}{" "}
            {settled_at ? (
              <span className="badge text-dim">settled</span>
            ) : (
              <span className="badge text-coral">waits</span>
            )}
          </span>
        </li>
      ))}
    </ol>
  );
}

export function Race({ race, run, now }: RaceProps) {
  return (
    <section className="grid gap-3" aria-labelledby="race">
      <h2 id="race">
        Its race{" "}
        <Link to={`/race/${race.code}`} className="link text-base font-normal">
          {race.code}
        </Link>
      </h2>
      <Racers race={race} run={run} />
      <Reports race={race} now={now} />
    </section>
  );
}
