/** The SQL of the administration's overview. One round trip. */
import { sql } from "kysely";
import { jsonArrayFrom } from "kysely/helpers/postgres";
import { z } from "zod";
import {
  type Caller,
  hasRole,
  hasRoleRowShape,
  isActiveWithRole,
} from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { checkedRow } from "../../db/rows.ts";
import { auditEntries, auditEntryRowSchema } from "../audit/queries.ts";

/** From this many rows on, PostgreSQL's estimate is used instead of a count. */
const MAX_COUNTED = 10_000;
const NEWEST_AUDIT_ENTRIES = 10;

const overviewRowSchema = z.strictObject({
  ...hasRoleRowShape,
  players: z.int(),
  joined_today: z.int(),
  runs_today: z.int(),
  flagged: z.int(),
  held: z.int(),
  playing: z.int(),
  /** Empty for a caller without the role. */
  newest: z.array(auditEntryRowSchema),
});

/** Finds the figures of the overview, and the newest audit entries. */
export async function findOverview(db: Db, caller: Caller, today: string) {
  // Written into the text, because it decides about the plan: few rows are of today.
  const day = sql`${sql.lit(today)}::date::timestamp AT TIME ZONE 'UTC'`;
  const row = await db
    .selectNoFrom([
      hasRole(caller, "ADMIN").as("has_role"),
      sql`(SELECT CASE WHEN reltuples < ${MAX_COUNTED} THEN (SELECT count(*) FROM users WHERE deleted_at IS NULL)
        ELSE reltuples::bigint END FROM pg_class WHERE oid = 'users'::regclass)`.as("players"),
      sql`(SELECT count(*) FROM users WHERE created_at >= ${day})`.as("joined_today"),
      sql`(SELECT count(*) FROM game_results WHERE ended_at >= ${day})`.as("runs_today"),
      sql`(SELECT count(*) FROM game_results WHERE status = 'FLAGGED')`.as("flagged"),
      // By the index of waiting results: every HELD one is due at some time.
      sql`(SELECT count(*) FROM game_results WHERE status = 'HELD' AND due_at IS NOT NULL)`.as(
        "held",
      ),
      sql`(SELECT count(*) FROM game_sessions
        WHERE ended_at IS NULL AND expires_at > now())`.as("playing"),
      jsonArrayFrom(
        auditEntries(db)
          .where("entry.by", "=", "staff")
          .where((eb) => eb.exists(eb.selectFrom("users").where(isActiveWithRole(caller, "ADMIN"))))
          .limit(sql.lit(NEWEST_AUDIT_ENTRIES)),
      ).as("newest"),
    ])
    .executeTakeFirstOrThrow();
  return checkedRow(overviewRowSchema, row);
}
