/** The calls of a statement that took long, each with its query plan. */
import type { PlanStep, StatementMetrics } from "../../../../contracts/metrics.ts";
import { When } from "../../../../ui/runs/run-cells.tsx";
import { duration } from "../format.ts";

/** Writes a query plan as `psql` shows it. */
const planText = (plan: PlanStep[]): string =>
  plan
    .flatMap(({ depth, step, cost, rows, conditions }) => {
      const margin = "   ".repeat(depth);
      const first = `${margin}${depth > 0 ? "-> " : ""}${step}  (cost=${cost.toFixed(1)} rows=${rows})`;
      return [first, ...conditions.map((condition) => `${margin}      ${condition}`)];
    })
    .join("\n");

const Plan = ({ plan, label }: { plan: PlanStep[]; label: string }) => (
  // A plan wider than the page can also be scrolled by keyboard.
  // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
  <section className="monitor-code monitor-plan" aria-label={label} tabIndex={0}>
    {planText(plan)}
  </section>
);

type Call = StatementMetrics["slow_calls"][number];

function SlowCall({ call, now, open }: { call: Call; now: string; open: boolean }) {
  const { occurred_at, milliseconds, request_id, plan } = call;
  return (
    <li>
      <details open={open}>
        <summary className="monitor-call">
          <When moment={occurred_at} now={now} />
          <b className="monitor-took">{duration(milliseconds)}</b>
        </summary>
        {plan ? (
          <Plan plan={plan} label={`Plan of ${occurred_at}`} />
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

export const SlowCalls = ({ slow_calls, generated_at }: StatementMetrics) => (
  <section className="monitor-part" aria-labelledby="slow">
    <div>
      <h2 id="slow">Over 100 ms</h2>
      <p className="admin-text">
        One a minute, with how PostgreSQL goes about it. Values are left out.
      </p>
    </div>
    {slow_calls.length === 0 ? (
      <p className="text-dim">It never took that long in this window.</p>
    ) : (
      <ul className="monitor-slow">
        {slow_calls.map((call, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two calls may have ended in one millisecond
          <SlowCall key={index} call={call} now={generated_at} open={index === 0} />
        ))}
      </ul>
    )}
  </section>
);
