/** One database client a request. It connects with its first query and is closed after the response. */
import { createMiddleware } from "hono/factory";
import { connect } from "../../app/.server/db/client.ts";
import type { AppEnv } from "../env.ts";

export const database = createMiddleware<AppEnv>(async (c, next) => {
  const connection = connect(c.env.DB.connectionString);
  c.set("connection", connection);
  try {
    await next();
  } finally {
    c.executionCtx.waitUntil(connection.close());
  }
});
