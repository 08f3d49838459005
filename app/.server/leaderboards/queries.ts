/** All SQL about leaderboards but their upkeep (games/results.ts). */
import { sql } from "kysely";
import type { BoardEntry } from "../../contracts/leaderboard.ts";
import type { Difficulty, Language } from "../../engine/plan.ts";
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

/** Which board: a period of a type, a metric, and a language and difficulty, where none is all of them. */
export interface BoardKey {
  type: "all_time" | "challenge";
  /** The period's first day; for all time the first day there is. */
  period_start: string;
  metric: "score" | "wpm";
  language?: Language | undefined;
  difficulty?: Difficulty | undefined;
}

export const ALL_TIME = { type: "all_time", period_start: "0001-01-01" } as const;

/** The rows of one board after `after`, best first and of equals the earlier: one more than `limit`. */
export function boardRows(
  db: Db,
  { type, period_start, metric, language, difficulty }: BoardKey,
  { limit, after }: { limit: number; after: BoardCursor | undefined },
) {
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
    .where("board.leaderboard_type", "=", type)
    .where("board.period_start", "=", sql<Date>`${period_start}::date`)
    .where("board.metric", "=", metric)
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
    .limit(limit + 1);
}

/** A page of a board. */
export const findBoard = (...[db, key, page]: Parameters<typeof boardRows>): Promise<BoardRow[]> =>
  boardRows(db, key, page).execute();
