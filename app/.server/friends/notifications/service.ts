/** Reads notifications, and marks them as read. */
import type { NotificationPage } from "../../../contracts/friends.ts";
import type { PageQuery } from "../../../contracts/list.ts";
import type { Caller } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { withIsoTimes } from "../../db/json-times.ts";
import { pageFrom, readCursor, timeCursorSchema } from "../../db/pages.ts";
import { inactiveAccount } from "../../errors.ts";
import { findNotifications, markRead } from "./queries.ts";

/** Returns a page of the caller's notifications, the latest first. @throws `unauthenticated`, `validation_failed` */
export async function notifications(
  db: Db,
  caller: Caller,
  { limit, cursor }: PageQuery,
): Promise<NotificationPage> {
  const found = await findNotifications(db, caller, limit, readCursor(timeCursorSchema, cursor));
  if (!found) throw inactiveAccount();
  const rows = found.items.map((row) => withIsoTimes(row, "created_at"));
  const page = pageFrom(rows, limit, ({ created_at, id }) => [created_at, id]);
  return { ...page, unread: found.unread };
}

/** Marks all of the caller's notifications as read. @throws `unauthenticated` */
export async function readNotifications(db: Db, caller: Caller): Promise<void> {
  if (!(await markRead(db, caller))) throw inactiveAccount();
}
