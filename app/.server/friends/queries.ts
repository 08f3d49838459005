/** SQL about friends and requests. Each function is one round trip. */
import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import { usernameSchema } from "../../contracts/account.ts";
import {
  blockSchema,
  friendSchema,
  MOST_LISTED_BLOCKS,
  MOST_LISTED_REQUESTS,
  openRequestSchema,
} from "../../contracts/friends.ts";
import { difficultySchema, languageSchema, playerSchema } from "../../contracts/game.ts";
import { ENGINE_VERSION } from "../../engine/index.ts";
import { accountLocks, type Caller, isActiveUser } from "../auth/authorization/queries.ts";
import type { Db } from "../db/client.ts";
import { selectRows } from "../db/rows.ts";
import { jsonTimeSchema } from "../db/time.ts";
import { overall } from "../leaderboards/board-key.ts";
import { onBoard } from "../leaderboards/rank/queries.ts";

/** True for the rows `other` of `users` whom others see. */
export const isShown = sql<boolean>`(other.is_active AND other.deleted_at IS NULL)`;

const PLAYER = sql`json_build_object('username', other.username, 'display_name', other.display_name)`;

/** Selects the friends of an account as `id` and `since`, also those whose account is not active. */
export const friendsOf = (userId: RawBuilder<unknown>) => sql`
  SELECT addressee_id AS id, updated_at AS since FROM friend_relationships
  WHERE requester_id = ${userId} AND status = 'ACCEPTED'
  UNION ALL
  SELECT requester_id, updated_at FROM friend_relationships
  WHERE addressee_id = ${userId} AND status = 'ACCEPTED'`;

/** What an account prefers; null without settings. */
export const raceChoiceSchema = z
  .strictObject({ language: languageSchema.nullable(), difficulty: difficultySchema.nullable() })
  .nullable();

/** Selects the language and difficulty of a race that an account makes for a friend: JSON of `raceChoiceSchema`. */
export const raceChoice = (userId: RawBuilder<unknown>) => sql<unknown>`(
  SELECT json_build_object('language', preferred_language, 'difficulty', preferred_difficulty)
  FROM user_settings WHERE user_settings.user_id = ${userId})`;

/** True where the account blocks another one. Only the blocker's own statements may tell. */
export const blocks = (userId: RawBuilder<unknown>, otherId: RawBuilder<unknown>) => sql<boolean>`
  EXISTS (SELECT FROM blocks WHERE blocker_id = ${userId} AND blocked_id = ${otherId})`;

const FRIENDS = sql`(
  SELECT coalesce(json_agg(json_build_object(
    'id', other.id, 'user', ${PLAYER}, 'since', friend.since,
    'best', CASE WHEN result.id IS NOT NULL THEN json_build_object(
      'result_id', result.id, 'score', result.final_score, 'standard_wpm', result.standard_wpm,
      'key_accuracy', result.key_accuracy, 'language', played.language, 'difficulty', played.difficulty,
      'ended_at', best.ranked_at) END
    ) ORDER BY lower(other.username)), '[]')
  FROM (${friendsOf(sql.ref("users.id"))}) friend
  JOIN users other ON other.id = friend.id AND ${isShown}
  LEFT JOIN leaderboards best ON best.user_id = other.id AND ${onBoard(overall(ENGINE_VERSION), sql.ref("best"))}
  LEFT JOIN game_results result ON result.id = best.result_id
  LEFT JOIN game_sessions played ON played.id = result.session_id)`;

/** The requests that the account in `users` made, or those made to it, the latest first. */
function requests(direction: "incoming" | "outgoing") {
  const [own, others] =
    direction === "incoming" ? ["addressee_id", "requester_id"] : ["requester_id", "addressee_id"];
  const otherId = sql.ref(`request.${others}`);
  const visible =
    direction === "incoming" ? sql`NOT ${blocks(sql.ref("users.id"), otherId)}` : sql`true`;
  return sql`(
    SELECT coalesce(json_agg(listed.request ORDER BY listed.created_at DESC, listed.id), '[]') FROM (
      SELECT request.id, request.created_at,
        json_build_object('user', ${PLAYER}, 'requested_at', request.created_at) AS request
      FROM friend_relationships request JOIN users other ON other.id = ${otherId} AND ${isShown}
      WHERE ${sql.ref(`request.${own}`)} = users.id AND request.status = 'PENDING' AND ${visible}
      ORDER BY request.created_at DESC, request.id LIMIT ${sql.lit(MOST_LISTED_REQUESTS)}
    ) listed)`;
}

const BLOCKS = sql`(
  SELECT coalesce(json_agg(listed.block ORDER BY listed.created_at DESC, listed.id DESC), '[]') FROM (
    SELECT block.id, block.created_at,
      json_build_object('user', ${PLAYER}, 'created_at', block.created_at) AS block
    FROM blocks block JOIN users other ON other.id = block.blocked_id AND ${isShown}
    WHERE block.blocker_id = users.id
    ORDER BY block.created_at DESC, block.id DESC LIMIT ${sql.lit(MOST_LISTED_BLOCKS)}
  ) listed)`;

const requestRowSchema = openRequestSchema.extend({ requested_at: jsonTimeSchema }).strict();
const bestRowSchema = friendSchema.shape.best
  .unwrap()
  .extend({ ended_at: jsonTimeSchema })
  .strict()
  .nullable();
const friendRowSchema = friendSchema
  .omit({ in_race: true, race: true })
  .extend({ id: z.uuid(), since: jsonTimeSchema, best: bestRowSchema })
  .strict();
const friendsRowSchema = z.strictObject({
  friends: z.array(friendRowSchema),
  incoming: z.array(requestRowSchema),
  outgoing: z.array(requestRowSchema),
});
export type FriendsRow = z.infer<typeof friendsRowSchema>;
const friendsPageRowSchema = friendsRowSchema.extend({
  preferred: raceChoiceSchema,
  blocks: z.array(blockSchema.extend({ created_at: jsonTimeSchema }).strict()),
});

/** Finds the friends of the caller, the requests, the blocks and the preferred choice; undefined when the caller may not act. */
export async function findFriendsPage(db: Db, caller: Caller) {
  const statement = sql`
    SELECT ${FRIENDS} AS friends, ${requests("incoming")} AS incoming, ${requests("outgoing")} AS outgoing,
      ${BLOCKS} AS blocks, ${raceChoice(sql.ref("users.id"))} AS preferred
    FROM users WHERE ${isActiveUser(caller)}`;
  const [row] = await selectRows(db, friendsPageRowSchema, statement);
  return row;
}

/** Finds the friends of the caller and the requests from and to them; undefined when the caller may not act. */
export async function findFriends(db: Db, caller: Caller) {
  const statement = sql`
    SELECT ${FRIENDS} AS friends, ${requests("incoming")} AS incoming, ${requests("outgoing")} AS outgoing
    FROM users WHERE ${isActiveUser(caller)}`;
  const [row] = await selectRows(db, friendsRowSchema, statement);
  return row;
}

/** What came of an act: outcomes of the database's functions, and null when there is no such player. */
const actRowSchema = z.strictObject({
  /** Whether the other account is the caller's own. */
  is_self: z.boolean(),
  other: playerSchema.strict().nullable(),
  outcome: z
    .enum([
      "requested",
      "accepted",
      "declined",
      "ended",
      "blocked",
      "unblocked",
      "invited",
      "not_found",
      "forbidden",
      "already_friends",
      "already_requested",
      "blocked_by_you",
      "too_many_friends",
      "others_friends_full",
      "too_many_open_requests",
      "too_many_requests",
      "too_many_blocks",
      "not_friends",
      "too_many_invitations",
    ])
    .nullable(),
  /** The seconds until the next request fits. */
  wait: z.int().nullish(),
});
export type ActRow = z.infer<typeof actRowSchema>;
export type Outcome = NonNullable<ActRow["outcome"]>;

/**
 * Calls a function of the database on the caller and another active account, with both locked in the order of their
 * ids, so that two people who act on each other wait and do not deadlock.
 *
 * @param act returns the call on the ids of both. Without another account the second is NULL: a STRICT function does
 *   nothing then, and the outcome is null
 * @returns undefined when the caller may not act
 */
export async function actOn(
  db: Db,
  caller: Caller,
  username: string,
  act: (both: RawBuilder<unknown>) => RawBuilder<unknown>,
): Promise<ActRow | undefined> {
  const name = usernameSchema.safeParse(username).data?.toLowerCase() ?? null;
  const target = sql`(SELECT id FROM users WHERE lower(username) = ${name})`;
  const statement = sql`
    WITH locked AS MATERIALIZED (${accountLocks(sql`ARRAY[${caller.id}::uuid, ${target}]`)}),
    caller AS MATERIALIZED (SELECT users.id FROM locked users WHERE ${isActiveUser(caller)}),
    other AS MATERIALIZED (
      SELECT users.id, users.username, users.display_name
      FROM locked JOIN users ON users.id = locked.id
      WHERE locked.id <> ${caller.id} AND locked.is_active AND locked.deleted_at IS NULL
    )
    SELECT coalesce(${target} = caller.id, false) AS is_self, act.*,
      CASE WHEN other.id IS NOT NULL THEN ${PLAYER} END AS other
    FROM caller LEFT JOIN other ON true
    LEFT JOIN LATERAL (${act(sql`caller.id, other.id`)}) act ON true`;
  const [row] = await selectRows(db, actRowSchema, statement);
  return row;
}

/** The limits of requests: of friends, of requests that wait, and of requests in so many seconds. */
export interface RequestLimits {
  friends: number;
  open: number;
  asked: number;
  seconds: number;
}

/** Asks to be friends; undefined when the caller may not act. */
export const askFriend = (db: Db, caller: Caller, username: string, limits: RequestLimits) =>
  actOn(
    db,
    caller,
    username,
    (both) => sql`SELECT outcome, wait FROM ask_friend(
      ${both}, ${limits.friends}, ${limits.open}, ${limits.asked}, ${limits.seconds})`,
  );

/** Answers a request to the caller; undefined when the caller may not act. */
export const answerFriend = (
  db: Db,
  caller: Caller,
  username: string,
  accepted: boolean,
  mostFriends: number,
) =>
  actOn(
    db,
    caller,
    username,
    (both) => sql`SELECT answer_friend(${both}, ${accepted}, ${mostFriends}) AS outcome`,
  );

/** Ends a friendship or a request; undefined when the caller may not act. */
export const endFriendship = (db: Db, caller: Caller, username: string) =>
  actOn(db, caller, username, (both) => sql`SELECT end_friendship(${both}) AS outcome`);
