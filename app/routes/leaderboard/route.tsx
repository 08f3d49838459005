import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Link, useLoaderData, useLocation } from "@remix-run/react";
import { keptPeriods } from "../../.server/leaderboards/periods.ts";
import { boardAround, leaderboard } from "../../.server/leaderboards/service.ts";
import { type Board, boardQuerySchema, type Place } from "../../contracts/leaderboard.ts";
import { BoardTable } from "../../ui/board-table.tsx";
import { whole } from "../../ui/figures.ts";
import { readQuery } from "../query.ts";
import { answer } from "../respond.ts";
import { addressOf } from "./address.ts";
import { Filters } from "./filters.tsx";
import { OwnPlace } from "./own-place.tsx";
import { Period } from "./period.tsx";

export const meta: MetaFunction = () => [
  { title: "Leaderboard · Pro Dev" },
  {
    name: "description",
    content: "The best verified run of every player, re-computed by the server.",
  },
];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { db, viewer, now, boardCache } = context;
  const query = readQuery(request, boardQuerySchema);
  const { type, metric, language, difficulty, cursor } = query;
  const found: Promise<{ board: Board; place?: Place }> = viewer
    ? boardAround(db, viewer, query, now)
    : leaderboard(db, query, now, boardCache).then((board) => ({ board }));
  const { board, place } = await answer(request, context, found);
  const { start, ends_at } = board.period;
  const kept = keptPeriods(type, now);
  const present = start === kept[0];
  return {
    board,
    place,
    filter: { type, metric, language, difficulty, period: present ? undefined : start },
    periods: { start, ends_at: present ? ends_at : null, kept },
    first: cursor === undefined,
    self: viewer?.username,
    now: now.toISOString(),
  };
}

/** What is said where there is nobody. */
function Empty() {
  const { filter, periods, first } = useLoaderData<typeof loader>();
  const { kept, start } = periods;
  const lasts = filter.period === undefined;
  const [title, text, to, label] = !first
    ? ["That was everybody.", "The board ends on the page before.", addressOf(filter), "To the top"]
    : lasts
      ? [
          "Nobody has shipped here yet.",
          "The first verified run takes the top of this board.",
          "/play",
          "Take it",
        ]
      : kept.includes(start)
        ? [
            "Nobody shipped anything here.",
            "It was quiet. Production stayed up all the same.",
            addressOf({ ...filter, period: undefined }),
            "To the present board",
          ]
        : [
            "This board is gone.",
            `The ${filter.type === "weekly" ? "boards of weeks are kept for half a year" : "boards of days are kept for five weeks"}.`,
            addressOf({ ...filter, period: undefined }),
            "To the present board",
          ];
  return (
    <div className="card mt-8 py-12 text-center">
      <p className="font-mono font-bold">{title}</p>
      <p className="mt-2 text-dim">{text}</p>
      <Link to={to} className={`button mt-6 ${lasts && first ? "button-primary" : ""}`}>
        {label}
      </Link>
    </div>
  );
}

function Pages() {
  const { board, filter, periods, first } = useLoaderData<typeof loader>();
  // The period goes along: it may end between two pages.
  const period = filter.type === "all_time" ? undefined : periods.start;
  return (
    <nav aria-label="Pages" className="mt-6 flex justify-between gap-3 empty:hidden">
      {!first && board.items.length > 0 && (
        <Link to={addressOf(filter)} className="button">
          To the top
        </Link>
      )}
      {board.next_cursor && (
        <Link
          to={addressOf({ ...filter, period, cursor: board.next_cursor })}
          className="button ml-auto"
          rel="next"
        >
          Next
        </Link>
      )}
    </nav>
  );
}

export default function Leaderboard() {
  const { board, place, filter, periods, self, now } = useLoaderData<typeof loader>();
  const { pathname, search } = useLocation();
  const { players } = board;
  return (
    <main className="column">
      <h1>Leaderboard</h1>
      <p className="mt-3 max-w-xl text-dim">
        Every player&rsquo;s best run. Each one was played again by the server before it got here.
      </p>
      <Filters filter={filter} />
      <Period filter={filter} periods={periods} now={now} />
      <div className="board-standing">
        {place ? (
          <OwnPlace place={place} lasts={filter.period === undefined} />
        ) : (
          <p className="board-place text-dim">
            {whole(players)} {players === 1 ? "player" : "players"}
            <Link to={`/login?to=${encodeURIComponent(pathname + search)}`} className="link">
              Sign in to see your place
            </Link>
          </p>
        )}
      </div>
      {board.items.length > 0 ? (
        <BoardTable
          entries={board.items}
          metric={filter.metric}
          self={self}
          around={place?.around ?? []}
        />
      ) : (
        <Empty />
      )}
      <Pages />
    </main>
  );
}
