/** Refuses to serve and to work in production with a secret that is missing, short or in the repository. */
import { createMiddleware } from "hono/factory";
import type { AppEnv, Bindings } from "../env.ts";

/** @throws when these bindings must not be used */
export function requireSafeConfiguration({ ENVIRONMENT, AUTH_SECRET = "" }: Bindings): void {
  if (
    ENVIRONMENT === "production" &&
    (AUTH_SECRET.length < 32 || AUTH_SECRET.startsWith("development-"))
  ) {
    throw new Error(
      "AUTH_SECRET is not set: `npx wrangler secret put AUTH_SECRET --env production`",
    );
  }
}

export const refuseUnsafeConfiguration = createMiddleware<AppEnv>(async (c, next) => {
  requireSafeConfiguration(c.env);
  await next();
});
