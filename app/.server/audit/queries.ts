/** All SQL about the audit log: what a privileged act writes down, in the statement that does it, and the list of that. */
import { type RawBuilder, sql } from "kysely";
import { jsonArrayFrom } from "kysely/helpers/postgres";
import { z } from "zod";
import type { Act, AuditQuery } from "../../contracts/audit.ts";
import { type Actor, admitted, type Caller, isStaff } from "../auth/authorization/queries.ts";
import type { Db } from "../db/client.ts";

/** What was done to each of some rows: expressions over `from`. */
export interface Done {
  action: Act;
  /** The CTE with a row for each act: nothing was done where it is empty, and nothing is written. */
  from: RawBuilder<unknown>;
  id: RawBuilder<unknown>;
  /** What people call it, as of now. */
  name: RawBuilder<unknown>;
  /** Before, after, and the reason: a JSON object. Never a secret. */
  details?: RawBuilder<unknown>;
}

/**
 * The CTE that records acts: `WITH changed AS (UPDATE …), recorded AS (${record(actor, …)})`. It runs
 * whether or not it is selected from.
 *
 * @param actor null for the operator at the console
 */
export const record = (
  actor: Actor | null,
  { action, from, id, name, details = sql`'{}'::jsonb` }: Done,
): RawBuilder<unknown> => sql`
  INSERT INTO audit_log (
    actor_id, actor_name, request_id, action, target_kind, target_id, target_name, details)
  SELECT actor.id, actor.username, ${actor?.requestId ?? null}::uuid,
    ${action}, ${action.split(".")[0]}, ${id}, ${name}, ${details}
  FROM ${from} LEFT JOIN users actor ON actor.id = ${actor?.id ?? null}::uuid`;

/** The newest acts first, as JSON or rows. */
export const entries = (db: Db) =>
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

export type EntryRow = Awaited<ReturnType<ReturnType<typeof entries>["execute"]>>[number];

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
  const found = entries(db)
    .where((eb) => eb.exists(eb.selectFrom("users").where(isStaff(caller, "ADMIN"))))
    .$if(Boolean(actor), (query) => query.where(is("actor", actor ?? "")))
    .$if(Boolean(target), (query) => query.where(is("target", target ?? "")))
    .$if(action !== undefined, (query) => query.where("entry.action", "=", action ?? ""))
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(entry.created_at, entry.id) < (${after?.[0]}, ${after?.[1]})`),
    )
    .limit(limit + 1);
  return db
    .selectNoFrom([admitted(caller, "ADMIN").as("admitted"), jsonArrayFrom(found).as("rows")])
    .executeTakeFirstOrThrow();
}
