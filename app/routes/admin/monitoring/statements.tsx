/** SQL statements: the durations of each kind, and single slow ones with their query plans. */
import type { Metrics, PlanStep } from "../../../contracts/metrics.ts";
import { exactly, since, whole } from "../../../ui/text/format.ts";
import { type Column, DataTable } from "./data-table.tsx";
import { duration } from "./format.ts";
import { Identifier } from "./identifier.tsx";

type Query = Metrics["queries"][number];

const Statement = ({ name, statement }: Pick<Query, "name" | "statement">) =>
  statement === null ? (
    <Identifier name={name} />
  ) : (
    <details>
      <summary className="link">
        <Identifier name={name} />
      </summary>
      <pre translate="no" className="monitor-code">
        {statement}
      </pre>
    </details>
  );

const COLUMNS: [Column<Query>, ...Column<Query>[]] = [
  { name: "Statement", cell: Statement },
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

export const StatementTable = ({ queries }: Pick<Metrics, "queries">) => (
  <DataTable
    title="Slowest statements"
    text="By the time that one in twenty exceeds. Open one to read it."
    columns={COLUMNS}
    rows={queries}
    keyOf={({ name }) => name}
    none="No statements in this window."
  />
);

/** Writes a query plan as `psql` shows it. */
const planText = (plan: PlanStep[]): string =>
  plan
    .flatMap(({ depth, step, cost, rows, conditions }) => {
      const margin = "   ".repeat(depth);
      const first = `${margin}${depth > 0 ? "-> " : ""}${step}  (cost=${cost.toFixed(1)} rows=${rows})`;
      return [first, ...conditions.map((condition) => `${margin}      ${condition}`)];
    })
    .join("\n");

function SlowStatement({ slow, now }: { slow: Metrics["slow_queries"][number]; now: string }) {
  const { name, occurred_at, milliseconds, statement, request_id, plan } = slow;
  const at = `${name}, ${occurred_at}`;
  return (
    <li>
      <details>
        <summary>
          <span className="monitor-name">
            <Identifier name={name} />
          </span>
          <time dateTime={occurred_at} title={exactly(occurred_at)} className="text-dim">
            {since(occurred_at, now)}
          </time>
          <b className="monitor-took">{duration(milliseconds)}</b>
        </summary>
        {statement && (
          <pre translate="no" className="monitor-code">
            {statement}
          </pre>
        )}
        {plan ? (
          // A plan wider than the page can also be scrolled by keyboard.
          // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
          <section className="monitor-code monitor-plan" aria-label={`Plan: ${at}`} tabIndex={0}>
            {planText(plan)}
          </section>
        ) : (
          <p className="text-dim">PostgreSQL gave no plan for it.</p>
        )}
        <p className="monitor-detail">
          {request_id ? (
            <>
              In the log by <code translate="no">{request_id}</code>
            </>
          ) : (
            "Scheduled work"
          )}
        </p>
      </details>
    </li>
  );
}

export function SlowStatements(props: Pick<Metrics, "slow_queries" | "generated_at">) {
  const { slow_queries, generated_at } = props;
  return (
    <section className="monitor-part" aria-labelledby="slow">
      <div>
        <h2 id="slow">Over 100 ms</h2>
        <p className="admin-text">
          One of each kind a minute, with how PostgreSQL goes about it. Values are left out.
        </p>
      </div>
      {slow_queries.length === 0 ? (
        <p className="text-dim">No statement took that long in this window.</p>
      ) : (
        <ul className="monitor-slow">
          {slow_queries.map((slow) => (
            <SlowStatement
              key={`${slow.occurred_at} ${slow.name}`}
              slow={slow}
              now={generated_at}
            />
          ))}
        </ul>
      )}
    </section>
  );
}
