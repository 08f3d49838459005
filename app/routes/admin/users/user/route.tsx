import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { userDetails } from "../../../../.server/admin/users/details/service.ts";
import { changeUser, revokeSessions } from "../../../../.server/admin/users/service.ts";
import { roleSchema } from "../../../../contracts/account.ts";
import { nameDevices } from "../../../../contracts/device-name.ts";
import { PROBLEMS } from "../../../../contracts/problem.ts";
import { requireActor, requireViewer } from "../../../shared/authentication.ts";
import { readForm } from "../../../shared/forms.ts";
import { isCoded, redirectWithFlash, throwErrorPage, unwrap } from "../../../shared/responses.ts";
import { searchParamsOf } from "../../../shared/search-params.ts";
import { AdminPagination } from "../../shared/admin-pagination.tsx";
import { AuditEntries } from "../../shared/audit-entries.tsx";
import { AccountBadges } from "../../shared/badges.tsx";
import { adminMeta, PageHead } from "../../shared/page-head.tsx";
import { AccountActions } from "./account-actions.tsx";
import { Devices } from "./devices.tsx";
import { UserRuns } from "./runs.tsx";
import { UserStatistics } from "./statistics.tsx";

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  adminMeta(data ? data.user.username : "User");

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = requireViewer(request, context.viewer);
  const { cursor = "" } = searchParamsOf(request);
  const found = userDetails(context.db, viewer, params.id ?? "", cursor || undefined);
  const { devices, ...page } = await unwrap(request, context, found);
  return {
    ...page,
    devices: nameDevices(devices),
    self: viewer.id === page.user.id,
    cursor,
    now: context.now.toISOString(),
  };
}

const actSchema = z.discriminatedUnion("act", [
  z.strictObject({ act: z.literal("role"), role: roleSchema }),
  z.strictObject({ act: z.enum(["off", "on", "sign_out"]) }),
]);

export async function action({ request, context, params }: ActionFunctionArgs) {
  const actor = requireActor(request, context);
  const { db, boardCache } = context;
  const id = params.id ?? "";
  const asked = actSchema.safeParse(Object.fromEntries(await readForm(request)));
  const change = () => {
    // An invalid form changes nothing, but the call still checks the role.
    if (!asked.success) return changeUser(db, actor, id, {}, boardCache);
    const { data: form } = asked;
    if (form.act === "sign_out") return revokeSessions(db, actor, id);
    const wanted = form.act === "role" ? { role: form.role } : { is_active: form.act === "on" };
    return changeUser(db, actor, id, wanted, boardCache);
  };
  try {
    await change();
  } catch (error) {
    if (isCoded(error) && error.code === "last_admin") {
      const { status, title } = PROBLEMS.last_admin;
      return data({ refused: `${title}. ${error.message}.` }, { status });
    }
    throwErrorPage(request, context, error);
  }
  if (!asked.success) {
    const { status } = PROBLEMS.validation_failed;
    return data({ refused: "This form cannot be read." }, { status });
  }
  return redirectWithFlash(context, `/admin/users/${id}`, { code: "account_changed" });
}

export default function User() {
  const { user, devices, runs, auditEntries, self, cursor, now } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>()?.refused;
  const path = `/admin/users/${user.id}`;
  return (
    <>
      <PageHead
        title={user.display_name}
        text={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1 font-mono text-sm">
            <span className="min-w-0 break-all">{user.username}</span>
            <span className="min-w-0 break-all">{user.email}</span>
            <AccountBadges account={user} />
          </span>
        }
      />
      {refused && (
        <p className="notice" role="alert">
          {refused}
        </p>
      )}
      <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid gap-8">
          <UserStatistics user={user} now={now} />
          <section className="grid gap-3" aria-labelledby="runs">
            <h2 id="runs">Runs</h2>
            <UserRuns runs={runs.items} now={now} />
            <AdminPagination
              path={path}
              values={cursor ? { cursor } : {}}
              next={runs.next_cursor}
            />
          </section>
          <section className="grid gap-3" aria-labelledby="acts">
            <h2 id="acts">What was done to this account</h2>
            {auditEntries.length > 0 ? (
              <AuditEntries entries={auditEntries} now={now} label="Acts, newest first" />
            ) : (
              <p className="text-dim">Nothing yet.</p>
            )}
          </section>
        </div>
        <div className="grid gap-6">
          {!user.deleted_at && <AccountActions key={user.id} user={user} self={self} />}
          <Devices devices={devices} now={now} />
        </div>
      </div>
    </>
  );
}
