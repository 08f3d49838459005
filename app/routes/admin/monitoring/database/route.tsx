/** Monitoring of the database: its statements, connections, indexes and tables. */
import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { databaseMetrics } from "../../../../.server/operations/metrics/reading/service.ts";
import styles from "../../../../styles/monitoring.css?url";
import { requireViewer } from "../../../shared/authentication.ts";
import { unwrap } from "../../../shared/responses.ts";
import { readSearchParams } from "../../../shared/search-params.ts";
import { adminMeta } from "../../shared/page-head.tsx";
import { pageQuerySchema, shownList } from "../lists.ts";
import { MonitoringHead } from "../monitoring-head.tsx";
import { SlowStatements, StatementTable } from "./statements.tsx";
import { Connections, Tables, UnusedIndexes } from "./tables.tsx";

export const meta: MetaFunction = () => adminMeta("Database · Monitoring");

export const links: LinksFunction = () => [{ rel: "stylesheet", href: styles }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = requireViewer(request, context.viewer);
  const { all, ...query } = readSearchParams(request, pageQuerySchema);
  const found = databaseMetrics(context.db, viewer, query, context.now);
  const { queries, unused_indexes, tables, ...metrics } = await unwrap(request, context, found);
  return {
    ...metrics,
    statements: shownList(queries, all === "statements"),
    indexes: shownList(unused_indexes, all === "indexes"),
    tables: shownList(tables, all === "tables"),
  };
}

export default function DatabaseMonitoring() {
  const metrics = useLoaderData<typeof loader>();
  const { window } = metrics;
  return (
    <>
      <MonitoringHead title="Database" {...metrics} />
      <StatementTable list={metrics.statements} window={window} />
      <SlowStatements {...metrics} />
      <div className="monitor-pair">
        <Connections {...metrics} />
        <UnusedIndexes list={metrics.indexes} window={window} since={metrics.statistics_since} />
      </div>
      <Tables list={metrics.tables} window={window} bytes={metrics.database_bytes} />
    </>
  );
}
