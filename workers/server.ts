/** The front door: middleware, then `/api`, then the site. */
import { createRequestHandler, type ServerBuild } from "@remix-run/cloudflare";
import { Hono } from "hono";
import { DomainError } from "../app/.server/errors.ts";
import { problem } from "../app/contracts/problem.ts";
import { createApi } from "./api/index.ts";
import { methodsIn } from "./api/methods.ts";
import type { AppEnv, Bindings } from "./env.ts";
import { limitBody } from "./middleware/body.ts";
import { refuseUnsafeConfiguration } from "./middleware/configuration.ts";
import { database } from "./middleware/database.ts";
import { limits } from "./middleware/limits.ts";
import { observe, observeStatements } from "./middleware/observe.ts";
import { sameOrigin } from "./middleware/origin.ts";
import { answerError, sendProblem } from "./middleware/problems.ts";
import { dropEmptyParameters } from "./middleware/query.ts";
import { routeNames } from "./middleware/route-names.ts";
import { security } from "./middleware/security.ts";
import { session } from "./middleware/session.ts";
import { scheduled } from "./scheduled.ts";

/** The Worker around one Remix build. */
export function createServer(build: ServerBuild): ExportedHandler<Bindings> {
  const api = createApi();
  const site = createRequestHandler(build);
  const app = new Hono<AppEnv>();

  app.use(observe(routeNames(build)), security, refuseUnsafeConfiguration, limits, limitBody);
  app.use(
    database,
    observeStatements,
    sameOrigin,
    session(() => api.describe()),
  );
  app.use("/api/*", dropEmptyParameters);
  app.route("/api", api.routes);
  app.get("/api/docs", (c) => site(c.req.raw, c.var.context));
  const methodsOf = methodsIn(app.routes);
  app.all("/api/*", (c) => {
    const methods = methodsOf(c.req.path).join(", ");
    if (!methods)
      throw new DomainError("not_found", "There is no such call; /api/docs lists them all");
    c.header("Allow", methods);
    return sendProblem(c, problem("method_not_allowed", `It takes ${methods}`));
  });
  app.all("*", (c) => site(c.req.raw, c.var.context));
  app.onError(answerError);

  return { fetch: app.fetch, scheduled };
}
