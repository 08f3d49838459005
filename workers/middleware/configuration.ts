/** Refuses to serve requests or to run the cron job with a public secret. */
import { createMiddleware } from "hono/factory";
import type { AppEnv, Bindings } from "../env.ts";

/** Throws when a production Worker has no secret, a short secret, or the development secret. */
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

/** Host names of the developer's own machine and of its local network. */
const OWN_MACHINE =
  /^(localhost|.+\.(localhost|local)|(127|10|192\.168|172\.(1[6-9]|2\d|3[01]))\.[\d.]+|\[::1\])$/;

/** Throws when a request reaches a development Worker under another host name: its secret is public, so anyone could sign in as anyone. */
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
