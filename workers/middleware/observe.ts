/** Gives every response `X-Request-Id` and what it cost at the database in `Server-Timing`; logs what failed. */
import { createMiddleware } from "hono/factory";
import type { AppEnv } from "../env.ts";

export const observe = createMiddleware<AppEnv>(async (c, next) => {
  c.set("requestId", crypto.randomUUID());
  await next();
  const usage = c.var.connection?.usage ?? { queries: 0, milliseconds: 0 };
  const { queries, milliseconds } = usage;
  // Nothing made for one visitor may be shown to another, or kept by what stands in between;
  // least of all the cookies of a session that was renewed on the way.
  const { headers } = c.res;
  if (!headers.has("Cache-Control") || headers.has("Set-Cookie")) {
    c.header("Cache-Control", c.req.path.startsWith("/api/") ? "no-store" : "private, no-cache");
  }
  c.header("X-Request-Id", c.var.requestId);
  c.header(
    "Server-Timing",
    `db;dur=${milliseconds.toFixed(1)};desc="${queries} ${queries === 1 ? "query" : "queries"}"`,
  );
});
