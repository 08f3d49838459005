/** The figures of PostgreSQL: connections, caches, tables and indexes. */
import type { Metrics } from "../../../contracts/metrics.ts";
import { dayName, whole } from "../../../ui/text/format.ts";
import { type Column, DataTable } from "./data-table.tsx";
import { FactList } from "./fact-list.tsx";
import { byteSize, duration, growth, percentage } from "./format.ts";
import { Identifier } from "./identifier.tsx";

/** The most important figures of the site. */
export function KeyFigures({ requests, connections, caches }: Metrics) {
  const rates = Object.fromEntries(caches.map(({ name, hit_rate }) => [name, hit_rate]));
  const figures: [name: string, value: string, about: string][] = [
    ["Requests", whole(requests.total), `p50 ${duration(requests.p50)}`],
    ["Failed", percentage(requests.error_rate), `${whole(requests.failed)} answers with 5xx`],
    ["p95", duration(requests.p95), `p99 ${duration(requests.p99)}`],
    [
      "Connections",
      `${whole(connections.used)} / ${whole(connections.max)}`,
      `${connections.active} active, ${connections.waiting_for_locks} wait for a lock`,
    ],
    ["Found in memory", percentage(rates.database ?? null), "Blocks that PostgreSQL asked for"],
    [
      "Kept at the edge",
      percentage(rates.pages ?? null),
      `Pages for visitors; boards ${percentage(rates.boards ?? null)}`,
    ],
  ];
  return (
    <dl className="monitor-figures">
      {figures.map(([name, value, about]) => (
        <div key={name}>
          <dt className="eyebrow">{name}</dt>
          <dd>
            <span className="monitor-figure">{value}</span>
            <span className="monitor-about">{about}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

type Table = Metrics["tables"][number];

const TABLE_COLUMNS: [Column<Table>, ...Column<Table>[]] = [
  { name: "Table", cell: Identifier },
  { name: "Rows", about: "As PostgreSQL estimates", cell: ({ rows }) => whole(rows) },
  { name: "Size", about: "With its indexes", cell: ({ bytes }) => byteSize(bytes) },
  { name: "Indexes", cell: ({ index_bytes }) => byteSize(index_bytes) },
  {
    name: "A day",
    about: "Growth, over seven days at the most",
    cell: ({ growth_per_day }) => growth(growth_per_day),
  },
  { name: "Dead", about: "Rows that wait for vacuum", cell: ({ dead_rows }) => whole(dead_rows) },
];

export const Tables = ({ tables, database_bytes }: Metrics) => (
  <DataTable
    title="Tables"
    text={`${byteSize(database_bytes)} in all. Growth is known from the second day on.`}
    columns={TABLE_COLUMNS}
    rows={tables}
    keyOf={({ name }) => name}
    none="No tables."
  />
);

type Index = Metrics["indexes"][number];

const INDEX_COLUMNS: [Column<Index>, ...Column<Index>[]] = [
  { name: "Index", cell: Identifier },
  { name: "Of", cell: ({ table_name }) => table_name },
  { name: "Size", cell: ({ bytes }) => byteSize(bytes) },
];

/** Indexes that only cost: they were never read, and they guard no key. */
export function Indexes({ indexes, statistics_since }: Metrics) {
  const unused = indexes.filter(({ scans, guards }) => scans === 0 && !guards);
  const counted = statistics_since
    ? `since ${dayName(statistics_since.slice(0, 10))}`
    : "since the statistics began";
  return (
    <DataTable
      title="Unused indexes"
      text={`Of ${whole(indexes.length)}, those that were never read ${counted} and hold no key.`}
      columns={INDEX_COLUMNS}
      rows={unused.toSorted((a, b) => b.bytes - a.bytes)}
      keyOf={({ name }) => name}
      none="Every index was read, or holds a key."
    />
  );
}

export function Connections({ connections, maintenance_at, generated_at }: Metrics) {
  const { used, max, of_this_site, active, idle, idle_in_transaction, waiting_for_locks } =
    connections;
  const minutes =
    maintenance_at === null
      ? null
      : Math.max(0, Math.floor((Date.parse(generated_at) - Date.parse(maintenance_at)) / 60_000));
  const facts: [string, string][] = [
    ["Connections to the server", `${whole(used)} of ${whole(max)}`],
    ["By this site", whole(of_this_site)],
    ["Active", whole(active)],
    ["Idle", whole(idle)],
    ["Idle in a transaction", whole(idle_in_transaction)],
    ["Waiting for a lock", whole(waiting_for_locks)],
    ["Scheduled work", minutes === null ? "not yet" : `${minutes} min ago`],
  ];
  return <FactList id="sessions" title="Connections" facts={facts} />;
}
