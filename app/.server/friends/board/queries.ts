/** SQL of boards among the caller and friends: the rows that these have on the board of all players. */
import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import { type Caller, isActiveUser } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { selectRows } from "../../db/rows.ts";
import { inactiveAccount } from "../../errors.ts";
import {
  type BoardFound,
  boardFoundSchema,
  FIRST_DIFFICULTY,
  type findBoard,
  NEIGHBOURS,
  ownDifficulty,
  pendingScore,
  rowsOf,
} from "../../leaderboards/queries.ts";
import type { BoardIn } from "../../leaderboards/rank/queries.ts";
import { friendsOf } from "../queries.ts";

/**
 * The CTEs `circle` (the caller and all friends; empty when the caller may not act) and `ranked` (their rows on the
 * board with their rank among themselves). Both are materialized, and nothing in them is limited, so PostgreSQL looks
 * up some hundred players and never walks the board.
 */
const rankedCircle = (db: Db, caller: Caller, board: BoardIn) => sql`
  circle AS MATERIALIZED (
    SELECT users.id FROM users WHERE ${isActiveUser(caller)}
    UNION ALL
    SELECT friend.id FROM users CROSS JOIN LATERAL (${friendsOf(sql.ref("users.id"))}) friend
    WHERE ${isActiveUser(caller)}
  ),
  ranked AS MATERIALIZED (
    SELECT entry.*, row_number() OVER (ORDER BY -board_score, ended_at, user_id)::int AS rank
    FROM (${rowsOf(db, board).where(sql<boolean>`users.id IN (SELECT id FROM circle)`)}) entry
  )`;

/** Rows of `ranked` as JSON, as the boards of all players have them. */
const rowsWhere = (which: RawBuilder<unknown>, order: "ASC" | "DESC", limit: number) => sql`(
  SELECT coalesce(json_agg(to_jsonb(entry) - 'rank' ORDER BY entry.rank ${sql.raw(order)}), '[]')
  FROM (SELECT * FROM ranked WHERE ${which} ORDER BY rank ${sql.raw(order)} LIMIT ${sql.lit(limit)}) entry)`;

/** SQL of JSON: the best rows of the caller and friends on a board, at most `limit`; empty when the caller may not act. */
export const circleRows = (db: Db, caller: Caller, board: BoardIn, limit: number) => sql`(
  WITH ${rankedCircle(db, caller, board)} SELECT ${rowsWhere(sql`true`, "ASC", limit)})`;

const PLACE = sql`(
  SELECT json_build_object('rank', own.rank, 'own', to_jsonb(own) - 'rank',
    'above', ${rowsWhere(sql`rank < own.rank`, "DESC", NEIGHBOURS)},
    'below', ${rowsWhere(sql`rank > own.rank`, "ASC", NEIGHBOURS)})
  FROM ranked own WHERE own.user_id = (SELECT id FROM me))`;

const foundSchema = boardFoundSchema.extend({ may_act: z.boolean() });

/**
 * Returns a page of a board among the caller and friends, as `findBoard` does of the board of all players.
 *
 * @throws `unauthenticated` for a caller who may not act
 */
export async function findCircleBoard(
  ...[db, caller, { difficulty, ...key }, { limit, after }]: Parameters<typeof findBoard>
): Promise<BoardFound> {
  if (!caller) throw inactiveAccount();
  const own = sql`(SELECT difficulty FROM choice)`;
  const board: BoardIn = { ...key, difficulty: difficulty === "own" ? own : difficulty };
  const isAfter = after
    ? sql`(-board_score, ended_at, user_id) > (${-after[1]}::float8, ${after[2]}::timestamptz, ${after[3]}::uuid)`
    : sql`true`;
  const statement = sql`
    WITH choice AS MATERIALIZED (
      SELECT coalesce(${ownDifficulty(caller)}, ${FIRST_DIFFICULTY}) AS difficulty
    ),
    me AS MATERIALIZED (SELECT users.id FROM users WHERE ${isActiveUser(caller)}),
    ${rankedCircle(db, caller, board)}
    SELECT ${rowsWhere(isAfter, "ASC", limit + 1)} AS rows, (SELECT count(*)::int FROM ranked) AS players,
      ${PLACE} AS place, EXISTS (SELECT FROM me) AS may_act,
      ${difficulty === "own" ? own : sql`${difficulty ?? null}::text`} AS difficulty,
      ${pendingScore(caller, board)} AS pending`;
  const [row] = await selectRows(db, foundSchema, statement);
  if (!row?.may_act) throw inactiveAccount();
  const { may_act: _, ...found } = row;
  return found;
}
