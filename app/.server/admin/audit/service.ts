/** The audit log as administrators read it. */
import type { AuditEntry, AuditQuery } from "../../../contracts/audit.ts";
import type { Page } from "../../../contracts/list.ts";
import type { Caller } from "../../auth/authorization/queries.ts";
import { assertHasRole } from "../../auth/authorization/service.ts";
import type { Db } from "../../db/client.ts";
import { pageFrom, readCursor, timeCursorSchema } from "../../db/pages.ts";
import { isoTime } from "../../db/time.ts";
import { type AuditEntryRow, findEntries } from "./queries.ts";

/** Returns the contract's entry of a row. */
export function auditEntryOf(row: AuditEntryRow): AuditEntry {
  const { actor_id, actor_name, target_kind, target_id, target_name, created_at, ...entry } = row;
  return {
    ...entry,
    created_at: isoTime(created_at),
    actor: actor_id === null ? null : { id: actor_id, username: actor_name ?? "" },
    target: { kind: target_kind, id: target_id, name: target_name },
  };
}

/** Returns a page of the log, the newest first. @throws `unauthenticated`, `forbidden`, `validation_failed` */
export async function auditLog(
  db: Db,
  caller: Caller,
  { cursor, ...query }: AuditQuery,
): Promise<Page<AuditEntry>> {
  const after = readCursor(timeCursorSchema, cursor);
  const { has_role, rows } = await findEntries(db, caller, { ...query, after });
  assertHasRole(has_role);
  return pageFrom(rows.map(auditEntryOf), query.limit, (entry) => [entry.created_at, entry.id]);
}
