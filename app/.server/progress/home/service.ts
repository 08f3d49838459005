/** The start page. */
import type { BoardEntry } from "../../../contracts/leaderboard.ts";
import type { Caller } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { boardPage } from "../../leaderboards/service.ts";
import { findHome, type Habit } from "./queries.ts";

const TOP = 4;

export interface Home {
  top: BoardEntry[];
  /** Null for guests. */
  habit: Habit | null;
}

/** Returns the best players of all time, and what the caller prefers to play and played last. */
export async function home(db: Db, caller: Caller | undefined): Promise<Home> {
  const { rows, habit } = await findHome(db, caller, TOP);
  return {
    top: boardPage(rows, TOP, undefined).items,
    habit,
  };
}
