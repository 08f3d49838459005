/** Requests over time and by route: their number, failures and durations. */
import type { Metrics, RouteMetrics } from "../../../contracts/metrics.ts";
import { LineChart } from "../../../ui/chart/line-chart.tsx";
import { whole } from "../../../ui/text/format.ts";
import { type Column, DataTable } from "./data-table.tsx";
import { duration, minuteOf, percentage } from "./format.ts";
import { Identifier } from "./identifier.tsx";
import type { ListProps } from "./lists.ts";

export function Traffic({ requests, window }: Pick<Metrics, "requests" | "window">) {
  if (requests.total === 0) return null;
  const { slots } = requests;
  const unit = window === "24h" ? "quarter of an hour" : "minute";
  return (
    <div className="card monitor-chart">
      <LineChart
        key={window}
        title={`Requests each ${unit}`}
        pointHeading="From, UTC"
        points={slots.map(({ from }) => ({ id: from, label: `${minuteOf(from)} UTC` }))}
        series={[
          {
            name: "Requests",
            values: slots.map((slot) => slot.requests),
            format: whole,
            tone: "mint",
          },
          {
            name: "Failed",
            values: slots.map((slot) => slot.failed),
            format: whole,
            tone: "amber",
          },
          {
            name: "p95, ms",
            values: slots.map((slot) => slot.p95),
            format: duration,
            tone: "sky",
          },
        ]}
        endLabels={[minuteOf(slots[0]?.from ?? ""), "now"]}
      />
    </div>
  );
}

const COLUMNS: [Column<RouteMetrics>, ...Column<RouteMetrics>[]] = [
  { name: "Route", cell: ({ route }) => <Identifier name={route} /> },
  { name: "Requests", cell: ({ requests }) => whole(requests) },
  {
    name: "5xx",
    about: "Failed",
    cell: ({ failed }) => (failed > 0 ? <b className="text-coral">{whole(failed)}</b> : "0"),
  },
  { name: "Errors", about: "The share of 5xx", cell: ({ error_rate }) => percentage(error_rate) },
  { name: "4xx", about: "Refused", cell: ({ refused }) => whole(refused) },
  { name: "p50", cell: ({ p50 }) => duration(p50) },
  { name: "p95", cell: ({ p95 }) => duration(p95) },
  { name: "p99", cell: ({ p99 }) => duration(p99) },
];

export const RouteTable = ({ list, window }: ListProps<RouteMetrics>) => (
  <DataTable
    id="routes"
    title="Routes"
    text="Those that failed first, then the busiest."
    columns={COLUMNS}
    list={list}
    window={window}
    keyOf={({ route }) => route}
    none="No requests in this window."
  />
);
