/** Fills boards with players, straight into the tables: playing their games would take hours. */
import { type RawBuilder, sql } from "kysely";
import { ENGINE_VERSION } from "../../app/engine/index.ts";

/**
 * Inserts players whose best scores are 10, 20, 30, …, on the all-time board of all languages and on the board of
 * Python, of all difficulties.
 */
export const insertCrowd = (size: number): RawBuilder<unknown> => sql`
  WITH player AS (
    INSERT INTO users (username, email, display_name, password_hash)
    SELECT 'crowd_' || n, 'crowd_' || n || '@example.com', 'Crowd', '-' FROM generate_series(1, ${size}::int) n
    RETURNING id, substr(username, 7)::int AS n
  ), session AS (
    INSERT INTO game_sessions (id, user_id, language, seed, engine_version, snippet_versions, started_at, expires_at, ended_at)
    SELECT gen_random_uuid(), id, 'PYTHON', 1, ${ENGINE_VERSION}, '{}', now(), now(), now() FROM player
    RETURNING id, user_id
  ), result AS (
    INSERT INTO game_results (
      session_id, user_id, final_score, waves_completed, enemies_killed, accuracy_percentage,
      words_per_minute, total_words_typed, correct_words, incorrect_words, max_combo,
      total_damage_dealt, total_damage_taken, playtime_seconds, status, ended_at)
    SELECT session.id, user_id, n * 10, 0, 0, 100, 1, 0, 0, 0, 0, 0, 0, 1, 'VERIFIED', date_trunc('milliseconds', now())
    FROM session JOIN player ON player.id = user_id
    RETURNING id, user_id, final_score, ended_at
  )
  INSERT INTO leaderboards (score, ranked_at, user_id, result_id, leaderboard_type, metric, language, season)
  SELECT final_score, ended_at, user_id, id, 'all_time', 'score', language, ${ENGINE_VERSION}
  FROM result, unnest(ARRAY[NULL, 'PYTHON']::"Language"[]) language`;
