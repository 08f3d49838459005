/** The list of privileged acts. */
import { z } from "zod";
import { timeSchema } from "../../../contracts/account.ts";
import type { AuditEntry, AuditQuery } from "../../../contracts/audit.ts";
import type { Page } from "../../../contracts/list.ts";
import type { Caller } from "../../auth/authorization/queries.ts";
import { assertHasRole } from "../../auth/authorization/service.ts";
import type { Db } from "../../db/client.ts";
import { readCursor, writeCursor } from "../../db/pages.ts";
import { isoTime } from "../../db/time.ts";
import { type AuditCursor, type EntryRow, findEntries } from "./queries.ts";

const cursorSchema: z.ZodType<AuditCursor> = z.tuple([timeSchema, z.uuid()]);

/** An entry as everybody who may see it gets it. */
export function auditEntryOf(row: EntryRow): AuditEntry {
  const { actor_id, actor_name, target_kind, target_id, target_name, created_at, ...entry } = row;
  return {
    ...(entry as Pick<AuditEntry, "id" | "request_id" | "action" | "details">),
    created_at: isoTime(created_at),
    actor: actor_id === null ? null : { id: actor_id, username: actor_name ?? "" },
    target: { kind: target_kind as AuditEntry["target"]["kind"], id: target_id, name: target_name },
  };
}

/** A page of the log, the newest first. @throws `unauthenticated`, `forbidden`, `validation_failed` */
export async function auditLog(
  db: Db,
  caller: Caller,
  { cursor, ...query }: AuditQuery,
): Promise<Page<AuditEntry>> {
  const { limit } = query;
  const after = readCursor(cursorSchema, cursor);
  const { admitted, rows } = await findEntries(db, caller, { ...query, after });
  assertHasRole(admitted);
  const items = rows.slice(0, limit).map(auditEntryOf);
  const last = items.at(-1);
  const more = rows.length > limit && last;
  return { items, next_cursor: more ? writeCursor([last.created_at, last.id]) : null };
}
