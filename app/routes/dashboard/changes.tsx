/** What changed since the last run and since last week. */
import { Link } from "@remix-run/react";
import type { Changes, ComparedFigures } from "../../contracts/dashboard.ts";
import { DIFFICULTY_NAMES, LANGUAGE_NAMES } from "../../ui/text/enum-names.ts";
import { oneDecimal, orUnknown, percent, whole } from "../../ui/text/format.ts";
import { plural } from "../../ui/text/plural.ts";
import { Change } from "../shared/change.tsx";

interface FiguresProps {
  figures: ComparedFigures;
  before: ComparedFigures;
  /** What is the score of several runs. */
  scoreName: string;
}

function Figures({ figures, before, scoreName }: FiguresProps) {
  const rows = [
    [scoreName, "final_score", whole, 0],
    ["WPM", "standard_wpm", oneDecimal, 1],
    ["Accuracy", "key_accuracy", percent, 1],
  ] as const;
  return (
    <dl className="changes-figures">
      {rows.map(([name, field, format, digits]) => (
        <div key={field}>
          <dt>{name}</dt>
          <dd translate="no">
            {orUnknown(figures[field], format)}
            <Change value={figures[field]} than={before[field]} digits={digits} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function SinceLastRun({ last }: Pick<Changes, "last">) {
  if (!last) return <p className="text-dim">No verified run yet.</p>;
  const { id, language, difficulty, run, before } = last;
  const plan = `${LANGUAGE_NAMES[language]}, ${DIFFICULTY_NAMES[difficulty].toLowerCase()}`;
  return (
    <>
      <p className="text-dim">
        <Link to={`/results/${id}`} className="link">
          Your latest run
        </Link>
        {before
          ? `, against the one before in ${plan}.`
          : ` is the first in ${plan}. The next one has something to beat.`}
      </p>
      {before && <Figures figures={run} before={before} scoreName="Score" />}
    </>
  );
}

const countText = (runs: number) => `${whole(runs)} ${plural(runs, "run")}`;

function SinceLastWeek({ week: { now, before } }: Pick<Changes, "week">) {
  if (!now) {
    return (
      <p className="text-dim">
        No verified run in seven days
        {before ? `, ${countText(before.runs)} in the seven before.` : "."}
      </p>
    );
  }
  return (
    <>
      <p className="text-dim">
        {countText(now.runs)} in seven days
        {before
          ? `, against ${countText(before.runs)} in the seven before. Averages, and the best score.`
          : ". None in the seven before, so there is nothing to compare yet."}
      </p>
      {before && <Figures figures={now} before={before} scoreName="Best score" />}
    </>
  );
}

export function WhatChanged({ changes }: { changes: Changes }) {
  return (
    <section className="card changes" aria-label="What changed">
      <div>
        <h2 className="eyebrow">Since the last run</h2>
        <SinceLastRun last={changes.last} />
      </div>
      <div>
        <h2 className="eyebrow">Since last week</h2>
        <SinceLastWeek week={changes.week} />
      </div>
    </section>
  );
}
