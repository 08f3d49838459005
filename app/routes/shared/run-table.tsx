import { Link } from "@remix-run/react";
import type { RecentRun } from "../../contracts/dashboard.ts";
import { FigureCells, FigureHeads, When } from "../../ui/runs/run-cells.tsx";
import { DIFFICULTY_NAMES, LANGUAGE_NAMES } from "../../ui/text/enum-names.ts";
import { plural } from "../../ui/text/plural.ts";
import { StatusBadge } from "./status-badge.tsx";

function Run({ run, now }: { run: RecentRun; now: string }) {
  const { language, difficulty } = run.session;
  const waves = `${run.waves_completed} ${plural(run.waves_completed, "wave")}`;
  return (
    <tr>
      <th scope="row" className="fill text-left font-normal">
        <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <Link to={`/results/${run.id}`} className="row-link font-mono font-medium">
            {LANGUAGE_NAMES[language]}
          </Link>
          <span className="text-dim">{DIFFICULTY_NAMES[difficulty]}</span>
          <StatusBadge run={run} />
        </span>
        <span className="mt-0.5 block text-sm text-dim md:hidden">
          {waves} · <When moment={run.ended_at} now={now} />
        </span>
      </th>
      <td className="figure text-dim max-md:hidden">{run.waves_completed}</td>
      <FigureCells run={run} now={now} />
    </tr>
  );
}

export function RunTable({ runs, now }: { runs: RecentRun[]; now: string }) {
  return (
    <table className="table mt-8">
      <caption className="sr-only">Your runs, newest first</caption>
      <thead>
        <tr>
          <th scope="col">Run</th>
          <th scope="col" className="figure max-md:hidden">
            Waves
          </th>
          <FigureHeads />
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <Run key={run.id} run={run} now={now} />
        ))}
      </tbody>
    </table>
  );
}
