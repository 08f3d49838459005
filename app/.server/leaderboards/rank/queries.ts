/** Fragments of SQL: which rows a board has, their order, and the rank of a row. */

import { type RawBuilder, sql } from "kysely";
import type { BoardKey } from "../board-key.ts";
import { KEPT_DAYS, KEPT_WEEKS } from "../periods.ts";

/** The numbers of past weeks and days with boards, as arguments of the functions that write or remove rows of boards. */
export const RETENTION = sql`${KEPT_WEEKS}::int, ${KEPT_DAYS}::int`;

/** The name of a row in a statement, by `sql.ref`. */
export type Row = RawBuilder<unknown>;

/** A board whose language, difficulty and season may be columns, which must not be null. */
export type BoardIn = Omit<BoardKey, "language" | "difficulty" | "season"> & {
  season: BoardKey["season"] | RawBuilder<unknown>;
  language?: BoardKey["language"] | RawBuilder<unknown>;
  difficulty?: BoardKey["difficulty"] | RawBuilder<unknown>;
};

const equals = (column: RawBuilder<unknown>, value: BoardIn["language"] | BoardIn["difficulty"]) =>
  value ? sql`${column} = ${value}` : sql`${column} IS NULL`;

/** The period of a board. That of all time is written out: it has far more rows than any other, which the planner has to know. */
const periodOf = ({ type, period_start }: BoardIn) =>
  type === "all_time" ? sql.lit(period_start) : sql`${period_start}`;

/** True for the rows of a board. Indexes serve this form; none serves `IS NOT DISTINCT FROM`. */
export const onBoard = (board: BoardIn, row: Row) => sql<boolean>`(
  ${row}.leaderboard_type = ${board.type} AND ${row}.period_start = ${periodOf(board)}::date
  AND ${row}.metric = ${board.metric} AND ${row}.season = ${board.season}::smallint AND ${equals(sql`${row}.language`, board.language)}
  AND ${equals(sql`${row}.difficulty`, board.difficulty)})`;

/** The board of a row as JSON of `boardKeySchema`. */
export const boardOf = (row: Row) => sql`
  json_build_object('type', ${row}.leaderboard_type, 'period_start', ${row}.period_start,
    'metric', ${row}.metric, 'language', ${row}.language, 'difficulty', ${row}.difficulty,
    'season', ${row}.season)`;

/**
 * What the rows of a board are ordered by: the best score first, and of equal scores the earlier. The score
 * is negated so that all columns ascend, as in `leaderboards_board_rank_idx`. The database's function
 * `recount_boards` orders a player's results in the same way.
 */
const scoreOrder = (row: Row) => [sql`-${row}.score`, sql`${row}.ranked_at`];

/**
 * The columns of a board's order, the last of which decides between rows of the same score and time.
 *
 * @param last a column that is unique among the rows that are compared
 */
export const orderOf = (row: Row, last: "user_id" | "result_id" = "user_id") => [
  ...scoreOrder(row),
  sql`${row}.${sql.ref(last)}`,
];

/** A row's position in its board's order, as a row value to compare. */
export const positionOf = (row: Row, last?: "user_id" | "result_id") =>
  sql`(${sql.join(orderOf(row, last))})`;

/** The same as exactly as milestones know it: without the column that decides between equals. */
const scorePositionOf = (row: Row) => sql`(${sql.join(scoreOrder(row))})`;

/**
 * The rank on a board of a row of `leaderboards`, or the rank that another row would have: counted from
 * the milestone before it (docs/decisions/0018-boards.md), or from the top.
 */
export const rankOf = (board: BoardIn, row: Row) => sql<number>`(
  SELECT coalesce(milestone.rank, 1) + (
    SELECT count(*) FROM leaderboards other
    WHERE ${onBoard(board, sql.ref("other"))}
      AND ${scorePositionOf(sql.ref("other"))}
        >= (coalesce(-milestone.score, '-infinity'), coalesce(milestone.ranked_at, '-infinity'))
      AND ${positionOf(sql.ref("other"))} < ${positionOf(row)})
  FROM (SELECT) nothing LEFT JOIN LATERAL (
    SELECT rank, score, ranked_at FROM board_milestones point
    WHERE ${onBoard(board, sql.ref("point"))} AND ${scorePositionOf(sql.ref("point"))} <= ${scorePositionOf(row)}
    ORDER BY language DESC, difficulty DESC, -score DESC, ranked_at DESC LIMIT 1
  ) milestone ON true)::int`;

/** True if at least `places` rows of a board come before a row. It reads no more entries of the index than that. */
export const comesAfter = (board: BoardIn, row: Row, places: number) => sql<boolean>`EXISTS (
  SELECT FROM leaderboards other
  WHERE ${onBoard(board, sql.ref("other"))} AND ${positionOf(sql.ref("other"))} < ${positionOf(row)}
  OFFSET ${sql.lit(places - 1)})`;

/** The number of players on a board, counted as ranks are: from the last milestone, or all. */
export const playersOn = (board: BoardIn) => sql<number>`(
  SELECT ${rankOf(board, sql.ref("last"))} - 1
  FROM (SELECT '-infinity'::float8, 'infinity'::timestamptz, NULL::uuid) last (score, ranked_at, user_id))`;
