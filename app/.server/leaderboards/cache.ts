/** The cache of boards at the edge, so that most visits need no database. */
import type { Board, BoardType } from "../../contracts/leaderboard.ts";
import type { BoardKey } from "./board-key.ts";

/** A board whose first page is kept. The challenges of a language are not, because those of all days have one entry. */
type KeptBoard = BoardKey & { type: BoardType };

/**
 * The first pages of boards, for five minutes (docs/decisions/0018-boards.md). The service that changes a
 * board drops it.
 */
export interface BoardCache {
  /** Returns the first page of a board, and notes that the response shows it. */
  read(board: KeptBoard): Promise<Board | undefined>;
  /**
   * Notes that the response shows a board that is read from the database next. A page that is kept at the edge is dropped with it
   * (docs/decisions/0058-kept-pages.md). A challenge stands for those of its language on all days.
   */
  show(board: BoardKey): Promise<void>;
  /** Keeps the page of a board that `read` did not find. */
  keep(board: KeptBoard, page: Board): void;
  /** Removes boards that changed. */
  drop(boards: BoardKey[]): Promise<void>;
}

/** For the seed, scripts and tests, which have no cache. */
export const NO_BOARD_CACHE: BoardCache = {
  read: async () => undefined,
  async show() {},
  keep() {},
  async drop() {},
};
