/** The rules of blocks. Only the blocker can see one. */
import { type Block, MOST_BLOCKS } from "../../../contracts/friends.ts";
import type { Page, PageQuery } from "../../../contracts/list.ts";
import type { Caller } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { pageFrom, readCursor, timeCursorSchema } from "../../db/pages.ts";
import { inactiveAccount } from "../../errors.ts";
import { requireDone } from "../outcomes.ts";
import { blockAccount, findBlocks, unblockAccount } from "./queries.ts";

/** Returns a page of the players whom the caller blocks, the latest first. @throws `unauthenticated`, `validation_failed` */
export async function blocks(
  db: Db,
  caller: Caller,
  { limit, cursor }: PageQuery,
): Promise<Page<Block>> {
  const rows = await findBlocks(db, caller, limit, readCursor(timeCursorSchema, cursor));
  if (!rows) throw inactiveAccount();
  const { items, next_cursor } = pageFrom(rows, limit, ({ created_at, id }) => [created_at, id]);
  return {
    items: items.map(({ username, display_name, created_at }) => ({
      user: { username, display_name },
      created_at,
    })),
    next_cursor,
  };
}

/**
 * Blocks somebody, which ends a friendship or a request between both. Blocking again changes nothing.
 *
 * @throws `unauthenticated`, `not_found`, `validation_failed` for oneself, `too_many_blocks`
 */
export async function block(db: Db, caller: Caller, username: string, most = MOST_BLOCKS) {
  requireDone(await blockAccount(db, caller, username, most), "Somebody else: this is you");
}

/** Ends a block. @throws `unauthenticated`, `not_found` */
export async function unblock(db: Db, caller: Caller, username: string): Promise<void> {
  requireDone(await unblockAccount(db, caller, username));
}
