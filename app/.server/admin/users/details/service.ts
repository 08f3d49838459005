/** One account as administrators see it. */
import { PAGE_ITEMS } from "../../../../contracts/list.ts";
import type { Caller } from "../../../auth/authorization/queries.ts";
import { assertHasRole } from "../../../auth/authorization/service.ts";
import type { Db } from "../../../db/client.ts";
import { withIsoTimes } from "../../../db/json-times.ts";
import { pageFrom, readCursor, timeCursorSchema } from "../../../db/pages.ts";
import { uuidOrNull } from "../../../db/rows.ts";
import { DomainError } from "../../../errors.ts";
import { auditEntryOf } from "../../audit/service.ts";
import { findUserDetails } from "./queries.ts";

/**
 * Returns an account with its devices, the audit entries about it, and a page of its runs, the newest first.
 *
 * @throws `unauthenticated`, `forbidden`, `not_found`, `validation_failed`
 */
export async function userDetails(
  db: Db,
  caller: Caller,
  userId: string,
  cursor: string | undefined,
) {
  const after = readCursor(timeCursorSchema, cursor);
  const limit = PAGE_ITEMS;
  const { has_role, account } = await findUserDetails(db, caller, uuidOrNull(userId), {
    limit,
    after,
  });
  assertHasRole(has_role);
  if (!account) throw new DomainError("not_found", "There is no such account");
  const { devices, runs, audit_entries, ...user } = account;
  return {
    user: withIsoTimes(user, "created_at", "last_login_at", "deleted_at"),
    devices: devices.map((device) =>
      withIsoTimes(device, "created_at", "last_used_at", "revoked_at"),
    ),
    runs: pageFrom(
      runs.map((run) => withIsoTimes(run, "ended_at")),
      limit,
      (run) => [run.ended_at, run.id],
    ),
    auditEntries: audit_entries.map(auditEntryOf),
  };
}
