/** All SQL that reads leaderboards. */
import { type RawBuilder, sql } from "kysely";
import { jsonArrayFrom, jsonObjectFrom } from "kysely/helpers/postgres";
import { z } from "zod";
import { timeSchema } from "../../contracts/account.ts";
import { difficultySchema } from "../../contracts/game.ts";
import { boardEntrySchema } from "../../contracts/leaderboard.ts";
import type { Difficulty } from "../../engine/plan.ts";
import { type Caller, isActiveUser, onlyActive } from "../auth/authorization/queries.ts";
import type { Db } from "../db/client.ts";
import { pageRows } from "../db/pages.ts";
import { checkedRow, onlyRow, selectRows } from "../db/rows.ts";
import { jsonTimeSchema } from "../db/time.ts";
import type { BoardKey } from "./board-key.ts";
import { type BoardIn, onBoard, orderOf, playersOn, positionOf, rankOf } from "./rank/queries.ts";

/** The keyset of a board's page: the rank of its last row, and what that row is ordered by. */
export const boardCursorSchema = z.tuple([z.int().min(1), z.number(), timeSchema, z.uuid()]);
export type BoardCursor = z.infer<typeof boardCursorSchema>;

/** A row of a board, in JSON. */
export const boardRowSchema = boardEntrySchema
  .omit({ rank: true, user: true })
  .extend({
    user_id: z.uuid(),
    username: z.string(),
    display_name: z.string(),
    board_score: z.number(),
    ended_at: jsonTimeSchema,
  })
  .strict();
export type BoardRow = z.infer<typeof boardRowSchema>;

/** Selects all rows of a board, in no order. */
export const rowsOf = (db: Db, board: BoardIn) =>
  onlyActive(db.selectFrom("users"))
    .innerJoin("leaderboards as board", "board.user_id", "users.id")
    .innerJoin("game_results as result", "result.id", "board.result_id")
    .innerJoin("game_sessions as played", "played.id", "result.session_id")
    .select([
      "users.id as user_id",
      "users.username",
      "users.display_name",
      "board.score as board_score",
      "result.final_score as score",
      "result.words_per_minute",
      "result.accuracy_percentage",
      "result.standard_wpm",
      "result.key_accuracy",
      "played.language",
      "played.difficulty",
      "result.playtime_seconds",
      "board.result_id",
      "board.ranked_at as ended_at",
    ])
    .where(onBoard(board, sql.ref("board")));

type Rows = ReturnType<typeof rowsOf>;

/**
 * Orders rows as their board is ordered. The first two columns have the same value in all rows of a board,
 * but PostgreSQL does not conclude that from `IS NULL`: without them it would sort the whole board instead
 * of walking the index.
 */
const ordered = (rows: Rows, direction: "asc" | "desc") =>
  [
    sql.ref("board.language"),
    sql.ref("board.difficulty"),
    ...orderOf(sql.ref("board")),
  ].reduce<Rows>((query, column) => query.orderBy(column, direction), rows);

/** Which part of a board: how many entries, and after which row. */
export interface BoardPart {
  limit: number;
  after: BoardCursor | undefined;
}

/** Selects the rows of a board after `after`, as many as `count`. */
export function boardRows(
  db: Db,
  board: BoardIn,
  { count, after }: { count: RawBuilder<number>; after?: BoardCursor | undefined },
) {
  const rows = rowsOf(db, board).$if(after !== undefined, (query) => {
    const [, score, rankedAt, userId] = after as BoardCursor;
    const end = sql`(${-score}::float8, ${rankedAt}, ${userId})`;
    return query.where(sql<boolean>`${positionOf(sql.ref("board"))} > ${end}`);
  });
  return ordered(rows, "asc").limit(count);
}

/** A player's rank and row on a board, and the rows above and below. The nearest row comes first in each list. */
const placeRowSchema = z.strictObject({
  rank: z.int(),
  own: boardRowSchema,
  above: z.array(boardRowSchema),
  below: z.array(boardRowSchema),
});
export type PlaceRow = z.infer<typeof placeRowSchema>;

/** Rows above and rows below the player's own. */
export const NEIGHBOURS = 3;

/**
 * SQL of JSON (`placeRowSchema`): the place of the player whom the row `users` of the outer query names. Null when
 * the player is not on the board.
 */
function placeOf(db: Db, board: BoardIn) {
  const [own, neighbour] = [sql.ref("own"), positionOf(sql.ref("board"))];
  const rows = rowsOf(db, board);
  const above = rows.where(sql<boolean>`${neighbour} < ${positionOf(own)}`);
  const below = rows.where(sql<boolean>`${neighbour} > ${positionOf(own)}`);
  return sql`(
    SELECT json_build_object(
      'rank', ${rankOf(board, own)},
      'own', ${jsonObjectFrom(rows.where("board.user_id", "=", sql<string>`own.user_id`))},
      'above', ${jsonArrayFrom(ordered(above, "desc").limit(sql.lit(NEIGHBOURS)))},
      'below', ${jsonArrayFrom(ordered(below, "asc").limit(sql.lit(NEIGHBOURS)))})
    FROM leaderboards own WHERE own.user_id = users.id AND ${onBoard(board, own)})`;
}

const ownPlaceRowSchema = z.strictObject({ players: z.int(), place: placeRowSchema.nullable() });
export type OwnPlaceRow = z.infer<typeof ownPlaceRowSchema>;

export const boardFoundSchema = ownPlaceRowSchema.extend({
  rows: z.array(boardRowSchema),
  /** The difficulty of the board. */
  difficulty: difficultySchema.nullable(),
  /** The most points of the caller's runs that are being checked, of the board's season, language and difficulty. */
  pending: z.int().nullable(),
});
export type BoardFound = z.infer<typeof boardFoundSchema>;

/** The difficulty of a board: one of them, null for all, or the caller's own. */
export type OwnDifficulty = BoardKey["difficulty"] | "own";

/** The difficulty of the board of visitors, and of players without a run. */
export const FIRST_DIFFICULTY = "NORMAL";

/**
 * Selects the difficulty that the caller prefers in the settings, or else played last; NULL for guests, for
 * callers who may not act, and for players without either.
 */
export const ownDifficulty = (caller: Caller | undefined) => sql<Difficulty | null>`(
  SELECT coalesce(user_settings.preferred_difficulty, last.difficulty)
  FROM users
  LEFT JOIN user_settings ON user_settings.user_id = users.id
  LEFT JOIN LATERAL (
    SELECT session.difficulty
    FROM game_results result JOIN game_sessions session ON session.id = result.session_id
    WHERE result.user_id = users.id
    ORDER BY result.ended_at DESC, result.id DESC LIMIT 1
  ) last ON true
  WHERE ${caller ? isActiveUser(caller) : sql`false`})`;

/** How many of the caller's latest runs are looked at for one that is being checked: somebody may have ten thousand. */
const LATEST_RUNS = 10;

/**
 * Selects the most points of the caller's latest runs that are being checked and would be on a board, of whatever period.
 * Whoever has such a run looks for it on the board.
 */
export const pendingScore = (
  caller: Caller,
  { season, language, difficulty }: Pick<BoardIn, "season" | "language" | "difficulty">,
) => sql<number | null>`(
  SELECT max(result.final_score)
  FROM (
    SELECT session_id, status, final_score FROM game_results latest
    WHERE latest.user_id = ${caller.id} ORDER BY latest.ended_at DESC, latest.id DESC LIMIT ${sql.lit(LATEST_RUNS)}
  ) result JOIN game_sessions session ON session.id = result.session_id
  WHERE result.status IN ('HELD', 'FLAGGED') AND session.mode = 'standard' AND session.engine_version = ${season}
    AND session.language = coalesce(${language ?? null}::"Language", session.language)
    AND session.difficulty = coalesce(${difficulty ?? null}::"Difficulty", session.difficulty))`;

/** Returns a page of a board, the number of its players, and the caller's place. One round trip. */
export async function findBoard(
  db: Db,
  caller: Caller | undefined,
  { difficulty, ...key }: Omit<BoardKey, "difficulty"> & { difficulty?: OwnDifficulty },
  { limit, after }: BoardPart,
): Promise<BoardFound> {
  // The planner knows the value of a subquery without outer columns to be the same in all rows, as that of a parameter.
  const own = sql`(SELECT difficulty FROM choice)`;
  const board: BoardIn = { ...key, difficulty: difficulty === "own" ? own : difficulty };
  const choice = sql`
    WITH choice AS MATERIALIZED (
      SELECT coalesce(${ownDifficulty(caller)}, ${FIRST_DIFFICULTY}) AS difficulty
    )`;
  const rows = await selectRows(
    db,
    boardFoundSchema,
    sql`
    ${difficulty === "own" ? choice : sql``}
    SELECT ${jsonArrayFrom(boardRows(db, board, { count: pageRows(limit), after }))} AS rows, ${playersOn(board)} AS players,
      ${caller ? sql`(SELECT ${placeOf(db, board)} FROM users WHERE ${isActiveUser(caller)})` : sql`NULL::json`} AS place,
      ${difficulty === "own" ? own : sql`${difficulty ?? null}::text`} AS difficulty,
      ${caller ? pendingScore(caller, board) : sql`NULL::int`} AS pending
  `,
  );
  return onlyRow(rows);
}

/** Returns the number of a board's players and the caller's place; undefined when the caller may not act. */
export async function findPlace(
  db: Db,
  caller: Caller,
  board: BoardKey,
): Promise<OwnPlaceRow | undefined> {
  const row = await db
    .selectFrom("users")
    .select([playersOn(board).as("players"), placeOf(db, board).as("place")])
    .where(isActiveUser(caller))
    .executeTakeFirst();
  return row && checkedRow(ownPlaceRowSchema, row);
}
