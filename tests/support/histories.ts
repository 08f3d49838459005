/** Results as plain rows, and a recount in plain TypeScript of the statistics and achievements that follow from them. */
import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { Db } from "../../app/.server/db/client.ts";
import { DEFINITIONS } from "../../app/.server/progress/achievements/definitions.ts";
import type { ResultStatus } from "../../app/contracts/moderation.ts";
import { SPEED_SECONDS } from "../../app/contracts/ranking.ts";
import { ENGINE_VERSION } from "../../app/engine/index.ts";
import { type Difficulty, LANGUAGES, type Language, type Mode } from "../../app/engine/plan.ts";
import type { Score } from "../../app/engine/score.ts";
import { known } from "./random-results.ts";

export interface PastResult extends Score {
  /** Null for a result whose keys nobody counted. */
  standard_wpm: number | null;
  key_accuracy: number | null;
  id: string;
  session_id: string;
  ended_at: string;
  status: ResultStatus;
  language: Language;
  difficulty: Difficulty;
  mode: Mode;
}

/** Returns an ordinary result: half a minute, on a Wednesday at noon, without any unusual number. */
export const pastResult = (overrides: Partial<PastResult> = {}): PastResult => ({
  id: randomUUID(),
  session_id: randomUUID(),
  ended_at: "2026-03-04T12:00:00.000Z",
  status: "VERIFIED",
  language: "PYTHON",
  difficulty: "NORMAL",
  mode: "standard",
  final_score: 1_234,
  waves_completed: 1,
  enemies_killed: 7,
  accuracy_percentage: (20 / 22) * 100,
  words_per_minute: 44,
  standard_wpm: 52,
  key_accuracy: 96,
  total_words_typed: 22,
  correct_words: 20,
  incorrect_words: 2,
  max_combo: 6,
  total_damage_dealt: 300,
  total_damage_taken: 40,
  playtime_seconds: 30,
  ...overrides,
});

/** Inserts results of a player. Does not update statistics, achievements or boards. */
export async function insertResults(db: Db, userId: string, results: PastResult[]): Promise<void> {
  const rows = JSON.stringify(results);
  await sql`
    WITH input AS (
      SELECT * FROM jsonb_to_recordset(${rows}::jsonb) AS result(
        session_id uuid, language "Language", difficulty "Difficulty", mode "GameMode", ended_at timestamptz)
    ), sessions AS (
      INSERT INTO game_sessions (id, user_id, language, difficulty, mode, seed, engine_version,
        snippet_versions, started_at, expires_at, ended_at, is_completed, outcome)
      SELECT session_id, ${userId}, language, difficulty, mode, 1, ${ENGINE_VERSION}, '{}', ended_at, ended_at, ended_at, true, 'defeat'
      FROM input
    )
    INSERT INTO game_results
    SELECT * FROM jsonb_populate_recordset(NULL::game_results, (
      SELECT jsonb_agg(result || jsonb_build_object('user_id', ${userId}::uuid, 'created_at', now(), 'flags', '{}',
        'off_boards', false))
      FROM jsonb_array_elements(${rows}::jsonb) result))
  `.execute(db);
}

/** Adds stored results to statistics and achievements, in the order of `results`, as the end of a game does. */
export async function countResults(db: Db, results: Pick<PastResult, "id">[]): Promise<void> {
  await sql`
    SELECT count_result(id, true) FROM unnest(${results.map((result) => result.id)}::uuid[]) WITH ORDINALITY AS result(id, n)
    ORDER BY n
  `.execute(db);
}

export const recountPlayer = (db: Db, userId: string) =>
  sql`SELECT recount_player(${userId})`.execute(db);

const sum = (numbers: number[]) => numbers.reduce((total, n) => total + n, 0);
const most = (numbers: number[]) => numbers.reduce((high, n) => Math.max(high, n), 0);
const DAY_MS = 86_400_000;
/** Returns the UTC day of a result, counted since 1970-01-01. */
const dayOf = (result: PastResult) => Math.floor(Date.parse(result.ended_at) / DAY_MS);

/** Returns the length of each streak of consecutive days with a result, the earliest first. */
function streaks(results: PastResult[]): number[] {
  const days = [...new Set(results.map(dayOf))].sort((a, b) => a - b);
  const lengths: number[] = [];
  days.forEach((day, index) => {
    if (index > 0 && days[index - 1] === day - 1) lengths.push((lengths.pop() ?? 0) + 1);
    else lengths.push(1);
  });
  return lengths;
}

const playedIn = (results: PastResult[], language: Language) =>
  results.filter((result) => result.language === language).length;

/** Returns the mean of the numbers that are known; null if none is. */
function meanOfKnown(numbers: (number | null)[]): number | null {
  const all = known(numbers);
  return all.length === 0 ? null : sum(all) / all.length;
}

/** Returns the row of `user_statistics` that follows from the VERIFIED results among `all`. */
export function expectedStatistics(all: PastResult[]) {
  const results = all.filter((result) => result.status === "VERIFIED");
  const mean = (numbers: number[]) => (numbers.length === 0 ? 0 : sum(numbers) / numbers.length);
  const last = most(results.map(dayOf));
  const favorite = LANGUAGES.reduce((best, language) =>
    playedIn(results, language) > playedIn(results, best) ? language : best,
  );
  return {
    total_games: results.length,
    total_playtime_sec: sum(results.map((result) => result.playtime_seconds)),
    best_score: most(results.map((result) => result.final_score)),
    best_wpm: most(
      results
        .filter((result) => result.playtime_seconds >= SPEED_SECONDS)
        .map((result) => result.words_per_minute),
    ),
    best_standard_wpm: known(
      results
        .filter((result) => result.playtime_seconds >= SPEED_SECONDS)
        .map((result) => result.standard_wpm),
    ).reduce((high: number | null, n) => Math.max(high ?? n, n), null),
    avg_standard_wpm: meanOfKnown(results.map((result) => result.standard_wpm)),
    avg_key_accuracy: meanOfKnown(results.map((result) => result.key_accuracy)),
    games_with_keys: known(results.map((result) => result.standard_wpm)).length,
    avg_wpm: mean(results.map((result) => result.words_per_minute)),
    avg_accuracy: mean(results.map((result) => result.accuracy_percentage)),
    total_words_typed: sum(results.map((result) => result.total_words_typed)),
    total_enemies_killed: sum(results.map((result) => result.enemies_killed)),
    highest_wave: most(results.map((result) => result.waves_completed)),
    favorite_language: results.length === 0 ? null : favorite,
    best_combo: most(results.map((result) => result.max_combo)),
    best_sustained_wpm: most(
      results
        .filter((result) => result.playtime_seconds >= SPEED_SECONDS)
        .map((result) => result.words_per_minute),
    ),
    best_accuracy: most(
      results
        .filter((result) => result.total_words_typed >= 100)
        .map((result) => result.accuracy_percentage),
    ),
    longest_flawless: most(
      results
        .filter((result) => result.incorrect_words === 0)
        .map((result) => result.total_words_typed),
    ),
    challenge_runs: results.filter((result) => result.mode === "daily").length,
    last_played_day:
      results.length === 0 ? null : new Date(last * DAY_MS).toISOString().slice(0, 10),
    last_streak: streaks(results).at(-1) ?? 0,
    best_streak: most(streaks(results)),
  };
}

/** The metrics of a single result, by their requirement type. A Boolean counts as 0 or 1. */
const RESULT_METRICS: Record<string, (result: PastResult, ended: Date) => number | boolean> = {
  unharmed_waves: (result) => (result.total_damage_taken === 0 ? result.waves_completed : 0),
  expert_waves: (result) => (result.difficulty === "EXPERT" ? result.waves_completed : 0),
  run_seconds: (result) => result.playtime_seconds,
  words_404: (result) => result.total_words_typed === 404,
  seconds_418: (result) => result.playtime_seconds === 418,
  bugs_42: (result) => result.enemies_killed === 42,
  no_correct_words: (result) => result.correct_words === 0,
  one_error: (result) => result.incorrect_words === 1 && result.total_words_typed >= 100,
  half_wrong: (result) =>
    result.correct_words === result.incorrect_words && result.correct_words >= 10,
  palindrome: (result) =>
    result.final_score >= 1000 &&
    String(result.final_score) === String(result.final_score).split("").reverse().join(""),
  round_score: (result) => result.final_score >= 1000 && result.final_score % 100 === 0,
  at_night: (_, ended) => ended.getUTCHours() < 4,
  friday_evening: (_, ended) => ended.getUTCDay() === 5 && ended.getUTCHours() >= 16,
  day_256: (result, ended) =>
    dayOf(result) - Date.UTC(ended.getUTCFullYear(), 0, 1) / DAY_MS === 255,
};

/** Returns the value of a metric over all `results`. */
function metricValue(type: string, results: PastResult[]): number {
  const metric = RESULT_METRICS[type];
  if (metric)
    return most(results.map((result) => Number(metric(result, new Date(result.ended_at)))));
  const statistics = expectedStatistics(results);
  const values: Record<string, number> = {
    sustained_wpm: statistics.best_wpm,
    accuracy: statistics.best_accuracy,
    flawless_words: statistics.longest_flawless,
    combo: statistics.best_combo,
    waves: statistics.highest_wave,
    games_in_each_language: Math.min(...LANGUAGES.map((language) => playedIn(results, language))),
    streak_days: statistics.best_streak,
    games: statistics.total_games,
    words: statistics.total_words_typed,
    bugs: statistics.total_enemies_killed,
    playtime_seconds: statistics.total_playtime_sec,
    challenge_runs: statistics.challenge_runs,
  };
  const value = values[type];
  if (value === undefined) throw new Error(`no such metric: ${type}`);
  return value;
}

export interface UnlockedAchievement {
  key: string;
  result_id: string;
  unlocked_at: string;
}

/** Orders results as they count: by their end, and by id where the ends are equal. */
const before = (a: PastResult, b: PastResult) =>
  a.ended_at === b.ended_at ? (a.id < b.id ? -1 : 1) : a.ended_at < b.ended_at ? -1 : 1;

/** Returns the achievements that results earn, each with the first result that earns it. */
export function expectedAchievements(all: PastResult[]): UnlockedAchievement[] {
  const results = all.filter((result) => result.status === "VERIFIED").sort(before);
  return DEFINITIONS.flatMap(({ key, requirement_type, requirement_value }) => {
    const enough = (n: number) =>
      metricValue(requirement_type, results.slice(0, n)) >= requirement_value;
    if (!enough(results.length)) return [];
    // A binary search, because no metric ever falls.
    let [low, high] = [1, results.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (enough(middle)) high = middle;
      else low = middle + 1;
    }
    const { id, ended_at } = results[low - 1] as PastResult;
    return [{ key, result_id: id, unlocked_at: ended_at }];
  });
}

/** Returns a player's stored statistics, and the unlocked achievements in the order of their definitions. */
export async function storedProgress(db: Db, userId: string) {
  const { rows } = await sql<ReturnType<typeof expectedStatistics>>`
    SELECT *, last_played_day::text FROM user_statistics WHERE user_id = ${userId}
  `.execute(db);
  const unlocked: UnlockedAchievement[] = await db
    .selectFrom("user_achievements")
    .innerJoin("achievements", "achievements.id", "user_achievements.achievement_id")
    .select(["key", "result_id", "unlocked_at"])
    .where("user_id", "=", userId)
    .orderBy("position")
    .execute();
  return { statistics: rows[0], unlocked };
}
