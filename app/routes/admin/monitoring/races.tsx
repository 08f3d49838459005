/** The figures of live races: how many there are, and what rooms have counted. */
import type { Metrics } from "../../../contracts/metrics.ts";
import { orUnknown, whole } from "../../../ui/text/format.ts";
import { type Column, DataTable } from "./data-table.tsx";
import { FactList } from "./fact-list.tsx";
import { Identifier } from "./identifier.tsx";
import type { ListProps } from "./lists.ts";

type Closed = Metrics["races"]["closed"][number];

const COLUMNS: [Column<Closed>, ...Column<Closed>[]] = [
  { name: "Reason", cell: ({ reason }) => <Identifier name={reason} /> },
  { name: "Sockets", cell: ({ count }) => whole(count) },
];

export function RaceFacts({ races }: Pick<Metrics, "races">) {
  const facts: [string, string][] = [
    ["Running now", orUnknown(races.running, whole)],
    ["Public rooms that wait now", orUnknown(races.open, whole)],
    ["Races stored", whole(races.raced)],
    ["Tries to store that failed", whole(races.not_stored)],
    ["Rooms without a race", whole(races.unused)],
    ["Messages", whole(races.messages)],
    ["Racers who came back", whole(races.resumes)],
  ];
  return <FactList id="races" title="Races" facts={facts} />;
}

export const ClosedSockets = ({ list, window }: ListProps<Closed>) => (
  <DataTable
    id="closed"
    title="Closed sockets"
    text="Those that rooms closed. A room tells its counts when its race or the room itself ends."
    columns={COLUMNS}
    list={list}
    window={window}
    keyOf={({ reason }) => reason}
    none="No room has closed a socket in this window."
  />
);
