/** All SQL about leaderboards but their upkeep (games/results.ts). */
import { sql } from "kysely";
import type { BoardEntry, BoardQuery } from "../../contracts/leaderboard.ts";
import { active } from "../accounts/queries.ts";
import type { Db } from "../db/client.ts";

/** Where a page ends: its last rank, and what that row is ordered by. */
export type BoardCursor = [rank: number, score: number, rankedAt: string, userId: string];

export type BoardRow = Omit<BoardEntry, "rank" | "user"> & {
  user_id: string;
  username: string;
  display_name: string;
  board_score: number;
};

/** The rows of one board after `after`, one more than `limit`, best first and of equals the earlier. */
export function findBoard(
  db: Db,
  query: BoardQuery,
  after: BoardCursor | undefined,
): Promise<BoardRow[]> {
  const { language, difficulty } = query;
  return active(db.selectFrom("users"))
    .innerJoin("leaderboards as board", "board.user_id", "users.id")
    .innerJoin("game_results as result", "result.id", "board.result_id")
    .select([
      "users.id as user_id",
      "users.username",
      "users.display_name",
      "board.score as board_score",
      "result.final_score as score",
      "result.words_per_minute",
      "result.accuracy_percentage",
      "board.result_id",
      "board.ranked_at as ended_at",
    ])
    .where("board.leaderboard_type", "=", query.type)
    .where("board.period_start", "=", sql<Date>`'0001-01-01'::date`)
    .where("board.metric", "=", query.metric)
    .where("board.language", language ? "=" : "is", language ?? null)
    .where("board.difficulty", difficulty ? "=" : "is", difficulty ?? null)
    .$if(after !== undefined, (qb) => {
      const [, score, rankedAt, userId] = after as BoardCursor;
      return qb.where(
        sql<boolean>`(-board.score, board.ranked_at, board.user_id) > (${-score}::float8, ${rankedAt}, ${userId})`,
      );
    })
    .orderBy("board.score", "desc")
    .orderBy("board.ranked_at")
    .orderBy("board.user_id")
    .limit(query.limit + 1)
    .execute();
}
