/** What an administrator sees of one account. */
import { z } from "zod";
import { timeSchema } from "../../../../contracts/account.ts";
import { PAGE_ITEMS } from "../../../../contracts/list.ts";
import type { Caller } from "../../../auth/authorization/queries.ts";
import { assertHasRole } from "../../../auth/authorization/service.ts";
import type { Db } from "../../../db/client.ts";
import { readCursor, writeCursor } from "../../../db/pages.ts";
import { idIn } from "../../../db/rows.ts";
import { isoTime } from "../../../db/time.ts";
import { DomainError } from "../../../errors.ts";
import { auditEntryOf } from "../../audit/service.ts";
import { findUserDetails, type RunsCursor } from "./queries.ts";

const cursorSchema: z.ZodType<RunsCursor> = z.tuple([timeSchema, z.uuid()]);

const orNull = (text: string | null) => text && isoTime(text);

/**
 * An account with its devices, what was done to it, and a page of its runs, the newest first.
 *
 * @throws `unauthenticated`, `forbidden`, `not_found`, `validation_failed`
 */
export async function userDetails(db: Db, caller: Caller, userId: string, cursor: string | undefined) {
  const after = readCursor(cursorSchema, cursor);
  const limit = PAGE_ITEMS;
  const { admitted, account } = await findUserDetails(db, caller, idIn(userId), { limit, after });
  assertHasRole(admitted);
  if (!account) throw new DomainError("not_found", "There is no such account");
  const { devices, runs, acts, ...user } = account;
  const shown = runs.slice(0, limit).map((run) => ({ ...run, ended_at: isoTime(run.ended_at) }));
  const last = runs.length > limit ? shown.at(-1) : undefined;
  return {
    user: {
      ...user,
      created_at: isoTime(user.created_at),
      last_login_at: orNull(user.last_login_at),
      deleted_at: orNull(user.deleted_at),
    },
    devices: devices.map((device) => ({
      ...device,
      created_at: isoTime(device.created_at),
      last_used_at: isoTime(device.last_used_at),
      revoked_at: orNull(device.revoked_at),
    })),
    runs: { items: shown, next_cursor: last ? writeCursor([last.ended_at, last.id]) : null },
    acts: acts.map(auditEntryOf),
  };
}
