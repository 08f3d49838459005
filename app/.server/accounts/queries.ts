/** All SQL about accounts. Each function is one round trip. */
import { sql } from "kysely";
import type { ProfileUpdate, User } from "../../contracts/account.ts";
import {
  type Caller,
  isActiveUser,
  leavesAnAdmin,
  lockAccounts,
} from "../auth/authorization/queries.ts";
import { firstSignIn, firstToken, type NewToken, TOKEN_COLUMNS } from "../auth/sign-in/queries.ts";
import { USER_COLUMNS } from "../auth/user-columns.ts";
import type { Db } from "../db/client.ts";
import type { BoardKey } from "../leaderboards/board-key.ts";
import { boardOf } from "../leaderboards/rank/queries.ts";

interface NewUser {
  username: string;
  email: string;
  display_name: string;
  password_hash: string;
}

/** What of a new account an older one has. Neither: the older one came at the same moment. */
export interface Taken {
  username: boolean;
  email: boolean;
}

const isTaken = (column: "username" | "email", value: string) =>
  sql<boolean>`EXISTS (SELECT FROM users WHERE lower(${sql.ref(column)}) = lower(${value}))`;

/** Creates an account with its statistics and settings, signed in, unless its name or address is taken. */
export async function insertUser(
  db: Db,
  user: NewUser,
  token: NewToken,
): Promise<{ created: User & { family_id: string } } | { taken: Taken }> {
  const { username_taken, email_taken, ...account } = await db
    .with("account", (db) =>
      db
        .insertInto("users")
        .values({ ...user, last_login_at: sql`now()` })
        .onConflict((conflict) => conflict.doNothing())
        .returning(USER_COLUMNS),
    )
    .with("statistics", (db) =>
      db
        .insertInto("user_statistics")
        .columns(["user_id"])
        .expression((eb) => eb.selectFrom("account").select("id")),
    )
    .with("settings", (db) =>
      db
        .insertInto("user_settings")
        .columns(["user_id"])
        .expression((eb) => eb.selectFrom("account").select("id")),
    )
    .with("sign_in", (db) =>
      db
        .insertInto("sign_ins")
        .columns(["user_id", "user_agent"])
        .expression((eb) => eb.selectFrom("account").select(firstSignIn(token)))
        .returning(["id", "user_id"]),
    )
    .with("token", (db) =>
      db
        .insertInto("refresh_tokens")
        .columns(TOKEN_COLUMNS)
        .expression((eb) => eb.selectFrom("sign_in").select(firstToken(token))),
    )
    .with("taken", (db) =>
      db.selectNoFrom([
        isTaken("username", user.username).as("username_taken"),
        isTaken("email", user.email).as("email_taken"),
      ]),
    )
    .selectFrom("taken")
    .leftJoin("account", (join) => join.onTrue())
    .leftJoin("sign_in", "sign_in.user_id", "account.id")
    .selectAll("taken")
    .selectAll("account")
    .select("sign_in.id as family_id")
    .executeTakeFirstOrThrow();
  if (account.id === null) return { taken: { username: username_taken, email: email_taken } };
  return { created: account as User & { family_id: string } };
}

/** The caller's own account; undefined when the caller may no longer act. */
export function findUser(db: Db, caller: Caller) {
  return db.selectFrom("users").select(USER_COLUMNS).where(isActiveUser(caller)).executeTakeFirst();
}

/** Changes what others see of an account; undefined when the caller may no longer act. */
export function updateProfile(db: Db, caller: Caller, change: ProfileUpdate) {
  return db
    .updateTable("users")
    .set(change)
    .where(isActiveUser(caller))
    .returning(USER_COLUMNS)
    .executeTakeFirst();
}

/** What became of a change that takes the password: made, or not, because the password is another by now. */
export interface Confirmed {
  made: boolean;
}

/**
 * Changes the password, unless it was changed since `before` was read, signs out
 * the other devices, and forgets the wrong `guesses`; undefined when the caller
 * may no longer act.
 */
export async function updatePassword(
  db: Db,
  caller: Caller,
  change: { before: string; next: string; guesses: string },
): Promise<Confirmed | undefined> {
  const { rows } = await sql<Confirmed>`
    WITH changed AS (
      UPDATE users SET password_hash = ${change.next}
      WHERE ${isActiveUser(caller)} AND password_hash = ${change.before}
      RETURNING id
    ), forgotten AS (
      DELETE FROM sign_in_failures WHERE subject = ${change.guesses} AND EXISTS (SELECT FROM changed)
    ), signed_out AS (
      SELECT end_sign_ins(id, p_except => ${caller.family}::uuid) FROM changed
    )
    SELECT EXISTS (SELECT FROM signed_out) AS made FROM users WHERE ${isActiveUser(caller)}
  `.execute(db);
  return rows[0];
}

/** What became of a deletion. `alone`: the caller is the last administrator, who stays. */
export interface Deleted extends Confirmed {
  alone: boolean;
  boards: BoardKey[];
}

/**
 * Marks an account as deleted, ends its sign-ins and games, and takes it off the
 * `boards` that it was on, unless its password was changed since `before` was read; undefined when
 * the caller may no longer act. Of an administrator all others are held, too, so that of the
 * last two who leave at the same moment one stays.
 */
export async function markDeleted(
  db: Db,
  caller: Caller,
  confirmed: { before: string; guesses: string },
): Promise<Deleted | undefined> {
  const { rows } = await sql<Deleted>`
    WITH held AS (${lockAccounts(sql`
      ARRAY(SELECT id FROM users WHERE role = 'ADMIN'
        AND EXISTS (SELECT FROM users own WHERE own.id = ${caller.id} AND own.role = 'ADMIN')
      ) || ${caller.id}::uuid`)}),
    deleted AS (
      UPDATE users SET deleted_at = now(), is_active = false
      WHERE ${isActiveUser(caller)} AND password_hash = ${confirmed.before} AND ${leavesAnAdmin(caller.id)}
      RETURNING id
    ), forgotten AS (
      DELETE FROM sign_in_failures WHERE subject = ${confirmed.guesses} AND EXISTS (SELECT FROM deleted)
    ), board AS (
      -- By a function, which also sees the rows of a result that this statement waited for.
      SELECT board.* FROM deleted CROSS JOIN LATERAL settle_account(deleted.id) board
    )
    SELECT EXISTS (SELECT FROM deleted) AS made, NOT ${leavesAnAdmin(caller.id)} AS alone,
      (SELECT coalesce(json_agg(${boardOf(sql.ref("board"))}), '[]') FROM board) AS boards
    FROM users WHERE ${isActiveUser(caller)}
  `.execute(db);
  return rows[0];
}
