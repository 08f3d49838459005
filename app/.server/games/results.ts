/**
 * Storing a result: one statement, whatever follows from it included, so that a
 * crash leaves all of it or nothing.
 */
import { type RawBuilder, sql } from "kysely";
import type { EarnedAchievement } from "../../contracts/achievement.ts";
import type { EndRequest, GameResult } from "../../contracts/game.ts";
import type { Difficulty, Language } from "../../engine/plan.ts";
import type { Db } from "../db/client.ts";
import { type BoardKey, boardOf, OVERALL, onBoard, rankOf } from "../leaderboards/rank/queries.ts";
import { keptBoards } from "../leaderboards/results.ts";
import { packKeys } from "./key-log.ts";
import type { VerifiedRun } from "./verification.ts";

/** The columns of `game_results` that leave the server. */
export const RESULT_COLUMNS = [
  "id",
  "session_id",
  "user_id",
  "final_score",
  "waves_completed",
  "enemies_killed",
  "accuracy_percentage",
  "words_per_minute",
  "total_words_typed",
  "correct_words",
  "incorrect_words",
  "max_combo",
  "total_damage_dealt",
  "total_damage_taken",
  "playtime_seconds",
  "ended_at",
  "created_at",
  "status",
] as const;

export type StoredResult = GameResult & {
  /** False when an earlier call for the same session had stored it. */
  inserted: boolean;
  /** Whether it is the player's best so far. */
  new_best: boolean;
  rank: number | null;
  /** The boards that it changed, when it was stored just now. */
  boards: BoardKey[];
  achievements: EarnedAchievement[];
};

const resultColumns = sql.join(RESULT_COLUMNS.map((column) => sql.ref(`result.${column}`)));

const newBest = sql`coalesce(standing.result_id = result.id, false) AS new_best`;

/** Where `standing` is on the board of all players, if `result` counts at all. */
const rank = sql`
  CASE WHEN result.status = 'VERIFIED' AND standing.user_id IS NOT NULL
    THEN ${rankOf(OVERALL, sql.ref("standing"))} END AS rank`;

/** A result that is stored already, as `insertResult` gives it. */
export async function findStoredResult(
  db: Db,
  resultId: string,
  userId: string,
): Promise<StoredResult | undefined> {
  const { rows } = await sql<StoredResult>`
    SELECT ${resultColumns}, false AS inserted, ${newBest}, ${rank}, '[]'::json AS boards,
      granted_by(result.id) AS achievements
    FROM game_results result
    LEFT JOIN leaderboards standing
      ON standing.user_id = result.user_id AND ${onBoard(OVERALL, sql.ref("standing"))}
    WHERE result.id = ${resultId} AND result.user_id = ${userId}
  `.execute(db);
  return rows[0];
}

export interface ResultToStore {
  session: {
    id: string;
    user_id: string;
    language: Language;
    difficulty: Difficulty;
    /** The UTC day whose challenge it plays. */
    challenge_day: string | null;
    started_at: string;
  };
  request: Omit<EndRequest, "session_token">;
  verdict: VerifiedRun;
  /** The statement that holds the player's account; nothing is stored when it finds none. */
  player: RawBuilder<unknown>;
  /** The statement that stores the session too, where it is not stored yet; none, when it is. */
  opening?: RawBuilder<unknown>;
  /** When the game ended; by the database's clock when this is left out. */
  endedAt?: Date;
}

/** Nothing was stored: the player may not act any more, or the session takes no result. */
export interface NotStored {
  id: null;
  may_act: boolean;
}

/**
 * Stores a result with its key log, closes its session, and carries it into the
 * player's statistics and boards.
 *
 * Two hundred calls at once for one session store one result: the rows that are
 * held first make the others wait, and `DO UPDATE` hands them the row that
 * the first one wrote, which their own snapshot cannot see. Only the first has
 * `xmax = 0`, and only it goes on to the statistics. Results of one player wait
 * for each other on the account; `count_result` sees what came of those before.
 */
export async function insertResult(
  db: Db,
  { session, player, request, verdict, opening, endedAt }: ResultToStore,
): Promise<StoredResult | NotStored> {
  const { score, keys, status, flags } = verdict;
  const log = JSON.stringify(packKeys(request.key_sequence));
  const totalKeys = keys.correct + keys.incorrect;
  const keyAccuracy = totalKeys === 0 ? 0 : (keys.correct / totalKeys) * 100;
  const keysPerMinute =
    score.playtime_seconds === 0 ? 0 : (totalKeys / score.playtime_seconds) * 60;

  const { rows } = await sql<(StoredResult | { id: null }) & { may_act: boolean }>`
    WITH player AS (${player}),
    -- The account first and the session second, as starting a game does.
    held AS (
      ${
        opening ??
        sql`SELECT id FROM game_sessions
          WHERE id = ${session.id} AND EXISTS (SELECT FROM player)
            AND (ended_at IS NULL OR is_completed)
          FOR NO KEY UPDATE`
      }
    ),
    result AS (
      INSERT INTO game_results (
        session_id, user_id, final_score, waves_completed, enemies_killed, accuracy_percentage,
        words_per_minute, total_words_typed, correct_words, incorrect_words, max_combo,
        total_damage_dealt, total_damage_taken, playtime_seconds, status, flags, ended_at
      ) SELECT
        held.id, player.id, ${score.final_score}, ${score.waves_completed},
        ${score.enemies_killed}, ${score.accuracy_percentage}, ${score.words_per_minute},
        ${score.total_words_typed}, ${score.correct_words}, ${score.incorrect_words},
        ${score.max_combo}, ${score.total_damage_dealt}, ${score.total_damage_taken},
        ${score.playtime_seconds}, ${status}, ${flags},
        -- Whole milliseconds, so that a cursor made of it is exact.
        date_trunc('milliseconds', ${endedAt ?? sql`clock_timestamp()`}::timestamptz)
      FROM player, held
      ON CONFLICT (session_id) DO UPDATE SET session_id = excluded.session_id
      RETURNING *, xmax = 0 AS inserted
    ),
    fresh AS (SELECT * FROM result WHERE inserted),
    closed AS (
      UPDATE game_sessions SET
        ended_at = fresh.ended_at, is_completed = true,
        outcome = ${request.outcome}, ended_at_ms = ${request.ended_at_ms}
      FROM fresh WHERE game_sessions.id = fresh.session_id
    ),
    typed AS (
      INSERT INTO typing_sessions (user_id, game_session_id, key_sequence, started_at, ended_at, is_completed)
      SELECT user_id, session_id, ${log}::jsonb, ${session.started_at}, ended_at, true FROM fresh
      ON CONFLICT (game_session_id) DO UPDATE SET
        key_sequence = excluded.key_sequence, ended_at = excluded.ended_at, is_completed = true
      RETURNING id, user_id, ended_at
    ),
    typing AS (
      INSERT INTO typing_results (
        session_id, user_id, total_keys_pressed, correct_keys, incorrect_keys,
        accuracy_percentage, keys_per_minute, duration_seconds, ended_at
      )
      SELECT id, user_id, ${totalKeys}, ${keys.correct}, ${keys.incorrect},
        ${keyAccuracy}, ${keysPerMinute}, ${score.playtime_seconds}, ended_at FROM typed
    ),
    -- Statistics and achievements; also for the others, whose snapshot is too old to see them.
    counted AS (SELECT count_result(id, inserted) AS achievements FROM result),
    ${keptBoards(session)},
    standing AS (SELECT * FROM boards WHERE ${onBoard(OVERALL, sql.ref("boards"))})
    SELECT ${resultColumns}, result.inserted, ${newBest}, ${rank},
      (SELECT coalesce(json_agg(${boardOf(sql.ref("boards"))}), '[]') FROM boards
        WHERE result.inserted AND boards.result_id = result.id) AS boards,
      counted.achievements, EXISTS (SELECT FROM player) AS may_act
    FROM (SELECT) nothing LEFT JOIN result ON true LEFT JOIN standing ON true
      LEFT JOIN counted ON true
  `.execute(db);
  const [row] = rows;
  if (!row) throw new Error("a statement that always gives a row gave none");
  const { may_act, ...stored } = row;
  return stored.id === null ? { id: null, may_act } : stored;
}
