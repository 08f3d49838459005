/** Links to the boards of earlier seasons: the versions of the engine, whose points are no race with today's. */
import { Link } from "@remix-run/react";
import { type BoardFilter, boardPath } from "./search-params.ts";

interface Props {
  filter: BoardFilter;
  /** All seasons, the current one first. */
  seasons: number[];
}

export function Seasons({ filter, seasons }: Props) {
  const [current] = seasons;
  if (seasons.length < 2) return null;
  return (
    <nav aria-label="Seasons" className="board-seasons">
      <ul>
        {seasons.map((season) => {
          const isCurrent = season === current;
          return (
            <li key={season}>
              <Link
                to={boardPath({
                  ...filter,
                  season: isCurrent ? undefined : season,
                  period: undefined,
                })}
                aria-current={season === (filter.season ?? current) ? "true" : undefined}
                preventScrollReset
              >
                {`Season ${season} · ${isCurrent ? "now" : "closed"}`}
              </Link>
            </li>
          );
        })}
      </ul>
      {filter.season && (
        <p className="text-dim">
          These points were earned by older rules, so they are no race with today&rsquo;s. Nothing
          is added here any more.
        </p>
      )}
    </nav>
  );
}
