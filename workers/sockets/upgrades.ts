/**
 * Handles requests for a WebSocket. They have their own router, because a middleware that adds headers to every
 * response breaks the 101 response that switches the protocol (docs/decisions/0031-sockets.md).
 */
import { type Context, Hono } from "hono";
import { createMiddleware } from "hono/factory";
import { requestId } from "hono/request-id";
import { matchedRoutes } from "hono/route";
import { DomainError } from "../../app/.server/errors.ts";
import type { AppEnv } from "../env.ts";
import { refuseUnsafeConfiguration } from "../middleware/configuration.ts";
import { observe } from "../middleware/observe.ts";
import { isForeignOrigin } from "../middleware/origin.ts";
import { handleError } from "../middleware/problems.ts";
import { rateLimit } from "../middleware/rate-limit.ts";
import { socketRoutes } from "./routes.ts";

/** Throws `foreign_origin`, because browsers let any page open a socket to this site, and send this site's cookies with it. */
const requireOwnOrigin = createMiddleware<AppEnv>(async (c, next) => {
  if (isForeignOrigin(c))
    throw new DomainError("foreign_origin", "Sockets must be opened by this site's own pages");
  await next();
});

const routeName = (c: Context<AppEnv>) =>
  `SOCKET ${matchedRoutes(c).find(({ path }) => !path.includes("*"))?.path ?? "/*"}`;

/** Returns the response to a refused upgrade, which is an ordinary HTTP response. */
function refuseUpgrade(error: Error, c: Context<AppEnv>): Response {
  c.header("X-Request-Id", c.var.requestId);
  c.header("Cache-Control", "no-store");
  return handleError(error, c);
}

function createUpgradeRouter() {
  const router = new Hono<AppEnv>();
  router.use(
    requestId({ headerName: "" }),
    observe(routeName),
    requireOwnOrigin,
    refuseUnsafeConfiguration,
    rateLimit,
  );
  router.route("/", socketRoutes);
  router.all("*", () => {
    throw new DomainError("not_found", "There is no such socket");
  });
  router.onError(refuseUpgrade);
  return router;
}

/** Passes requests with `Upgrade: websocket` to the socket routes. Must be the first middleware. */
export function upgrades() {
  const router = createUpgradeRouter();
  return createMiddleware<AppEnv>(async (c, next) =>
    c.req.header("Upgrade")?.toLowerCase() === "websocket"
      ? router.fetch(c.req.raw, c.env, c.executionCtx)
      : next(),
  );
}
