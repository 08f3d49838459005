/** SQL about notifications. Each function is one round trip. The database's function `notify` stores them. */
import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import { notificationSchema } from "../../../contracts/friends.ts";
import { type Caller, isActiveUser } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { pageRows, type TimeCursor } from "../../db/pages.ts";
import { onlyRow, selectRows } from "../../db/rows.ts";
import { jsonTimeSchema } from "../../db/time.ts";
import { overall } from "../../leaderboards/board-key.ts";
import { onBoard } from "../../leaderboards/rank/queries.ts";
import { INVITATION_SECONDS } from "../invitations/service.ts";
import { blocks, isShown } from "../queries.ts";

/** How many days a notification that was read is kept. */
const KEPT_DAYS = 90;

/**
 * The notifications `note` that the account in `users` is shown, of the active account `other`: as the settings allow
 * (a kind without a setting is shown, as `DEFAULT_NOTIFICATIONS` says), and of nobody whom it blocks.
 */
const SHOWN = sql`notifications note
  JOIN users other ON other.id = note.actor_id AND ${isShown}
  WHERE note.user_id = users.id
    AND coalesce((
      SELECT (settings.notifications ->> note.kind::text)::boolean
      FROM user_settings settings WHERE settings.user_id = users.id), true)
    AND NOT ${blocks(sql.ref("users.id"), sql.ref("note.actor_id"))}`;

/** True for an invitation `note` whose race waits no longer: it is no news, and leads nowhere. */
const OUT_OF_DATE = sql`(note.kind = 'race_invitation'
  AND note.created_at <= clock_timestamp() - make_interval(secs => ${INVITATION_SECONDS}::int))`;
const UNREAD = sql`(note.read_at IS NULL AND NOT ${OUT_OF_DATE})`;

const pageRowSchema = z.strictObject({
  items: z.array(notificationSchema.extend({ created_at: jsonTimeSchema }).strict()),
  unread: z.int(),
});

/** Finds notifications of the caller, the latest first and one more than `limit`; undefined when the caller may not act. */
export async function findNotifications(db: Db, caller: Caller, limit: number, after?: TimeCursor) {
  const isAfter = after
    ? sql`(note.created_at, note.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`
    : sql`true`;
  const statement = sql`
    SELECT (
      SELECT coalesce(json_agg(json_build_object(
        'id', listed.id, 'kind', listed.kind,
        'user', json_build_object('username', listed.username, 'display_name', listed.display_name),
        'result_id', listed.result_id, 'race_code', listed.shown_code, 'created_at', listed.created_at,
        'read', NOT listed.unread
        ) ORDER BY listed.created_at DESC, listed.id DESC), '[]')
      FROM (
        SELECT note.*, other.username, other.display_name, ${UNREAD} AS unread,
          CASE WHEN NOT ${OUT_OF_DATE} THEN note.race_code END AS shown_code
        FROM ${SHOWN} AND ${isAfter}
        ORDER BY note.created_at DESC, note.id DESC LIMIT ${pageRows(limit)}
      ) listed) AS items,
      (SELECT count(*)::int FROM ${SHOWN} AND ${UNREAD}) AS unread
    FROM users WHERE ${isActiveUser(caller)}`;
  const [row] = await selectRows(db, pageRowSchema, statement);
  return row;
}

/**
 * The CTE `passed` of the statement that stores a result: tells the friends whom its player has passed by a new best on
 * the board of all players. It reads the CTEs `result` and `standing` of that statement, which has to read `passed`.
 * The best before is that of the statement's snapshot; a run that was stored at the same moment can repeat a notification.
 */
export const passedFriends = (season: number) => sql`
  passed AS MATERIALIZED (
    SELECT notify_passed_friends(result.user_id, result.id, standing.season,
      (SELECT before.score FROM leaderboards before
        WHERE before.user_id = result.user_id AND ${onBoard(overall(season), sql.ref("before"))}),
      standing.score)
    FROM result JOIN standing ON standing.result_id = result.id
    WHERE result.inserted
  )`;

const markedRowSchema = z.strictObject({ may_act: z.boolean() });

/** The caller's rows that no other statement is writing: without waiting there can be no deadlock. */
const unlocked = (caller: Caller, which: RawBuilder<unknown>) => sql`
  SELECT note.id FROM notifications note JOIN users ON users.id = note.user_id
  WHERE ${isActiveUser(caller)} AND ${which}
  FOR UPDATE OF note SKIP LOCKED`;

/**
 * Marks all of the caller's notifications as read, and deletes those that were read long ago. It skips rows that a
 * statement is replacing at the moment: what that one stores is new, and stays unread.
 *
 * @returns whether the caller may act
 */
export async function markRead(db: Db, caller: Caller): Promise<boolean> {
  const old = sql`note.read_at < clock_timestamp() - make_interval(days => ${KEPT_DAYS}::int)`;
  const statement = sql`
    WITH marked AS (
      UPDATE notifications SET read_at = clock_timestamp()
      WHERE id IN (${unlocked(caller, sql`note.read_at IS NULL`)})
    ), forgotten AS (
      DELETE FROM notifications WHERE id IN (${unlocked(caller, old)})
    )
    SELECT EXISTS (SELECT FROM users WHERE ${isActiveUser(caller)}) AS may_act`;
  return onlyRow(await selectRows(db, markedRowSchema, statement)).may_act;
}
