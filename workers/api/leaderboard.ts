import { leaderboard as readBoard } from "../../app/.server/leaderboards/service.ts";
import { boardQuerySchema, boardSchema } from "../../app/contracts/leaderboard.ts";
import { createRoute, jsonResponse, problems, router } from "./routing.ts";

export const leaderboard = router().openapi(
  createRoute({
    method: "get",
    path: "/",
    tags: ["Leaderboards"],
    summary: "A board: one row a player, their best; of equals the earlier first",
    request: { query: boardQuerySchema },
    responses: {
      200: jsonResponse("A page of the board", boardSchema),
      ...problems("validation_failed"),
    },
  }),
  async (c) => {
    const { db, now } = c.var.context;
    return c.json(await readBoard(db, c.req.valid("query"), now), 200);
  },
);
