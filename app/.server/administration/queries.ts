/** What the overview of the administration shows. One round trip. */
import { sql } from "kysely";
import { admitted, type Caller } from "../callers/queries.ts";
import type { Db } from "../db/client.ts";

/** The figures of the overview, and whether the caller may see them. */
export function findOverview(db: Db, caller: Caller, today: string) {
  const day = sql`${today}::date::timestamp AT TIME ZONE 'UTC'`;
  return db
    .selectNoFrom([
      admitted(caller, "ADMIN").as("admitted"),
      // An estimate is enough, and counting a million takes a moment.
      sql<number>`(SELECT greatest(reltuples, 0)::bigint FROM pg_class WHERE oid = 'users'::regclass)`.as(
        "players",
      ),
      sql<number>`(SELECT count(*) FROM game_results WHERE ended_at >= ${day})`.as("runs_today"),
      sql<number>`(SELECT count(*) FROM game_results WHERE status = 'FLAGGED')`.as("flagged"),
    ])
    .executeTakeFirstOrThrow();
}
