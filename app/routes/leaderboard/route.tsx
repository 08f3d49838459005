import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Link, useLoaderData, useLocation } from "@remix-run/react";
import { friendsPageBoard } from "../../.server/friends/board/service.ts";
import { keptPeriods } from "../../.server/leaderboards/periods.ts";
import { pageBoard } from "../../.server/leaderboards/service.ts";
import { boardPageQuerySchema } from "../../contracts/leaderboard.ts";
import { SPEED_SECONDS } from "../../contracts/ranking.ts";
import { ENGINE_VERSION, KNOWN_VERSIONS } from "../../engine/index.ts";
import { BoardTable } from "../../ui/runs/board-table.tsx";
import { whole } from "../../ui/text/format.ts";
import { plural } from "../../ui/text/plural.ts";
import { requireViewer } from "../shared/authentication.ts";
import { loginPath } from "../shared/login-path.ts";
import { Pagination } from "../shared/pagination.tsx";
import { unwrap } from "../shared/responses.ts";
import { readSearchParams } from "../shared/search-params.ts";
import { BoardFilters } from "./board-filters.tsx";
import { BoardPeriod } from "./board-period.tsx";
import { EmptyBoard } from "./empty-board.tsx";
import { OwnRank } from "./own-rank.tsx";
import { boardPath } from "./search-params.ts";
import { Seasons } from "./seasons.tsx";

export const meta: MetaFunction = () => [
  { title: "Leaderboard · Pro Dev" },
  {
    name: "description",
    content: "The best verified run of every player, re-computed by the server.",
  },
];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { db, viewer, now, boardCache } = context;
  const query = readSearchParams(request, boardPageQuerySchema);
  const { type, metric, language, cursor, season, scope } = query;
  const found =
    scope === "friends"
      ? friendsPageBoard(db, requireViewer(request, viewer), query, now)
      : pageBoard(db, viewer, query, now, boardCache);
  const { board, place, difficulty, pending } = await unwrap(request, context, found);
  const { start, ends_at } = board.period;
  const stored = keptPeriods(type, now);
  const present = start === stored[0];
  const earlier = season === ENGINE_VERSION ? undefined : season;
  return {
    board,
    place,
    pending,
    filter: {
      ...{ type, metric, language, difficulty, scope },
      ...{ period: present ? undefined : start, season: earlier },
    },
    periods: { start, ends_at: present && !earlier ? ends_at : null, stored },
    seasons: KNOWN_VERSIONS.toReversed(),
    first: cursor === undefined,
    self: viewer?.username,
    now: now.toISOString(),
  };
}

function BoardPages() {
  const { board, filter, periods, first } = useLoaderData<typeof loader>();
  // The next page names its period, because the present one may end before it is opened.
  const period = filter.type === "all_time" ? undefined : periods.start;
  return (
    <Pagination
      className="mt-6"
      first={!first && board.items.length > 0 && { to: boardPath(filter), label: "To the top" }}
      next={
        board.next_cursor && {
          to: boardPath({ ...filter, period, cursor: board.next_cursor }),
          label: "Next",
        }
      }
    />
  );
}

export default function Leaderboard() {
  const { board, place, pending, filter, periods, seasons, first, self, now } =
    useLoaderData<typeof loader>();
  const { pathname, search } = useLocation();
  const { players } = board;
  return (
    <main className="column">
      <h1>Leaderboard</h1>
      <p className="mt-3 max-w-2xl text-balance text-dim">
        Every player&rsquo;s best run. Each one was played again by the server before it got here.
        {filter.metric === "wpm" &&
          ` Runs of ${SPEED_SECONDS} seconds or more count here: anybody is fast for a token. WPM, beside it, counts keys.`}
      </p>
      <Seasons filter={filter} seasons={seasons} />
      <BoardFilters filter={filter} signedIn={self !== undefined} />
      <BoardPeriod filter={filter} periods={periods} now={now} />
      {players > 0 && (
        <div className="board-standing">
          {place ? (
            <OwnRank place={place} present={!filter.period && !filter.season} pending={pending} />
          ) : (
            <p className="board-place text-dim">
              {whole(players)} {plural(players, "player")}
              <Link to={loginPath(pathname + search)} className="link">
                Sign in to see your place
              </Link>
            </p>
          )}
        </div>
      )}
      {board.items.length > 0 ? (
        <BoardTable
          entries={board.items}
          metric={filter.metric}
          now={now}
          self={self}
          around={first ? (place?.around ?? []) : []}
        />
      ) : (
        <EmptyBoard filter={filter} stored={periods.stored.includes(periods.start)} first={first} />
      )}
      <BoardPages />
    </main>
  );
}
