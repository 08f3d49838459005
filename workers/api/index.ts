/** The public JSON API, under `/api`. */
import { z } from "@hono/zod-openapi";
import { version } from "../../package.json";
import { COOKIES } from "../middleware/session.ts";
import { achievements } from "./achievements.ts";
import { admin } from "./admin.ts";
import { adminMetrics } from "./admin-metrics.ts";
import { auth } from "./auth.ts";
import { game } from "./game.ts";
import { guest } from "./guest.ts";
import { health } from "./health.ts";
import { leaderboard } from "./leaderboard.ts";
import { createRoute, createRouter, jsonResponse } from "./openapi.ts";
import { snippets } from "./snippets.ts";
import { user } from "./user.ts";
import { users } from "./users.ts";

const documentRoute = createRoute({
  method: "get",
  path: "/openapi.json",
  tags: ["Operations"],
  summary: "This description",
  responses: { 200: jsonResponse("OpenAPI 3.1", z.record(z.string(), z.unknown())) },
});

/** The site renders this page (routes/api-docs). It is listed here so that the OpenAPI document is complete. */
const docsPage = createRoute({
  method: "get",
  path: "/docs",
  tags: ["Operations"],
  summary: "This description, as a page",
  responses: { 200: { description: "A page", content: { "text/html": { schema: z.string() } } } },
});

/** Returns the routes to mount at `/api`, and a function that returns their OpenAPI 3.1 document. */
export function createApi() {
  const routes = createRouter();
  routes.route("/auth", auth);
  routes.route("/user", user);
  routes.route("/users", users);
  routes.route("/game", game);
  routes.route("/game", guest);
  routes.route("/leaderboard", leaderboard);
  routes.route("/achievements", achievements);
  routes.route("/admin", admin);
  routes.route("/snippets", snippets);
  routes.route("/admin/metrics", adminMetrics);
  routes.route("/health", health);

  const { openAPIRegistry: registry } = routes;
  registry.registerComponent("securitySchemes", "bearer", {
    type: "http",
    scheme: "bearer",
    bearerFormat: "JWT",
  });
  registry.registerComponent("securitySchemes", "cookie", {
    type: "apiKey",
    in: "cookie",
    name: COOKIES.access,
    description: "The site's own pages. Writes need a same-origin Origin header.",
  });
  registry.registerPath(docsPage);

  const describe = () =>
    routes.getOpenAPI31Document({
      openapi: "3.1.0",
      info: {
        title: "Pro Dev",
        version,
        license: { name: "MIT" },
        description:
          "Defend production by typing real code. No score is believed: every one is re-computed.",
      },
      servers: [{ url: "/api" }],
    });

  routes.openapi(documentRoute, (c) =>
    c.json(describe() as unknown as Record<string, unknown>, 200),
  );
  return { routes, describe };
}
