/** The alerts of broken rules, at the top of the page. */
import type { Alert } from "../../../contracts/metrics.ts";

const SEVERITIES: Record<Alert["severity"], string> = { page: "Now", look: "Soon" };

export function Alerts({ alerts, quiet }: { alerts: Alert[]; quiet: boolean }) {
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
              <p className="monitor-rule">Rule {rule}</p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
