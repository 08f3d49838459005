/** The Worker's request handler: sockets, then middleware, then `/api`, then the site. */
import { createRequestHandler, type ServerBuild } from "@remix-run/cloudflare";
import { Hono } from "hono";
import { methodNotAllowed } from "hono/method-not-allowed";
import { requestId } from "hono/request-id";
import { timing } from "hono/timing";
import { DrillPools } from "../app/.server/practice/drills/pools.ts";
import { problem } from "../app/contracts/problem.ts";
import { createApi } from "./api/index.ts";
import { showMails } from "./development/mails.ts";
import type { AppEnv, Bindings } from "./env.ts";
import { limitBody } from "./middleware/body.ts";
import { refuseUnsafeConfiguration } from "./middleware/configuration.ts";
import { database } from "./middleware/database.ts";
import { dropEmptyParameters } from "./middleware/empty-parameters.ts";
import { limitManifest } from "./middleware/manifest.ts";
import { observe, observeStatements, responseHeaders } from "./middleware/observe.ts";
import { sameOrigin } from "./middleware/origin.ts";
import { pageCache } from "./middleware/page-cache.ts";
import { handleError, sendProblem } from "./middleware/problems.ts";
import { rateLimit } from "./middleware/rate-limit.ts";
import { routeNames } from "./middleware/route-names.ts";
import { securityHeaders } from "./middleware/security.ts";
import { session } from "./middleware/session.ts";
import { scheduled } from "./scheduled.ts";
import { upgrades } from "./sockets/upgrades.ts";

/** Returns the Worker that serves one Remix build. */
export function createServer(build: ServerBuild): ExportedHandler<Bindings> {
  const api = createApi();
  const site = createRequestHandler(build);
  const app = new Hono<AppEnv>();

  app.use(upgrades());
  // The empty header name makes the Worker choose the id, never the client.
  app.use(requestId({ headerName: "" }), observe(routeNames(build)));
  app.use(timing({ total: false }), responseHeaders, securityHeaders);
  app.use(refuseUnsafeConfiguration, rateLimit, limitBody);
  app.use(pageCache(build.assets.version));
  app.use("/__manifest", limitManifest);
  app.use(database, observeStatements, sameOrigin);
  app.use(session({ describeApi: () => api.describe(), drillPools: new DrillPools() }));
  app.use(
    "/api/*",
    dropEmptyParameters,
    methodNotAllowed({
      app,
      onMethodNotAllowed(c, methods) {
        const allowed = methods.sort().join(", ");
        c.header("Allow", allowed);
        return sendProblem(c, problem("method_not_allowed", `It takes ${allowed}`));
      },
    }),
  );
  app.route("/api", api.routes);
  app.get("/api/docs", (c) => site(c.req.raw, c.get("context")));
  app.all("/api/*", (c) =>
    sendProblem(c, problem("not_found", "There is no such call; /api/docs lists them all")),
  );
  app.get("/dev/mail/:id?", (c, next) =>
    c.env.ENVIRONMENT === "development" ? showMails(c) : next(),
  );
  app.all("*", (c) => site(c.req.raw, c.get("context")));
  app.onError(handleError);

  return { fetch: app.fetch, scheduled };
}
