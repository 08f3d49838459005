/** Measures and logs every request, and adds headers with its cost to the response. */
import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { setMetric } from "hono/timing";
import type { AppEnv } from "../env.ts";
import { log } from "../log.ts";
import { recordMetric, recordStatement, storeSoon } from "../metrics.ts";

// `get` and not `var`, which copies all variables at each use.
const usageOf = (c: Context<AppEnv>) =>
  c.get("connection")?.usage ?? { queries: 0, milliseconds: 0 };

const tenths = (milliseconds: number) => Math.round(milliseconds * 10) / 10;

/**
 * Logs and measures a request. Needs `requestId` before it. Does not change the response, so that a switch to a
 * WebSocket passes through it.
 *
 * @param nameOf returns the route's name in logs and metrics
 */
export const observe = (nameOf: (c: Context<AppEnv>) => string) =>
  createMiddleware<AppEnv>(async (c, next) => {
    const started = performance.now();
    await next();
    const { queries, milliseconds: waited } = usageOf(c);
    const { status } = c.res;
    const milliseconds = performance.now() - started;
    const route = nameOf(c);
    log("info", "request", {
      request_id: c.get("requestId"),
      route,
      status,
      ms: tenths(milliseconds),
      db_ms: tenths(waited),
      queries,
      user_id: c.get("context")?.viewer?.id,
    });
    const outcome = `${Math.floor(status / 100)}xx`;
    recordMetric(c.env, { kind: "route", name: route, outcome, milliseconds });
    storeSoon(c.env, (work) => c.executionCtx.waitUntil(work));
  });

/**
 * Gives every response `X-Request-Id`, `Cache-Control`, and in `Server-Timing` the number of database
 * queries and the milliseconds that they took. Needs `timing` of hono before it.
 */
export const responseHeaders = createMiddleware<AppEnv>(async (c, next) => {
  await next();
  // A cache on the way must not store a response for one visitor, above all not one with the cookies of a
  // renewed sign-in. Nor must the browser store a page of somebody signed in: its Back button shows stored pages
  // without asking, whatever `no-cache` says, and so also after signing out.
  // Set on the response itself: `c.header` makes another response each time, which costs more than all else here.
  const { headers } = c.res;
  if (!headers.has("Cache-Control") || headers.has("Set-Cookie")) {
    const isStored = !c.req.path.startsWith("/api/") && !c.get("context")?.viewer;
    headers.set("Cache-Control", isStored ? "private, no-cache" : "no-store");
  }
  headers.set("X-Request-Id", c.get("requestId"));
  const { queries, milliseconds } = usageOf(c);
  setMetric(c, "db", milliseconds, `${queries} ${queries === 1 ? "query" : "queries"}`);
});

/** Measures each statement when it ends, also the statements of a response that is still being sent. */
export const observeStatements = createMiddleware<AppEnv>(async (c, next) => {
  const requestId = c.get("requestId");
  c.get("connection").usage.onStatement = (statement) =>
    recordStatement(c.env, statement, requestId);
  await next();
});
