import {
  data,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/cloudflare";
import { Link, useLoaderData } from "@remix-run/react";
import { history } from "../../.server/games/history/service.ts";
import { historyQuerySchema } from "../../contracts/history.ts";
import styles from "../../styles/history.css?url";
import { requireViewer } from "../shared/authentication.ts";
import { Pagination } from "../shared/pagination.tsx";
import { pathWithSearch } from "../shared/path-with-search.ts";
import { unwrap } from "../shared/responses.ts";
import { RunTable } from "../shared/run-table.tsx";
import { parseListQuery } from "../shared/search-params.ts";
import { HistoryFilters } from "./filters.tsx";

export const links: LinksFunction = () => [{ rel: "stylesheet", href: styles }];

const PATH = "/history";

export const meta: MetaFunction = () => [
  { title: "Your runs · Pro Dev" },
  { name: "description", content: "Every run you ended, newest first." },
];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = requireViewer(request, context.viewer);
  const { values, query, errors, status } = parseListQuery(request, historyQuerySchema);
  const now = context.now.toISOString();
  if (!query) {
    return data({ page: null, first: true, values, errors, filter: {}, now }, { status });
  }
  const page = await unwrap(request, context, history(context.db, viewer, query));
  const { cursor, limit: _, ...filter } = query;
  return data({ page, first: cursor === undefined, values, errors, filter, now }, { status });
}

/** Shown instead of a table without rows. */
function EmptyHistory({ filtered, first }: { filtered: boolean; first: boolean }) {
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
  const { page, first, values, errors, filter, now } = useLoaderData<typeof loader>();
  const filtered = Object.keys(filter).length > 0;
  const runs = page?.items ?? [];
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
      {(runs.length > 0 || filtered || !page) && <HistoryFilters values={values} errors={errors} />}
      {errors.cursor && (
        <p className="notice mt-6" role="alert">
          {errors.cursor}
        </p>
      )}
      {runs.length > 0 && <RunTable runs={runs} now={now} />}
      {page && runs.length === 0 && <EmptyHistory filtered={filtered} first={first} />}
      <Pagination
        className="mt-6"
        first={!first && runs.length > 0 && { to: pathWithSearch(PATH, filter), label: "Newest" }}
        next={
          page?.next_cursor && {
            to: pathWithSearch(PATH, { ...filter, cursor: page.next_cursor }),
            label: "Older",
          }
        }
      />
      {runs.length > 0 && (
        <p className="mt-6 text-sm text-dim">
          <a href={pathWithSearch("/history.csv", filter)} className="link" download>
            Download {filtered ? "these" : "all of them"} as CSV
          </a>
          , with every number that was measured.
        </p>
      )}
    </main>
  );
}
