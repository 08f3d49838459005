/** A calendar heat map of a year, a column a week: the number of runs on each day. */
import { type PointerEvent, useEffect, useId, useRef, useState } from "react";
import { dayName, MONTHS } from "../text/format.ts";
import { TableView } from "./table-view.tsx";

const DAY_MS = 86_400_000;
/** The distance from one day to the next, and the size of a day, in units of the SVG. */
const STEP = 14;
const SIZE = 11;
/** Space above the days, for the names of months. */
const TOP = 18;

const dayAt = (from: string, index: number) =>
  new Date(Date.parse(from) + index * DAY_MS).toISOString().slice(0, 10);

/** The fewest runs on a day for each of the shades 1 to 4. */
const SHADES = [1, 2, 4, 8];
const shadeOf = (runs: number) => SHADES.filter((least) => runs >= least).length;

const runsText = (runs: number) => (runs === 0 ? "no runs" : runs === 1 ? "1 run" : `${runs} runs`);

interface Props {
  title: string;
  /** The first day, a Monday. */
  from: string;
  today: string;
  days: readonly { day: string; runs: number }[];
}

/** Returns one path for all days of a shade: 371 rectangles would be most of the page. */
function squares(runs: readonly number[], shade: number): string {
  return runs
    .map((count, index) => {
      if (shadeOf(count) !== shade) return "";
      const x = Math.floor(index / 7) * STEP + 1;
      const y = TOP + (index % 7) * STEP + 1;
      return `M${x} ${y}h${SIZE}v${SIZE}h-${SIZE}z`;
    })
    .join("");
}

/** Returns the first full week of each month, and its name. */
function monthsOf(from: string, weeks: number) {
  return Array.from({ length: weeks }, (_, week) => ({ week, day: dayAt(from, week * 7) }))
    .filter(({ day }) => Number(day.slice(8)) <= 7)
    .map(({ week, day }) => ({ week, name: MONTHS[Number(day.slice(5, 7)) - 1] }));
}

function DayTable({ title, days }: Pick<Props, "title" | "days">) {
  return (
    <details className="chart-table">
      <summary className="link">As a table</summary>
      <TableView name={title}>
        <table className="table">
          <caption className="sr-only">{title}: days with runs, the newest first</caption>
          <thead>
            <tr>
              <th scope="col">Day</th>
              <th scope="col" className="figure">
                Runs
              </th>
            </tr>
          </thead>
          <tbody>
            {days.toReversed().map(({ day, runs }) => (
              <tr key={day}>
                <th scope="row" className="text-left font-normal">
                  {dayName(day)}
                </th>
                <td className="figure">{runs}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableView>
    </details>
  );
}

export function Calendar({ title, from, today, days }: Props) {
  const titleId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const count = (Date.parse(today) - Date.parse(from)) / DAY_MS + 1;
  const [at, setAt] = useState(count - 1);
  const byDay = new Map(days.map(({ day, runs }) => [day, runs]));
  const runsByIndex = Array.from(
    { length: count },
    (_, index) => byDay.get(dayAt(from, index)) ?? 0,
  );
  const weeks = Math.ceil(count / 7);
  const description = `${dayName(dayAt(from, at))}: ${runsText(runsByIndex[at] ?? 0)}`;

  // Scrolls to the newest days, where not all of them fit.
  useEffect(() => {
    scroller.current?.scrollTo({ left: scroller.current.scrollWidth });
  }, []);

  const follow = (event: PointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const unit = box.width / (weeks * STEP);
    const week = Math.floor((event.clientX - box.left) / unit / STEP);
    const day = Math.floor(((event.clientY - box.top) / unit - TOP) / STEP);
    const index = week * 7 + day;
    if (day >= 0 && day < 7 && index >= 0 && index < count) setAt(index);
  };
  const choose = (index: number) => {
    setAt(index);
    const view = scroller.current;
    if (!view) return;
    const width = view.scrollWidth / weeks;
    const x = Math.floor(index / 7) * width;
    if (x < view.scrollLeft) view.scrollTo({ left: x });
    else if (x + width > view.scrollLeft + view.clientWidth) {
      view.scrollTo({ left: x + width - view.clientWidth });
    }
  };
  return (
    <figure className="chart" aria-labelledby={titleId}>
      <figcaption className="chart-head">
        <span id={titleId} className="eyebrow">
          {title}
        </span>
        <span className="chart-place" aria-hidden="true">
          {description}
        </span>
      </figcaption>
      <div className="calendar-body">
        <div ref={scroller} className="calendar-view">
          <div className="calendar-year">
            <input
              type="range"
              className="chart-slider"
              min={0}
              max={count - 1}
              value={at}
              aria-label={`${title}: one day after the other`}
              aria-valuetext={description}
              onChange={(event) => choose(Number(event.target.value))}
            />
            <svg
              viewBox={`0 0 ${weeks * STEP} ${TOP + 7 * STEP}`}
              className="calendar"
              aria-hidden="true"
              onPointerMove={follow}
              onPointerDown={follow}
            >
              {monthsOf(from, weeks).map(({ week, name }) => (
                <text key={week} x={week * STEP + 1} y={10}>
                  {name}
                </text>
              ))}
              {[0, ...SHADES.map((_, index) => index + 1)].map((shade) => (
                <path key={shade} className={`shade-${shade}`} d={squares(runsByIndex, shade)} />
              ))}
              <rect
                className="calendar-at"
                x={Math.floor(at / 7) * STEP + 0.5}
                y={TOP + (at % 7) * STEP + 0.5}
                width={SIZE + 1}
                height={SIZE + 1}
                rx={2}
              />
            </svg>
          </div>
        </div>
      </div>
      <div className="calendar-foot">
        {days.length > 0 && <DayTable title={title} days={days} />}
        <p className="calendar-legend" aria-hidden="true">
          Less
          <svg width={5 * STEP} height={SIZE + 2} aria-hidden="true">
            {[0, 1, 2, 3, 4].map((shade) => (
              <path
                key={shade}
                className={`shade-${shade}`}
                d={`M${shade * STEP + 1} 1h${SIZE}v${SIZE}h-${SIZE}z`}
              />
            ))}
          </svg>
          More
        </p>
      </div>
    </figure>
  );
}
