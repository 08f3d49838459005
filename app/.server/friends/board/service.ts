/** Boards among the caller and friends. */
import type { Board, BoardPageQuery, BoardQuery } from "../../../contracts/leaderboard.ts";
import type { Caller } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { boardAround, ownBoard, type PageBoard } from "../../leaderboards/service.ts";
import { findCircleBoard } from "./queries.ts";

/** Returns a page of a board among the caller and friends. @throws `unauthenticated`, `validation_failed` */
export async function friendsBoard(
  db: Db,
  caller: Caller,
  query: Omit<BoardQuery, "scope">,
  now: Date,
): Promise<Board> {
  const { board } = await boardAround(db, caller, query, now, findCircleBoard);
  return board;
}

/** Returns what the page of boards shows of the caller and friends. @throws `unauthenticated`, `validation_failed` */
export const friendsPageBoard = (
  db: Db,
  caller: Caller,
  query: Omit<BoardPageQuery, "scope">,
  now: Date,
): Promise<PageBoard> => ownBoard(db, caller, query, now, findCircleBoard);
