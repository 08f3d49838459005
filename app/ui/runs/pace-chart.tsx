/** The chart of the speed over a run, with the moments when bugs got through. */
import type { Pace as Stretch } from "../../engine/analysis/analysis.ts";
import { standardWpm } from "../../engine/typing-speed.ts";
import { LineChart } from "../../ui/chart/line-chart.tsx";
import { clock, oneDecimal } from "../../ui/text/format.ts";
import { plural } from "../text/plural.ts";

/** Writes a count with its noun; nothing for zero. */
const counted = (count: number, singular: string, several: string) =>
  count === 0 ? "" : `${count} ${plural(count, singular, several)}`;

export function PaceChart({ pace }: { pace: Stretch[] }) {
  const last = pace.at(-1);
  // A single stretch makes no line, and its speed is that of the whole run.
  if (!last || pace.length < 2) return null;
  const wpm = pace.map(({ keys, from, to }) => standardWpm(keys, to - from));
  const fastest = pace[wpm.indexOf(Math.max(...wpm))];
  const hit = pace.some(({ hits }) => hits > 0);
  return (
    <section className="card" aria-label="Speed over the run">
      <LineChart
        title="Speed over the run"
        pointHeading="Stretch"
        points={pace.map(({ from, to, errors, hits }) => ({
          id: String(from),
          label: `${clock(from)} – ${clock(to)}`,
          note: [counted(errors, "wrong key", "wrong keys"), counted(hits, "hit", "hits")]
            .filter(Boolean)
            .join(", "),
          marked: hits > 0,
        }))}
        endLabels={["0:00", clock(last.to)]}
        lastLabel={`from ${clock(last.from)} on`}
        series={[{ name: "WPM", values: wpm, format: oneDecimal, tone: "amber" }]}
      >
        <p className="chart-lead">
          {fastest && `Fastest from ${clock(fastest.from)} to ${clock(fastest.to)}.`}{" "}
          {hit && <span className="text-dim">A dotted line: a hit on production.</span>}
        </p>
      </LineChart>
    </section>
  );
}
