/** Runs that wait before they count. */
import { sql } from "kysely";
import type { Db } from "../../app/.server/db/client.ts";
import { releaseDueResults } from "../../app/.server/games/pending-runs/queries.ts";

/** Returns the stored state of a result. */
export const storedState = (db: Db, id: string) =>
  db
    .selectFrom("game_results")
    .select(["status", "flags", "off_boards"])
    .select(
      sql<number | null>`round(extract(epoch FROM due_at - clock_timestamp()) / 60)::int`.as(
        "due_minutes",
      ),
    )
    .where("id", "=", id)
    .executeTakeFirstOrThrow();

/** Makes a waiting result due, and does the work of the cron job. */
export async function releaseNow(db: Db, id: string): Promise<void> {
  await db
    .updateTable("game_results")
    .set({ due_at: sql<string>`clock_timestamp() - interval '1 second'` })
    .where("id", "=", id)
    .execute();
  await releaseDueResults(db, 50);
}
