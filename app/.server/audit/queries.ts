/** SQL that writes the audit log, as a part of the statement that does the privileged act. Room `admin/audit` reads it. */
import { type RawBuilder, sql } from "kysely";
import type { StaffAct } from "../../contracts/audit.ts";
import type { Actor } from "../auth/authorization/queries.ts";

/** An act on each row of `from`. `id`, `name` and `details` are expressions over that row. */
export interface AuditedAct {
  action: StaffAct;
  /** A CTE with one row for each act. Without rows nothing is written. */
  from: RawBuilder<unknown>;
  id: RawBuilder<unknown>;
  /** The name that the target has now. */
  name: RawBuilder<unknown>;
  /** Before, after, and the reason: a JSON object. Never a secret. */
  details?: RawBuilder<unknown>;
}

/**
 * Returns the CTE that writes acts to the audit log: `WITH changed AS (UPDATE …), audited AS
 * (${writeAudit(actor, …)})`. It runs whether or not the statement selects from it.
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
