/** SQL statements: the durations of each kind, and the times of single slow ones. */
import { Link } from "@remix-run/react";
import type { DatabaseMetrics, StatementFigures, Window } from "../../../../contracts/metrics.ts";
import { When } from "../../../../ui/runs/run-cells.tsx";
import { whole } from "../../../../ui/text/format.ts";
import { type Column, DataTable } from "../data-table.tsx";
import { duration } from "../format.ts";
import { Identifier } from "../identifier.tsx";
import type { ListProps } from "../lists.ts";
import { statementPath } from "../statement-path.ts";

const StatementLink = ({ name, window }: { name: string; window: Window }) => (
  <Link to={statementPath(name, window)} className="link">
    <Identifier name={name} />
  </Link>
);

const FIGURES: Column<StatementFigures>[] = [
  { name: "Calls", cell: ({ calls }) => whole(calls) },
  {
    name: "Failed",
    cell: ({ failed }) => (failed > 0 ? <b className="text-coral">{whole(failed)}</b> : "0"),
  },
  { name: "p50", cell: ({ p50 }) => duration(p50) },
  { name: "p95", cell: ({ p95 }) => duration(p95) },
  { name: "p99", cell: ({ p99 }) => duration(p99) },
  { name: "In all", about: "Waited for, all calls together", cell: (q) => duration(q.total_ms) },
];

export const StatementTable = ({ list, window }: ListProps<StatementFigures>) => (
  <DataTable
    id="statements"
    title="Slowest statements"
    text="By the time that one in twenty exceeds. Open one to read it."
    columns={[
      { name: "Statement", cell: ({ name }) => <StatementLink name={name} window={window} /> },
      ...FIGURES,
    ]}
    list={list}
    window={window}
    keyOf={({ name }) => name}
    none="No statements in this window."
  />
);

type SlowProps = Pick<DatabaseMetrics, "slow_queries" | "generated_at" | "window">;

export const SlowStatements = ({ slow_queries, generated_at, window }: SlowProps) => (
  <section className="monitor-part" aria-labelledby="slow">
    <div>
      <h2 id="slow">Over 100 ms</h2>
      <p className="admin-text">
        One of each kind a minute. Open one to see how PostgreSQL goes about it.
      </p>
    </div>
    {slow_queries.length === 0 ? (
      <p className="text-dim">No statement took that long in this window.</p>
    ) : (
      <ul className="monitor-slow">
        {slow_queries.map(({ name, occurred_at, milliseconds }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two calls may have ended in one millisecond
          <li key={index} className="monitor-call">
            <span className="monitor-name">
              <StatementLink name={name} window={window} />
            </span>
            <span className="text-dim">
              <When moment={occurred_at} now={generated_at} />
            </span>
            <b className="monitor-took">{duration(milliseconds)}</b>
          </li>
        ))}
      </ul>
    )}
  </section>
);
