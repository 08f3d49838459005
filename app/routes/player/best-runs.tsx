import { Link } from "@remix-run/react";
import type { BestRun } from "../../contracts/profile.ts";
import { exactly, percent, since, whole } from "../../ui/figures.ts";
import { DIFFICULTY_NAMES, LANGUAGE_NAMES } from "../../ui/names.ts";

function Run({ run, now }: { run: BestRun; now: string }) {
  const when = (
    <time dateTime={run.ended_at} title={exactly(run.ended_at)}>
      {since(run.ended_at, now)}
    </time>
  );
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
        <span className="mt-0.5 block text-sm text-dim md:hidden">{when}</span>
      </th>
      <td className="figure text-dim">{whole(run.words_per_minute)}</td>
      <td className="figure text-dim">{percent(run.accuracy_percentage)}</td>
      <td className="figure font-bold text-amber">{whole(run.final_score)}</td>
      <td className="figure text-dim max-md:hidden">{when}</td>
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
            <th scope="col" className="figure">
              WPM
            </th>
            <th scope="col" className="figure">
              <abbr title="Accuracy" className="no-underline md:hidden">
                Acc
              </abbr>
              <span className="max-md:hidden">Accuracy</span>
            </th>
            <th scope="col" className="figure">
              Score
            </th>
            <th scope="col" className="figure min-w-32 max-md:hidden">
              When
            </th>
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
