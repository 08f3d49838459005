import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/cloudflare";
import { Link, useLoaderData } from "@remix-run/react";
import { auditLog } from "../../../.server/admin/audit/service.ts";
import { ACTED_BY, ACTS, auditQuerySchema } from "../../../contracts/audit.ts";
import { requireViewer } from "../../shared/authentication.ts";
import type { Filter } from "../../shared/filter-form.tsx";
import { unwrap } from "../../shared/responses.ts";
import { parseListQuery } from "../../shared/search-params.ts";
import { AdminPagination } from "../shared/admin-pagination.tsx";
import { AuditEntries } from "../shared/audit-entries.tsx";
import { EmptyList } from "../shared/empty-list.tsx";
import { AdminFilters } from "../shared/filters.tsx";
import { adminMeta, PageHead } from "../shared/page-head.tsx";

export const meta: MetaFunction = () => adminMeta("Audit");

const PATH = "/admin/audit";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = requireViewer(request, context.viewer);
  const { values, query, errors, status } = parseListQuery(request, auditQuerySchema);
  const now = context.now.toISOString();
  const page = await unwrap(
    request,
    context,
    // An invalid query runs a statement all the same, because the statement checks the role.
    auditLog(context.db, viewer, query ?? { limit: 1 }),
  );
  return data({ page: query ? page : null, values, errors, now }, { status });
}

const FILTERS: Filter[] = [
  { name: "actor", label: "Who", placeholder: "Username or id" },
  {
    name: "action",
    label: "Did what",
    choices: Object.fromEntries(
      Object.keys(ACTS).map((act) => [act, act.replace(".", ": ").replaceAll("_", " ")]),
    ),
  },
  { name: "target", label: "To whom", placeholder: "Username or id" },
  { name: "by", label: "Done by", choices: ACTED_BY },
];

export default function Audit() {
  const { page, values, errors, now } = useLoaderData<typeof loader>();
  const entries = page?.items ?? [];
  const filtered = FILTERS.some(({ name }) => values[name]);
  const { cursor } = errors;
  return (
    <>
      <PageHead
        title="Audit"
        text="Every privileged act, which the database itself refuses to change or to remove, and what owners did to the ways into their accounts. Newest first."
      />
      <AdminFilters
        action={PATH}
        label="Which acts"
        filters={FILTERS}
        values={values}
        errors={errors}
      />
      {cursor && (
        <p className="notice" role="alert">
          {cursor}
        </p>
      )}
      {entries.length > 0 && (
        <AuditEntries entries={entries} now={now} label="Acts, newest first" />
      )}
      {page &&
        entries.length === 0 &&
        (filtered || values.cursor ? (
          <EmptyList title="grep found nothing." text="No act is like that.">
            <Link to={PATH} className="button">
              Show all
            </Link>
          </EmptyList>
        ) : (
          <EmptyList
            title="git log is empty."
            text="Nobody has used a privilege yet, nor changed a way in. What is done is written down here."
          />
        ))}
      <AdminPagination path={PATH} values={values} next={page?.next_cursor ?? null} />
    </>
  );
}
