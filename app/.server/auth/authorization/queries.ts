/** Who may act, as a condition for the statements that act. */
import { type RawBuilder, type SelectQueryBuilder, sql } from "kysely";
import type { Role } from "../../../contracts/account.ts";
import type { Db } from "../../db/client.ts";
import type { DB } from "../../db/schema.ts";
import type { Viewer } from "../tokens.ts";

/** Somebody signed in, on one device. */
export type Caller = Pick<Viewer, "id" | "family">;

/**
 * Keeps the row of `users` that is asking, as long as the account is on and the
 * device signed in. An access token is good for a while longer than what it stands
 * for; with this in every statement for a signed-in caller, nobody gains by that.
 */
export const isActiveUser = ({ id, family }: Caller): RawBuilder<boolean> => sql<boolean>`(
  users.id = ${id} AND users.is_active AND users.deleted_at IS NULL
  AND EXISTS (
    SELECT FROM sign_ins
    WHERE sign_ins.id = ${family} AND sign_ins.user_id = users.id AND sign_ins.revoked_at IS NULL
  ))`;

/** Who does something privileged, and the request by which they do: what the audit log writes down. */
export interface Actor extends Caller {
  requestId: string;
}

/** Roles that are more than a player's. */
export type StaffRole = Exclude<Role, "PLAYER">;

/** The roles that may do what `role` may. */
export const rolesIncluding = (role: StaffRole): StaffRole[] =>
  role === "MODERATOR" ? ["MODERATOR", "ADMIN"] : ["ADMIN"];

const holds = (role: StaffRole) => sql<boolean>`users.role IN (${sql.join(rolesIncluding(role))})`;

/**
 * As `isCaller`, of somebody who has this role, or one that may do the same, in the
 * database right now: what a token says of its role is up to a quarter of an hour old.
 */
export const isStaff = (caller: Caller, role: StaffRole): RawBuilder<boolean> =>
  sql<boolean>`(${isActiveUser(caller)} AND ${holds(role)})`;

/**
 * Accounts, by a statement that holds them: in the order of their ids, so that two who act on each other
 * wait and do not deadlock. As the CTE `held` its rows are what is true once they are held, and
 * not when the statement began, so that rules about several accounts can be kept.
 */
export const lockAccounts = (ids: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  SELECT id, username, role, is_active, deleted_at FROM users
  WHERE id = ANY (${ids}) ORDER BY id FOR NO KEY UPDATE`;

/** Whether the account `id`, of the CTE `held`, may lose its power: there is another administrator left, or it is none. */
export const leavesAnAdmin = (id: string | null): RawBuilder<boolean> => {
  const admins = sql`SELECT FROM held WHERE role = 'ADMIN' AND is_active AND deleted_at IS NULL`;
  return sql<boolean>`(EXISTS (${admins} AND id <> ${id}) OR NOT EXISTS (${admins} AND id = ${id}))`;
};

/**
 * What a privileged statement selects beside its answer, so that one round trip is enough to
 * tell its three ends apart (auth/authorization/service.ts `admit`): the caller has the role, has not,
 * or, when it is null, may not act at all.
 *
 * @param accounts rows called `users`; `held users` for a statement that holds the caller's account
 */
export const hasRole = (
  caller: Caller,
  role: StaffRole,
  accounts: RawBuilder<unknown> = sql`users`,
): RawBuilder<boolean | null> =>
  sql<boolean | null>`(SELECT ${holds(role)} FROM ${accounts} WHERE ${isActiveUser(caller)})`;

/**
 * The caller's account, by a statement that holds it: until the transaction is
 * over, the account is neither deleted nor this device signed out.
 */
export const lockActiveUser = ({ id, family }: Caller): RawBuilder<unknown> => sql`
  SELECT users.id FROM users JOIN sign_ins device ON device.user_id = users.id
  WHERE users.id = ${id} AND users.is_active AND users.deleted_at IS NULL
    AND device.id = ${family} AND device.revoked_at IS NULL
  FOR NO KEY UPDATE OF users, device`;

/** The same without a device, for work that nobody asks for. */
export const lockAccount = (userId: string): RawBuilder<unknown> => sql`
  SELECT users.id FROM users
  WHERE users.id = ${userId} AND users.is_active AND users.deleted_at IS NULL
  FOR NO KEY UPDATE OF users`;

/** `admitted`, by itself. */
export async function findHasRole(db: Db, caller: Caller, role: StaffRole) {
  const row = await db.selectNoFrom(hasRole(caller, role).as("admitted")).executeTakeFirstOrThrow();
  return row.admitted;
}

/** Keeps the rows of `users` that others see: active and not deleted. */
export function onlyActive<O>(query: SelectQueryBuilder<DB, "users", O>) {
  return query.where("users.is_active", "=", true).where("users.deleted_at", "is", null);
}
