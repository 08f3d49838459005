/**
 * Turns away whoever asks too often, before anything is read or looked up. The
 * bindings count for each location by itself; what must hold everywhere (failed
 * sign-ins) is counted in PostgreSQL.
 */
import { createMiddleware } from "hono/factory";
import { DomainError } from "../../app/.server/errors.ts";
import type { AppEnv } from "../env.ts";
import { networkFrom } from "./network.ts";

/** Seconds that the limits of `wrangler.toml` count over. */
const PERIOD = 60;

/** Calls that cost a password check or make an account, as every router here would still read them. */
const COSTLY =
  /^\/(api\/auth\/(register|login)|login|register|api\/user\/(password|account)|settings\/(password|privacy))\/*(\.data)?\/*$/i;

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
