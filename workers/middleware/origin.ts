/**
 * Refuses writes that another site's page makes in a visitor's browser. A Bearer
 * token is proof enough; cookies are not, since the browser adds them by itself.
 */
import { getCookie } from "hono/cookie";
import { createMiddleware } from "hono/factory";
import { DomainError } from "../../app/.server/errors.ts";
import type { AppEnv } from "../env.ts";
import { COOKIES } from "./session.ts";

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

export const sameOrigin = createMiddleware<AppEnv>(async (c, next) => {
  const byToken = c.req.path.startsWith("/api/") && c.req.header("Authorization");
  if (!SAFE.has(c.req.method) && !byToken) {
    const origin = c.req.header("Origin");
    const byCookie = [COOKIES.access, COOKIES.refresh].some(
      (name) => getCookie(c, name) !== undefined,
    );
    const foreign = origin === undefined ? byCookie : origin !== new URL(c.req.url).origin;
    if (foreign)
      throw new DomainError("foreign_origin", "Writes must come from this site's own pages");
  }
  await next();
});
