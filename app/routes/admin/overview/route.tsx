import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Link, useLoaderData } from "@remix-run/react";
import { overview } from "../../../.server/admin/overview/service.ts";
import { whole } from "../../../ui/text/format.ts";
import { requireViewer } from "../../shared/authentication.ts";
import { unwrap } from "../../shared/responses.ts";
import { AuditEntries } from "../shared/audit-entries.tsx";
import { EmptyList } from "../shared/empty-list.tsx";
import { adminMeta, PageHead } from "../shared/page-head.tsx";

export const meta: MetaFunction = () => adminMeta("Overview");

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = requireViewer(request, context.viewer);
  const { db, now } = context;
  return {
    ...(await unwrap(request, context, overview(db, viewer, now))),
    now: now.toISOString(),
  };
}

export default function Overview() {
  const { players, joined_today, playing, runs_today, flagged, held, newest, now } =
    useLoaderData<typeof loader>();
  const figures: [name: string, figure: number, to?: string][] = [
    ["Players", players, "/admin/users"],
    ["Joined today", joined_today],
    ["Playing now", playing],
    ["Runs today", runs_today],
    ["Runs to look at", flagged, "/admin/moderation"],
    ["Runs held", held, "/admin/moderation?status=held"],
  ];
  return (
    <>
      <PageHead title="Overview" text="Days are UTC." />
      <dl className="admin-figures">
        {figures.map(([name, figure, to]) => (
          <div key={name} className="admin-figure">
            <dt>{to ? <Link to={to}>{name}</Link> : name}</dt>
            <dd className={to === "/admin/moderation" && figure > 0 ? "text-amber" : undefined}>
              {whole(figure)}
            </dd>
          </div>
        ))}
      </dl>
      <section className="acts-latest grid gap-3" aria-labelledby="newest">
        <h2 id="newest">Latest acts</h2>
        {newest.length > 0 ? (
          <>
            <AuditEntries entries={newest} now={now} label="Latest acts" />
            <p>
              <Link to="/admin/audit" className="link">
                All acts
              </Link>
            </p>
          </>
        ) : (
          <EmptyList
            title="git log is empty."
            text="Nobody has used a privilege yet. What is done here is written down for good."
          />
        )}
      </section>
    </>
  );
}
