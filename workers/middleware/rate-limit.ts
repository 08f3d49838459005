/**
 * Limits requests by network, before anything is read or looked up. The bindings count in each location
 * separately; failed sign-ins, which must be limited everywhere, are counted in PostgreSQL.
 */
import { createMiddleware } from "hono/factory";
import { DomainError } from "../../app/.server/errors.ts";
import type { AppEnv } from "../env.ts";
import { networkFrom } from "./network.ts";

/** The period of the limits in `wrangler.toml`, in seconds. */
const PERIOD = 60;

/** The paths that check a password or create an account, in every spelling that the routers of the API and the site accept. */
const COSTLY =
  /^\/(api\/auth\/(register|login)|login|register|api\/user\/(password|account)|settings\/(password|privacy))\/*(\.data)?\/*$/i;

/** Throws `rate_limited`. Sets no header, so that it also works before a WebSocket. */
export const rateLimit = createMiddleware<AppEnv>(async (c, next) => {
  const costly = c.req.method !== "GET" && COSTLY.test(c.req.path);
  const limit = costly ? c.env.COSTLY_LIMIT : c.env.REQUEST_LIMIT;
  const key = networkFrom(c) ?? "unknown";
  const { success } = await limit.limit({ key });
  if (!success) {
    throw new DomainError("rate_limited", "Slow down, and try again in a minute", {
      retryAfter: PERIOD,
    });
  }
  await next();
});
