/** All SQL about leaderboards but their upkeep (results.ts, and upkeep/queries.ts). */
import { type RawBuilder, sql } from "kysely";
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
  type: "all_time" | "weekly" | "daily" | "challenge";
  /** The period's first day; for all time the first day there is. */
  period_start: string;
  metric: "score" | "wpm";
  language?: Language | null | undefined;
  difficulty?: Difficulty | null | undefined;
}

export const ALL_TIME = { type: "all_time", period_start: "0001-01-01" } as const;

/** The board of all players. */
export const OVERALL: BoardKey = { ...ALL_TIME, metric: "score" };

/** A name of a row in a statement. */
type Row = RawBuilder<unknown>;

const equals = (column: RawBuilder<unknown>, value: string | null | undefined) =>
  value ? sql`${column} = ${value}` : sql`${column} IS NULL`;

/** Whether a row belongs to a board: in a form for which indexes serve (`IS NOT DISTINCT FROM` has none). */
export const onBoard = (board: BoardKey, row: Row) => sql<boolean>`(
  ${row}.leaderboard_type = ${board.type} AND ${row}.period_start = ${board.period_start}::date
  AND ${row}.metric = ${board.metric} AND ${equals(sql`${row}.language`, board.language)}
  AND ${equals(sql`${row}.difficulty`, board.difficulty)})`;

/** The board of a row, as a `BoardKey` in JSON. */
export const boardOf = (row: Row) => sql<BoardKey>`
  json_build_object('type', ${row}.leaderboard_type, 'period_start', ${row}.period_start,
    'metric', ${row}.metric, 'language', ${row}.language, 'difficulty', ${row}.difficulty)`;

/**
 * The place of a row of `leaderboards` on its board, or of where it would be: counted
 * from the milestone before it (docs/decisions/0018-boards.md), or from the top.
 */
export const rankOf = (board: BoardKey, row: Row) => sql<number>`(
  SELECT coalesce(milestone.rank, 1) + (
    SELECT count(*) FROM leaderboards other
    WHERE ${onBoard(board, sql.ref("other"))}
      AND (-other.score, other.ranked_at)
        >= (coalesce(-milestone.score, '-infinity'), coalesce(milestone.ranked_at, '-infinity'))
      AND (-other.score, other.ranked_at, other.user_id) < (-${row}.score, ${row}.ranked_at, ${row}.user_id))
  FROM (SELECT) nothing LEFT JOIN LATERAL (
    SELECT rank, score, ranked_at FROM board_milestones point
    WHERE ${onBoard(board, sql.ref("point"))} AND (-score, ranked_at) <= (-${row}.score, ${row}.ranked_at)
    ORDER BY language DESC, difficulty DESC, -score DESC, ranked_at DESC LIMIT 1
  ) milestone ON true)::int`;

/** The rows of one board after `after`, best first and of equals the earlier: one more than `limit`. */
export function boardRows(
  db: Db,
  board: BoardKey,
  { limit, after }: { limit: number; after: BoardCursor | undefined },
) {
  return (
    active(db.selectFrom("users"))
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
      .where(onBoard(board, sql.ref("board")))
      .$if(after !== undefined, (qb) => {
        const [, score, rankedAt, userId] = after as BoardCursor;
        return qb.where(
          sql<boolean>`(-board.score, board.ranked_at, board.user_id) > (${-score}::float8, ${rankedAt}, ${userId})`,
        );
      })
      // The first two are the same in all rows, which PostgreSQL does not see of `IS NULL`: without
      // them it would sort the whole board.
      .orderBy("board.language")
      .orderBy("board.difficulty")
      .orderBy(sql`-board.score`)
      .orderBy("board.ranked_at")
      .orderBy("board.user_id")
      .limit(limit + 1)
  );
}

/** A page of a board. */
export const findBoard = (...[db, key, page]: Parameters<typeof boardRows>): Promise<BoardRow[]> =>
  boardRows(db, key, page).execute();
