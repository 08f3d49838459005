import type { LinksFunction } from "@remix-run/cloudflare";
import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/cloudflare";
import { Link, useLoaderData } from "@remix-run/react";
import { history } from "../../.server/games/history/service.ts";
import { historyQuerySchema } from "../../contracts/history.ts";
import { fieldErrors, PROBLEMS } from "../../contracts/problem.ts";
import styles from "../../styles/history.css?url";
import { requireViewer, unwrap } from "../shared/responses.ts";
import { RunTable } from "../shared/run-table.tsx";
import { searchParamsOf } from "../shared/search-params.ts";
import { type Asked, Filters } from "./filters.tsx";
import { searchOf } from "./search-params.ts";

export const links: LinksFunction = () => [{ rel: "stylesheet", href: styles }];

export const meta: MetaFunction = () => [
  { title: "Your runs · Pro Dev" },
  { name: "description", content: "Every run you ended, newest first." },
];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = requireViewer(request, context.viewer);
  const { cursor, limit, ...values } = searchParamsOf(request);
  const asked: Asked = { values, errors: {} };
  const now = context.now.toISOString();
  const query = historyQuerySchema.safeParse({ ...values, cursor, limit });
  if (!query.success) {
    for (const { path, message } of fieldErrors(query.error)) asked.errors[path] ??= message;
    const { status } = PROBLEMS.validation_failed;
    return data({ page: null, first: true, asked, filter: {}, now }, { status });
  }
  const page = await unwrap(request, context, history(context.db, viewer, query.data));
  const { cursor: after, limit: _, ...filter } = query.data;
  return data({ page, first: after === undefined, asked, filter, now });
}

/** Instead of a table without rows. */
function Nothing({ filtered, first }: { filtered: boolean; first: boolean }) {
  const [title, text, to, action] = !first
    ? ["The log ends here.", "There is nothing older.", "/history", "To the newest"]
    : filtered
      ? ["grep found nothing.", "No run of yours is like that.", "/history", "Show all"]
      : [
          "No runs yet. git log is empty.",
          "Defend production once, and it is written down here.",
          "/play",
          "Defend production",
        ];
  return (
    <div className="card mt-8 py-12 text-center">
      <p className="font-mono font-bold">{title}</p>
      <p className="mt-2 text-dim">{text}</p>
      <Link to={to} className="button button-primary mt-6">
        {action}
      </Link>
    </div>
  );
}

export default function History() {
  const { page, first, asked, filter, now } = useLoaderData<typeof loader>();
  const filtered = Object.keys(filter).length > 0;
  const runs = page?.items ?? [];
  const { cursor: badCursor } = asked.errors;
  return (
    <main className="column">
      <div className="flex flex-wrap items-end justify-between gap-4">
        <div>
          <h1>Your runs</h1>
          <p className="mt-3 text-dim">Newest first. Open one to see it taken apart.</p>
        </div>
        {runs.length > 0 && (
          <Link to="/play" className="button button-primary">
            Play again
          </Link>
        )}
      </div>
      {(runs.length > 0 || filtered || !page) && <Filters asked={asked} />}
      {badCursor && (
        <p className="notice mt-6" role="alert">
          {badCursor}
        </p>
      )}
      {runs.length > 0 && <RunTable runs={runs} now={now} />}
      {page && runs.length === 0 && <Nothing filtered={filtered} first={first} />}
      <nav aria-label="Pages" className="mt-6 flex justify-between gap-3 empty:hidden">
        {!first && runs.length > 0 && (
          <Link to={`/history${searchOf(filter)}`} className="button">
            Newest
          </Link>
        )}
        {page?.next_cursor && (
          <Link
            to={`/history${searchOf({ ...filter, cursor: page.next_cursor })}`}
            className="button ml-auto"
            rel="next"
          >
            Older
          </Link>
        )}
      </nav>
      {runs.length > 0 && (
        <p className="mt-6 text-sm text-dim">
          <a href={`/history.csv${searchOf(filter)}`} className="link" download>
            Download {filtered ? "these" : "all of them"} as CSV
          </a>
          , with every number that was measured.
        </p>
      )}
    </main>
  );
}
