import { Link } from "@remix-run/react";
import type { BestRun } from "../../contracts/profile.ts";
import { FigureCells, FigureHeads, When } from "../../ui/runs/run-cells.tsx";
import { DIFFICULTY_NAMES, LANGUAGE_NAMES } from "../../ui/text/enum-names.ts";

function Run({ run, now }: { run: BestRun; now: string }) {
  return (
    <tr>
      <th scope="row" className="fill text-left font-normal">
        <span className="flex flex-wrap items-center gap-x-2.5">
          <Link to={`/results/${run.result_id}`} className="row-link font-mono font-medium">
            {LANGUAGE_NAMES[run.language]}
            <span className="sr-only">, {DIFFICULTY_NAMES[run.difficulty]}</span>
          </Link>
          <span aria-hidden="true" className="text-dim">
            {DIFFICULTY_NAMES[run.difficulty]}
          </span>
        </span>
        <span className="mt-0.5 block text-sm text-dim md:hidden">
          <When moment={run.ended_at} now={now} />
        </span>
      </th>
      <FigureCells run={run} now={now} />
    </tr>
  );
}

export function BestRuns({ runs, now }: { runs: BestRun[]; now: string }) {
  return (
    <section aria-labelledby="bests">
      <h2 id="bests">Best runs</h2>
      <p className="mt-2 text-dim">One for each language and difficulty.</p>
      <table className="table mt-6">
        <caption className="sr-only">Best runs, the highest score first</caption>
        <thead>
          <tr>
            <th scope="col">Run</th>
            <FigureHeads />
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <Run key={run.result_id} run={run} now={now} />
          ))}
        </tbody>
      </table>
    </section>
  );
}
