/** SQL conditions and row locks by which a statement itself checks who may act. */
import { type RawBuilder, type SelectQueryBuilder, sql } from "kysely";
import { z } from "zod";
import type { Role } from "../../../contracts/account.ts";
import type { Db } from "../../db/client.ts";
import { checkedRow } from "../../db/rows.ts";
import type { DB } from "../../db/schema.ts";
import type { Viewer } from "../tokens.ts";

/** A signed-in account on one device. */
export type Caller = Pick<Viewer, "id" | "family">;

const IS_ACTIVE = sql`users.is_active AND users.deleted_at IS NULL`;

/**
 * True for the caller's own `users` row while the account is active and this device is still signed in.
 * An access token stays valid for up to 15 minutes after its device was signed out. So every statement
 * for a signed-in caller has this condition.
 */
export const isActiveUser = ({ id, family }: Caller): RawBuilder<boolean> => sql<boolean>`(
  users.id = ${id} AND ${IS_ACTIVE}
  AND EXISTS (
    SELECT FROM sign_ins
    WHERE sign_ins.id = ${family} AND sign_ins.user_id = users.id AND sign_ins.revoked_at IS NULL
  ))`;

/** The caller of a privileged act, and the request that the audit log names. */
export interface Actor extends Caller {
  requestId: string;
}

/** Roles with more rights than a player's. */
export type StaffRole = Exclude<Role, "PLAYER">;

/** Returns the roles that have the rights of `role`. */
export const rolesIncluding = (role: StaffRole): StaffRole[] =>
  role === "MODERATOR" ? ["MODERATOR", "ADMIN"] : ["ADMIN"];

const hasRights = (role: StaffRole) =>
  sql<boolean>`users.role IN (${sql.join(rolesIncluding(role))})`;

/**
 * True where `isActiveUser` is, and the account has the rights of `role`. It reads the role from the
 * database, because the role in an access token is up to 15 minutes old.
 */
export const isActiveWithRole = (caller: Caller, role: StaffRole): RawBuilder<boolean> =>
  sql<boolean>`(${isActiveUser(caller)} AND ${hasRights(role)})`;

/**
 * Returns a statement that locks accounts in the order of their ids, so that two administrators who act on
 * each other wait and do not deadlock. Use it as the CTE `locked`: its rows are read after the lock was
 * taken, not from the statement's snapshot, so that rules about several accounts hold.
 */
export const accountLocks = (ids: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  SELECT id, username, role, is_active, deleted_at FROM users
  WHERE id = ANY (${ids}) ORDER BY id FOR NO KEY UPDATE`;

/**
 * True if another active administrator remains besides `id`, or if `id` is not an active administrator.
 * It reads the CTE `locked`, which must have all administrators.
 */
export const anotherAdminRemains = (id: string | null): RawBuilder<boolean> => {
  const admins = sql`SELECT FROM locked WHERE role = 'ADMIN' AND is_active AND deleted_at IS NULL`;
  return sql<boolean>`(EXISTS (${admins} AND id <> ${id}) OR NOT EXISTS (${admins} AND id = ${id}))`;
};

/**
 * The column `has_role` of a privileged statement, for `assertHasRole`: true or false, and null when the
 * caller may not act at all. With it one round trip both acts and says why it did not.
 *
 * @param accounts rows called `users`; `locked users` for a statement that locks the caller's account
 */
export const hasRole = (
  caller: Caller,
  role: StaffRole,
  accounts: RawBuilder<unknown> = sql`users`,
): RawBuilder<boolean | null> =>
  sql<boolean | null>`(SELECT ${hasRights(role)} FROM ${accounts} WHERE ${isActiveUser(caller)})`;

/** The column `has_role` in the shape of a row's schema. */
export const hasRoleRowShape = { has_role: z.boolean().nullable() };

const hasRoleRowSchema = z.strictObject(hasRoleRowShape);

/** Reads `hasRole` by itself. */
export async function findHasRole(db: Db, caller: Caller, role: StaffRole) {
  const row = await db.selectNoFrom(hasRole(caller, role).as("has_role")).executeTakeFirstOrThrow();
  return checkedRow(hasRoleRowSchema, row).has_role;
}

/**
 * Returns a statement that locks the caller's account and device. Until the transaction ends, the account
 * cannot be deleted, nor the device signed out.
 */
export const activeUserLock = ({ id, family }: Caller): RawBuilder<unknown> => sql`
  SELECT users.id FROM users JOIN sign_ins device ON device.user_id = users.id
  WHERE users.id = ${id} AND ${IS_ACTIVE}
    AND device.id = ${family} AND device.revoked_at IS NULL
  FOR NO KEY UPDATE OF users, device`;

/** Returns a statement that locks an active account without a device, for the cron job. */
export const accountLock = (userId: string): RawBuilder<unknown> => sql`
  SELECT users.id FROM users
  WHERE users.id = ${userId} AND ${IS_ACTIVE}
  FOR NO KEY UPDATE OF users`;

/** Keeps the rows of `users` that others see: active and not deleted. */
export function onlyActive<O>(query: SelectQueryBuilder<DB, "users", O>) {
  return query.where("users.is_active", "=", true).where("users.deleted_at", "is", null);
}
