import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Link, useLoaderData } from "@remix-run/react";
import { history } from "../../.server/games/service.ts";
import { pageQuerySchema } from "../../contracts/list.ts";
import { readQuery } from "../query.ts";
import { answer, requireViewer } from "../respond.ts";
import { RunTable } from "./run-table.tsx";

export const meta: MetaFunction = () => [
  { title: "Your runs · Pro Dev" },
  { name: "description", content: "Every run you ended, newest first." },
];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = requireViewer(request, context.viewer);
  const query = readQuery(request, pageQuerySchema);
  const page = await answer(request, context, history(context.db, viewer, query));
  return { page, first: query.cursor === undefined, now: context.now.toISOString() };
}

export default function History() {
  const { page, first, now } = useLoaderData<typeof loader>();
  return (
    <main className="column">
      <div className="flex flex-wrap items-end justify-between gap-4">
        <div>
          <h1>Your runs</h1>
          <p className="mt-3 text-dim">Newest first. Open one to see it taken apart.</p>
        </div>
        {page.items.length > 0 && (
          <Link to="/play" className="button button-primary">
            Play again
          </Link>
        )}
      </div>
      {page.items.length > 0 ? (
        <RunTable runs={page.items} now={now} />
      ) : (
        <div className="card mt-8 py-12 text-center">
          <p className="font-mono font-bold">
            {first ? "No runs yet. git log is empty." : "The log ends here."}
          </p>
          <p className="mt-2 text-dim">
            {first
              ? "Defend production once, and it is written down here."
              : "There is nothing older."}
          </p>
          <Link to={first ? "/play" : "/history"} className="button button-primary mt-6">
            {first ? "Defend production" : "To the newest"}
          </Link>
        </div>
      )}
      <nav aria-label="Pages" className="mt-6 flex justify-between gap-3 empty:hidden">
        {!first && page.items.length > 0 && (
          <Link to="/history" className="button">
            Newest
          </Link>
        )}
        {page.next_cursor && (
          <Link to={`/history?cursor=${page.next_cursor}`} className="button ml-auto" rel="next">
            Older
          </Link>
        )}
      </nav>
    </main>
  );
}
