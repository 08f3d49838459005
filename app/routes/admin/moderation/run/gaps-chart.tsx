/** The histogram of the gaps between keys, drawn as the other charts are (docs/decisions/0032-charts.md). */
import { useId } from "react";
import { type Evidence, GAP_BIN_MS } from "../../../../contracts/evidence.ts";
import { scaleOf } from "../../../../ui/chart/scale.ts";
import { TableView } from "../../../../ui/chart/table-view.tsx";
import { whole } from "../../../../ui/text/format.ts";
import { shareOf } from "./units.ts";

interface Bin {
  from: number;
  name: string;
  count: number;
}

const binsOf = (histogram: readonly number[]): Bin[] =>
  histogram.map((count, index) => {
    const from = index * GAP_BIN_MS;
    const isLast = index === histogram.length - 1;
    return {
      from,
      name: isLast ? `${from} ms and more` : `${from} to ${from + GAP_BIN_MS - 1} ms`,
      count,
    };
  });

function GapsTable({ bins, total }: { bins: readonly Bin[]; total: number }) {
  return (
    <details className="chart-table">
      <summary className="link">As a table</summary>
      <TableView name="Gaps between keys">
        <table className="table">
          <caption className="sr-only">Gaps between keys, the shortest first</caption>
          <thead>
            <tr>
              <th scope="col">Length</th>
              <th scope="col" className="figure">
                Gaps
              </th>
              <th scope="col" className="figure">
                Share
              </th>
            </tr>
          </thead>
          <tbody>
            {bins.map(({ from, name, count }) => (
              <tr key={from}>
                <th scope="row" className="text-left font-normal">
                  {name}
                </th>
                <td className="figure">{whole(count)}</td>
                <td className="figure">{shareOf(count / total)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableView>
    </details>
  );
}

export function GapsChart({ gaps }: { gaps: Evidence["gaps"] }) {
  const titleId = useId();
  const bins = binsOf(gaps.histogram);
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  const [first] = bins;
  if (!first || total === 0) {
    return <p className="text-sm text-dim">No two keys in a row on one bug: there are no gaps.</p>;
  }
  const commonest = bins.reduce((most, bin) => (bin.count > most.count ? bin : most), first);
  const { ticks, y } = scaleOf([0, commonest.count]);
  const step = 100 / bins.length;
  const bar = ({ from, count }: Bin) =>
    count === 0
      ? ""
      : `M${((from / GAP_BIN_MS + 0.1) * step).toFixed(2)} 100V${y(count)}h${(0.8 * step).toFixed(2)}V100z`;
  const median = Math.min(100, (gaps.median / GAP_BIN_MS) * step).toFixed(2);
  const summary = `Most often ${commonest.name}: ${shareOf(commonest.count / total)} of ${whole(total)} gaps.`;
  return (
    <figure className="chart gaps" aria-labelledby={titleId}>
      <figcaption className="chart-head">
        <span id={titleId} className="eyebrow">
          Gaps between keys
        </span>
        <span className="chart-place">median {whole(gaps.median)} ms</span>
      </figcaption>
      <p className="text-sm">{summary}</p>
      <div className="chart-panel">
        <div className="chart-axis" aria-hidden="true">
          {ticks.toReversed().map((tick) => (
            <span key={tick}>{whole(tick)}</span>
          ))}
        </div>
        <svg
          className="chart-plot"
          viewBox="0 0 100 100"
          preserveAspectRatio="none"
          role="img"
          aria-label={`Histogram. ${summary} The median is ${whole(gaps.median)} ms.`}
        >
          <path className="chart-grid" d={ticks.map((tick) => `M0 ${y(tick)}H100`).join("")} />
          <path className="gaps-bars" d={bins.slice(0, -1).map(bar).join("")} />
          <path className="gaps-rest" d={bins.slice(-1).map(bar).join("")} />
          <path className="chart-mark" d={`M${median} 0V100`} />
        </svg>
      </div>
      <p className="chart-ends" aria-hidden="true">
        <span>0</span>
        <span>{((bins.length - 1) * GAP_BIN_MS) / 2}</span>
        <span>{bins.at(-1)?.from}+ ms</span>
      </p>
      <GapsTable bins={bins} total={total} />
    </figure>
  );
}
