import { metrics } from "../../app/.server/operations/metrics/reading/service.ts";
import { metricsQuerySchema, metricsSchema } from "../../app/contracts/metrics.ts";
import {
  createRoute,
  createRouter,
  forAdmin,
  jsonResponse,
  problemResponses,
  requireCaller,
  STAFF_PROBLEMS,
} from "./openapi.ts";

export const adminMetrics = createRouter().openapi(
  createRoute({
    method: "get",
    path: "/",
    operationId: "getMetrics",
    tags: ["Administration"],
    summary: "How the site and its database are doing",
    description:
      "Requests, statements, connections, caches, races, tables and indexes, and what is wrong with them by the rules of docs/monitoring.md. Some seconds behind.",
    ...forAdmin,
    request: { query: metricsQuerySchema },
    responses: {
      200: jsonResponse("What was measured in the window", metricsSchema),
      ...problemResponses(...STAFF_PROBLEMS, "validation_failed"),
    },
  }),
  async (c) => {
    const { db, now, racesNow } = c.var.context;
    const query = c.req.valid("query");
    return c.json(await metrics(db, requireCaller(c), query, now, racesNow), 200);
  },
);
