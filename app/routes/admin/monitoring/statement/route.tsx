/** One statement: its text, its durations, and its slow calls with their query plans. */
import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { statementMetrics } from "../../../../.server/operations/metrics/reading/service.ts";
import { metricsQuerySchema } from "../../../../contracts/metrics.ts";
import styles from "../../../../styles/monitoring.css?url";
import { whole } from "../../../../ui/text/format.ts";
import { requireViewer } from "../../../shared/authentication.ts";
import { unwrap } from "../../../shared/responses.ts";
import { readSearchParams } from "../../../shared/search-params.ts";
import { adminMeta } from "../../shared/page-head.tsx";
import { FactList } from "../fact-list.tsx";
import { duration } from "../format.ts";
import { Identifier } from "../identifier.tsx";
import { MonitoringHead } from "../monitoring-head.tsx";
import { SlowCalls } from "./slow-calls.tsx";

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  adminMeta(`${data ? data.name : "Statement"} · Monitoring`);

export const links: LinksFunction = () => [{ rel: "stylesheet", href: styles }];

export async function loader({ request, context, params: { name = "" } }: LoaderFunctionArgs) {
  const viewer = requireViewer(request, context.viewer);
  const query = readSearchParams(request, metricsQuerySchema);
  return unwrap(request, context, statementMetrics(context.db, viewer, name, query, context.now));
}

export default function StatementMonitoring() {
  const metrics = useLoaderData<typeof loader>();
  const { name, statement, figures } = metrics;
  const facts: [string, string][] = [
    ["Calls", whole(figures?.calls ?? 0)],
    ["Refused by a constraint", whole(figures?.refused ?? 0)],
    ["Failed", whole(figures?.failed ?? 0)],
    ["p50", duration(figures?.p50 ?? null)],
    ["p95", duration(figures?.p95 ?? null)],
    ["p99", duration(figures?.p99 ?? null)],
    ["In all", duration(figures?.total_ms ?? null)],
  ];
  return (
    <>
      <MonitoringHead title={<Identifier name={name} />} {...metrics} />
      <div className="monitor-pair">
        <FactList id="calls" title="In this window" facts={facts} />
        <section className="monitor-part" aria-labelledby="text">
          <h2 id="text">Text</h2>
          {statement === null ? (
            <p className="text-dim">It is not stored any more.</p>
          ) : (
            <pre translate="no" className="monitor-code">
              {statement}
            </pre>
          )}
        </section>
      </div>
      <SlowCalls {...metrics} />
    </>
  );
}
