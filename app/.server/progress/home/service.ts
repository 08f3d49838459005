/** The start page. */
import type { BoardEntry } from "../../../contracts/leaderboard.ts";
import type { Caller } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import type { Habit } from "../../leaderboards/habit/queries.ts";
import { boardPage } from "../../leaderboards/service.ts";
import { findHome } from "./queries.ts";

const TOP = 4;

export interface Home {
  top: BoardEntry[];
  habit: Habit;
}

/** Returns the best players of all time, and what the caller would play next, which for a guest is unknown. */
export async function home(db: Db, caller: Caller | undefined): Promise<Home> {
  const { rows, habit } = await findHome(db, caller, TOP);
  return {
    top: boardPage(rows, TOP, undefined).items,
    habit: habit ?? { language: null, difficulty: null },
  };
}
