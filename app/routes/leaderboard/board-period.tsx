/** Which day or week a board is of: how long it still lasts, and the ways to others. */
import { Link } from "@remix-run/react";
import { Countdown } from "../../ui/text/countdown.tsx";
import { periodName, weekDays } from "./period-name.ts";
import { type BoardFilter, boardPath } from "./search-params.ts";

export interface Periods {
  start: string;
  /** When it ends; null when it has, and for all time. */
  ends_at: string | null;
  /** The periods whose boards are kept, by their first days, the present one first. */
  kept: string[];
}

interface Props {
  filter: BoardFilter;
  periods: Periods;
  now: string;
}

export function BoardPeriod({ filter, periods, now }: Props) {
  const { type } = filter;
  const { start, ends_at, kept } = periods;
  if (type === "all_time") return null;
  const [noun, present] = type === "weekly" ? ["week", "This week"] : ["day", "Today"];
  const to = (period: string) =>
    boardPath({ ...filter, period: period === kept[0] ? undefined : period });
  const at = kept.indexOf(start);
  const [later, earlier] = at < 0 ? [] : [kept[at - 1], kept[at + 1]];
  return (
    <section className="board-period" aria-labelledby="period">
      <div className="board-period-name">
        <h2 id="period">
          {start === kept[0] && <span className="text-amber">{present} · </span>}
          {periodName(type, start)}
        </h2>
        {type === "weekly" && <p className="text-dim">{weekDays(start)}</p>}
      </div>
      {ends_at && (
        <p className="board-clock">
          <Countdown end={ends_at} now={now} />
          <span>until {type === "weekly" ? "Monday " : ""}00:00 UTC</span>
        </p>
      )}
      <nav aria-label="Other periods" className="board-periods">
        {earlier && (
          <Link to={to(earlier)} className="chip" rel="prev" preventScrollReset>
            <span aria-hidden="true">←&nbsp;</span>The {noun} before
          </Link>
        )}
        {later && (
          <Link to={to(later)} className="chip" rel="next" preventScrollReset>
            The {noun} after<span aria-hidden="true">&nbsp;→</span>
          </Link>
        )}
        <details className="board-past" key={start + type}>
          <summary>All {noun}s</summary>
          <ul>
            {kept.map((period) => (
              <li key={period}>
                <Link
                  to={to(period)}
                  aria-current={period === start ? "true" : undefined}
                  preventScrollReset
                >
                  <span>{periodName(type, period)}</span>
                  {type === "weekly" && <span className="text-dim">{weekDays(period)}</span>}
                </Link>
              </li>
            ))}
          </ul>
        </details>
      </nav>
    </section>
  );
}
