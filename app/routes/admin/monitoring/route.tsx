import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Link, useLoaderData } from "@remix-run/react";
import { metrics as readMetrics } from "../../../.server/operations/metrics/service.ts";
import { metricsQuerySchema, type Window } from "../../../contracts/metrics.ts";
import chart from "../../../styles/chart.css?url";
import styles from "../../../styles/monitoring.css?url";
import { exactly } from "../../../ui/text/format.ts";
import { requireViewer } from "../../shared/authentication.ts";
import { unwrap } from "../../shared/responses.ts";
import { readSearchParams } from "../../shared/search-params.ts";
import { adminMeta, PageHead } from "../shared/page-head.tsx";
import { Alerts } from "./alerts.tsx";
import { Connections, Indexes, KeyFigures, Tables } from "./database.tsx";
import { Mails } from "./mails.tsx";
import { Races } from "./races.tsx";
import { SlowStatements, StatementTable } from "./statements.tsx";
import { RouteTable, Traffic } from "./traffic.tsx";

export const meta: MetaFunction = () => adminMeta("Monitoring");

export const links: LinksFunction = () =>
  [chart, styles].map((href) => ({ rel: "stylesheet", href }));

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = requireViewer(request, context.viewer);
  const { db, now, racesNow } = context;
  const query = readSearchParams(request, metricsQuerySchema);
  return unwrap(request, context, readMetrics(db, viewer, query, now, racesNow));
}

const WINDOW_NAMES: Record<Window, string> = { "15m": "15 min", "1h": "1 h", "24h": "24 h" };

const Windows = ({ chosen }: { chosen: Window }) => (
  <nav aria-label="How far back">
    <ul className="flex flex-wrap gap-2">
      {(Object.entries(WINDOW_NAMES) as [Window, string][]).map(([window, name]) => (
        <li key={window}>
          <Link
            to={`?window=${window}`}
            className="chip"
            aria-current={window === chosen ? "true" : undefined}
            preventScrollReset
          >
            {name}
          </Link>
        </li>
      ))}
    </ul>
  </nav>
);

export default function Monitoring() {
  const metrics = useLoaderData<typeof loader>();
  const { window, generated_at, alerts, requests } = metrics;
  return (
    <>
      <PageHead title="Monitoring" text={`As of ${exactly(generated_at)}, some seconds behind.`}>
        <Windows chosen={window} />
        <Link to={`?window=${window}`} className="chip" preventScrollReset>
          Refresh
        </Link>
      </PageHead>
      <Alerts alerts={alerts} quiet={requests.total === 0} />
      <KeyFigures {...metrics} />
      <Traffic requests={requests} window={window} />
      <RouteTable routes={metrics.routes} />
      <StatementTable queries={metrics.queries} />
      <SlowStatements {...metrics} />
      <div className="monitor-pair">
        <div className="grid content-start gap-6">
          <Connections {...metrics} />
          <Mails {...metrics} />
        </div>
        <Indexes {...metrics} />
      </div>
      <Races {...metrics} />
      <Tables {...metrics} />
    </>
  );
}
