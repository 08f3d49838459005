import { z } from "@hono/zod-openapi";
import { etag } from "hono/etag";
import { checkpoint } from "../../app/.server/games/checkpoints/service.ts";
import { daily } from "../../app/.server/games/daily/service.ts";
import { endGame } from "../../app/.server/games/end/service.ts";
import { history } from "../../app/.server/games/history/service.ts";
import { replay, result } from "../../app/.server/games/results/service.ts";
import { startGame } from "../../app/.server/games/start/service.ts";
import { dailyQuerySchema, dailySchema } from "../../app/contracts/challenge.ts";
import {
  checkpointSchema,
  endedSchema,
  endSchema,
  historyItemSchema,
  replaySchema,
  resultWithPlayerSchema,
  startedSchema,
  startSchema,
} from "../../app/contracts/game.ts";
import { historyQuerySchema } from "../../app/contracts/history.ts";
import { pageOf } from "../../app/contracts/list.ts";
import { newRunSeed } from "../../app/contracts/run-seed.ts";
import {
  BODY_PROBLEMS,
  createRoute,
  createRouter,
  forSignedIn,
  jsonRequest,
  jsonResponse,
  optionallySignedIn,
  problemResponses,
  requireCaller,
  SIGNED_IN_PROBLEMS,
} from "./openapi.ts";

const tags = ["Game"];
const resultId = z.object({
  id: z.string().meta({ description: "A result's id", format: "uuid" }),
});

/**
 * For visitors who are not signed in, since a signed-in caller may get what is sealed for others. Only a minute: a
 * replay never changes, but it is deleted with its player.
 */
const REPLAY_CACHING = "public, max-age=60";

export const game = createRouter()
  .openapi(
    createRoute({
      method: "post",
      path: "/start",
      operationId: "startGame",
      tags,
      summary: "Start a game; closes the caller's other open sessions",
      description:
        "`daily_practice`, and a `rematch` of a run on the plan of today's challenge, answer 403 `daily_sealed` until the caller's ranked try of the day in that language is over: it has a result, was closed, or has expired. A refused start closes no session. `own` plays an own text, `text_id`, in the language of that text.",
      ...forSignedIn,
      request: jsonRequest(startSchema),
      responses: {
        201: jsonResponse("The plan, and the token that ends the game", startedSchema),
        ...problemResponses(
          ...BODY_PROBLEMS,
          ...SIGNED_IN_PROBLEMS,
          "daily_sealed",
          "not_found",
          "daily_taken",
          "too_many_starts",
        ),
      },
    }),
    async (c) => {
      const { db, now, tokenContext } = c.var.context;
      return c.json(
        await startGame(
          db,
          requireCaller(c),
          c.req.valid("json"),
          newRunSeed(),
          now,
          tokenContext.network,
        ),
        201,
      );
    },
  )
  .openapi(
    createRoute({
      method: "put",
      path: "/progress",
      operationId: "saveProgress",
      tags,
      summary: "Keep the log of a running game, and its session alive",
      ...forSignedIn,
      request: jsonRequest(checkpointSchema),
      responses: {
        204: { description: "Kept" },
        ...problemResponses(
          ...BODY_PROBLEMS,
          "log_rejected",
          ...SIGNED_IN_PROBLEMS,
          "session_not_found",
          "session_closed",
          "session_expired",
        ),
      },
    }),
    async (c) => {
      await checkpoint(c.var.context.db, requireCaller(c), c.req.valid("json"));
      return c.body(null, 204);
    },
  )
  .openapi(
    createRoute({
      method: "post",
      path: "/end",
      operationId: "endGame",
      tags,
      summary: "End a game: the server replays the keys and stores its own numbers, once",
      ...forSignedIn,
      request: jsonRequest(endSchema),
      responses: {
        201: jsonResponse("The result", endedSchema),
        200: jsonResponse("The result that an earlier call stored", endedSchema),
        ...problemResponses(
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
      const { db, boardCache } = c.var.context;
      const { ended, created } = await endGame(
        db,
        requireCaller(c),
        c.req.valid("json"),
        boardCache,
      );
      return created ? c.json(ended, 201) : c.json(ended, 200);
    },
  )
  .openapi(
    createRoute({
      method: "get",
      path: "/daily",
      operationId: "getDailyChallenge",
      tags,
      ...optionallySignedIn,
      summary: "Today's challenge in one language: its board, and the caller's own try",
      request: { query: dailyQuerySchema },
      responses: {
        200: jsonResponse("The challenge", dailySchema),
        ...problemResponses("validation_failed"),
      },
    }),
    async (c) => {
      const { db, viewer, now } = c.var.context;
      return c.json(await daily(db, viewer, c.req.valid("query"), now), 200);
    },
  )
  .openapi(
    createRoute({
      method: "get",
      path: "/history",
      operationId: "listOwnResults",
      tags,
      summary: "The caller's results, newest first; of a language, difficulty, mode or UTC days",
      ...forSignedIn,
      request: { query: historyQuerySchema },
      responses: {
        200: jsonResponse("A page of results", pageOf(historyItemSchema)),
        ...problemResponses(...SIGNED_IN_PROBLEMS, "validation_failed"),
      },
    }),
    async (c) =>
      c.json(await history(c.var.context.db, requireCaller(c), c.req.valid("query")), 200),
  )
  .openapi(
    createRoute({
      method: "get",
      path: "/result/{id}",
      operationId: "getResult",
      tags,
      ...optionallySignedIn,
      summary:
        "One result with its player and session; a pending one for its player and moderators alone, one of an own text for its player",
      request: { params: resultId },
      responses: {
        200: jsonResponse("The result", resultWithPlayerSchema),
        ...problemResponses("not_found"),
      },
    }),
    async (c) => {
      const { db, viewer } = c.var.context;
      return c.json(await result(db, viewer, c.req.valid("param").id), 200);
    },
  )
  .openapi(
    createRoute({
      method: "get",
      path: "/result/{id}/replay",
      operationId: "getReplay",
      tags,
      ...optionallySignedIn,
      summary: "Plan and keys: enough to run a result again anywhere",
      description:
        "Runs on the plan of today's challenge (tries, practice and rematches) are sealed, `daily_sealed`, until the UTC day is over; for a signed-in caller until their own ranked try in that language is over, and never for the player of the run. A run that is being checked is there for its player and moderators alone, a run of an own text for its player alone, until the text is deleted. Otherwise it is the same for everybody, until the player is gone, or after half a year the keys of a run that is nobody's best: caches may keep the answer to a caller who is not signed in for a minute, and ask again with its ETag.",
      request: { params: resultId },
      middleware: etag(),
      responses: {
        200: jsonResponse("The replay", replaySchema),
        304: { description: "The replay that `If-None-Match` names" },
        ...problemResponses("daily_sealed", "not_found", "log_forgotten"),
      },
    }),
    async (c) => {
      const { publicDb, viewer, now } = c.var.context;
      const found = await replay(publicDb, viewer, c.req.valid("param").id, now);
      if (!viewer) c.header("Cache-Control", REPLAY_CACHING);
      return c.json(found, 200);
    },
  );
