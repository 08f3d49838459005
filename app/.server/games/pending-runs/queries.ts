/**
 * SQL about runs that wait before they count: HELD ones would enter the first places of a large board, FLAGGED ones
 * are suspect (docs/decisions/0039-pending-runs.md).
 */
import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import type { Db } from "../../db/client.ts";
import { onlyRow, selectRows } from "../../db/rows.ts";
import { overall } from "../../leaderboards/board-key.ts";
import {
  comesAfter,
  onBoard,
  playersOn,
  positionOf,
  RETENTION,
  type Row,
  rankOf,
} from "../../leaderboards/rank/queries.ts";

/** The guarded places of a board: one for each `playersAPlace`, at most `places`, on a board of `players` or more. */
const GUARDED = { playersAPlace: 100, places: 100, players: 1_000 };

/** How long a HELD run waits. */
const HELD_MINUTES = 10;
/** How long a run waits that only soft rules flagged, if no moderator looks at it. */
const FLAGGED_HOURS = 72;
/** Such a run is not released into the first places of a board; it is looked at again after this many hours. */
const FIRST_PLACES = 10;
const POSTPONED_HOURS = 24;

type Rank = RawBuilder<number>;

/** What boards are ordered by, of a row with the columns of `game_results`. */
const FIGURES = {
  score: (run: Row) => sql`${run}.final_score::float8`,
  wpm: (run: Row) => sql`${run}.words_per_minute::float8`,
};

/** What a run's guarded boards depend on: values, or columns. */
interface PlayedBoards {
  language: unknown;
  difficulty: unknown;
  engine_version: unknown;
}

/**
 * True if a run would get one of the first `places` on one of the guarded boards, for which `isGuarded` holds as well: the all-time
 * boards of all players, and of the run's language and difficulty. A run that is not its player's best gets no new place.
 *
 * @param run the name of a row with the columns of `game_results`
 */
function getsPlace(
  run: Row,
  played: PlayedBoards,
  places: number,
  isGuarded: (rank: Rank, players: Rank) => RawBuilder<boolean> = () => sql<boolean>`true`,
) {
  const own = { language: sql`${played.language}`, difficulty: sql`${played.difficulty}` };
  const onBoards = (["score", "wpm"] as const).flatMap((metric) =>
    [{}, own].map((scope) => {
      const board = { ...overall(sql`${played.engine_version}`), metric, ...scope };
      const candidate = sql.ref("candidate");
      return sql`EXISTS (
        SELECT FROM (SELECT ${FIGURES[metric](run)}, ${run}.ended_at, ${run}.user_id)
          candidate (score, ranked_at, user_id)
        WHERE ${metric === "wpm" ? sql`counts_for_speed(${run}.playtime_seconds)` : sql`true`}
          -- One CASE keeps the order, which PostgreSQL is free to change for conditions. Few runs come to the last one, which counts ranks and players.
          AND CASE
            -- Compared after it was found: as a condition it would be searched among all that come before the run.
            WHEN (
              SELECT ${positionOf(sql.ref("best"))} <= ${positionOf(candidate)} FROM leaderboards best
              WHERE best.user_id = candidate.user_id AND ${onBoard(board, sql.ref("best"))}) THEN false
            WHEN ${comesAfter(board, candidate, places)} THEN false
            ELSE ${isGuarded(rankOf(board, candidate), playersOn(board))} END)`;
    }),
  );
  return sql<boolean>`(${sql.join(onBoards, sql` OR `)})`;
}

/** True if a run would enter the first hundredth of a guarded board. */
export const entersGuardedPlace = (run: Row, played: PlayedBoards) =>
  getsPlace(
    run,
    played,
    GUARDED.places,
    (rank, players) => sql<boolean>`(
      SELECT players >= ${GUARDED.players} AND ${rank} <= players / ${GUARDED.playersAPlace}
      FROM (SELECT ${players}) board (players))`,
  );

/** When a run of this status is released; null for one that waits for a moderator, or does not wait. */
export const dueAt = (status: RawBuilder<unknown>, implausible: boolean) => sql`(
  CASE ${status} WHEN 'HELD' THEN clock_timestamp() + make_interval(mins => ${HELD_MINUTES})
    WHEN 'FLAGGED' THEN ${
      implausible ? sql`NULL` : sql`clock_timestamp() + make_interval(hours => ${FLAGGED_HOURS})`
    } END)`;

const releasedSchema = z.strictObject({ due: z.int(), released: z.int(), boards_changed: z.int() });

/**
 * Releases up to `limit` runs that are due: they become VERIFIED, and their players' statistics, achievements and
 * boards follow. A FLAGGED run that would be among the first ten of a guarded board goes on waiting. Locks the accounts
 * first, as everything that changes results, and skips those that another statement has locked.
 *
 * @returns how many runs were due, and how many of them were released
 */
export async function releaseDueResults(db: Db, limit: number) {
  const played = {
    language: sql.ref("session.language"),
    difficulty: sql.ref("session.difficulty"),
    engine_version: sql.ref("session.engine_version"),
  };
  const amongFirst = getsPlace(sql.ref("result"), played, FIRST_PLACES);
  const statement = sql`
    WITH due AS MATERIALIZED (
      SELECT id, user_id FROM game_results WHERE due_at <= clock_timestamp() ORDER BY due_at LIMIT ${sql.lit(limit)}
    ), locked AS MATERIALIZED (
      SELECT id FROM users WHERE id IN (SELECT user_id FROM due) ORDER BY id FOR NO KEY UPDATE SKIP LOCKED
    ), judged AS MATERIALIZED (
      SELECT result.id, result.status = 'FLAGGED' AND NOT result.off_boards AND ${amongFirst} AS stays
      FROM due JOIN locked ON locked.id = due.user_id
      JOIN game_results result ON result.id = due.id
      JOIN game_sessions session ON session.id = result.session_id
    ), postponed AS (
      UPDATE game_results result SET due_at = clock_timestamp() + make_interval(hours => ${POSTPONED_HOURS})
      FROM judged WHERE result.id = judged.id AND judged.stays AND result.due_at <= clock_timestamp()
    ), released AS (
      UPDATE game_results result SET status = 'VERIFIED', due_at = NULL
      FROM judged
      -- A moderator may have judged the run meanwhile; then it is not due any more.
      WHERE result.id = judged.id AND NOT judged.stays AND result.due_at <= clock_timestamp()
      RETURNING result.user_id
    ), boards AS MATERIALIZED (
      SELECT board.metric FROM (SELECT DISTINCT user_id FROM released) player
      CROSS JOIN LATERAL settle_results(player.user_id, ${RETENTION}) board
    )
    SELECT (SELECT count(*) FROM due) AS due, (SELECT count(*) FROM released) AS released,
      (SELECT count(*) FROM boards) AS boards_changed`;
  return onlyRow(await selectRows(db, releasedSchema, statement));
}
