/** The rules of what administrators do with accounts. */
import { z } from "zod";
import { timeSchema } from "../../../contracts/account.ts";
import type {
  AccountChange,
  ManagedUser,
  ManagedUsersQuery,
} from "../../../contracts/admin-users.ts";
import type { Page } from "../../../contracts/list.ts";
import type { Actor, Caller } from "../../auth/authorization/queries.ts";
import { assertHasRole } from "../../auth/authorization/service.ts";
import type { Db } from "../../db/client.ts";
import { readCursor, writeCursor } from "../../db/pages.ts";
import { idIn } from "../../db/rows.ts";
import { isoTime } from "../../db/time.ts";
import { DomainError, lastAdmin } from "../../errors.ts";
import type { BoardCache } from "../../leaderboards/cache.ts";
import { endUserSignIns, findUsers, type UsersCursor, updateUser } from "./queries.ts";

const cursorSchema: z.ZodType<UsersCursor> = z.tuple([timeSchema, z.uuid()]);

const noUser = () => new DomainError("not_found", "There is no such account");

const userOf = (user: ManagedUser): ManagedUser => ({
  ...user,
  created_at: isoTime(user.created_at),
  last_login_at: user.last_login_at && isoTime(user.last_login_at),
  deleted_at: user.deleted_at && isoTime(user.deleted_at),
});

/** A page of all accounts, the newest first. @throws `unauthenticated`, `forbidden`, `validation_failed` */
export async function managedUsers(
  db: Db,
  caller: Caller,
  { cursor, ...query }: ManagedUsersQuery,
): Promise<Page<ManagedUser>> {
  const { limit } = query;
  const after = readCursor(cursorSchema, cursor);
  const { admitted, rows } = await findUsers(db, caller, { ...query, after });
  assertHasRole(admitted);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map(({ cursor_at: _, ...user }) => userOf(user)),
    next_cursor: last ? writeCursor([last.cursor_at, last.id]) : null,
  };
}

/**
 * Changes an account's role, or switches it off or on: off, it is signed out everywhere and
 * gone from every public page and board; on, it is back.
 *
 * @throws `unauthenticated`, `forbidden`, `not_found`, `last_admin`
 */
export async function changeUser(
  db: Db,
  actor: Actor,
  userId: string,
  change: AccountChange,
  boards: BoardCache,
): Promise<ManagedUser> {
  // Somebody who may not ask is told so, whatever they ask for.
  const changed = await updateUser(db, actor, idIn(userId), change);
  assertHasRole(changed.admitted);
  if (!changed.user) throw noUser();
  if (changed.last_admin) throw lastAdmin();
  await boards.drop(changed.boards);
  return userOf(changed.user);
}

/** Signs an account out everywhere. @throws `unauthenticated`, `forbidden`, `not_found` */
export async function revokeSessions(db: Db, actor: Actor, userId: string): Promise<void> {
  const { admitted, ended } = await endUserSignIns(db, actor, idIn(userId));
  assertHasRole(admitted);
  if (ended === null) throw noUser();
}
