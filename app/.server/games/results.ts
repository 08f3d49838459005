/**
 * Storing a result: one statement, whatever follows from it included, so that a
 * crash leaves all of it or nothing.
 */
import { type RawBuilder, sql } from "kysely";
import type { EarnedAchievement } from "../../contracts/achievement.ts";
import type { EndRequest, GameResult } from "../../contracts/game.ts";
import type { Difficulty, Language } from "../../engine/plan.ts";
import type { Db } from "../db/client.ts";
import { packKeys } from "./key-log.ts";
import type { Verdict } from "./verification.ts";

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
  achievements: EarnedAchievement[];
};

const resultColumns = sql.join(RESULT_COLUMNS.map((column) => sql.ref(`result.${column}`)));

const newBest = sql`coalesce(standing.result_id = result.id, false) AS new_best`;

/** The place of `standing` among the other players' bests, if `result` counts at all. */
const rank = (userId: string) => sql`
  CASE WHEN result.status = 'VERIFIED' THEN (
    SELECT 1 + count(*)::int FROM leaderboards other
    WHERE other.leaderboard_type = 'all_time' AND other.period_start = '0001-01-01'
      AND other.metric = 'score' AND other.language IS NULL AND other.difficulty IS NULL
      AND other.user_id <> ${userId}
      AND (other.score > standing.score
        OR (other.score = standing.score AND other.ranked_at < standing.ranked_at))
  ) END AS rank`;

/** A result that is stored already, as `insertResult` gives it. */
export async function findStoredResult(
  db: Db,
  resultId: string,
  userId: string,
): Promise<StoredResult | undefined> {
  const { rows } = await sql<StoredResult>`
    SELECT ${resultColumns}, false AS inserted, ${newBest}, ${rank(userId)},
      granted_by(result.id) AS achievements
    FROM game_results result
    LEFT JOIN leaderboards standing ON standing.leaderboard_type = 'all_time'
      AND standing.period_start = '0001-01-01' AND standing.metric = 'score'
      AND standing.language IS NULL AND standing.difficulty IS NULL AND standing.user_id = result.user_id
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
  verdict: Verdict;
  /** The statement that holds the player's account; nothing is stored when it finds none. */
  player: RawBuilder<unknown>;
  /** The statement that stores the session too, where it is not stored yet; none, when it is. */
  opening?: RawBuilder<unknown>;
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
  { session, player, request, verdict, opening }: ResultToStore,
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
        date_trunc('milliseconds', clock_timestamp())
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
    board AS (
      SELECT 'all_time'::"LeaderboardType" AS type, '0001-01-01'::date AS period_start,
        metric, language, difficulty
      FROM unnest(ARRAY['score', 'wpm']::"LeaderboardMetric"[]) metric,
        unnest(ARRAY[NULL, ${session.language}]::"Language"[]) language,
        unnest(ARRAY[NULL, ${session.difficulty}]::"Difficulty"[]) difficulty
      UNION ALL
      SELECT 'challenge', day, 'score', ${session.language}, ${session.difficulty}
      FROM (SELECT ${session.challenge_day}::date AS day) challenge WHERE day IS NOT NULL
    ),
    boards AS (
      INSERT INTO leaderboards AS b (
        user_id, leaderboard_type, period_start, metric, language, difficulty, score, result_id, ranked_at
      )
      SELECT result.user_id, board.type, board.period_start, metric, language, difficulty,
        CASE metric WHEN 'score' THEN final_score ELSE words_per_minute END, result.id, ended_at
      FROM result, board
      WHERE status = 'VERIFIED'
      ON CONFLICT (leaderboard_type, period_start, metric, language, difficulty, user_id) DO UPDATE SET
        score = greatest(b.score, excluded.score),
        result_id = CASE WHEN excluded.score > b.score THEN excluded.result_id ELSE b.result_id END,
        ranked_at = CASE WHEN excluded.score > b.score THEN excluded.ranked_at ELSE b.ranked_at END
      -- The overall board answers in any case: its row is where the player stands.
      WHERE excluded.score > b.score
        OR (b.leaderboard_type = 'all_time' AND b.metric = 'score'
          AND b.language IS NULL AND b.difficulty IS NULL)
      RETURNING leaderboard_type, metric, language, difficulty, score, ranked_at, result_id
    ),
    standing AS (
      SELECT score, ranked_at, result_id FROM boards
      WHERE leaderboard_type = 'all_time' AND metric = 'score'
        AND language IS NULL AND difficulty IS NULL
    )
    SELECT ${resultColumns}, result.inserted, ${newBest}, ${rank(session.user_id)},
      counted.achievements, EXISTS (SELECT FROM player) AS may_act
    FROM (SELECT) nothing LEFT JOIN result ON true LEFT JOIN standing ON true
      LEFT JOIN counted ON true
  `.execute(db);
  const [row] = rows;
  if (!row) throw new Error("a statement that always gives a row gave none");
  const { may_act, ...stored } = row;
  return stored.id === null ? { id: null, may_act } : stored;
}
