/** What the front door keeps of boards, so that most visits need no database. */
import type { Board } from "../../contracts/leaderboard.ts";
import type { BoardKey } from "./rank/queries.ts";

/** The first pages of boards, for five minutes (docs/decisions/0018-boards.md). */
export interface BoardCache {
  read(board: BoardKey): Promise<Board | undefined>;
  keep(board: BoardKey, page: Board): void;
  /** Forgets boards that changed. */
  drop(boards: BoardKey[]): Promise<void>;
}
