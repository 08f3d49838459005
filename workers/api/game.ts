import { z } from "@hono/zod-openapi";
import { newSeed } from "../../app/.server/games/seed.ts";
import { endGame, history, replay, result, startGame } from "../../app/.server/games/service.ts";
import {
  endedSchema,
  endSchema,
  historyItemSchema,
  replaySchema,
  resultPageSchema,
  startedSchema,
  startSchema,
} from "../../app/contracts/game.ts";
import { pageOf, pageQuerySchema } from "../../app/contracts/list.ts";
import {
  BODY_PROBLEMS,
  caller,
  createRoute,
  forSignedIn,
  jsonRequest,
  jsonResponse,
  problems,
  router,
  SIGNED_IN_PROBLEMS,
} from "./routing.ts";

const tags = ["Game"];
const resultId = z.object({
  id: z.string().meta({ description: "A result's id", format: "uuid" }),
});

export const game = router()
  .openapi(
    createRoute({
      method: "post",
      path: "/start",
      tags,
      summary: "Start a game; closes the caller's other open sessions",
      ...forSignedIn,
      request: jsonRequest(startSchema),
      responses: {
        201: jsonResponse("The plan, and the token that ends the game", startedSchema),
        ...problems(...BODY_PROBLEMS, ...SIGNED_IN_PROBLEMS),
      },
    }),
    async (c) =>
      c.json(await startGame(c.var.context.db, caller(c), c.req.valid("json"), newSeed()), 201),
  )
  .openapi(
    createRoute({
      method: "post",
      path: "/end",
      tags,
      summary: "End a game: the server replays the keys and stores its own numbers, once",
      ...forSignedIn,
      request: jsonRequest(endSchema),
      responses: {
        201: jsonResponse("The result", endedSchema),
        200: jsonResponse("The result that an earlier call stored", endedSchema),
        ...problems(
          ...BODY_PROBLEMS,
          "log_rejected",
          ...SIGNED_IN_PROBLEMS,
          "session_not_found",
          "session_closed",
          "engine_outdated",
          "session_expired",
        ),
      },
    }),
    async (c) => {
      const { ended, created } = await endGame(c.var.context.db, caller(c), c.req.valid("json"));
      return created ? c.json(ended, 201) : c.json(ended, 200);
    },
  )
  .openapi(
    createRoute({
      method: "get",
      path: "/history",
      tags,
      summary: "The caller's results, newest first",
      ...forSignedIn,
      request: { query: pageQuerySchema },
      responses: {
        200: jsonResponse("A page of results", pageOf(historyItemSchema)),
        ...problems(...SIGNED_IN_PROBLEMS, "validation_failed"),
      },
    }),
    async (c) => c.json(await history(c.var.context.db, caller(c), c.req.valid("query")), 200),
  )
  .openapi(
    createRoute({
      method: "get",
      path: "/result/{id}",
      tags,
      summary: "One result with its player and session",
      request: { params: resultId },
      responses: { 200: jsonResponse("The result", resultPageSchema), ...problems("not_found") },
    }),
    async (c) => c.json(await result(c.var.context.db, c.req.valid("param").id), 200),
  )
  .openapi(
    createRoute({
      method: "get",
      path: "/result/{id}/replay",
      tags,
      summary: "Plan and keys: enough to run a result again anywhere",
      request: { params: resultId },
      responses: { 200: jsonResponse("The replay", replaySchema), ...problems("not_found") },
    }),
    async (c) => c.json(await replay(c.var.context.db, c.req.valid("param").id), 200),
  );
