/** Refuses to serve and to work with a secret that anybody could know. */
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

/** A developer's own machine, or what reaches it in the same house. */
const OWN_MACHINE =
  /^(localhost|.+\.(localhost|local)|(127|10|192\.168|172\.(1[6-9]|2\d|3[01]))\.[\d.]+|\[::1\])$/;

/** What development is configured with is in the repository: whoever reads it could sign in as anybody. */
export function requireOwnMachine({ ENVIRONMENT }: Bindings, url: string): void {
  if (ENVIRONMENT !== "production" && !OWN_MACHINE.test(new URL(url).hostname)) {
    throw new Error(
      "This is the configuration for development: deploy with `npm run deploy -- staging` or `production`",
    );
  }
}

export const refuseUnsafeConfiguration = createMiddleware<AppEnv>(async (c, next) => {
  requireSafeConfiguration(c.env);
  requireOwnMachine(c.env, c.req.url);
  await next();
});
