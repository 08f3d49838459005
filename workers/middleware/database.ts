/**
 * Gives each request two connections, one of them for data that may be a minute stale. Each has a client for who asks, connects
 * at its first query, and is closed after the response. Adds `Retry-After` to a response with status 503.
 */
import { createMiddleware } from "hono/factory";
import { REQUEST_TIMEOUTS } from "../../app/.server/db/client.ts";
import { checkRows } from "../../app/.server/db/rows.ts";
import type { AppEnv } from "../env.ts";
import { connectThrough } from "../hyperdrive.ts";

/** In seconds: the interval at which a browser sends an unsaved result again. */
const RETRY_AFTER = "5";

export const database = createMiddleware<AppEnv>(async (c, next) => {
  if (c.env.ENVIRONMENT === "development") checkRows();
  const connection = connectThrough(c.env.DB, { timeouts: REQUEST_TIMEOUTS });
  const { usage } = connection;
  const cached = connectThrough(c.env.DB_CACHED, {
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
