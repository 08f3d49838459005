/** SQL that writes down what people do to the ways into accounts of their own. Room `admin/audit` reads it with the audit log. */
import { type RawBuilder, sql } from "kysely";
import type { OwnerAct } from "../../../contracts/audit.ts";
import type { Db } from "../../db/client.ts";
import { execute } from "../../db/rows.ts";

/** How long an event is kept. */
const KEPT_DAYS = 365;

/**
 * Returns the CTE that writes an event for each row of `from`, as a part of the statement of the act:
 * `WITH changed AS (UPDATE users …), event AS (${insertAccountEvent("user.password_reset", sql`changed`)})`.
 *
 * @param from a CTE with the `id` and `username` of the account, as they are in `users`
 * @param details an expression over a row of `from`: a JSON object without secrets
 */
export const insertAccountEvent = (
  action: OwnerAct,
  from: RawBuilder<unknown>,
  details: RawBuilder<unknown> = sql`'{}'::jsonb`,
) => sql`
  INSERT INTO account_events (user_id, username, action, details)
  SELECT id, username, ${action}, ${details} FROM ${from}`;

/** Returns the details of an event about an identity of `provider`, an expression. */
export const identityDetails = (provider: RawBuilder<unknown>) =>
  sql`jsonb_build_object('provider', ${provider})`;

/** Deletes events that are too old to matter. */
export const deleteOldAccountEvents = (db: Db, batch: number) =>
  execute(
    db,
    sql`DELETE FROM account_events WHERE id IN (
      SELECT id FROM account_events WHERE created_at < now() - make_interval(days => ${KEPT_DAYS})
      ORDER BY created_at LIMIT ${sql.lit(batch)} FOR UPDATE SKIP LOCKED)`,
  );
