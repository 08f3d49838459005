/** SQL that reads the audit log. Writing it belongs to the statements that act: `audit/queries.ts`. */
import { sql } from "kysely";
import { jsonArrayFrom } from "kysely/helpers/postgres";
import { z } from "zod";
import type { AuditQuery } from "../../../contracts/audit.ts";
import { type Caller, hasRole, isStaff } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";

/** The newest acts first, as JSON or rows. */
export const auditEntries = (db: Db) =>
  db
    .selectFrom("audit_log as entry")
    .select([
      "entry.id",
      "entry.created_at",
      "entry.actor_id",
      "entry.actor_name",
      "entry.request_id",
      "entry.action",
      "entry.target_kind",
      "entry.target_id",
      "entry.target_name",
      "entry.details",
    ])
    .orderBy("entry.created_at", "desc")
    .orderBy("entry.id", "desc");

export type EntryRow = Awaited<ReturnType<ReturnType<typeof auditEntries>["execute"]>>[number];

/** Where a page of the log ends. */
export type AuditCursor = [createdAt: string, id: string];

const isId = (text: string) => z.uuid().safeParse(text).success;

/** Acts that the filter keeps, the newest first: one more than `limit`, and none for whoever may not see them. */
export function findEntries(
  db: Db,
  caller: Caller,
  { actor, action, target, limit, after }: AuditQuery & { after: AuditCursor | undefined },
) {
  const is = (who: "actor" | "target", given: string) =>
    isId(given)
      ? sql<boolean>`${sql.ref(`entry.${who}_id`)} = ${given}`
      : sql<boolean>`lower(${sql.ref(`entry.${who}_name`)}) = lower(${given})`;
  const found = auditEntries(db)
    .where((eb) => eb.exists(eb.selectFrom("users").where(isStaff(caller, "ADMIN"))))
    .$if(Boolean(actor), (query) => query.where(is("actor", actor ?? "")))
    .$if(Boolean(target), (query) => query.where(is("target", target ?? "")))
    .$if(action !== undefined, (query) => query.where("entry.action", "=", action ?? ""))
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(entry.created_at, entry.id) < (${after?.[0]}, ${after?.[1]})`),
    )
    .limit(limit + 1);
  return db
    .selectNoFrom([hasRole(caller, "ADMIN").as("admitted"), jsonArrayFrom(found).as("rows")])
    .executeTakeFirstOrThrow();
}
