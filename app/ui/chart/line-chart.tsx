/**
 * A line chart: series over the same points, one panel each. The server renders it as SVG that stretches
 * to any width without script. With script it shows the values under the pointer, and a range control
 * over it moves from value to value by the arrow keys.
 */
import { type PointerEvent, type ReactNode, useId, useState } from "react";
import { nearestIndex, scaleOf, xOf } from "./scale.ts";
import { TableView } from "./table-view.tsx";

export interface Series {
  name: string;
  /** The value at each point; null where there is none. */
  values: readonly (number | null)[];
  /** Writes a value with its unit. */
  format(value: number): string;
  tone: "amber" | "mint" | "sky";
  /** The highest possible value. */
  limit?: number;
}

/** A point of the x axis. */
export interface Point {
  id: string;
  /** Its name in the read-out, in the table and for screen readers. */
  label: string;
  /** A remark about it. */
  note?: string | undefined;
  /** Whether a line marks it in all panels. */
  marked?: boolean;
}

interface Props {
  title: string;
  /** The heading of the table's first column. */
  pointHeading: string;
  points: readonly Point[];
  series: readonly Series[];
  /** The labels under the first and the last point. */
  endLabels: readonly [string, string];
  /** What the value at the last point is called beside its series, where it might be taken for the value of all. */
  lastLabel?: string;
  children?: ReactNode;
}

/** Returns the path through all values, with a gap where there is none. */
function pathOf({ values }: Series, y: (value: number) => number): string {
  let command = "M";
  return values
    .map((value, index) => {
      if (value === null) {
        command = "M";
        return "";
      }
      const point = `${command}${xOf(index, values.length)} ${y(value)}`;
      command = "L";
      return point;
    })
    .join("");
}

/** Returns a dot that stays round when the SVG is stretched: a line of length 0 with round caps. */
const dot = (x: number, y: number) => `M${x} ${y}h0`;

/** With more points, dots would merge into a second line. */
const MAX_DOTS = 30;

interface PanelProps {
  series: Series;
  places: readonly Point[];
  at: number;
  lastLabel: string | undefined;
}

function Panel({ series, places, at, lastLabel }: PanelProps) {
  const { values, tone, format, name, limit } = series;
  const known = values.filter((value) => value !== null);
  const { ticks, y } = scaleOf(known, limit);
  const count = values.length;
  const line = pathOf(series, y);
  const value = values[at] ?? null;
  const x = xOf(at, count);
  return (
    <div className={`chart-panel chart-${tone}`}>
      <p className="chart-name">
        <span>
          {name}
          {lastLabel && at === count - 1 && ` ${lastLabel}`}
        </span>
        <output className="chart-value">{value === null ? "–" : format(value)}</output>
      </p>
      <div className="chart-axis" aria-hidden="true">
        {ticks.toReversed().map((tick) => (
          <span key={tick}>{Number(tick.toFixed(1))}</span>
        ))}
      </div>
      <svg
        className="chart-plot"
        viewBox="0 0 100 100"
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        <path className="chart-grid" d={ticks.map((tick) => `M0 ${y(tick)}H100`).join("")} />
        <path
          className="chart-mark"
          d={places.map(({ marked }, i) => (marked ? `M${xOf(i, count)} 0V100` : "")).join("")}
        />
        {count > 1 && known.length === count && (
          <path className="chart-area" d={`${line}V100H0Z`} />
        )}
        <path className="chart-line" d={line} />
        {count <= MAX_DOTS && (
          <path
            className="chart-dots"
            d={values.map((v, i) => (v === null ? "" : dot(xOf(i, count), y(v)))).join("")}
          />
        )}
        <path className="chart-cursor" d={`M${x} 0V100`} />
        {value !== null && <path className="chart-at" d={dot(x, y(value))} />}
      </svg>
    </div>
  );
}

/** The same values as a table. */
function ChartTable({ title, pointHeading: unit, points: places, series }: Omit<Props, "ends">) {
  return (
    <details className="chart-table">
      <summary className="link">As a table</summary>
      <TableView name={title}>
        <table className="table">
          <caption className="sr-only">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{unit}</th>
              {series.map(({ name }) => (
                <th key={name} scope="col" className="figure">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {places.map((place, index) => (
              <tr key={place.id}>
                <th scope="row" className="text-left font-normal">
                  {place.label}
                  {place.note && <span className="text-dim"> · {place.note}</span>}
                </th>
                {series.map(({ name, values, format }) => {
                  const value = values[index] ?? null;
                  return (
                    <td key={name} className="figure">
                      {value === null ? "–" : format(value)}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </TableView>
    </details>
  );
}

export function LineChart(props: Props) {
  const { title, points: places, series, endLabels: ends, lastLabel, children } = props;
  const [at, setAt] = useState(places.length - 1);
  const name = useId();
  const place = places[at];
  const describe = (index: number) =>
    [
      places[index]?.label,
      ...series.map(({ name, values, format }) => {
        const value = values[index] ?? null;
        return value === null ? "" : `${name} ${format(value)}`;
      }),
      places[index]?.note,
    ]
      .filter(Boolean)
      .join(", ");
  const follow = (event: PointerEvent<HTMLElement>) => {
    const plot = event.currentTarget.querySelector("svg")?.getBoundingClientRect();
    if (plot) setAt(nearestIndex((event.clientX - plot.left) / plot.width, places.length));
  };
  return (
    <figure className="chart" aria-labelledby={name}>
      <figcaption className="chart-head">
        <span id={name} className="eyebrow">
          {title}
        </span>
        <span className="chart-place" aria-hidden="true">
          {place?.label}
          {place?.note && ` · ${place.note}`}
        </span>
      </figcaption>
      {children}
      <div className="chart-body" onPointerMove={follow} onPointerDown={follow}>
        <input
          type="range"
          className="chart-slider"
          min={0}
          max={Math.max(places.length - 1, 1)}
          value={at}
          aria-label={`${title}: one value after the other`}
          aria-valuetext={describe(at)}
          onChange={(event) => setAt(Math.min(Number(event.target.value), places.length - 1))}
        />
        {series.map((line) => (
          <Panel key={line.name} series={line} {...{ places, at, lastLabel }} />
        ))}
        <p className="chart-ends" aria-hidden="true">
          <span>{ends[0]}</span>
          <span>{ends[1]}</span>
        </p>
      </div>
      <ChartTable {...props} />
    </figure>
  );
}
