/** How the site is doing, at a glance. */

import type { Caller } from "../../auth/authorization/queries.ts";
import { assertHasRole } from "../../auth/authorization/service.ts";
import type { Db } from "../../db/client.ts";
import { dayOf } from "../../db/time.ts";
import { auditEntryOf } from "../audit/service.ts";
import { findOverview } from "./queries.ts";

/** Its figures, and the newest privileged acts. @throws `unauthenticated`, `forbidden` */
export async function overview(db: Db, caller: Caller, now: Date) {
  const { admitted, newest, ...figures } = await findOverview(db, caller, dayOf(now));
  assertHasRole(admitted);
  return { ...figures, newest: newest.map(auditEntryOf) };
}
