import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/cloudflare";
import { Link, useLoaderData } from "@remix-run/react";
import { managedUsers } from "../../../.server/admin/users/service.ts";
import { type ManagedUser, managedUsersQuerySchema } from "../../../contracts/admin-users.ts";
import { PROBLEMS } from "../../../contracts/problem.ts";
import { When } from "../../../ui/runs/run-cells.tsx";
import { whole } from "../../../ui/text/format.ts";
import { type Filter, FilterForm } from "../../shared/filter-form.tsx";
import { requireViewer, unwrap } from "../../shared/responses.ts";
import { AccountBadges, ROLE_NAMES } from "../shared/badges.tsx";
import { EmptyList, Pages, readAsked } from "../shared/empty-list.tsx";
import { adminMeta, PageHead } from "../shared/page-head.tsx";

export const meta: MetaFunction = () => adminMeta("Users");

const PATH = "/admin/users";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = requireViewer(request, context.viewer);
  const { values, query, errors } = readAsked(request, managedUsersQuerySchema);
  const now = context.now.toISOString();
  const page = await unwrap(
    request,
    context,
    // What cannot be read finds nobody, but only for those who may ask.
    managedUsers(context.db, viewer, query ?? { limit: 1 }),
  );
  const { status } = PROBLEMS.validation_failed;
  if (!query) return data({ page: null, values, errors, now }, { status });
  return data({ page, values, errors, now });
}

const FILTERS: Filter[] = [
  { name: "q", label: "Name or address", hint: "ada, @example.com" },
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
      <FilterForm
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
      <Pages path={PATH} values={values} next={page?.next_cursor ?? null} />
    </>
  );
}
