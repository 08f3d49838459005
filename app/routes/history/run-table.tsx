import { Link } from "@remix-run/react";
import type { HistoryItem } from "../../contracts/game.ts";
import { exactly, percent, since, whole } from "../../ui/figures.ts";
import { DIFFICULTY_NAMES, LANGUAGE_NAMES } from "../../ui/names.ts";

/** What is said of a result that does not count; of one that does, nothing. */
const REMARKS: Record<HistoryItem["status"], { text: string; className: string } | undefined> = {
  VERIFIED: undefined,
  FLAGGED: { text: "under review", className: "text-amber" },
  VOIDED: { text: "voided", className: "text-coral" },
  UNRANKED: { text: "unranked", className: "text-dim" },
};

function Run({ run, now }: { run: HistoryItem; now: string }) {
  const { language, difficulty } = run.session;
  const remark = REMARKS[run.status];
  const waves = `${run.waves_completed} ${run.waves_completed === 1 ? "wave" : "waves"}`;
  const when = (
    <time dateTime={run.ended_at} title={exactly(run.ended_at)}>
      {since(run.ended_at, now)}
    </time>
  );
  return (
    <tr>
      <th scope="row" className="fill text-left font-normal">
        <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <Link to={`/results/${run.id}`} className="row-link font-mono font-medium">
            {LANGUAGE_NAMES[language]}
          </Link>
          <span className="text-dim">{DIFFICULTY_NAMES[difficulty]}</span>
          {remark && <span className={`badge ${remark.className}`}>{remark.text}</span>}
        </span>
        <span className="mt-0.5 block text-sm text-dim md:hidden">
          {waves} · {when}
        </span>
      </th>
      <td className="figure text-dim max-md:hidden">{run.waves_completed}</td>
      <td className="figure text-dim">{whole(run.words_per_minute)}</td>
      <td className="figure text-dim">{percent(run.accuracy_percentage)}</td>
      <td className="figure font-bold text-amber">{whole(run.final_score)}</td>
      <td className="figure text-dim max-md:hidden">{when}</td>
    </tr>
  );
}

export function RunTable({ runs, now }: { runs: HistoryItem[]; now: string }) {
  return (
    <table className="table mt-8">
      <caption className="sr-only">Your runs, newest first</caption>
      <thead>
        <tr>
          <th scope="col">Run</th>
          <th scope="col" className="figure max-md:hidden">
            Waves
          </th>
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
          <Run key={run.id} run={run} now={now} />
        ))}
      </tbody>
    </table>
  );
}
