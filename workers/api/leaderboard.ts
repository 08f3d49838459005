import { friendsBoard } from "../../app/.server/friends/board/service.ts";
import { ownPlace, leaderboard as readBoard } from "../../app/.server/leaderboards/service.ts";
import {
  boardQuerySchema,
  boardSchema,
  placeQuerySchema,
  placeSchema,
} from "../../app/contracts/leaderboard.ts";
import {
  createRoute,
  createRouter,
  forSignedIn,
  jsonResponse,
  optionallySignedIn,
  problemResponses,
  requireCaller,
  SIGNED_IN_PROBLEMS,
} from "./openapi.ts";

const tags = ["Leaderboards"];

export const leaderboard = createRouter()
  .openapi(
    createRoute({
      method: "get",
      path: "/",
      operationId: "getLeaderboard",
      tags,
      ...optionallySignedIn,
      summary: "A board: one row a player, their best; of equals the earlier first",
      description:
        "Weeks are ISO weeks, days are UTC. Without an account the first page may be five minutes old, as `generated_at` says.",
      request: { query: boardQuerySchema },
      responses: {
        200: jsonResponse("A page of the board", boardSchema),
        ...problemResponses("validation_failed", ...SIGNED_IN_PROBLEMS),
      },
    }),
    async (c) => {
      const { db, viewer, now, boardCache } = c.var.context;
      const query = c.req.valid("query");
      if (query.scope === "friends") {
        return c.json(await friendsBoard(db, requireCaller(c), query, now), 200);
      }
      // A client with an expired token is also a player, and must not see a stale board.
      const cache = viewer || c.req.header("Authorization") ? undefined : boardCache;
      return c.json(await readBoard(db, query, now, cache), 200);
    },
  )
  .openapi(
    createRoute({
      method: "get",
      path: "/me",
      operationId: "getOwnRank",
      tags,
      summary: "Where the caller stands on a board, with those around",
      description:
        "Exact up to 5000 players and for the first thousand of any board. Further down a rank of a large board is counted from points that are some minutes old.",
      ...forSignedIn,
      request: { query: placeQuerySchema },
      responses: {
        200: jsonResponse("The caller's place", placeSchema),
        ...problemResponses(...SIGNED_IN_PROBLEMS, "validation_failed"),
      },
    }),
    async (c) => {
      const { db, now } = c.var.context;
      return c.json(await ownPlace(db, requireCaller(c), c.req.valid("query"), now), 200);
    },
  );
