/**
 * Limits requests by network, before anything is read or looked up. The bindings count in each location
 * separately; failed sign-ins, which must be limited everywhere, are counted in PostgreSQL.
 */
import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { DomainError } from "../../app/.server/errors.ts";
import type { AppEnv } from "../env.ts";
import { networksFrom } from "./network.ts";

/** The period of the limits in `wrangler.toml`, in seconds. */
const PERIOD = 60;

/** The paths that check or set a password, create an account, mail a link or lead to a provider, in every spelling that the routers of the API and the site accept. */
const COSTLY_WRITES =
  /^\/(api\/auth\/(register|login|forgot|reset)|auth\/\w+|login|register(\/\w+)?|forgot|reset|api\/user\/(password|account|email)|settings\/(password|privacy|address|sign-in))\/*(\.data)?\/*$/i;

/** The paths with everything about an account, which may take many statements, and those that ask a provider who somebody is. */
const COSTLY_READS = /^\/((api\/user|settings)\/export|auth\/\w+\/callback)\/*(\.data)?\/*$/i;

/** The paths of races and of their pages. Most of them wake an object: a room, or the lobby. */
const RACES = /^\/(api\/races|race)\b/i;

const isCostly = ({ method, path }: { method: string; path: string }) =>
  COSTLY_READS.test(path) || (method !== "GET" && COSTLY_WRITES.test(path));

/** Returns the error of a request beyond a limit. */
const tooFast = () =>
  new DomainError("rate_limited", "Slow down, and try again in a minute", { retryAfter: PERIOD });

/** Returns the limits of a request: of its network, and of an IPv6 /48. */
function limitsOf({ req, env }: Context<AppEnv>): [RateLimit, RateLimit] {
  if (isCostly(req)) return [env.COSTLY_LIMIT, env.COSTLY_WIDE_LIMIT];
  if (RACES.test(req.path)) return [env.RACE_LIMIT, env.RACE_WIDE_LIMIT];
  return [env.REQUEST_LIMIT, env.REQUEST_WIDE_LIMIT];
}

/** Counts a socket of a person, wherever it comes from. @throws `rate_limited` */
export async function limitSockets({ env }: Context<AppEnv>, personId: string): Promise<void> {
  const { success } = await env.SOCKET_LIMIT.limit({ key: personId });
  if (!success) throw tooFast();
}

/**
 * Throws `rate_limited`. Sets no header, so that it also works before a WebSocket.
 *
 * An IPv6 network counts twice: as its /64, which is a household or a phone, and as its /48, which one subscriber may
 * have with 65,536 of the others. The /48 may send five times as much, because some providers put strangers into one.
 */
export const rateLimit = createMiddleware<AppEnv>(async (c, next) => {
  const [limit, wideLimit] = limitsOf(c);
  const { network, wideNetwork } = networksFrom(c);
  const counts = [limit.limit({ key: network ?? "unknown" })];
  if (wideNetwork) counts.push(wideLimit.limit({ key: wideNetwork }));
  const isAllowed = (await Promise.all(counts)).every(({ success }) => success);
  if (!isAllowed) throw tooFast();
  await next();
});
