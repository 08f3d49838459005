/** The administration's overview: how the site is doing. */
import type { Caller } from "../../auth/authorization/queries.ts";
import { assertHasRole } from "../../auth/authorization/service.ts";
import type { Db } from "../../db/client.ts";
import { dayOf } from "../../db/time.ts";
import { auditEntryOf } from "../audit/service.ts";
import { findOverview } from "./queries.ts";

/** Returns the site's figures, and the newest audit entries. @throws `unauthenticated`, `forbidden` */
export async function overview(db: Db, caller: Caller, now: Date) {
  const { has_role, newest, ...figures } = await findOverview(db, caller, dayOf(now));
  assertHasRole(has_role);
  return { ...figures, newest: newest.map(auditEntryOf) };
}
