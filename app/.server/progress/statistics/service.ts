/** A player's statistics. */
import type { UserStatistics } from "../../../contracts/statistics.ts";
import type { Caller } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { dayOf } from "../../db/time.ts";
import { inactiveAccount } from "../../errors.ts";
import { findStatistics } from "./queries.ts";

/** Returns the caller's statistics. @throws `unauthenticated` */
export async function statistics(db: Db, caller: Caller, now: Date): Promise<UserStatistics> {
  const row = await findStatistics(db, caller, dayOf(now));
  if (!row) throw inactiveAccount();
  return row;
}
