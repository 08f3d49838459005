/** The metrics and the log of a site, as tests read them. */
import { expect } from "vitest";
import type { Metrics } from "../../app/contracts/metrics.ts";
import { call } from "./api.ts";
import type { Site } from "./site.ts";
import { createVisitor } from "./visitors.ts";

/** Options of `expect.poll`: longer than the Worker waits before it stores metrics. */
export const UNTIL_STORED = { timeout: 20_000, interval: 200 };

/** Returns a function that reads the metrics of the last 15 minutes as an administrator. */
export async function metricsReader(site: Site): Promise<() => Promise<Metrics>> {
  const { token } = await createVisitor(site, "admin");
  return async () => {
    const answer = await call<Metrics>(site, "/admin/metrics?window=15m", { token });
    expect(answer.status).toBe(200);
    return answer.body;
  };
}

/** Returns the lines of JSON in the log of a site. */
export const jsonLines = (logs: ReturnType<Site["logs"]>): Record<string, unknown>[] =>
  logs.flatMap(({ message }) => (message.startsWith("{") ? [JSON.parse(message)] : []));
