import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Link, useLoaderData } from "@remix-run/react";
import { leaderboard } from "../../.server/leaderboards/service.ts";
import { boardQuerySchema } from "../../contracts/leaderboard.ts";
import { readQuery } from "../query.ts";
import { answer } from "../respond.ts";
import { addressOf } from "./address.ts";
import { BoardTable } from "./board-table.tsx";
import { Filters } from "./filters.tsx";

export const meta: MetaFunction = () => [
  { title: "Leaderboard · Pro Dev" },
  {
    name: "description",
    content: "The best verified run of every player, re-computed by the server.",
  },
];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const query = readQuery(request, boardQuerySchema);
  const board = await answer(request, context, leaderboard(context.db, query, context.now));
  const { metric, language, difficulty, cursor } = query;
  return {
    board,
    filter: { metric, language, difficulty },
    first: cursor === undefined,
    self: context.viewer?.username,
  };
}

export default function Leaderboard() {
  const { board, filter, first, self } = useLoaderData<typeof loader>();
  return (
    <main className="column">
      <h1>Leaderboard</h1>
      <p className="mt-3 max-w-xl text-dim">
        Every player&rsquo;s best run. Each one was played again by the server before it got here.
      </p>
      <Filters filter={filter} />
      {board.items.length > 0 ? (
        <BoardTable entries={board.items} filter={filter} self={self} />
      ) : (
        <div className="card mt-8 py-12 text-center">
          <p className="font-mono font-bold">
            {first ? "Nobody has shipped here yet." : "That was everybody."}
          </p>
          <p className="mt-2 text-dim">
            {first
              ? "The first verified run takes the top of this board."
              : "The board ends on the page before."}
          </p>
          <Link to={first ? "/play" : addressOf(filter)} className="button button-primary mt-6">
            {first ? "Take it" : "To the top"}
          </Link>
        </div>
      )}
      <nav aria-label="Pages" className="mt-6 flex justify-between gap-3 empty:hidden">
        {!first && board.items.length > 0 && (
          <Link to={addressOf(filter)} className="button">
            To the top
          </Link>
        )}
        {board.next_cursor && (
          <Link
            to={addressOf({ ...filter, cursor: board.next_cursor })}
            className="button ml-auto"
            rel="next"
          >
            Next
          </Link>
        )}
      </nav>
    </main>
  );
}
