/** Picks the samples that the benchmark asks for: players at each depth of some boards, busy and usual players, and cursors. */
import { type RawBuilder, sql } from "kysely";
import type { Caller } from "../../../app/.server/auth/authorization/queries.ts";
import type { Db } from "../../../app/.server/db/client.ts";
import { writeCursor } from "../../../app/.server/db/pages.ts";
import { dayOf } from "../../../app/.server/db/time.ts";
import type { BoardKey } from "../../../app/.server/leaderboards/board-key.ts";
import { periodOf } from "../../../app/.server/leaderboards/periods.ts";
import { onBoard } from "../../../app/.server/leaderboards/rank/queries.ts";
import type { PlaceQuery } from "../../../app/contracts/leaderboard.ts";
import { PAGE_ITEMS } from "../../../app/contracts/list.ts";
import { ENGINE_VERSION } from "../../../app/engine/index.ts";
import type { Filled } from "./databases.ts";

export interface Player {
  caller: Caller;
  username: string;
  /** One of the player's results. */
  resultId: string;
}

interface BoardSample {
  query: PlaceQuery;
  /** The cursor of page 1,000, or of the middle of a shorter board. */
  deep: string;
  top: Player;
  middle: Player;
  last: Player;
}

export interface Sample {
  now: Date;
  boards: BoardSample[];
  /** A player with about a thousand runs, and the cursor of the history's page 26. */
  busy: Player & { deep: string };
  /** A player with about ten runs. */
  usual: Player;
}

const DAY_MS = 86_400_000;

/** The boards. Their periods are past ones, because a present period may have just begun. */
export const BOARDS = [
  ["all time", { type: "all_time", metric: "score" }],
  ["all time, wpm", { type: "all_time", metric: "wpm" }],
  [
    "all time, TypeScript NORMAL",
    { type: "all_time", metric: "score", language: "TYPESCRIPT", difficulty: "NORMAL" },
  ],
  ["last week", { type: "weekly", metric: "score" }],
  [
    "last week, JavaScript EASY, wpm",
    { type: "weekly", metric: "wpm", language: "JAVASCRIPT", difficulty: "EASY" },
  ],
  ["yesterday", { type: "daily", metric: "score" }],
] satisfies [name: string, board: PlaceQuery][];

/** Returns the first `count` players that `from` selects, in the order of its column `place`. */
async function playersAt(db: Db, from: RawBuilder<unknown>, count: number): Promise<Player[]> {
  const { rows } = await sql<{ id: string; family: string; username: string; result_id: string }>`
    SELECT users.id, device.id AS family, users.username, picked.result_id
    FROM (${from}) picked JOIN users ON users.id = picked.user_id
    JOIN sign_ins device ON device.user_id = users.id
    ORDER BY picked.place LIMIT ${count}`.execute(db);
  if (rows.length < count) throw new Error("too few players for the samples");
  return rows.map(({ id, family, username, result_id }) => ({
    caller: { id, family },
    username,
    resultId: result_id,
  }));
}

/** Returns `count` samples of one board. */
async function boardSamples(
  db: Db,
  query: PlaceQuery,
  now: Date,
  count: number,
): Promise<BoardSample[]> {
  const daysAgo = query.type === "weekly" ? 7 : 1;
  const day = dayOf(new Date(now.getTime() - daysAgo * DAY_MS));
  const { start } = periodOf(query.type, day);
  const board: BoardKey = { ...query, period_start: start, season: ENGINE_VERSION };
  const here = onBoard(board, sql.ref("b"));
  const { rows } = await sql<{ players: number }>`
    SELECT count(*)::int AS players FROM leaderboards b WHERE ${here}`.execute(db);
  const players = rows[0]?.players ?? 0;
  const at = (place: number) =>
    playersAt(
      db,
      sql`
      SELECT *, row_number() OVER () AS place FROM (
        SELECT user_id, result_id FROM leaderboards b WHERE ${here}
        ORDER BY language, difficulty, -score, ranked_at, user_id
        OFFSET ${Math.max(0, Math.floor(place))} LIMIT ${count}) place`,
      count,
    );
  const [top, middle, last] = await Promise.all([at(0), at(players / 2), at(players - count)]);
  const before = Math.min(999 * PAGE_ITEMS, players >> 1);
  const { rows: ends } = await sql<{ cursor: unknown[] }>`
    SELECT json_build_array(${before}::int, score, to_char(ranked_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), user_id) AS cursor
    FROM leaderboards b WHERE ${here}
    ORDER BY language, difficulty, -score, ranked_at, b.user_id OFFSET ${before - 1} LIMIT 1`.execute(
    db,
  );
  const deep = writeCursor(ends[0]?.cursor);
  const periodQuery = query.type === "all_time" ? query : { ...query, period: start };
  return Array.from({ length: count }, (_, n) => ({
    query: periodQuery,
    deep,
    top: top[n] as Player,
    middle: middle[n] as Player,
    last: last[n] as Player,
  }));
}

/** Returns the cursor of the page of a player's history that begins after `before` results. */
async function deepHistory(db: Db, { caller }: Player, before: number): Promise<string> {
  const { rows } = await sql<{ cursor: unknown[] }>`
    SELECT json_build_array(to_char(ended_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), id) AS cursor
    FROM game_results WHERE user_id = ${caller.id}
    ORDER BY ended_at DESC, id DESC OFFSET ${before} LIMIT 1`.execute(db);
  if (!rows[0]) throw new Error("the busiest players are not busy enough");
  return writeCursor(rows[0].cursor);
}

/** Picks `count` samples from one database. */
export async function takeSamples(
  db: Db,
  { until: now }: Filled,
  count: number,
): Promise<Sample[]> {
  const boards: BoardSample[][] = [];
  for (const [, query] of BOARDS) boards.push(await boardSamples(db, query, now, count));
  const byGames = (games: RawBuilder<unknown>) =>
    playersAt(
      db,
      sql`
      SELECT s.user_id, row_number() OVER () AS place,
        (SELECT id FROM game_results r WHERE r.user_id = s.user_id AND status = 'VERIFIED' LIMIT 1) AS result_id
      FROM user_statistics s JOIN users ON users.id = s.user_id WHERE users.is_active AND ${games}`,
      count,
    );
  const busy = await byGames(sql`total_games BETWEEN 600 AND 1600`);
  const usual = await byGames(sql`total_games BETWEEN 8 AND 12`);
  const samples: Sample[] = [];
  for (let n = 0; n < count; n += 1) {
    const busyPlayer = busy[n] as Player;
    samples.push({
      now,
      boards: boards.map((list) => list[n] as BoardSample),
      busy: { ...busyPlayer, deep: await deepHistory(db, busyPlayer, 25 * PAGE_ITEMS) },
      usual: usual[n] as Player,
    });
  }
  return samples;
}
