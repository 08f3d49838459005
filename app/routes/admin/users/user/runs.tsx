import { Link } from "@remix-run/react";
import type { ResultStatus } from "../../../../contracts/moderation.ts";
import type { Difficulty, Language } from "../../../../engine/plan.ts";
import { FigureCells, FigureHeads, When } from "../../../../ui/runs/run-cells.tsx";
import { DIFFICULTY_NAMES, LANGUAGE_NAMES } from "../../../../ui/text/enum-names.ts";
import { StatusBadge } from "../../shared/badges.tsx";

interface Run {
  id: string;
  ended_at: string;
  status: ResultStatus;
  final_score: number;
  standard_wpm: number | null;
  key_accuracy: number | null;
  language: Language;
  difficulty: Difficulty;
}

export function UserRuns({ runs, now }: { runs: Run[]; now: string }) {
  if (runs.length === 0) return <p className="text-dim">No runs here.</p>;
  return (
    <table className="table">
      <caption className="sr-only">Runs, newest first</caption>
      <thead>
        <tr>
          <th scope="col">Run</th>
          <FigureHeads />
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <tr key={run.id}>
            <th scope="row" className="fill text-left font-normal">
              <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
                <Link to={`/admin/moderation/${run.id}`} className="row-link font-medium">
                  {LANGUAGE_NAMES[run.language]}
                </Link>
                <span className="text-dim">{DIFFICULTY_NAMES[run.difficulty]}</span>
                <StatusBadge status={run.status} />
              </span>
              <span className="block text-xs text-dim md:hidden">
                <When moment={run.ended_at} now={now} />
              </span>
            </th>
            <FigureCells run={run} now={now} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}
