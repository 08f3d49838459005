/** All SQL about accounts as administrators see and change them. Each function is one round trip. */
import { type RawBuilder, sql } from "kysely";
import type {
  AccountChange,
  ManagedUser,
  ManagedUsersQuery,
} from "../../../contracts/admin-users.ts";
import { writeAudit } from "../../audit/queries.ts";
import {
  type Actor,
  type Caller,
  hasRole,
  isStaff,
  leavesAnAdmin,
  lockAccounts,
} from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { onlyRow } from "../../db/rows.ts";
import type { BoardKey } from "../../leaderboards/board-key.ts";
import { boardOf } from "../../leaderboards/rank/queries.ts";

/** Where a page of the list ends. The time has microseconds, as the column does. */
export type UsersCursor = [createdAt: string, id: string];

export type ManagedUserRow = ManagedUser & { cursor_at: string };

/**
 * All that an administrator sees of the row `users` in a list: no hash and no token.
 *
 * @param now a row with the role and whether it is on, where the statement changes them
 */
const managed = (now = sql`users`) => sql`
  users.id, users.username, users.email, users.display_name, ${now}.role, ${now}.is_active,
  users.created_at, users.last_login_at, users.deleted_at,
  coalesce((SELECT total_games FROM user_statistics s WHERE s.user_id = users.id), 0) AS total_games`;

const escaped = (text: string) => text.replace(/[\\%_]/g, "\\$&");

/** Whether any name or the address has it, by `users_search_idx`, which knows words by three characters. */
function matches(q: string) {
  const text = sql`(' ' || users.username || ' ' || users.email || ' ' || users.display_name)`;
  const pattern = q.length < 3 ? `% ${escaped(q)}%` : `%${escaped(q)}%`;
  return sql`${text} ILIKE ${pattern}`;
}

const STATES = {
  active: sql`users.is_active AND users.deleted_at IS NULL`,
  off: sql`NOT users.is_active AND users.deleted_at IS NULL`,
  deleted: sql`NOT users.is_active AND users.deleted_at IS NOT NULL`,
};

/** Accounts, the newest first: one more than `limit`, and none for whoever may not see them. */
export async function findUsers(
  db: Db,
  caller: Caller,
  { q, role, state, limit, after }: ManagedUsersQuery & { after: UsersCursor | undefined },
) {
  const conditions = [
    sql`EXISTS (SELECT FROM users WHERE ${isStaff(caller, "ADMIN")})`,
    q && matches(q),
    // Written out: the indexes of the few are of these values.
    role && sql`users.role = ${sql.lit(role)}`,
    state && STATES[state],
    after && sql`(users.created_at, users.id) < (${after[0]}, ${after[1]})`,
  ].filter(Boolean) as RawBuilder<unknown>[];
  const { rows } = await sql<{ admitted: boolean | null; rows: ManagedUserRow[] }>`
    SELECT ${hasRole(caller, "ADMIN")} AS admitted, (
      SELECT coalesce(json_agg(page), '[]') FROM (
        SELECT ${managed()},
          to_char(users.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS cursor_at
        FROM users WHERE ${sql.join(conditions, sql` AND `)}
        ORDER BY users.created_at DESC, users.id DESC LIMIT ${limit + 1}
      ) page) AS rows`.execute(db);
  return onlyRow(rows);
}

export interface Changed {
  admitted: boolean | null;
  /** As it is now; null when there is none, or it is deleted. */
  user: ManagedUser | null;
  /** Nothing was changed, because no administrator would be left. */
  last_admin: boolean;
  /** The boards that it left or came back to. */
  boards: BoardKey[];
}

/**
 * Changes a role, or switches an account off or on, with all that follows, and records it.
 *
 * All administrators are held with the two that it is about: so of two who demote each
 * other at the same moment the second finds that it is no administrator any more.
 */
export async function updateUser(
  db: Db,
  actor: Actor,
  userId: string | null,
  change: AccountChange,
): Promise<Changed> {
  const role = sql`coalesce(${change.role ?? null}::"UserRole", before.role)`;
  const isActive = sql`coalesce(${change.is_active ?? null}::boolean, before.is_active)`;
  const differs = sql`(${role}, ${isActive}) IS DISTINCT FROM (before.role, before.is_active)`;
  const ofUser = sql`before.id = ${userId} AND before.deleted_at IS NULL`;
  const done = (column: "role" | "is_active") => {
    const [old, now] = [sql.ref(`changed.${column}_before`), sql.ref(`changed.${column}`)];
    return {
      from: sql`(SELECT * FROM changed WHERE ${old} <> ${now}) changed`,
      id: sql`changed.id`,
      name: sql`changed.username`,
      details: sql`jsonb_build_object('before', ${old}, 'after', ${now})`,
    };
  };
  const { rows } = await sql<Changed>`
    WITH held AS (${lockAccounts(sql`
      ARRAY(SELECT id FROM users WHERE role = 'ADMIN') || ${actor.id}::uuid || ${userId}::uuid`)}),
    changed AS (
      UPDATE users SET role = ${role}, is_active = ${isActive}
      FROM held before
      WHERE users.id = before.id AND ${ofUser} AND ${differs}
        AND ${hasRole(actor, "ADMIN", sql`held users`)}
        AND ((${role} = 'ADMIN' AND ${isActive}) OR ${leavesAnAdmin(userId)})
      RETURNING users.id, users.username, users.role, users.is_active,
        before.role AS role_before, before.is_active AS is_active_before
    ),
    role_recorded AS (${writeAudit(actor, { action: "user.role_changed", ...done("role") })}),
    switch_recorded AS (${writeAudit(actor, {
      action: change.is_active ? "user.reactivated" : "user.deactivated",
      ...done("is_active"),
    })}),
    boards AS (
      SELECT board.* FROM changed CROSS JOIN LATERAL settle_account(changed.id) board
      WHERE changed.is_active <> changed.is_active_before
    )
    SELECT ${hasRole(actor, "ADMIN", sql`held users`)} AS admitted,
      (SELECT coalesce(json_agg(${boardOf(sql.ref("boards"))}), '[]') FROM boards) AS boards,
      (SELECT to_json(found) FROM (
        SELECT ${managed(sql`now`)} FROM held before
        LEFT JOIN changed ON changed.id = before.id
        JOIN users ON users.id = before.id
        CROSS JOIN LATERAL (SELECT coalesce(changed.role, before.role) AS role,
          coalesce(changed.is_active, before.is_active) AS is_active) now
        WHERE ${ofUser}
      ) found) AS user,
      (NOT EXISTS (SELECT FROM changed)
        AND EXISTS (SELECT FROM held before WHERE ${ofUser} AND ${differs})) AS last_admin
  `.execute(db);
  return onlyRow(rows);
}

/** Signs an account out everywhere, and records it. `ended` is null when there is no such account. */
export async function endSessions(db: Db, actor: Actor, userId: string | null) {
  const { rows } = await sql<{ admitted: boolean | null; ended: number | null }>`
    WITH held AS (${lockAccounts(sql`ARRAY[${actor.id}::uuid, ${userId}::uuid]`)}),
    ended AS (
      SELECT id, username, end_sign_ins(id) AS sign_ins FROM held
      WHERE id = ${userId} AND deleted_at IS NULL AND ${hasRole(actor, "ADMIN", sql`held users`)}
    ),
    recorded AS (${writeAudit(actor, {
      action: "user.sessions_revoked",
      from: sql`ended`,
      id: sql`ended.id`,
      name: sql`ended.username`,
      details: sql`jsonb_build_object('sign_ins', ended.sign_ins)`,
    })})
    SELECT ${hasRole(actor, "ADMIN")} AS admitted, (SELECT sign_ins FROM ended) AS ended
  `.execute(db);
  return onlyRow(rows);
}
