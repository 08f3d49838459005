/** All SQL about the start page. */
import { sql } from "kysely";
import { jsonArrayFrom } from "kysely/helpers/postgres";
import { z } from "zod";
import { ENGINE_VERSION } from "../../../engine/index.ts";
import type { Caller } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { checkedRow } from "../../db/rows.ts";
import { overall } from "../../leaderboards/board-key.ts";
import { habitOf, habitSchema } from "../../leaderboards/habit/queries.ts";
import { boardRowSchema, boardRows } from "../../leaderboards/queries.ts";

const homeRowSchema = z.strictObject({
  rows: z.array(boardRowSchema),
  habit: habitSchema.nullable(),
});

/**
 * Returns the top of the all-time board, and the caller's habit: null for guests and for callers who may not
 * act. One round trip.
 */
export async function findHome(db: Db, caller: Caller | undefined, limit: number) {
  const row = await db
    .selectNoFrom([
      jsonArrayFrom(boardRows(db, overall(ENGINE_VERSION), { limit, after: undefined })).as("rows"),
      sql`(SELECT to_json(habit) FROM (${habitOf(caller)}) habit)`.as("habit"),
    ])
    .executeTakeFirstOrThrow();
  return checkedRow(homeRowSchema, row);
}
