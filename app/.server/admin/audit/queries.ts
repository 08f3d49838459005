/** SQL that reads the audit log, which room `audit` writes, and the events of accounts, which `auth/account-events` writes. */
import { type Selectable, sql } from "kysely";
import { jsonArrayFrom } from "kysely/helpers/postgres";
import { z } from "zod";
import { type ACTED_BY, type AuditQuery, auditEntrySchema } from "../../../contracts/audit.ts";
import {
  type Caller,
  hasRole,
  hasRoleRowShape,
  isActiveWithRole,
} from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { pageRows, type TimeCursor } from "../../db/pages.ts";
import { checkedRow, uuidOrNull } from "../../db/rows.ts";
import type { DB } from "../../db/schema.ts";
import { jsonTimeSchema } from "../../db/time.ts";

interface EntryColumns extends Omit<Selectable<DB["audit_log"]>, "details"> {
  details: unknown;
  by: keyof typeof ACTED_BY;
}

/** The acts of staff, and what owners did to the ways into their accounts. PostgreSQL merges them by their indexes. */
const ENTRIES = sql<EntryColumns>`(
  SELECT id, created_at, actor_id, actor_name, request_id, action, target_kind, target_id, target_name, details, 'staff' AS by
  FROM audit_log
  UNION ALL
  SELECT id, created_at, user_id, username, NULL::uuid, action, 'user'::varchar, user_id, username, details, 'owner'
  FROM account_events)`;

/** Returns the query of all entries, the newest first. */
export const auditEntries = (db: Db) =>
  db
    .selectFrom(ENTRIES.as("entry"))
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

const { id, request_id, action, target, details } = auditEntrySchema.shape;

/** A row of `auditEntries`, as JSON. */
export const auditEntryRowSchema = z.strictObject({
  id,
  created_at: jsonTimeSchema,
  actor_id: z.uuid().nullable(),
  actor_name: z.string().nullable(),
  request_id,
  action,
  target_kind: target.shape.kind,
  target_id: target.shape.id,
  target_name: target.shape.name,
  details,
});
export type AuditEntryRow = z.infer<typeof auditEntryRowSchema>;

const auditPageRowSchema = z.strictObject({
  ...hasRoleRowShape,
  rows: z.array(auditEntryRowSchema),
});

/** Matches an actor or a target by id, or by the name that it had. */
function matches(who: "actor" | "target", text: string) {
  const byId = uuidOrNull(text) !== null;
  return byId
    ? sql<boolean>`${sql.ref(`entry.${who}_id`)} = ${text}`
    : sql<boolean>`lower(${sql.ref(`entry.${who}_name`)}) = lower(${text})`;
}

/** Finds the entries of a page, the newest first, and one more than `limit`; none for a caller without the role. */
export async function findEntries(
  db: Db,
  caller: Caller,
  { actor, action, target, by, limit, after }: AuditQuery & { after: TimeCursor | undefined },
) {
  const entries = auditEntries(db)
    .where((eb) => eb.exists(eb.selectFrom("users").where(isActiveWithRole(caller, "ADMIN"))))
    .$if(Boolean(actor), (query) => query.where(matches("actor", actor ?? "")))
    .$if(Boolean(target), (query) => query.where(matches("target", target ?? "")))
    .$if(by !== undefined, (query) => query.where("entry.by", "=", by ?? "staff"))
    .$if(action !== undefined, (query) => query.where("entry.action", "=", action ?? ""))
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(entry.created_at, entry.id) < (${after?.[0]}, ${after?.[1]})`),
    )
    .limit(pageRows(limit));
  const row = await db
    .selectNoFrom([hasRole(caller, "ADMIN").as("has_role"), jsonArrayFrom(entries).as("rows")])
    .executeTakeFirstOrThrow();
  return checkedRow(auditPageRowSchema, row);
}
