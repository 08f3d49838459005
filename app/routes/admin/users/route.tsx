import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/cloudflare";
import { Link, useLoaderData } from "@remix-run/react";
import { managedUsers } from "../../../.server/admin/users/service.ts";
import { type ManagedUser, managedUsersQuerySchema } from "../../../contracts/admin-users.ts";
import { When } from "../../../ui/runs/run-cells.tsx";
import { whole } from "../../../ui/text/format.ts";
import { requireViewer } from "../../shared/authentication.ts";
import type { Filter } from "../../shared/filter-form.tsx";
import { unwrap } from "../../shared/responses.ts";
import { parseListQuery } from "../../shared/search-params.ts";
import { AdminPagination } from "../shared/admin-pagination.tsx";
import { AccountBadges, ROLE_NAMES } from "../shared/badges.tsx";
import { EmptyList } from "../shared/empty-list.tsx";
import { AdminFilters } from "../shared/filters.tsx";
import { adminMeta, PageHead } from "../shared/page-head.tsx";

export const meta: MetaFunction = () => adminMeta("Users");

const PATH = "/admin/users";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = requireViewer(request, context.viewer);
  const { values, query, errors, status } = parseListQuery(request, managedUsersQuerySchema);
  const now = context.now.toISOString();
  const page = await unwrap(
    request,
    context,
    // An invalid query runs a statement all the same, because the statement checks the role.
    managedUsers(context.db, viewer, query ?? { limit: 1 }),
  );
  return data({ page: query ? page : null, values, errors, now }, { status });
}

const FILTERS: Filter[] = [
  { name: "q", label: "Name or address", placeholder: "ada, @example.com" },
  { name: "role", label: "Role", choices: ROLE_NAMES },
  { name: "state", label: "State", choices: { active: "Active", off: "Off", deleted: "Deleted" } },
];

function Row({ user, now }: { user: ManagedUser; now: string }) {
  return (
    <tr>
      <th scope="row" className="fill text-left font-normal">
        <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <Link to={`${PATH}/${user.id}`} className="row-link cut font-medium">
            {user.display_name}
          </Link>
          <AccountBadges account={user} />
        </span>
        <span className="cut block font-mono text-xs text-dim">
          {user.username} · {user.email}
        </span>
      </th>
      <td className="figure text-dim max-md:hidden">{whole(user.total_games)}</td>
      <td className="figure text-dim max-md:hidden">
        <When moment={user.created_at} now={now} />
      </td>
      <td className="figure text-dim">
        {user.last_login_at ? <When moment={user.last_login_at} now={now} /> : "never"}
      </td>
    </tr>
  );
}

export default function Users() {
  const { page, values, errors, now } = useLoaderData<typeof loader>();
  const users = page?.items ?? [];
  const { cursor } = errors;
  return (
    <>
      <PageHead title="Users" text="Newest first. A piece of a name or an address is enough." />
      <AdminFilters
        action={PATH}
        label="Which accounts"
        filters={FILTERS}
        values={values}
        errors={errors}
      />
      {cursor && (
        <p className="notice" role="alert">
          {cursor}
        </p>
      )}
      {users.length > 0 && (
        <table className="table">
          <caption className="sr-only">Accounts, newest first</caption>
          <thead>
            <tr>
              <th scope="col">Account</th>
              <th scope="col" className="figure max-md:hidden">
                Runs
              </th>
              <th scope="col" className="figure max-md:hidden">
                Joined
              </th>
              <th scope="col" className="figure">
                Signed in
              </th>
            </tr>
          </thead>
          <tbody>
            {users.map((user) => (
              <Row key={user.id} user={user} now={now} />
            ))}
          </tbody>
        </table>
      )}
      {page && users.length === 0 && (
        <EmptyList title="grep found nobody." text="No account is like that.">
          <Link to={PATH} className="button">
            Show all
          </Link>
        </EmptyList>
      )}
      <AdminPagination path={PATH} values={values} next={page?.next_cursor ?? null} />
    </>
  );
}
