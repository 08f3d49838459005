/** Achievements, and the caller's progress. */
import type { Achievement } from "../../../contracts/achievement.ts";
import type { Page } from "../../../contracts/list.ts";
import type { Caller } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { findAchievements } from "./queries.ts";

/** Returns all achievements; for a caller who may not act any more, as a guest sees them. */
export async function achievements(db: Db, caller: Caller | undefined): Promise<Page<Achievement>> {
  return { items: await findAchievements(db, caller), next_cursor: null };
}
