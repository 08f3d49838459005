import { z } from "zod";
import { timeSchema } from "../../contracts/account.ts";
import type { Board, BoardQuery } from "../../contracts/leaderboard.ts";
import { readCursor, writeCursor } from "../cursor.ts";
import type { Db } from "../db/client.ts";
import { type BoardCursor, findBoard } from "./queries.ts";

const cursorSchema: z.ZodType<BoardCursor> = z.tuple([
  z.int().min(1),
  z.number(),
  timeSchema,
  z.uuid(),
]);

/** A page of a board: one row a player, their best. @throws `validation_failed` */
export async function leaderboard(db: Db, query: BoardQuery, now: Date): Promise<Board> {
  const after = readCursor(cursorSchema, query.cursor);
  const rows = await findBoard(db, query, after);
  const ranked = rows
    .slice(0, query.limit)
    .map((row, index) => ({ row, rank: (after?.[0] ?? 0) + index + 1 }));
  const last = ranked.at(-1);
  return {
    items: ranked.map(({ rank, row }) => {
      const { user_id: _, board_score: __, username, display_name, ...numbers } = row;
      return { rank, user: { username, display_name }, ...numbers };
    }),
    next_cursor:
      rows.length > query.limit && last
        ? writeCursor([last.rank, last.row.board_score, last.row.ended_at, last.row.user_id])
        : null,
    generated_at: now.toISOString(),
  };
}
