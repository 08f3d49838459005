/** The rules of what administrators do with accounts. */
import type {
  AccountChange,
  ManagedUser,
  ManagedUsersQuery,
} from "../../../contracts/admin-users.ts";
import type { Page } from "../../../contracts/list.ts";
import type { Actor, Caller } from "../../auth/authorization/queries.ts";
import { assertHasRole } from "../../auth/authorization/service.ts";
import type { Db } from "../../db/client.ts";
import { withIsoTimes } from "../../db/json-times.ts";
import { pageFrom, readCursor, timeCursorSchema } from "../../db/pages.ts";
import { uuidOrNull } from "../../db/rows.ts";
import { DomainError, lastAdmin } from "../../errors.ts";
import type { BoardCache } from "../../leaderboards/cache.ts";
import { endUserSignIns, findUsers, type ManagedUserRow, updateUser } from "./queries.ts";

const noAccount = () => new DomainError("not_found", "There is no such account");

const managedUserOf = (row: ManagedUserRow): ManagedUser =>
  withIsoTimes(row, "created_at", "last_login_at", "deleted_at");

/** Returns a page of all accounts, the newest first. @throws `unauthenticated`, `forbidden`, `validation_failed` */
export async function managedUsers(
  db: Db,
  caller: Caller,
  { cursor, ...query }: ManagedUsersQuery,
): Promise<Page<ManagedUser>> {
  const after = readCursor(timeCursorSchema, cursor);
  const { has_role, rows } = await findUsers(db, caller, { ...query, after });
  assertHasRole(has_role);
  const page = pageFrom(rows, query.limit, (row) => [row.cursor_at, row.id]);
  return { ...page, items: page.items.map(({ cursor_at: _, ...user }) => managedUserOf(user)) };
}

/**
 * Changes an account's role, or switches it off or on. Switched off, it is signed out everywhere and gone
 * from every public page and board; switched on, it is back.
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
  const changed = await updateUser(db, actor, uuidOrNull(userId), change);
  assertHasRole(changed.has_role);
  if (!changed.user) throw noAccount();
  if (changed.last_admin) throw lastAdmin();
  await boards.drop(changed.boards);
  return managedUserOf(changed.user);
}

/** Signs an account out everywhere. @throws `unauthenticated`, `forbidden`, `not_found` */
export async function revokeSessions(db: Db, actor: Actor, userId: string): Promise<void> {
  const { has_role, ended } = await endUserSignIns(db, actor, uuidOrNull(userId));
  assertHasRole(has_role);
  if (ended === null) throw noAccount();
}
