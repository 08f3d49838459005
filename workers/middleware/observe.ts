/**
 * Gives every response `X-Request-Id` and what it cost at the database in `Server-Timing`; measures it,
 * and writes a line of the log about it.
 */
import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import type { AppEnv } from "../env.ts";
import { log } from "../log.ts";
import { recordMetric, recordStatement, storeSoon } from "../metrics.ts";

/** @param nameOf what a request is called */
export const observe = (nameOf: (c: Context<AppEnv>) => string) =>
  createMiddleware<AppEnv>(async (c, next) => {
    const started = performance.now();
    c.set("requestId", crypto.randomUUID());
    await next();
    const usage = c.var.connection?.usage ?? { queries: 0, milliseconds: 0 };
    const { queries, milliseconds: waited } = usage;
    // Nothing made for one visitor may be shown to another, or kept by what stands in between;
    // least of all the cookies of a session that was renewed on the way.
    const { headers, status } = c.res;
    if (!headers.has("Cache-Control") || headers.has("Set-Cookie")) {
      c.header("Cache-Control", c.req.path.startsWith("/api/") ? "no-store" : "private, no-cache");
    }
    c.header("X-Request-Id", c.var.requestId);
    c.header(
      "Server-Timing",
      `db;dur=${waited.toFixed(1)};desc="${queries} ${queries === 1 ? "query" : "queries"}"`,
    );
    const milliseconds = performance.now() - started;
    const route = nameOf(c);
    log("info", "request", {
      request_id: c.var.requestId,
      route,
      status,
      ms: Math.round(milliseconds * 10) / 10,
      db_ms: Math.round(waited * 10) / 10,
      queries,
      user_id: c.var.context?.viewer?.id,
    });
    const outcome = `${Math.floor(status / 100)}xx`;
    recordMetric(c.env, { kind: "route", name: route, outcome, milliseconds });
    storeSoon(c.env, (work) => c.executionCtx.waitUntil(work));
  });

/** Measures each statement as it ends, also those of an answer that goes on. */
export const observeStatements = createMiddleware<AppEnv>(async (c, next) => {
  const { requestId, connection } = c.var;
  connection.usage.onStatement = (statement) => recordStatement(c.env, statement, requestId);
  await next();
});
