/** The day or week of a board: its name, how long it still lasts, and links to other periods. */
import { Link } from "@remix-run/react";
import { Countdown } from "../../ui/text/countdown.tsx";
import { LocalTime } from "../../ui/text/local-time.tsx";
import { periodName, weekDays } from "./period-name.ts";
import { type BoardFilter, boardPath } from "./search-params.ts";

export interface Periods {
  start: string;
  /** When it ends; null for past periods and for all time. */
  ends_at: string | null;
  /** The first days of the periods whose boards are stored, the present one first. */
  stored: string[];
}

interface Props {
  filter: BoardFilter;
  periods: Periods;
  now: string;
}

export function BoardPeriod({ filter, periods, now }: Props) {
  const { type } = filter;
  const { start, ends_at, stored } = periods;
  if (type === "all_time") return null;
  const [noun, present] = type === "weekly" ? ["week", "This week"] : ["day", "Today"];
  const pathOf = (period: string) =>
    boardPath({ ...filter, period: period === stored[0] ? undefined : period });
  const index = stored.indexOf(start);
  const [later, earlier] = index < 0 ? [] : [stored[index - 1], stored[index + 1]];
  return (
    <section className="board-period" aria-labelledby="period">
      <div className="board-period-name">
        <h2 id="period">
          {start === stored[0] && <span className="text-amber">{present} · </span>}
          {periodName(type, start)}
        </h2>
        {type === "weekly" && <p className="text-dim">{weekDays(start)}</p>}
      </div>
      {ends_at && (
        <p className="board-clock">
          <Countdown end={ends_at} now={now} />
          <span>
            until {type === "weekly" ? "Monday " : ""}00:00 UTC <LocalTime moment={ends_at} />
          </span>
        </p>
      )}
      <nav aria-label="Other periods" className="board-periods">
        {earlier && (
          <Link to={pathOf(earlier)} className="chip" rel="prev" preventScrollReset>
            <span aria-hidden="true">←&nbsp;</span>The {noun} before
          </Link>
        )}
        {later && (
          <Link to={pathOf(later)} className="chip" rel="next" preventScrollReset>
            The {noun} after<span aria-hidden="true">&nbsp;→</span>
          </Link>
        )}
        <details className="board-past" key={start + type}>
          <summary>All {noun}s</summary>
          <ul>
            {stored.map((period) => (
              <li key={period}>
                <Link
                  to={pathOf(period)}
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
