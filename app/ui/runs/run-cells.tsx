/** The cells that all tables of runs share: speed, accuracy, score and time. */
import { exactly, orUnknown, percent, since, whole } from "../text/format.ts";

/** Shows a moment relative to `now`, both ISO 8601. */
export function When({ moment, now }: { moment: string; now: string }) {
  return (
    <time dateTime={moment} title={exactly(moment)}>
      {since(moment, now)}
    </time>
  );
}

export function FigureHeads() {
  return (
    <>
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
    </>
  );
}

interface Run {
  standard_wpm: number | null;
  key_accuracy: number | null;
  final_score: number;
  ended_at: string;
}

/** The cells under {@link FigureHeads}. */
export function FigureCells({ run, now }: { run: Run; now: string }) {
  return (
    <>
      <td className="figure text-dim" translate="no">
        {orUnknown(run.standard_wpm, whole)}
      </td>
      <td className="figure text-dim" translate="no">
        {orUnknown(run.key_accuracy, percent)}
      </td>
      <td className="figure font-bold text-amber" translate="no">
        {whole(run.final_score)}
      </td>
      <td className="figure text-dim max-md:hidden">
        <When moment={run.ended_at} now={now} />
      </td>
    </>
  );
}
