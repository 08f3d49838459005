import { z } from "@hono/zod-openapi";
import { sql } from "kysely";
import { version } from "../../package.json";
import {
  createRoute,
  createRouter,
  forAnybody,
  jsonResponse,
  problemResponses,
} from "./openapi.ts";

const healthSchema = z
  .object({ status: z.literal("ok"), database: z.literal("ok"), version: z.string() })
  .meta({ id: "Health" });

export const health = createRouter().openapi(
  createRoute({
    method: "get",
    path: "/",
    operationId: "getHealth",
    tags: ["Operations"],
    ...forAnybody,
    summary: "Whether the site and its database answer",
    responses: {
      200: jsonResponse("Both answer", healthSchema),
      ...problemResponses("database_unavailable"),
    },
  }),
  async (c) => {
    await sql`SELECT 1`.execute(c.var.context.db);
    return c.json({ status: "ok" as const, database: "ok" as const, version }, 200);
  },
);
