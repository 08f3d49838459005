/**
 * One database client a request, and one more for what may be a minute old. Each connects with
 * its first query and is closed after the response. While the database is away, pages and calls say when to ask again.
 */
import { createMiddleware } from "hono/factory";
import { connect, REQUEST_TIMEOUTS } from "../../app/.server/db/client.ts";
import { checkRows } from "../../app/.server/db/rows.ts";
import type { AppEnv } from "../env.ts";

/** Seconds. A browser with a result to deliver asks as often. */
const RETRY_AFTER = "5";

export const database = createMiddleware<AppEnv>(async (c, next) => {
  if (c.env.ENVIRONMENT === "development") checkRows();
  const connection = connect(c.env.DB.connectionString, 1, { timeouts: REQUEST_TIMEOUTS });
  const { usage } = connection;
  const cached = connect(c.env.DB_CACHED.connectionString, 1, {
    timeouts: REQUEST_TIMEOUTS,
    usage,
  });
  c.set("connection", connection);
  c.set("cached", cached);
  try {
    await next();
    if (c.res.status === 503) c.header("Retry-After", RETRY_AFTER);
  } finally {
    c.executionCtx.waitUntil(Promise.all([connection.close(), cached.close()]));
  }
});
