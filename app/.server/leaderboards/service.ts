/** The rules of boards: one row a player, their best. */
import { z } from "zod";
import { timeSchema } from "../../contracts/account.ts";
import type { Board, BoardEntry, BoardQuery } from "../../contracts/leaderboard.ts";
import type { Page } from "../../contracts/list.ts";
import { readCursor, writeCursor } from "../cursor.ts";
import type { Db } from "../db/client.ts";
import { ALL_TIME, type BoardCursor, type BoardRow, findBoard } from "./queries.ts";

const cursorSchema: z.ZodType<BoardCursor> = z.tuple([
  z.int().min(1),
  z.number(),
  timeSchema,
  z.uuid(),
]);

/** Where the page that is asked for begins. @throws `validation_failed` */
export const readBoardCursor = (cursor: string | undefined) => readCursor(cursorSchema, cursor);

/** A page out of the `rows` of a board, which are one more than `limit` where it goes on. */
export function boardPage(
  rows: BoardRow[],
  limit: number,
  after: BoardCursor | undefined,
): Page<BoardEntry> {
  const ranked = rows
    .slice(0, limit)
    .map((row, index) => ({ row, rank: (after?.[0] ?? 0) + index + 1 }));
  const last = ranked.at(-1);
  return {
    items: ranked.map(({ rank, row }) => {
      const { user_id: _, board_score: __, username, display_name, ...numbers } = row;
      return { rank, user: { username, display_name }, ...numbers };
    }),
    next_cursor:
      rows.length > limit && last
        ? writeCursor([last.rank, last.row.board_score, last.row.ended_at, last.row.user_id])
        : null,
  };
}

/** A page of a board. @throws `validation_failed` */
export async function leaderboard(db: Db, query: BoardQuery, now: Date): Promise<Board> {
  const { limit, cursor, type: _, ...board } = query;
  const after = readBoardCursor(cursor);
  const rows = await findBoard(db, { ...ALL_TIME, ...board }, { limit, after });
  return { ...boardPage(rows, limit, after), generated_at: now.toISOString() };
}
