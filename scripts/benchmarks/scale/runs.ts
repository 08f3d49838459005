/** SQL that draws runs and inserts their sessions, their results, and drafts from which players and boards are derived. */
import { COUNTED_SECONDS, COUNTED_WORDS } from "../../../app/contracts/ranking.ts";
import { ENGINE_VERSION } from "../../../app/engine/index.ts";
import { DIFFICULTIES } from "../../../app/engine/plan.ts";
import { type Chunk, IN_A_ROW, type Population, timesOf } from "./population.ts";

/** Key logs and their figures are inserted only for runs of the last days, because no measured statement reads older ones. */
const TYPED_DAYS = 7;

/** Returns the tables of drafts: what players and boards are derived from, in parts that fit into memory. */
export function draftTables(parts: number): string {
  const columns = `
    part int, i int, p int, user_id uuid, result_id uuid, ended_at timestamptz, day date, verified boolean, challenge boolean,
    language "Language", difficulty "Difficulty", score int, wpm float8, accuracy float8,
    words int, wrong int, seconds int, waves int, kills int, combo int, taken int`;
  const partitions = Array.from(
    { length: parts },
    (_, part) =>
      `CREATE UNLOGGED TABLE bench.runs_${part} PARTITION OF bench.runs FOR VALUES IN (${part});`,
  );
  return `
    CREATE TABLE bench.runs (${columns}) PARTITION BY LIST (part);
    ${partitions.join("\n")}
    CREATE TABLE bench.plans AS
      SELECT language, difficulty, (array_agg(version_id ORDER BY version_id))[1:12] AS versions
      FROM code_snippets GROUP BY language, difficulty;
  `;
}

/** Returns a statement that inserts the challenge of every day. */
export const insertChallenges = ({ until }: Population) => `
  INSERT INTO daily_challenges (day, language, seed, snippet_versions)
  SELECT day, plan.language, 1, plan.versions
  FROM generate_series('${until.toISOString()}'::date - 731, '${until.toISOString()}'::date, '1 day') day,
    bench.plans plan
  WHERE plan.difficulty = 'NORMAL' ON CONFLICT DO NOTHING`;

/** Minutes that a player of 36 words a minute survives, by difficulty (docs/balance.md). */
const MINUTES = "ARRAY[8, 3.6, 2.2, 1.3]";
const LANGUAGES_DRAWN = `'{TYPESCRIPT,JAVASCRIPT,PYTHON,REACT}'::"Language"[]`;
const LEVELS = `'{${DIFFICULTIES.join(",")}}'::"Difficulty"[]`;

/**
 * Returns a statement that draws and inserts the runs of a chunk. `OFFSET 0` keeps the planner from merging the
 * steps, which would compute each number again wherever it is used.
 */
export function insertRuns(chunk: Chunk, population: Population, parts: number): string {
  const { from, to, slots } = chunk;
  const { start, span } = timesOf(population);
  const row = slots * IN_A_ROW;
  const typedSince = new Date(population.until.getTime() - TYPED_DAYS * 86_400_000).toISOString();
  return `
  WITH drawn AS (
    SELECT i, (i + 0.5) / ${population.runs} AS share,
      -- A quarter are single runs; the others come in rows of one player.
      CASE WHEN bench.chance(i, 1) < 0.25 THEN i
        ELSE ${from} + (i - ${from}) / ${row} * ${row} + (i - ${from}) % ${slots} END AS lead
    FROM generate_series(${from}::bigint, ${to - 1}) i OFFSET 0
  ), who AS (
    SELECT *, bench.player(bench.chance(lead, 2), ${population.players}) AS p,
      date_trunc('milliseconds', to_timestamp(${start} + ${span} * sqrt(share))) AS ended_at
    FROM drawn OFFSET 0
  ), style AS (
    SELECT *, (ended_at AT TIME ZONE 'UTC')::date AS day, bench.normal(p, 100) AS level,
      -- Mostly the player's favourite language.
      CASE WHEN bench.chance(i, 3) < 0.7 THEN bench.chance(p, 4) ELSE bench.chance(i, 5) END AS taste,
      bench.chance(i, 6) AS mood, bench.chance(i, 7) < 0.12 AS quits
    FROM who OFFSET 0
  ), choice AS (
    SELECT *, (${LANGUAGES_DRAWN})[CASE WHEN taste < 0.35 THEN 1 WHEN taste < 0.65 THEN 2 WHEN taste < 0.9 THEN 3 ELSE 4 END] AS language,
      CASE WHEN mood < 0.07 THEN 'daily' WHEN mood < 0.1 THEN 'daily_practice'
        WHEN mood < 0.14 THEN 'rematch' WHEN mood < 0.19 THEN 'relaxed' ELSE 'standard' END AS asked
    FROM style OFFSET 0
  ), mode AS (
    SELECT *, (CASE WHEN asked = 'daily' AND row_number() OVER (PARTITION BY p, day, language, asked ORDER BY i) > 1
        THEN 'daily_practice' ELSE asked END)::"GameMode" AS mode,
      CASE WHEN asked LIKE 'daily%' THEN 2
        ELSE least(4, greatest(1, round(2 + 0.4 * level + 0.7 * bench.normal(i, 8)))) END::int AS d
    FROM choice OFFSET 0
  ), speed AS (
    SELECT *, greatest(3, exp(3.5 + 0.33 * level + 0.1 * bench.normal(i, 9))
      * (0.85 + 0.15 * share) * (1.05 - 0.05 * d)) AS speed
    FROM mode OFFSET 0
  ), length AS (
    SELECT *, greatest(2, ceil(60 * (${MINUTES})[d] * (speed / 36) ^ 0.9 * exp(0.25 * bench.normal(i, 10))
      * CASE WHEN quits THEN bench.chance(i, 11) ELSE 1 END))::int AS seconds
    FROM speed OFFSET 0
  ), typed AS (
    SELECT *, floor(speed * seconds / 60)::int AS words FROM length OFFSET 0
  ), checked AS (
    SELECT *, least(words, floor(words * 0.2 * exp(-0.4 * level) * bench.chance(i, 12) ^ 2))::int AS wrong
    FROM typed OFFSET 0
  ), measured AS (
    SELECT *, floor(words / 4.6)::int AS kills, least(40, floor(seconds / 43.0))::int AS waves,
      floor((words - wrong) * (0.15 + 0.85 * bench.chance(i, 13)) / (1 + 0.3 * wrong))::int AS combo,
      CASE WHEN quits THEN floor(100 * bench.chance(i, 14)) ELSE 100 END::int AS taken,
      CASE words WHEN 0 THEN 0 ELSE (words - wrong)::float8 / words * 100 END AS accuracy,
      words::float8 / seconds * 60 AS wpm
    FROM checked OFFSET 0
  ), run AS MATERIALIZED (
    SELECT *, bench.id('user', p) AS user_id, bench.id('session', i) AS session_id,
      bench.id('result', i) AS result_id,
      ended_at - make_interval(secs => seconds) AS started_at,
      CASE WHEN mode IN ('daily', 'daily_practice') THEN day END AS challenge_day, (${LEVELS})[d] AS difficulty,
      (words - wrong) * 10 + kills * 50 + waves * 100 + combo * 25
        + floor(accuracy * 5)::int + floor(wpm * 2)::int AS score,
      (CASE WHEN mode NOT IN ('standard', 'daily') OR seconds < ${COUNTED_SECONDS} OR words < ${COUNTED_WORDS}
        THEN 'UNRANKED' WHEN bench.chance(i, 15) < 0.01 THEN 'FLAGGED'
        WHEN bench.chance(i, 15) < 0.02 THEN 'VOIDED' ELSE 'VERIFIED' END)::"ResultStatus" AS status
    -- In order of time, so that a player's rows are spread over the table as on the real site.
    FROM measured ORDER BY i
  ), draft AS (
    INSERT INTO bench.runs SELECT p % ${parts}, i, p, user_id, result_id, ended_at, day, status = 'VERIFIED', mode = 'daily',
      language, difficulty, score, wpm, accuracy, words, wrong, seconds, waves, kills, combo, taken
    FROM run
  ), session AS (
    INSERT INTO game_sessions (id, user_id, language, difficulty, started_at, ended_at, is_completed, created_at,
      updated_at, mode, seed, engine_version, snippet_versions, expires_at, outcome, ended_at_ms, challenge_day)
    SELECT session_id, user_id, run.language, run.difficulty, started_at, ended_at, true, started_at,
      ended_at, mode, i, ${ENGINE_VERSION}, plan.versions, started_at + interval '30 minutes',
      (CASE WHEN quits THEN 'quit' ELSE 'defeat' END)::"GameOutcome", seconds * 1000, challenge_day
    FROM run JOIN bench.plans plan ON plan.language = run.language AND plan.difficulty = run.difficulty
  ), log AS (
    INSERT INTO typing_sessions (id, user_id, game_session_id, key_sequence, started_at, ended_at, is_completed)
    SELECT bench.id('log', i), user_id, session_id, '{"keys": "", "gaps": ""}', started_at, ended_at, true
    FROM run WHERE ended_at > '${typedSince}'
  ), keys AS (
    INSERT INTO typing_results (session_id, user_id, total_keys_pressed, correct_keys, incorrect_keys,
      accuracy_percentage, keys_per_minute, duration_seconds, ended_at)
    SELECT bench.id('log', i), user_id, words * 5, words * 5 - wrong, wrong, accuracy, wpm * 5, seconds, ended_at
    FROM run WHERE ended_at > '${typedSince}'
  )
  INSERT INTO game_results (id, session_id, user_id, final_score, waves_completed, enemies_killed,
    accuracy_percentage, words_per_minute, total_words_typed, correct_words, incorrect_words, max_combo,
    total_damage_dealt, total_damage_taken, playtime_seconds, first_key_at, last_key_at, ended_at, created_at,
    status, flags)
  SELECT result_id, session_id, user_id, score, waves, kills, accuracy, wpm, words, words - wrong,
    wrong, combo, kills * 60, taken, seconds, started_at, ended_at, ended_at, ended_at, status,
    CASE status WHEN 'FLAGGED' THEN '{speed}' ELSE '{}' END::text[]
  FROM run`;
}
