import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { daily } from "../../.server/games/daily/service.ts";
import { dailyQuerySchema } from "../../contracts/challenge.ts";
import { BoardTable } from "../../ui/runs/board-table.tsx";
import { Countdown } from "../../ui/text/countdown.tsx";
import { LANGUAGE_NAMES } from "../../ui/text/enum-names.ts";
import { dayName, whole } from "../../ui/text/format.ts";
import { LocalTime } from "../../ui/text/local-time.tsx";
import { plural } from "../../ui/text/plural.ts";
import { pageMeta } from "../shared/meta.ts";
import { Pagination } from "../shared/pagination.tsx";
import { unwrap } from "../shared/responses.ts";
import { readSearchParams } from "../shared/search-params.ts";
import { FriendsToday } from "./friends-today.tsx";
import { LanguageLinks } from "./language-links.tsx";
import { RankedTry, ShareTry } from "./ranked-try.tsx";
import { dailyPath } from "./search-params.ts";
import { Yesterday } from "./yesterday.tsx";

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  pageMeta(
    data
      ? `Daily ${LANGUAGE_NAMES[data.challenge.language]} challenge · Pro Dev`
      : "Daily · Pro Dev",
    "One plan a day and language, the same for everybody. One ranked try, and a board that starts empty at midnight UTC.",
  );

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { db, viewer, now, boardCache } = context;
  const query = readSearchParams(request, dailyQuerySchema);
  return {
    challenge: await unwrap(request, context, daily(db, viewer, query, now, boardCache)),
    first: query.cursor === undefined,
    self: viewer?.username,
    now: now.toISOString(),
    origin: new URL(request.url).origin,
  };
}

/** The day's board, best first. */
function Board() {
  const { challenge, first, self, now } = useLoaderData<typeof loader>();
  const { board, players, language } = challenge;
  return (
    <section aria-labelledby="board" className="mt-14">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h2 id="board">Today&rsquo;s board</h2>
        <p className="font-mono text-sm text-dim">
          {LANGUAGE_NAMES[language]} · {whole(players)} {plural(players, "player")}
        </p>
      </div>
      {board.items.length > 0 ? (
        <BoardTable entries={board.items} metric="score" plans={false} {...{ self, now }} />
      ) : (
        <div className="card mt-6 py-12 text-center">
          <p className="font-mono font-bold">
            {first ? "Nobody has held this one yet." : "That was everybody."}
          </p>
          <p className="mt-2 text-dim">
            {first
              ? "The first ranked try of the day takes the top."
              : "The board ends on the page before."}
          </p>
        </div>
      )}
      <Pagination
        className="mt-6"
        first={!first && { to: dailyPath(language), label: "To the top" }}
        next={board.next_cursor && { to: dailyPath(language, board.next_cursor), label: "Next" }}
        preventScrollReset
      />
    </section>
  );
}

export default function DailyPage() {
  const { challenge, self, now, origin } = useLoaderData<typeof loader>();
  const { day, ends_at, language } = challenge;
  return (
    <main className="column">
      <div className="daily-top">
        <header>
          <p className="eyebrow">
            Daily · <time dateTime={day}>{dayName(day)}</time>
          </p>
          <h1 className="daily-title">
            One plan. <span className="text-amber">One&nbsp;try.</span>
          </h1>
          <p className="daily-text">
            The same code in the same order for everybody, at Normal. Your first run counts. Until
            it is over, every other run is sealed; then watch, race and practise at will.
          </p>
          <LanguageLinks language={language} />
        </header>
        <div className="card daily-card">
          <p className="daily-clock">
            <Countdown end={ends_at} now={now} />
            <span>
              until 00:00 UTC <LocalTime moment={ends_at} />
            </span>
          </p>
          <RankedTry challenge={challenge} signedIn={self !== undefined} />
        </div>
        <ShareTry challenge={challenge} origin={origin} />
      </div>
      <Board />
      <FriendsToday challenge={challenge} self={self} />
      <Yesterday winners={challenge.yesterday} language={language} />
    </main>
  );
}
