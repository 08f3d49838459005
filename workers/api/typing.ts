import { z } from "@hono/zod-openapi";
import { settleKeystrokes } from "../../app/.server/games/keystrokes/service.ts";
import {
  deleteDrill,
  drillHistory,
  endDrill,
  startDrill,
} from "../../app/.server/practice/drills/service.ts";
import { typingStatistics } from "../../app/.server/practice/keystrokes/service.ts";
import { pageOf } from "../../app/contracts/list.ts";
import {
  drillEndSchema,
  drillHistoryItemSchema,
  drillHistoryQuerySchema,
  drillStartSchema,
  endedDrillSchema,
  startedDrillSchema,
  typingStatsQuerySchema,
  typingStatsSchema,
} from "../../app/contracts/practice.ts";
import { newRunSeed } from "../../app/contracts/run-seed.ts";
import {
  BODY_PROBLEMS,
  createRoute,
  createRouter,
  forSignedIn,
  jsonRequest,
  jsonResponse,
  problemResponses,
  requireCaller,
  SIGNED_IN_PROBLEMS,
} from "./openapi.ts";

const tags = ["Practice"];
const drillId = z.object({
  id: z.string().meta({ description: "The id of a drill's result", format: "uuid" }),
});

/** The calls under `/typing`: drills, and the statistics of keys. */
export const typing = createRouter()
  .openapi(
    createRoute({
      method: "post",
      path: "/start",
      operationId: "startDrill",
      tags,
      summary: "Start a drill; nothing is stored before it ends",
      ...forSignedIn,
      request: jsonRequest(drillStartSchema),
      responses: {
        201: jsonResponse(
          "The code to type, and the token that ends the drill",
          startedDrillSchema,
        ),
        ...problemResponses(...BODY_PROBLEMS, ...SIGNED_IN_PROBLEMS, "not_found"),
      },
    }),
    async (c) => {
      const { db, now, tokenContext, drillPools: pools } = c.var.context;
      const tools = { pools, seed: newRunSeed(), now, secret: tokenContext.secret };
      return c.json(await startDrill(db, requireCaller(c), c.req.valid("json"), tools), 201);
    },
  )
  .openapi(
    createRoute({
      method: "post",
      path: "/end",
      operationId: "endDrill",
      tags,
      summary: "End a drill: the server replays the keys and stores its own numbers, once",
      ...forSignedIn,
      request: jsonRequest(drillEndSchema),
      responses: {
        201: jsonResponse("The result", endedDrillSchema),
        200: jsonResponse("The result that an earlier call stored", endedDrillSchema),
        ...problemResponses(
          ...BODY_PROBLEMS,
          ...SIGNED_IN_PROBLEMS,
          "log_rejected",
          "session_not_found",
          "session_expired",
        ),
      },
    }),
    async (c) => {
      const { db, tokenContext } = c.var.context;
      const { ended, created } = await endDrill(
        db,
        requireCaller(c),
        c.req.valid("json"),
        tokenContext,
      );
      return created ? c.json(ended, 201) : c.json(ended, 200);
    },
  )
  .openapi(
    createRoute({
      method: "get",
      path: "/stats",
      operationId: "getTypingStatistics",
      tags,
      summary: "What the caller's fingers do, key by key, in one language",
      ...forSignedIn,
      request: { query: typingStatsQuerySchema },
      responses: {
        200: jsonResponse("The statistics", typingStatsSchema),
        ...problemResponses(...SIGNED_IN_PROBLEMS, "validation_failed"),
      },
    }),
    async (c) => {
      const { db, now } = c.var.context;
      return c.json(await typingStatistics(db, requireCaller(c), c.req.valid("query"), now), 200);
    },
  )
  .openapi(
    createRoute({
      method: "get",
      path: "/history",
      operationId: "listDrills",
      tags,
      summary: "The caller's drills, newest first",
      ...forSignedIn,
      request: { query: drillHistoryQuerySchema },
      responses: {
        200: jsonResponse("A page of drills", pageOf(drillHistoryItemSchema)),
        ...problemResponses(...SIGNED_IN_PROBLEMS, "validation_failed"),
      },
    }),
    async (c) =>
      c.json(await drillHistory(c.var.context.db, requireCaller(c), c.req.valid("query")), 200),
  )
  .openapi(
    createRoute({
      method: "delete",
      path: "/history/{id}",
      operationId: "deleteDrill",
      tags,
      summary: "Delete a drill; its keys leave the statistics",
      ...forSignedIn,
      request: { params: drillId },
      responses: {
        204: { description: "Deleted" },
        ...problemResponses(...SIGNED_IN_PROBLEMS, "not_found"),
      },
    }),
    async (c) => {
      const { db, keepOpenFor } = c.var.context;
      await deleteDrill(db, requireCaller(c), c.req.valid("param").id);
      // Otherwise the cron job does it.
      keepOpenFor(settleKeystrokes(db));
      return c.body(null, 204);
    },
  );
