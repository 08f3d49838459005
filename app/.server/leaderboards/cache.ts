/** The cache of boards at the edge, so that most visits need no database. */
import type { Board } from "../../contracts/leaderboard.ts";
import type { BoardKey } from "./board-key.ts";

/**
 * The first pages of boards, for five minutes (docs/decisions/0018-boards.md). The service that changes a
 * board drops it.
 */
export interface BoardCache {
  read(board: BoardKey): Promise<Board | undefined>;
  keep(board: BoardKey, page: Board): void;
  /** Removes boards that changed. */
  drop(boards: BoardKey[]): Promise<void>;
}

/** For the seed, scripts and tests, which have no cache. */
export const NO_BOARD_CACHE: BoardCache = {
  read: async () => undefined,
  keep() {},
  async drop() {},
};
