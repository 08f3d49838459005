import type { Caller } from "../callers/queries.ts";
import { admit } from "../callers/service.ts";
import { dayOf } from "../challenges/day.ts";
import type { Db } from "../db/client.ts";
import { findOverview } from "./queries.ts";

/** How the site is doing, at a glance. @throws `unauthenticated`, `forbidden` */
export async function overview(db: Db, caller: Caller, now: Date) {
  const { admitted, ...figures } = await findOverview(db, caller, dayOf(now));
  admit(admitted);
  return figures;
}
