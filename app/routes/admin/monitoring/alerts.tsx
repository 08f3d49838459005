/** The alerts of broken rules, at the top of the page. */
import { Link } from "@remix-run/react";
import type { Alert, AlertId, Window } from "../../../contracts/metrics.ts";

const SEVERITIES: Record<Alert["severity"], string> = { page: "Now", look: "Soon" };

/** The rules whose figures are on the page of the database. */
const DATABASE_RULES: readonly AlertId[] = [
  "database_failures",
  "connections",
  "lock_waits",
  "slow_query",
  "dead_rows",
  "growth",
];

interface Props {
  alerts: readonly Alert[];
  window: Window;
  /** Nobody has asked for anything. */
  quiet: boolean;
}

export function Alerts({ alerts, window, quiet }: Props) {
  if (alerts.length === 0) {
    return (
      <p className="monitor-well">
        <strong>All is well.</strong>{" "}
        <span className="text-dim">
          {quiet ? "Nobody asked for anything in this window." : "No rule is broken."}
        </span>
      </p>
    );
  }
  return (
    <section aria-labelledby="wrong">
      <h2 id="wrong" className="sr-only">
        What is wrong
      </h2>
      <ul className="monitor-alerts">
        {alerts.map(({ rule, severity, title, detail }) => (
          <li key={rule} className={`monitor-${severity}`}>
            <span className="badge">{SEVERITIES[severity]}</span>
            <div className="min-w-0">
              <p className="font-semibold">{title}</p>
              <p className="monitor-detail">{detail}</p>
              <p className="monitor-rule">
                Rule {rule}
                {DATABASE_RULES.includes(rule) && (
                  <>
                    {" · "}
                    <Link to={`/admin/monitoring/database?window=${window}`} className="link">
                      Figures of the database
                    </Link>
                  </>
                )}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
