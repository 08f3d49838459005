/** Which board, places on it, and the milestones that places are counted from. */
import { type RawBuilder, sql } from "kysely";
import type { Difficulty, Language } from "../../../engine/plan.ts";
import type { Db } from "../../db/client.ts";

/** Which board: a period of a type, a metric, and a language and difficulty, where none is all of them. */
export interface BoardKey {
  type: "all_time" | "weekly" | "daily" | "challenge";
  /** The period's first day; for all time the first day there is. */
  period_start: string;
  metric: "score" | "wpm";
  language?: Language | null | undefined;
  difficulty?: Difficulty | null | undefined;
}

/** The numbers of past weeks and of past days whose boards are kept. */
export const KEPT_WEEKS = 27;
export const KEPT_DAYS = 35;

/** Both, as arguments of the database's functions that write or remove rows of boards. */
export const RETENTION = sql`${KEPT_WEEKS}::int, ${KEPT_DAYS}::int`;

/** Where the period of all time begins. */
export const FIRST_DAY = "0001-01-01";

/** The board of all players, of all time. */
export const OVERALL: BoardKey = { type: "all_time", period_start: FIRST_DAY, metric: "score" };

/** The name of a row in a statement. */
export type Row = RawBuilder<unknown>;

/** A board whose language and difficulty may be columns that are never null. */
type BoardIn = Omit<BoardKey, "language" | "difficulty"> & {
  language?: BoardKey["language"] | RawBuilder<unknown>;
  difficulty?: BoardKey["difficulty"] | RawBuilder<unknown>;
};

const equals = (column: RawBuilder<unknown>, value: BoardIn["language"] | BoardIn["difficulty"]) =>
  value ? sql`${column} = ${value}` : sql`${column} IS NULL`;

/** Whether a row belongs to a board: in a form for which indexes serve (`IS NOT DISTINCT FROM` has none). */
export const onBoard = (board: BoardIn, row: Row) => sql<boolean>`(
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
export const rankOf = (board: BoardIn, row: Row) => sql<number>`(
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

/** How many are on a board, counted as ranks are: from the last milestone, or all. */
export const playersOn = (board: BoardIn) => sql<number>`(
  SELECT ${rankOf(board, sql.ref("last"))} - 1
  FROM (SELECT '-infinity'::float8, 'infinity'::timestamptz, NULL::uuid) last (score, ranked_at, user_id))`;

/** A board as large as this has milestones. */
export const LARGE = 5_000;
/** Rows from one milestone to the next. */
const STEP = 1_000;
/** How old milestones get while their period lasts. */
const REFRESH_MINUTES = 10;

/** Whether the board of a row is large, by one of the four forms that an index serves. */
function isLarge(row: Row) {
  const forms = [true, false].flatMap((language) =>
    [true, false].map((difficulty) => {
      const matches = (column: string, given: boolean) =>
        given
          ? sql`b.${sql.ref(column)} = ${row}.${sql.ref(column)}`
          : sql`b.${sql.ref(column)} IS NULL`;
      return sql`
        WHEN (${row}.language IS NOT NULL, ${row}.difficulty IS NOT NULL) = (${sql.lit(language)}, ${sql.lit(difficulty)})
        THEN EXISTS (
          SELECT FROM leaderboards b
          WHERE b.leaderboard_type = ${row}.leaderboard_type AND b.period_start = ${row}.period_start
            AND b.metric = ${row}.metric AND ${matches("language", language)} AND ${matches("difficulty", difficulty)}
          OFFSET ${LARGE - 1})`;
    }),
  );
  return sql`CASE ${sql.join(forms, sql` `)} END`;
}

/** When the period of a row ends. */
const endOf = (row: Row) => sql`
  (CASE ${row}.leaderboard_type::text WHEN 'all_time' THEN 'infinity'::date
    WHEN 'weekly' THEN ${row}.period_start + 7 ELSE ${row}.period_start + 1 END)::timestamp AT TIME ZONE 'UTC'`;

/**
 * Large boards whose milestones are missing or old, the longest forgotten first: of
 * the periods that last, and once more of those that ended within a week.
 */
export async function findOutdated(db: Db, limit: number): Promise<BoardKey[]> {
  const { rows } = await sql<{ board: BoardKey }>`
    SELECT ${boardOf(sql.ref("board"))} AS board
    FROM (
      SELECT DISTINCT board.* FROM unnest(enum_range(NULL::"Language")) language,
        unnest(enum_range(NULL::"Difficulty")) difficulty,
        unnest(ARRAY[now(), now() - interval '1 day', now() - interval '7 days']) moment,
        boards_of(moment, language, difficulty, (moment AT TIME ZONE 'UTC')::date) board
    ) board
    LEFT JOIN LATERAL (
      SELECT min(refreshed_at) AS refreshed_at FROM board_milestones point
      WHERE (point.leaderboard_type, point.period_start, point.metric)
          = (board.leaderboard_type, board.period_start, board.metric)
        AND point.language IS NOT DISTINCT FROM board.language
        AND point.difficulty IS NOT DISTINCT FROM board.difficulty
    ) milestones ON true
    WHERE CASE WHEN refreshed_at IS NULL THEN ${isLarge(sql.ref("board"))}
      ELSE refreshed_at < least(now() - make_interval(mins => ${REFRESH_MINUTES}), ${endOf(sql.ref("board"))}) END
    ORDER BY refreshed_at NULLS FIRST LIMIT ${limit}
  `.execute(db);
  return rows.map((row) => row.board);
}

/** Counts the milestones of one board again, which reads its whole index: 0.4 s for 300 000 rows. */
export async function refreshMilestones(db: Db, board: BoardKey): Promise<void> {
  await sql`
    -- Held first and in one order, so that two at once take turns.
    WITH held AS (
      SELECT FROM board_milestones point WHERE ${onBoard(board, sql.ref("point"))}
      ORDER BY -score, ranked_at FOR UPDATE
    ), ranked AS (
      SELECT score, ranked_at, rank() OVER best_first AS rank, row_number() OVER best_first AS number
      FROM leaderboards b WHERE ${onBoard(board, sql.ref("b"))} AND (SELECT count(*) FROM held) >= 0
      WINDOW best_first AS (ORDER BY language, difficulty, -score, ranked_at)
    ), points AS MATERIALIZED (
      SELECT DISTINCT -score AS place, score, ranked_at, rank FROM ranked
      WHERE number % ${STEP} = 0 ORDER BY place, ranked_at
    ), kept AS (
      INSERT INTO board_milestones (
        score, ranked_at, refreshed_at, rank, leaderboard_type, period_start, metric, language, difficulty
      )
      SELECT score, ranked_at, now(), rank, ${board.type}, ${board.period_start}::date, ${board.metric},
        ${board.language ?? null}, ${board.difficulty ?? null}
      FROM points
      ON CONFLICT (leaderboard_type, period_start, metric, language, difficulty, (-score), ranked_at)
      DO UPDATE SET rank = excluded.rank, refreshed_at = excluded.refreshed_at
    )
    DELETE FROM board_milestones point WHERE ${onBoard(board, sql.ref("point"))}
      AND NOT EXISTS (SELECT FROM points WHERE points.score = point.score AND points.ranked_at = point.ranked_at)
  `.execute(db);
}
