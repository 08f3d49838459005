/** Inserts thousands of random results straight into the tables, because playing them would take too long. */
import { sql } from "kysely";
import { vi } from "vitest";
import { connect, type Db } from "../../app/.server/db/client.ts";
import { ENGINE_VERSION } from "../../app/engine/index.ts";

interface Options {
  /** The seed of the random numbers: the same seed gives the same results. */
  seed?: number;
  /** When the newest result ends. */
  until?: Date;
  /** Milliseconds between two results. */
  apart?: number;
}

/**
 * Inserts `count` results of one player, with ties, in all languages, difficulties and statuses and most modes.
 * Then updates the statistics and the all-time score boards that follow from the VERIFIED ones.
 */
export async function insertRandomResults(
  db: Db,
  userId: string,
  count: number,
  { seed = 1, until = new Date(), apart = 3_600_000 }: Options = {},
): Promise<void> {
  await sql`SELECT setseed(${(seed % 1_000) / 1_000})`.execute(db);
  await sql`
    WITH drawn AS MATERIALIZED (
      SELECT n, gen_random_uuid() AS session_id,
        date_trunc('milliseconds', ${until.toISOString()}::timestamptz
          - make_interval(secs => (${count} - n) * ${apart / 1_000}::float8)) AS ended_at,
        (enum_range(NULL::"Language"))[1 + floor(random() * 4)] AS language,
        (enum_range(NULL::"Difficulty"))[1 + floor(random() * random() * 4)] AS difficulty,
        (ARRAY['standard', 'standard', 'standard', 'rematch', 'relaxed', 'daily_practice'])
          [1 + floor(random() * 6)]::"GameMode" AS mode,
        -- Grows slowly, with chance; rounded, so that some are equal.
        round((30 + 40 * n::float8 / ${count} + 14 * random())::numeric, 1)::float8 AS wpm,
        round((86 + 8 * n::float8 / ${count} + 6 * random())::numeric, 1)::float8 AS accuracy,
        1 + floor(random() * 9)::int AS waves,
        30 + floor(random() * 240)::int AS seconds,
        CASE WHEN random() < 0.04 THEN 'VOIDED' WHEN random() < 0.04 THEN 'FLAGGED' ELSE 'VERIFIED' END AS status
      FROM generate_series(1, ${count}) n
    ),
    session AS (
      INSERT INTO game_sessions (id, user_id, language, difficulty, mode, seed, engine_version,
        snippet_versions, started_at, ended_at, expires_at, is_completed, outcome, ended_at_ms)
      SELECT session_id, ${userId}, language, difficulty, mode, 1, ${ENGINE_VERSION}, '{}',
        ended_at - make_interval(secs => seconds), ended_at, ended_at, true, 'defeat', seconds * 1000
      FROM drawn
    )
    INSERT INTO game_results (session_id, user_id, final_score, waves_completed, enemies_killed,
      accuracy_percentage, words_per_minute, standard_wpm, key_accuracy,
      total_words_typed, correct_words, incorrect_words,
      max_combo, total_damage_dealt, total_damage_taken, playtime_seconds, status, ended_at)
    SELECT session_id, ${userId}, floor(wpm * 2 + accuracy * 5)::int + waves * 400, waves, waves * 5,
      accuracy, wpm,
      -- Of one result in seventeen nobody counted the keys.
      CASE WHEN n % 17 > 0 THEN wpm * 1.3 END, CASE WHEN n % 17 > 0 THEN 90 + accuracy / 10 END,
      floor(wpm * seconds / 60)::int, floor(wpm * seconds / 60 * accuracy / 100)::int,
      floor(wpm * seconds / 60)::int - floor(wpm * seconds / 60 * accuracy / 100)::int,
      10 + waves, waves * 300, 100, seconds,
      (CASE WHEN mode = 'standard' THEN status ELSE 'UNRANKED' END)::"ResultStatus", ended_at
    FROM drawn
  `.execute(db);
  await sql`
    UPDATE user_statistics SET
      total_games = v.games, total_playtime_sec = v.seconds, best_score = v.score, best_wpm = v.best_wpm,
      avg_wpm = v.wpm, avg_accuracy = v.accuracy, best_standard_wpm = v.best_standard_wpm,
      avg_standard_wpm = v.standard_wpm, avg_key_accuracy = v.key_accuracy, games_with_keys = v.with_keys,
      total_words_typed = v.words,
      total_enemies_killed = v.kills, highest_wave = v.waves, favorite_language = v.favorite
    FROM (
      SELECT count(*) AS games, sum(playtime_seconds) AS seconds, max(final_score) AS score,
        coalesce(max(words_per_minute) FILTER (WHERE counts_for_speed(playtime_seconds)), 0) AS best_wpm, avg(words_per_minute) AS wpm,
        avg(accuracy_percentage) AS accuracy, avg(standard_wpm) AS standard_wpm,
        max(standard_wpm) FILTER (WHERE counts_for_speed(playtime_seconds)) AS best_standard_wpm,
        avg(key_accuracy) AS key_accuracy, count(standard_wpm) AS with_keys,
        sum(total_words_typed) AS words,
        sum(enemies_killed) AS kills, max(waves_completed) AS waves,
        mode() WITHIN GROUP (ORDER BY language) AS favorite
      FROM game_results r JOIN game_sessions s ON s.id = r.session_id
      WHERE r.user_id = ${userId} AND status = 'VERIFIED'
    ) v WHERE user_id = ${userId} AND v.games > 0
  `.execute(db);
  await sql`
    INSERT INTO leaderboards (user_id, leaderboard_type, metric, language, difficulty, score, result_id, ranked_at, season)
    SELECT DISTINCT ON (s.language, s.difficulty, s.engine_version) r.user_id, 'all_time', 'score', s.language,
      s.difficulty, r.final_score, r.id, r.ended_at, s.engine_version
    FROM game_results r JOIN game_sessions s ON s.id = r.session_id
    WHERE r.user_id = ${userId} AND status = 'VERIFIED'
    ORDER BY s.language, s.difficulty, s.engine_version, r.final_score DESC, r.ended_at
    ON CONFLICT DO NOTHING
  `.execute(db);
}

/**
 * Inserts `players` with ten results each, then vacuums and analyses the tables. The planner then estimates ten
 * results for every player, which is the hardest case for statements about a player with thousands.
 */
export async function insertOtherPlayers(ownerUrl: string, players: number): Promise<void> {
  const { db, close } = connect(ownerUrl);
  await sql`
    WITH player AS (
      INSERT INTO users (username, email, display_name, password_hash)
      SELECT 'player_' || n, 'player_' || n || '@example.com', 'Player', '-'
      FROM generate_series(1, ${players}) n RETURNING id
    ),
    session AS (
      INSERT INTO game_sessions (user_id, language, seed, engine_version, snippet_versions,
        started_at, ended_at, expires_at, is_completed, outcome, ended_at_ms)
      SELECT id, 'PYTHON', 1, ${ENGINE_VERSION}, '{}', ended_at, ended_at, ended_at, true, 'quit', 60000
      FROM player, generate_series(1, 10) n,
        LATERAL (SELECT now() - make_interval(days => n, secs => random() * 80000) AS ended_at) t
      RETURNING id, user_id, ended_at
    )
    INSERT INTO game_results (session_id, user_id, final_score, waves_completed, enemies_killed,
      accuracy_percentage, words_per_minute, total_words_typed, correct_words, incorrect_words,
      max_combo, total_damage_dealt, total_damage_taken, playtime_seconds, status, ended_at)
    SELECT id, user_id, 500, 1, 5, 90, 50, 50, 45, 5, 10, 100, 100, 60, 'VERIFIED', ended_at FROM session
  `.execute(db);
  // The tests' server commits asynchronously, and VACUUM marks no page as all-visible before its commits are written.
  await sql`CHECKPOINT`.execute(db);
  const vacuumed = async () => {
    for (const table of ["users", "game_sessions", "game_results", "leaderboards"]) {
      await sql`VACUUM ANALYZE ${sql.table(table)}`.execute(db);
    }
    const { rows } = await sql<{ visible: boolean }>`
      SELECT bool_and(relallvisible > 0.95 * relpages) AS visible FROM pg_class
      WHERE relname IN ('game_results', 'game_sessions')
    `.execute(db);
    return rows[0]?.visible;
  };
  // VACUUM succeeds once no older transaction reads the tables; autovacuum's count as well.
  await vi.waitUntil(vacuumed, { timeout: 40_000, interval: 100 });
  await close();
}

/** Returns all results of a player with their language and difficulty, the newest first. */
export const resultsOf = (db: Db, userId: string) =>
  db
    .selectFrom("game_results as r")
    .innerJoin("game_sessions as s", "s.id", "r.session_id")
    .selectAll("r")
    .select(["s.language", "s.difficulty"])
    .where("r.user_id", "=", userId)
    .orderBy("r.ended_at", "desc")
    .orderBy("r.id", "desc")
    .execute();

/** Returns the numbers that are known. */
export const known = (numbers: (number | null)[]) => numbers.filter((number) => number !== null);

export const mean = (numbers: number[]) =>
  numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
