import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/cloudflare";
import { Link, useLoaderData } from "@remix-run/react";
import { auditLog } from "../../../.server/admin/audit/service.ts";
import { ACTS, auditQuerySchema } from "../../../contracts/audit.ts";
import { PROBLEMS } from "../../../contracts/problem.ts";
import { type Filter, FilterForm } from "../../shared/filter-form.tsx";
import { requireViewer, unwrap } from "../../shared/responses.ts";
import { AuditEntries } from "../shared/audit-entries.tsx";
import { EmptyList, Pages, readAsked } from "../shared/empty-list.tsx";
import { adminMeta, PageHead } from "../shared/page-head.tsx";

export const meta: MetaFunction = () => adminMeta("Audit");

const PATH = "/admin/audit";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = requireViewer(request, context.viewer);
  const { values, query, errors } = readAsked(request, auditQuerySchema);
  const now = context.now.toISOString();
  const page = await unwrap(
    request,
    context,
    // What cannot be read finds nothing, but only for those who may ask.
    auditLog(context.db, viewer, query ?? { limit: 1 }),
  );
  const { status } = PROBLEMS.validation_failed;
  if (!query) return data({ page: null, values, errors, now }, { status });
  return data({ page, values, errors, now });
}

const FILTERS: Filter[] = [
  { name: "actor", label: "Who", hint: "Username or id" },
  {
    name: "action",
    label: "Did what",
    choices: Object.fromEntries(
      Object.keys(ACTS).map((act) => [act, act.replace(".", ": ").replaceAll("_", " ")]),
    ),
  },
  { name: "target", label: "To whom", hint: "Username or id" },
];

export default function Audit() {
  const { page, values, errors, now } = useLoaderData<typeof loader>();
  const acts = page?.items ?? [];
  const filtered = FILTERS.some(({ name }) => values[name]);
  const { cursor } = errors;
  return (
    <>
      <PageHead
        title="Audit"
        text="Every privileged act, newest first. The database itself refuses to change or to remove any of it."
      />
      <FilterForm
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
      {acts.length > 0 && <AuditEntries acts={acts} now={now} label="Acts, newest first" />}
      {page &&
        acts.length === 0 &&
        (filtered || values.cursor ? (
          <EmptyList title="grep found nothing." text="No act is like that.">
            <Link to={PATH} className="button">
              Show all
            </Link>
          </EmptyList>
        ) : (
          <EmptyList
            title="git log is empty."
            text="Nobody has used a privilege yet. What is done is written down here for good."
          />
        ))}
      <Pages path={PATH} values={values} next={page?.next_cursor ?? null} />
    </>
  );
}
