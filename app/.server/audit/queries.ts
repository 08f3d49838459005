/** All SQL about the audit log: what a privileged act writes down, in the statement that does it, and the list of that. */
import { type RawBuilder, sql } from "kysely";
import type { Act } from "../../contracts/audit.ts";
import type { Actor } from "../auth/authorization/queries.ts";

/** What was done to each of some rows: expressions over `from`. */
export interface AuditedAct {
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
export const writeAudit = (
  actor: Actor | null,
  { action, from, id, name, details = sql`'{}'::jsonb` }: AuditedAct,
): RawBuilder<unknown> => sql`
  INSERT INTO audit_log (
    actor_id, actor_name, request_id, action, target_kind, target_id, target_name, details)
  SELECT actor.id, actor.username, ${actor?.requestId ?? null}::uuid,
    ${action}, ${action.split(".")[0]}, ${id}, ${name}, ${details}
  FROM ${from} LEFT JOIN users actor ON actor.id = ${actor?.id ?? null}::uuid`;
