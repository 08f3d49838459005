/** What there is to earn, and what the caller has of it. */
import type { Achievement } from "../../../contracts/achievement.ts";
import type { Page } from "../../../contracts/list.ts";
import type { Caller } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { findAchievements } from "./queries.ts";

/** All achievements; as a guest sees them, where the caller may not act any more. */
export async function achievements(db: Db, caller: Caller | undefined): Promise<Page<Achievement>> {
  return { items: await findAchievements(db, caller), next_cursor: null };
}
