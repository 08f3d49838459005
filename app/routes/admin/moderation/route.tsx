import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/cloudflare";
import { Link, useLoaderData } from "@remix-run/react";
import { queue } from "../../../.server/admin/moderation/service.ts";
import { type ModeratedResult, moderationQuerySchema } from "../../../contracts/moderation.ts";
import { FigureCells, FigureHeads, When } from "../../../ui/runs/run-cells.tsx";
import { DIFFICULTY_NAMES, LANGUAGE_NAMES } from "../../../ui/text/enum-names.ts";
import { requireViewer } from "../../shared/authentication.ts";
import { unwrap } from "../../shared/responses.ts";
import { parseListQuery } from "../../shared/search-params.ts";
import { AdminPagination } from "../shared/admin-pagination.tsx";
import { ReportBadges } from "../shared/badges.tsx";
import { EmptyList } from "../shared/empty-list.tsx";
import { adminMeta, PageHead } from "../shared/page-head.tsx";
import { isWaiting, ShortRelease } from "../shared/release.tsx";

export const meta: MetaFunction = () => adminMeta("Moderation");

const PATH = "/admin/moderation";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = requireViewer(request, context.viewer);
  const { values, query, errors, status } = parseListQuery(request, moderationQuerySchema);
  const now = context.now.toISOString();
  // An invalid query runs a statement all the same, because the statement checks the role.
  const validQuery = query ?? moderationQuerySchema.parse({ limit: 1 });
  const page = await unwrap(request, context, queue(context.db, viewer, validQuery));
  return data(
    { page: query ? page : null, values, errors, tab: validQuery.status, now },
    { status },
  );
}

/** The lists of runs, one a tab. */
const TABS: [status: string, name: string][] = [
  ["FLAGGED", "Flagged"],
  ["REPORTED", "Reported"],
  ["HELD", "Held"],
  ["VOIDED", "Voided"],
  ["VERIFIED", "Verified"],
];

/** The number of flags in a narrow row; the page of the run has all of them. */
const FLAGS_ON_PHONES = 2;

function Row({ run, now }: { run: ModeratedResult; now: string }) {
  const { session, user } = run;
  return (
    <tr>
      <th scope="row" className="fill text-left font-normal">
        <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <Link to={`${PATH}/${run.id}`} className="row-link cut font-medium">
            {user.display_name}
          </Link>
          {run.flags.map((flag, index) => (
            <span
              key={flag}
              className={`badge text-amber ${index < FLAGS_ON_PHONES ? "" : "max-md:hidden"}`}
            >
              {flag}
            </span>
          ))}
          <ReportBadges reports={run.reports} />
          {run.flags.length > FLAGS_ON_PHONES && (
            <span className="text-sm text-dim md:hidden">
              and {run.flags.length - FLAGS_ON_PHONES} more
            </span>
          )}
        </span>
        <span className="cut block text-sm text-dim">
          {LANGUAGE_NAMES[session.language]}, {DIFFICULTY_NAMES[session.difficulty].toLowerCase()}
          <span className="md:hidden">
            {" "}
            · <When moment={run.ended_at} now={now} />
          </span>
          {isWaiting(run) && (
            <span className="max-md:hidden">
              {" "}
              · <ShortRelease run={run} now={now} />
            </span>
          )}
        </span>
        {isWaiting(run) && (
          <span className="block text-sm text-dim md:hidden">
            <ShortRelease run={run} now={now} />
          </span>
        )}
      </th>
      <FigureCells run={run} now={now} />
    </tr>
  );
}

export default function Moderation() {
  const { page, values, errors, tab, now } = useLoaderData<typeof loader>();
  const runs = page?.items ?? [];
  const [error] = Object.values(errors);
  return (
    <>
      <PageHead
        title="Moderation"
        text="The keys of flagged runs give their score, but look as if a machine had typed them. Held ones would enter the first places of a large board, and are released after ten minutes. Neither counts before. Reported runs are of races, and other people saw something in them."
      />
      <nav aria-label="Which runs" className="flex flex-wrap gap-2">
        {TABS.map(([status, name]) => (
          <Link
            key={status}
            to={status === "FLAGGED" ? PATH : `${PATH}?status=${status.toLowerCase()}`}
            className="chip"
            aria-current={tab === status ? "true" : undefined}
          >
            {name}
          </Link>
        ))}
      </nav>
      {error && (
        <p className="notice" role="alert">
          {error}
        </p>
      )}
      {runs.length > 0 && (
        <table className="table">
          <caption className="sr-only">Runs, newest first</caption>
          <thead>
            <tr>
              <th scope="col">Player</th>
              <FigureHeads />
            </tr>
          </thead>
          <tbody>
            {runs.map((run) => (
              <Row key={run.id} run={run} now={now} />
            ))}
          </tbody>
        </table>
      )}
      {page &&
        runs.length === 0 &&
        ((tab === "FLAGGED" || tab === "REPORTED") && !values.cursor ? (
          <EmptyList
            title="Nothing to review. All green."
            text={
              tab === "FLAGGED"
                ? "Suspicious runs wait here for somebody to look at them."
                : "Racers whom others report wait here for somebody to look at them."
            }
          />
        ) : (
          <EmptyList title="grep found nothing." text="There is no such run." />
        ))}
      <AdminPagination path={PATH} values={values} next={page?.next_cursor ?? null} />
    </>
  );
}
