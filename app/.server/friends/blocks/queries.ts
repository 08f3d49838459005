/** SQL about blocks. Each function is one round trip. */
import { sql } from "kysely";
import { z } from "zod";
import { timeSchema } from "../../../contracts/account.ts";
import { type Caller, isActiveUser } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { pageRows, type TimeCursor } from "../../db/pages.ts";
import { noRowSchema, selectRows } from "../../db/rows.ts";
import { actOn, isShown } from "../queries.ts";

const blockRowSchema = z.union([
  z.strictObject({
    id: z.uuid(),
    username: z.string(),
    display_name: z.string(),
    created_at: timeSchema,
  }),
  noRowSchema,
]);

/** Returns the caller's blocks, the latest first and one more than `limit`; undefined when the caller may not act. */
export async function findBlocks(db: Db, caller: Caller, limit: number, after?: TimeCursor) {
  const isAfter = after
    ? sql`(block.created_at, block.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`
    : sql`true`;
  const statement = sql`
    SELECT found.* FROM users LEFT JOIN LATERAL (
      SELECT block.id, other.username, other.display_name, block.created_at
      FROM blocks block JOIN users other ON other.id = block.blocked_id AND ${isShown}
      WHERE block.blocker_id = users.id AND ${isAfter}
      ORDER BY block.created_at DESC, block.id DESC LIMIT ${pageRows(limit)}
    ) found ON true WHERE ${isActiveUser(caller)}`;
  const rows = await selectRows(db, blockRowSchema, statement);
  return rows.length === 0 ? undefined : rows.filter((row) => row.id !== null);
}

/** Blocks somebody; undefined when the caller may not act. */
export const blockAccount = (db: Db, caller: Caller, username: string, most: number) =>
  actOn(db, caller, username, (both) => sql`SELECT block_account(${both}, ${most}) AS outcome`);

/** Ends a block; undefined when the caller may not act. */
export const unblockAccount = (db: Db, caller: Caller, username: string) =>
  actOn(db, caller, username, (both) => sql`SELECT unblock_account(${both}) AS outcome`);
