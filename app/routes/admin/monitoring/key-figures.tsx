/** The most important figures of the site. */
import type { SiteMetrics } from "../../../contracts/metrics.ts";
import { whole } from "../../../ui/text/format.ts";
import { duration, percentage } from "./format.ts";

export function KeyFigures({
  requests,
  connections,
  caches,
}: Pick<SiteMetrics, "requests" | "connections" | "caches">) {
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
