/** All SQL about leaderboards but their upkeep (results.ts, and operations/maintenance/queries.ts). */
import { sql } from "kysely";
import { jsonArrayFrom, jsonObjectFrom } from "kysely/helpers/postgres";
import type { BoardEntry } from "../../contracts/leaderboard.ts";
import { type Caller, isActiveUser, onlyActive } from "../auth/authorization/queries.ts";
import type { Db } from "../db/client.ts";
import { type BoardKey, onBoard, playersOn, type Row, rankOf } from "./rank/queries.ts";

/** Where a page ends: its last rank, and what that row is ordered by. */
export type BoardCursor = [rank: number, score: number, rankedAt: string, userId: string];

export type BoardRow = Omit<BoardEntry, "rank" | "user"> & {
  user_id: string;
  username: string;
  display_name: string;
  board_score: number;
};

/** The rows of one board, of which the caller takes some. */
const rowsOf = (db: Db, board: BoardKey) =>
  onlyActive(db.selectFrom("users"))
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
    .where(onBoard(board, sql.ref("board")));

/** What a board is ordered by, as a row to compare. */
const place = (row: Row) => sql`(-${row}.score, ${row}.ranked_at, ${row}.user_id)`;

/**
 * The order of a board, best first and of equals the earlier. Its first two columns are
 * the same in all rows, which PostgreSQL does not see of `IS NULL`: without them it would
 * sort the whole board instead of following the index.
 */
const ORDER = [
  "board.language",
  "board.difficulty",
  sql`-board.score`,
  "board.ranked_at",
  "board.user_id",
] as const;

type Rows = ReturnType<typeof rowsOf>;
const ordered = (rows: Rows, direction: "asc" | "desc") =>
  ORDER.reduce<Rows>((query, column) => query.orderBy(column, direction), rows);

/** The rows of one board after `after`: one more than `limit`. */
export function boardRows(
  db: Db,
  board: BoardKey,
  { limit, after }: { limit: number; after: BoardCursor | undefined },
) {
  const rows = rowsOf(db, board).$if(after !== undefined, (query) => {
    const [, score, rankedAt, userId] = after as BoardCursor;
    const end = sql`(${-score}::float8, ${rankedAt}, ${userId})`;
    return query.where(sql<boolean>`${place(sql.ref("board"))} > ${end}`);
  });
  return ordered(rows, "asc").limit(limit + 1);
}

/** Where somebody stands: the own row, and its neighbours from the nearest on. */
export interface PlaceRow {
  rank: number;
  own: BoardRow;
  above: BoardRow[];
  below: BoardRow[];
}

/** Rows above and below the own one. */
const NEIGHBOURS = 3;

/** Where the player of the row `users` stands on a board, as JSON; null when they are not on it. */
function placeOf(db: Db, board: BoardKey) {
  const [own, neighbour] = [sql.ref("own"), place(sql.ref("board"))];
  const rows = rowsOf(db, board);
  const above = rows.where(sql<boolean>`${neighbour} < ${place(own)}`);
  const below = rows.where(sql<boolean>`${neighbour} > ${place(own)}`);
  return sql<PlaceRow | null>`(
    SELECT json_build_object(
      'rank', ${rankOf(board, own)},
      'own', ${jsonObjectFrom(rows.where("board.user_id", "=", sql<string>`own.user_id`))},
      'above', ${jsonArrayFrom(ordered(above, "desc").limit(NEIGHBOURS))},
      'below', ${jsonArrayFrom(ordered(below, "asc").limit(NEIGHBOURS))})
    FROM leaderboards own WHERE own.user_id = users.id AND ${onBoard(board, own)})`;
}

export interface BoardFound {
  rows: BoardRow[];
  players: number;
  place: PlaceRow | null;
}

/** A page of a board, how many are on it, and where the caller stands. One round trip. */
export function findBoard(
  db: Db,
  caller: Caller | undefined,
  board: BoardKey,
  page: Parameters<typeof boardRows>[2],
): Promise<BoardFound> {
  const own = caller
    ? sql<PlaceRow | null>`(SELECT ${placeOf(db, board)} FROM users WHERE ${isActiveUser(caller)})`
    : sql<null>`NULL::json`;
  return db
    .selectNoFrom([
      jsonArrayFrom<BoardRow>(boardRows(db, board, page)).as("rows"),
      playersOn(board).as("players"),
      own.as("place"),
    ])
    .executeTakeFirstOrThrow();
}

/** How many are on a board, and where the caller stands; undefined when the caller may not act. */
export function findPlace(
  db: Db,
  caller: Caller,
  board: BoardKey,
): Promise<Omit<BoardFound, "rows"> | undefined> {
  return db
    .selectFrom("users")
    .select([playersOn(board).as("players"), placeOf(db, board).as("place")])
    .where(isActiveUser(caller))
    .executeTakeFirst();
}
