/** All SQL about accounts as administrators list and change them. Each function is one round trip. */

import { type RawBuilder, sql } from "kysely";
import pg from "pg";
import { z } from "zod";
import { roleSchema } from "../../../contracts/account.ts";
import {
  type AccountChange,
  type AccountState,
  type ManagedUsersQuery,
  managedUserSchema,
} from "../../../contracts/admin-users.ts";
import { writeAudit } from "../../audit/queries.ts";
import {
  type Actor,
  accountLocks,
  anotherAdminRemains,
  type Caller,
  hasRole,
  hasRoleRowShape,
  isActiveWithRole,
} from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { pageRows, type TimeCursor } from "../../db/pages.ts";
import { onlyRow, selectRows } from "../../db/rows.ts";
import { jsonTimeSchema } from "../../db/time.ts";
import { boardKeySchema } from "../../leaderboards/board-key.ts";
import { boardOf, RETENTION } from "../../leaderboards/rank/queries.ts";

const managedUserRowSchema = managedUserSchema
  .extend({
    created_at: jsonTimeSchema,
    last_login_at: jsonTimeSchema.nullable(),
    deleted_at: jsonTimeSchema.nullable(),
  })
  .strict();
export type ManagedUserRow = z.infer<typeof managedUserRowSchema>;

/**
 * Returns the columns of a `ManagedUser` of the row `users`: no hash and no token.
 *
 * @param updated a row with the present `role` and `is_active`, in a statement that changes them
 */
const managedColumns = (updated = sql`users`) => sql`
  users.id, users.username, users.email, users.email_verified, users.display_name, ${updated}.role, ${updated}.is_active,
  users.created_at, users.last_login_at, users.deleted_at,
  coalesce((SELECT total_games FROM user_statistics s WHERE s.user_id = users.id), 0) AS total_games`;

const escaped = (text: string) => text.replace(/[\\%_]/g, "\\$&");

/**
 * Matches `q` in a name or the address, by `users_search_idx`, an index of trigrams.
 *
 * The pattern is written into the text of the statement, because it decides about the plan: most accounts match a part of an
 * address, and few a name. With a million accounts a plan for any pattern takes 2.2 s to find a name, instead of 6 ms.
 */
function matches(q: string) {
  const text = sql`(' ' || users.username || ' ' || users.email || ' ' || users.display_name)`;
  const pattern = q.length < 3 ? `% ${escaped(q)}%` : `%${escaped(q)}%`;
  return sql`${text} ILIKE ${sql.raw(pg.escapeLiteral(pattern))}`;
}

const STATES: Record<AccountState, RawBuilder<unknown>> = {
  active: sql`users.is_active AND users.deleted_at IS NULL`,
  off: sql`NOT users.is_active AND users.deleted_at IS NULL`,
  deleted: sql`NOT users.is_active AND users.deleted_at IS NOT NULL`,
};

const usersPageRowSchema = z.strictObject({
  ...hasRoleRowShape,
  /** `cursor_at` is `created_at` with microseconds, as the column has them. */
  rows: z.array(managedUserRowSchema.extend({ cursor_at: z.iso.datetime() })),
});

/** Finds the accounts of a page, the newest first, and one more than `limit`; none for a caller without the role. */
export async function findUsers(
  db: Db,
  caller: Caller,
  { q, role, state, limit, after }: ManagedUsersQuery & { after: TimeCursor | undefined },
) {
  const conditions: RawBuilder<unknown>[] = [
    sql`EXISTS (SELECT FROM users WHERE ${isActiveWithRole(caller, "ADMIN")})`,
    q && matches(q),
    // A literal, because the partial indexes of rare roles have it in their conditions.
    role && sql`users.role = ${sql.lit(role)}`,
    state && STATES[state],
    after && sql`(users.created_at, users.id) < (${after[0]}, ${after[1]})`,
  ].filter((condition) => typeof condition === "object");
  const statement = sql`
    SELECT ${hasRole(caller, "ADMIN")} AS has_role, (
      SELECT coalesce(json_agg(page), '[]') FROM (
        SELECT ${managedColumns()},
          to_char(users.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS cursor_at
        FROM users WHERE ${sql.join(conditions, sql` AND `)}
        ORDER BY users.created_at DESC, users.id DESC LIMIT ${pageRows(limit)}
      ) page) AS rows`;
  return onlyRow(await selectRows(db, usersPageRowSchema, statement));
}

const changedUserRowSchema = z.strictObject({
  ...hasRoleRowShape,
  /** The account after the change; null when there is none, or it is deleted. */
  user: managedUserRowSchema.nullable(),
  /** True when nothing was changed, because no administrator would be left. */
  last_admin: z.boolean(),
  /** The boards that the account left or came back to. */
  boards: z.array(boardKeySchema),
});

/**
 * Changes a role, or switches an account off or on, with its sign-ins and boards, and writes the audit log.
 *
 * It locks all administrators with the actor and the account. So of two administrators who demote each other
 * at the same moment, the second finds that it is none any more.
 */
export async function updateUser(
  db: Db,
  actor: Actor,
  userId: string | null,
  change: AccountChange,
) {
  const role = sql`coalesce(${change.role ?? null}::"UserRole", before.role)`;
  const isActive = sql`coalesce(${change.is_active ?? null}::boolean, before.is_active)`;
  const differs = sql`(${role}, ${isActive}) IS DISTINCT FROM (before.role, before.is_active)`;
  const ofUser = sql`before.id = ${userId} AND before.deleted_at IS NULL`;
  const changeOf = (column: "role" | "is_active") => {
    const [before, after] = [sql.ref(`changed.${column}_before`), sql.ref(`changed.${column}`)];
    return {
      from: sql`(SELECT * FROM changed WHERE ${before} <> ${after}) changed`,
      id: sql`changed.id`,
      name: sql`changed.username`,
      details: sql`jsonb_build_object('before', ${before}, 'after', ${after})`,
    };
  };
  const statement = sql`
    WITH locked AS (${accountLocks(sql`
      ARRAY(SELECT id FROM users WHERE role = 'ADMIN') || ${actor.id}::uuid || ${userId}::uuid`)}),
    changed AS (
      UPDATE users SET role = ${role}, is_active = ${isActive}
      FROM locked before
      WHERE users.id = before.id AND ${ofUser} AND ${differs}
        AND ${hasRole(actor, "ADMIN", sql`locked users`)}
        AND ((${role} = 'ADMIN' AND ${isActive}) OR ${anotherAdminRemains(userId)})
      RETURNING users.id, users.username, users.role, users.is_active,
        before.role AS role_before, before.is_active AS is_active_before
    ),
    role_audited AS (${writeAudit(actor, { action: "user.role_changed", ...changeOf("role") })}),
    switch_audited AS (${writeAudit(actor, {
      action: change.is_active ? "user.reactivated" : "user.deactivated",
      ...changeOf("is_active"),
    })}),
    boards AS (
      SELECT board.* FROM changed CROSS JOIN LATERAL settle_account(changed.id, ${RETENTION}) board
      WHERE changed.is_active <> changed.is_active_before
    )
    SELECT ${hasRole(actor, "ADMIN", sql`locked users`)} AS has_role,
      (SELECT coalesce(json_agg(${boardOf(sql.ref("boards"))}), '[]') FROM boards) AS boards,
      (SELECT to_json(account) FROM (
        SELECT ${managedColumns(sql`updated`)} FROM locked before
        LEFT JOIN changed ON changed.id = before.id
        JOIN users ON users.id = before.id
        CROSS JOIN LATERAL (SELECT coalesce(changed.role, before.role) AS role,
          coalesce(changed.is_active, before.is_active) AS is_active) updated
        WHERE ${ofUser}
      ) account) AS user,
      (NOT EXISTS (SELECT FROM changed)
        AND EXISTS (SELECT FROM locked before WHERE ${ofUser} AND ${differs})) AS last_admin
  `;
  return onlyRow(await selectRows(db, changedUserRowSchema, statement));
}

const endedSignInsRowSchema = z.strictObject({
  ...hasRoleRowShape,
  /** How many sign-ins were ended; null when there is no such account. */
  ended: z.int().nullable(),
});

/** Ends all sign-ins of an account, and writes the audit log. */
export async function endUserSignIns(db: Db, actor: Actor, userId: string | null) {
  const statement = sql`
    WITH locked AS (${accountLocks(sql`ARRAY[${actor.id}::uuid, ${userId}::uuid]`)}),
    ended AS (
      SELECT id, username, end_sign_ins(id) AS sign_ins FROM locked
      WHERE id = ${userId} AND deleted_at IS NULL AND ${hasRole(actor, "ADMIN", sql`locked users`)}
    ),
    audited AS (${writeAudit(actor, {
      action: "user.sessions_revoked",
      from: sql`ended`,
      id: sql`ended.id`,
      name: sql`ended.username`,
      details: sql`jsonb_build_object('sign_ins', ended.sign_ins)`,
    })})
    SELECT ${hasRole(actor, "ADMIN")} AS has_role, (SELECT sign_ins FROM ended) AS ended
  `;
  return onlyRow(await selectRows(db, endedSignInsRowSchema, statement));
}

const grantedAdminRowSchema = z.strictObject({
  username: z.string(),
  /** The role that the account had before. */
  role: roleSchema,
});

/**
 * Makes the active account with this address an administrator, and writes the audit log; undefined when there is
 * none. For the operator's `npm run admin:grant`, over a direct connection without a caller.
 */
export async function grantAdmin(db: Db, email: string) {
  const statement = sql`
    WITH account AS (
      SELECT id, username, role FROM users
      WHERE lower(email) = lower(${email}) AND ${STATES.active}
      FOR NO KEY UPDATE
    ), changed AS (
      UPDATE users SET role = 'ADMIN' FROM account WHERE users.id = account.id AND account.role <> 'ADMIN'
      RETURNING users.id, account.username, account.role
    ), audited AS (${writeAudit(null, {
      action: "user.role_changed",
      from: sql`changed`,
      id: sql`changed.id`,
      name: sql`changed.username`,
      details: sql`jsonb_build_object('before', changed.role, 'after', 'ADMIN')`,
    })})
    SELECT username, role FROM account
  `;
  const [account] = await selectRows(db, grantedAdminRowSchema, statement);
  return account;
}
