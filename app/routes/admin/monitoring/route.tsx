/** Monitoring of the site: what is wrong, its requests, races and mails. */
import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { siteMetrics } from "../../../.server/operations/metrics/reading/service.ts";
import chart from "../../../styles/chart.css?url";
import styles from "../../../styles/monitoring.css?url";
import { since } from "../../../ui/text/format.ts";
import { requireViewer } from "../../shared/authentication.ts";
import { unwrap } from "../../shared/responses.ts";
import { readSearchParams } from "../../shared/search-params.ts";
import { adminMeta } from "../shared/page-head.tsx";
import { Alerts } from "./alerts.tsx";
import { KeyFigures } from "./key-figures.tsx";
import { pageQuerySchema, shownList } from "./lists.ts";
import { Mails } from "./mails.tsx";
import { MonitoringHead } from "./monitoring-head.tsx";
import { ClosedSockets, RaceFacts } from "./races.tsx";
import { RouteTable, Traffic } from "./traffic.tsx";

export const meta: MetaFunction = () => adminMeta("Monitoring");

export const links: LinksFunction = () =>
  [chart, styles].map((href) => ({ rel: "stylesheet", href }));

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = requireViewer(request, context.viewer);
  const { db, now, racesNow } = context;
  const { all, ...query } = readSearchParams(request, pageQuerySchema);
  const metrics = await unwrap(request, context, siteMetrics(db, viewer, query, now, racesNow));
  return {
    ...metrics,
    routes: shownList(metrics.routes, all === "routes"),
    closed: shownList(metrics.races.closed, all === "closed"),
  };
}

export default function Monitoring() {
  const metrics = useLoaderData<typeof loader>();
  const { window, generated_at, maintenance_at, alerts, requests } = metrics;
  return (
    <>
      <MonitoringHead title="Monitoring" window={window} generated_at={generated_at}>
        {maintenance_at
          ? `Scheduled work ran ${since(maintenance_at, generated_at)}.`
          : "Scheduled work has not run yet."}
      </MonitoringHead>
      <Alerts alerts={alerts} window={window} quiet={requests.total === 0} />
      <KeyFigures {...metrics} />
      <Traffic requests={requests} window={window} />
      <RouteTable list={metrics.routes} window={window} />
      <div className="monitor-pair">
        <div className="grid content-start gap-6">
          <RaceFacts {...metrics} />
          <Mails {...metrics} />
        </div>
        <ClosedSockets list={metrics.closed} window={window} />
      </div>
    </>
  );
}
