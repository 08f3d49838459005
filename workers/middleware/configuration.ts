/** Refuses to serve in production with a secret that is missing, short or in the repository. */
import { createMiddleware } from "hono/factory";
import type { AppEnv } from "../env.ts";

export const refuseUnsafeConfiguration = createMiddleware<AppEnv>(async (c, next) => {
  const { ENVIRONMENT, AUTH_SECRET = "" } = c.env;
  if (
    ENVIRONMENT === "production" &&
    (AUTH_SECRET.length < 32 || AUTH_SECRET.startsWith("development-"))
  ) {
    throw new Error(
      "AUTH_SECRET is not set: `npx wrangler secret put AUTH_SECRET --env production`",
    );
  }
  await next();
});
