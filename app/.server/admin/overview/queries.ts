/** What the overview of the administration shows. One round trip. */
import { sql } from "kysely";
import { jsonArrayFrom } from "kysely/helpers/postgres";
import { type Caller, hasRole, isStaff } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { auditEntries } from "../audit/queries.ts";

/** Tables with fewer rows are counted; of larger ones PostgreSQL's own estimate is good enough. */
const COUNTED = 10_000;
const NEWEST = 10;

/** The figures of the overview, and whether the caller may see them. */
export function findOverview(db: Db, caller: Caller, today: string) {
  const day = sql`${today}::date::timestamp AT TIME ZONE 'UTC'`;
  return db
    .selectNoFrom([
      hasRole(caller, "ADMIN").as("admitted"),
      sql<number>`(SELECT CASE WHEN reltuples < ${COUNTED} THEN (SELECT count(*) FROM users WHERE deleted_at IS NULL)
        ELSE reltuples::bigint END FROM pg_class WHERE oid = 'users'::regclass)`.as("players"),
      sql<number>`(SELECT count(*) FROM users WHERE created_at >= ${day})`.as("joined_today"),
      sql<number>`(SELECT count(*) FROM game_results WHERE ended_at >= ${day})`.as("runs_today"),
      sql<number>`(SELECT count(*) FROM game_results WHERE status = 'FLAGGED')`.as("flagged"),
      sql<number>`(SELECT count(*) FROM game_sessions
        WHERE ended_at IS NULL AND expires_at > now())`.as("playing"),
      jsonArrayFrom(
        auditEntries(db)
          .where((eb) => eb.exists(eb.selectFrom("users").where(isStaff(caller, "ADMIN"))))
          .limit(NEWEST),
      ).as("newest"),
    ])
    .executeTakeFirstOrThrow();
}
