/** The figures of PostgreSQL: connections, tables and indexes. */
import type { IndexFigures, Metrics, TableFigures } from "../../../../contracts/metrics.ts";
import { dayName, whole } from "../../../../ui/text/format.ts";
import { type Column, DataTable } from "../data-table.tsx";
import { FactList } from "../fact-list.tsx";
import { byteSize, growth } from "../format.ts";
import { Identifier } from "../identifier.tsx";
import type { ListProps } from "../lists.ts";

const TABLE_COLUMNS: [Column<TableFigures>, ...Column<TableFigures>[]] = [
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

interface TablesProps extends ListProps<TableFigures> {
  /** Of all tables, with their indexes. */
  bytes: number;
}

export const Tables = ({ list, window, bytes }: TablesProps) => (
  <DataTable
    id="tables"
    title="Tables"
    text={`${byteSize(bytes)} in all. Growth is known from the second day on.`}
    columns={TABLE_COLUMNS}
    list={list}
    window={window}
    keyOf={({ name }) => name}
    none="No tables."
  />
);

const INDEX_COLUMNS: [Column<IndexFigures>, ...Column<IndexFigures>[]] = [
  { name: "Index", cell: Identifier },
  { name: "Of", cell: ({ table_name }) => table_name },
  { name: "Size", cell: ({ bytes }) => byteSize(bytes) },
];

interface IndexesProps extends ListProps<IndexFigures> {
  /** When PostgreSQL began to count. */
  since: string | null;
}

/** Indexes that only cost: they were never read, and they guard no key. */
export function UnusedIndexes({ list, window, since }: IndexesProps) {
  const counted = since ? `since ${dayName(since.slice(0, 10))}` : "since the statistics began";
  return (
    <DataTable
      id="indexes"
      title="Unused indexes"
      text={`Those that were never read ${counted} and hold no key.`}
      columns={INDEX_COLUMNS}
      list={list}
      window={window}
      keyOf={({ name }) => name}
      none="Every index was read, or holds a key."
    />
  );
}

export function Connections({ connections }: Pick<Metrics, "connections">) {
  const { used, max, of_this_site, active, idle, idle_in_transaction, waiting_for_locks } =
    connections;
  const facts: [string, string][] = [
    ["Connections to the server", `${whole(used)} of ${whole(max)}`],
    ["By this site", whole(of_this_site)],
    ["Active", whole(active)],
    ["Idle", whole(idle)],
    ["Idle in a transaction", whole(idle_in_transaction)],
    ["Waiting for a lock", whole(waiting_for_locks)],
  ];
  return <FactList id="sessions" title="Connections" facts={facts} />;
}
