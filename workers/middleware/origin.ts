/**
 * The same-origin rule. It refuses writes that another site's page makes in a visitor's browser. Cookies do not
 * prove which page wrote, because the browser adds them by itself; a Bearer token does.
 *
 * `csrf` of hono does not fit: it leaves JSON unchecked, and refuses forms of clients without cookies.
 */
import type { Context } from "hono";
import { getCookie } from "hono/cookie";
import { createMiddleware } from "hono/factory";
import { DomainError } from "../../app/.server/errors.ts";
import type { AppEnv } from "../env.ts";
import { COOKIES } from "./session.ts";

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/** Returns whether a request has another `Origin` than this site's. Only browsers must send one. */
export function isForeignOrigin(c: Context<AppEnv>): boolean {
  const origin = c.req.header("Origin");
  return origin !== undefined && origin !== new URL(c.req.url).origin;
}

/** Throws `foreign_origin` for a write that another site's page may have made. */
export const sameOrigin = createMiddleware<AppEnv>(async (c, next) => {
  const hasToken = c.req.path.startsWith("/api/") && c.req.header("Authorization");
  if (!SAFE_METHODS.has(c.req.method) && !hasToken) {
    const hasCookie = [COOKIES.access, COOKIES.refresh].some(
      (name) => getCookie(c, name) !== undefined,
    );
    if (isForeignOrigin(c) || (hasCookie && c.req.header("Origin") === undefined))
      throw new DomainError("foreign_origin", "Writes must come from this site's own pages");
  }
  await next();
});
