/** All SQL that keeps the milestones of large boards, which ranks are counted from. */
import { sql } from "kysely";
import { z } from "zod";
import { ENGINE_VERSION } from "../../../engine/index.ts";
import type { Db } from "../../db/client.ts";
import { execute, selectRows } from "../../db/rows.ts";
import { type BoardKey, boardKeySchema } from "../board-key.ts";
import { boardOf, onBoard, type Row } from "../rank/queries.ts";

/** A board as large as this has milestones. */
export const LARGE_BOARD = 5_000;
/** Rows before the first milestone, whose ranks are exact at any time. */
const EXACT = 1_000;
/** Rows from one milestone to the next. */
const STEP = 250;
/** Milestones older than this are counted again while their period lasts. */
const REFRESH_MINUTES = 10;

/** True for the row of a board that is large, by one of the four forms that the index serves. */
function isLarge(row: Row) {
  const forms = [true, false].flatMap((language) =>
    [true, false].map((difficulty) => {
      const matches = (column: string, isSet: boolean) =>
        isSet
          ? sql`b.${sql.ref(column)} = ${row}.${sql.ref(column)}`
          : sql`b.${sql.ref(column)} IS NULL`;
      return sql`
        WHEN (${row}.language IS NOT NULL, ${row}.difficulty IS NOT NULL) = (${sql.lit(language)}, ${sql.lit(difficulty)})
        THEN EXISTS (
          SELECT FROM leaderboards b
          WHERE b.leaderboard_type = ${row}.leaderboard_type AND b.period_start = ${row}.period_start
            AND b.metric = ${row}.metric AND b.season = ${row}.season AND ${matches("language", language)} AND ${matches("difficulty", difficulty)}
          OFFSET ${LARGE_BOARD - 1})`;
    }),
  );
  return sql`CASE ${sql.join(forms, sql` `)} END`;
}

/** The end of a row's period. */
const endOf = (row: Row) => sql`
  (CASE ${row}.leaderboard_type::text WHEN 'all_time' THEN 'infinity'::date
    WHEN 'weekly' THEN ${row}.period_start + 7 ELSE ${row}.period_start + 1 END)::timestamp AT TIME ZONE 'UTC'`;

const outdatedRowSchema = z.strictObject({ board: boardKeySchema });

/**
 * Returns large boards whose milestones are missing or old, the oldest first: boards of the present
 * periods of the current season, and once more boards of the periods that ended within a week.
 */
export async function findOutdated(db: Db, limit: number): Promise<BoardKey[]> {
  const rows = await selectRows(
    db,
    outdatedRowSchema,
    sql`
    SELECT ${boardOf(sql.ref("board"))} AS board
    FROM (
      SELECT DISTINCT board.* FROM unnest(enum_range(NULL::"Language")) language,
        unnest(enum_range(NULL::"Difficulty")) difficulty,
        unnest(ARRAY[now(), now() - interval '1 day', now() - interval '7 days']) moment,
        boards_of(moment, language, difficulty, (moment AT TIME ZONE 'UTC')::date, ${ENGINE_VERSION}) board
    ) board
    LEFT JOIN LATERAL (
      SELECT min(refreshed_at) AS refreshed_at FROM board_milestones point
      WHERE (point.leaderboard_type, point.period_start, point.metric, point.season)
          = (board.leaderboard_type, board.period_start, board.metric, board.season)
        AND point.language IS NOT DISTINCT FROM board.language
        AND point.difficulty IS NOT DISTINCT FROM board.difficulty
    ) milestones ON true
    WHERE CASE WHEN refreshed_at IS NULL THEN ${isLarge(sql.ref("board"))}
      ELSE refreshed_at < least(now() - make_interval(mins => ${REFRESH_MINUTES}), ${endOf(sql.ref("board"))}) END
    ORDER BY refreshed_at NULLS FIRST LIMIT ${sql.lit(limit)}
  `,
  );
  return rows.map((row) => row.board);
}

/** Counts the milestones of a board again. It reads the board's whole index: 0.4 s for 300,000 rows. */
export async function refreshMilestones(db: Db, board: BoardKey): Promise<void> {
  await execute(
    db,
    sql`
    -- Locks the milestones first and in one order, so that two calls at once take turns.
    WITH locked AS (
      SELECT FROM board_milestones point WHERE ${onBoard(board, sql.ref("point"))}
      ORDER BY -score, ranked_at FOR UPDATE
    ), ranked AS (
      SELECT score, ranked_at, rank() OVER best_first AS rank, row_number() OVER best_first AS number
      FROM leaderboards b WHERE ${onBoard(board, sql.ref("b"))} AND (SELECT count(*) FROM locked) >= 0
      WINDOW best_first AS (ORDER BY language, difficulty, -score, ranked_at)
    ), points AS MATERIALIZED (
      SELECT DISTINCT -score AS place, score, ranked_at, rank FROM ranked
      WHERE number >= ${EXACT} AND number % ${STEP} = 0 ORDER BY place, ranked_at
    ), stored AS (
      INSERT INTO board_milestones (
        score, ranked_at, refreshed_at, rank, leaderboard_type, period_start, metric, language, difficulty, season
      )
      SELECT score, ranked_at, now(), rank, ${board.type}, ${board.period_start}::date, ${board.metric},
        ${board.language ?? null}, ${board.difficulty ?? null}, ${board.season}
      FROM points
      ON CONFLICT (leaderboard_type, period_start, metric, language, difficulty, season, (-score), ranked_at)
      DO UPDATE SET rank = excluded.rank, refreshed_at = excluded.refreshed_at
    )
    DELETE FROM board_milestones point WHERE ${onBoard(board, sql.ref("point"))}
      AND NOT EXISTS (SELECT FROM points WHERE points.score = point.score AND points.ranked_at = point.ranked_at)
  `,
  );
}
