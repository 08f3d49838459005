/** Histories of results as plain rows, and what follows from them, counted in the plainest way. */
import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { Db } from "../../app/.server/db/client.ts";
import { DEFINITIONS } from "../../app/.server/progress/achievements/definitions.ts";
import type { GameResult } from "../../app/contracts/game.ts";
import { type Difficulty, LANGUAGES, type Language, type Mode } from "../../app/engine/plan.ts";
import type { Score } from "../../app/engine/score.ts";

export interface PastRun extends Score {
  id: string;
  session_id: string;
  ended_at: string;
  status: GameResult["status"];
  language: Language;
  difficulty: Difficulty;
  mode: Mode;
}

/** A run of half a minute on a Wednesday at noon that is nothing special. */
export const runOf = (overrides: Partial<PastRun> = {}): PastRun => ({
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
  total_words_typed: 22,
  correct_words: 20,
  incorrect_words: 2,
  max_combo: 6,
  total_damage_dealt: 300,
  total_damage_taken: 40,
  playtime_seconds: 30,
  ...overrides,
});

/** Inserts the runs of a player alone. Does not update statistics, achievements or boards. */
export async function insertRuns(db: Db, userId: string, runs: PastRun[]): Promise<void> {
  const rows = JSON.stringify(runs);
  await sql`
    WITH overrides AS (
      SELECT * FROM jsonb_to_recordset(${rows}::jsonb) AS run(
        session_id uuid, language "Language", difficulty "Difficulty", mode "GameMode", ended_at timestamptz)
    ), sessions AS (
      INSERT INTO game_sessions (id, user_id, language, difficulty, mode, seed, engine_version,
        snippet_versions, started_at, expires_at, ended_at, is_completed, outcome)
      SELECT session_id, ${userId}, language, difficulty, mode, 1, 1, '{}', ended_at, ended_at, ended_at, true, 'defeat'
      FROM overrides
    )
    INSERT INTO game_results
    SELECT * FROM jsonb_populate_recordset(NULL::game_results, (
      SELECT jsonb_agg(run || jsonb_build_object('user_id', ${userId}::uuid, 'created_at', now(), 'flags', '{}'))
      FROM jsonb_array_elements(${rows}::jsonb) run))
  `.execute(db);
}

/** Carries results into statistics and achievements in this order, as `end` does when it stores them. */
export async function countRuns(db: Db, runs: Pick<PastRun, "id">[]): Promise<void> {
  await sql`
    SELECT count_result(id, true) FROM unnest(${runs.map((run) => run.id)}::uuid[]) WITH ORDINALITY AS run(id, n)
    ORDER BY n
  `.execute(db);
}

export const recount = (db: Db, userId: string) =>
  sql`SELECT recount_player(${userId})`.execute(db);

const sum = (numbers: number[]) => numbers.reduce((total, n) => total + n, 0);
const most = (numbers: number[]) => numbers.reduce((high, n) => Math.max(high, n), 0);
const DAY_MS = 86_400_000;
/** The UTC day as a count since 1970. */
const dayOf = (run: PastRun) => Math.floor(Date.parse(run.ended_at) / DAY_MS);

/** Lengths of the days in a row, the earliest first. */
function streaks(runs: PastRun[]): number[] {
  const days = [...new Set(runs.map(dayOf))].sort((a, b) => a - b);
  const lengths: number[] = [];
  days.forEach((day, index) => {
    if (index > 0 && days[index - 1] === day - 1) lengths.push((lengths.pop() ?? 0) + 1);
    else lengths.push(1);
  });
  return lengths;
}

const playedIn = (runs: PastRun[], language: Language) =>
  runs.filter((run) => run.language === language).length;

/** A player's statistics, as the row has them, from the VERIFIED runs among `all`. */
export function statisticsOf(all: PastRun[]) {
  const runs = all.filter((run) => run.status === "VERIFIED");
  const mean = (numbers: number[]) => (numbers.length === 0 ? 0 : sum(numbers) / numbers.length);
  const last = most(runs.map(dayOf));
  const favorite = LANGUAGES.reduce((best, language) =>
    playedIn(runs, language) > playedIn(runs, best) ? language : best,
  );
  return {
    total_games: runs.length,
    total_playtime_sec: sum(runs.map((run) => run.playtime_seconds)),
    best_score: most(runs.map((run) => run.final_score)),
    best_wpm: most(runs.map((run) => run.words_per_minute)),
    avg_wpm: mean(runs.map((run) => run.words_per_minute)),
    avg_accuracy: mean(runs.map((run) => run.accuracy_percentage)),
    total_words_typed: sum(runs.map((run) => run.total_words_typed)),
    total_enemies_killed: sum(runs.map((run) => run.enemies_killed)),
    highest_wave: most(runs.map((run) => run.waves_completed)),
    favorite_language: runs.length === 0 ? null : favorite,
    best_combo: most(runs.map((run) => run.max_combo)),
    best_sustained_wpm: most(
      runs.filter((run) => run.playtime_seconds >= 60).map((run) => run.words_per_minute),
    ),
    best_accuracy: most(
      runs.filter((run) => run.total_words_typed >= 100).map((run) => run.accuracy_percentage),
    ),
    longest_flawless: most(
      runs.filter((run) => run.incorrect_words === 0).map((run) => run.total_words_typed),
    ),
    challenge_runs: runs.filter((run) => run.mode === "daily").length,
    last_played_day: runs.length === 0 ? null : new Date(last * DAY_MS).toISOString().slice(0, 10),
    last_streak: streaks(runs).at(-1) ?? 0,
    best_streak: most(streaks(runs)),
  };
}

/** What a single run is measured by; a Boolean counts as 0 or 1. */
const OF_A_RUN: Record<string, (run: PastRun, ended: Date) => number | boolean> = {
  unharmed_waves: (run) => (run.total_damage_taken === 0 ? run.waves_completed : 0),
  expert_waves: (run) => (run.difficulty === "EXPERT" ? run.waves_completed : 0),
  run_seconds: (run) => run.playtime_seconds,
  words_404: (run) => run.total_words_typed === 404,
  seconds_418: (run) => run.playtime_seconds === 418,
  bugs_42: (run) => run.enemies_killed === 42,
  no_words: (run) => run.total_words_typed === 0,
  one_error: (run) => run.incorrect_words === 1 && run.total_words_typed >= 100,
  half_wrong: (run) => run.correct_words === run.incorrect_words && run.correct_words >= 10,
  palindrome: (run) =>
    run.final_score >= 1000 &&
    String(run.final_score) === String(run.final_score).split("").reverse().join(""),
  round_score: (run) => run.final_score >= 1000 && run.final_score % 100 === 0,
  at_night: (_, ended) => ended.getUTCHours() < 4,
  friday_evening: (_, ended) => ended.getUTCDay() === 5 && ended.getUTCHours() >= 16,
  day_256: (run, ended) => dayOf(run) - Date.UTC(ended.getUTCFullYear(), 0, 1) / DAY_MS === 255,
};

/** The metric `type` of a history. */
function measure(type: string, runs: PastRun[]): number {
  const ofARun = OF_A_RUN[type];
  if (ofARun) return most(runs.map((run) => Number(ofARun(run, new Date(run.ended_at)))));
  const statistics = statisticsOf(runs);
  const kept: Record<string, number> = {
    sustained_wpm: statistics.best_sustained_wpm,
    accuracy: statistics.best_accuracy,
    flawless_words: statistics.longest_flawless,
    combo: statistics.best_combo,
    waves: statistics.highest_wave,
    games_in_each_language: Math.min(...LANGUAGES.map((language) => playedIn(runs, language))),
    streak_days: statistics.best_streak,
    games: statistics.total_games,
    words: statistics.total_words_typed,
    bugs: statistics.total_enemies_killed,
    playtime_seconds: statistics.total_playtime_sec,
    challenge_runs: statistics.challenge_runs,
  };
  const value = kept[type];
  if (value === undefined) throw new Error(`no such metric: ${type}`);
  return value;
}

export interface Unlocked {
  key: string;
  result_id: string;
  unlocked_at: string;
}

/** The order in which results count: by their end, of equals by their id. */
const before = (a: PastRun, b: PastRun) =>
  a.ended_at === b.ended_at ? (a.id < b.id ? -1 : 1) : a.ended_at < b.ended_at ? -1 : 1;

/** What a history deserves, with the run that deserves it first. */
export function deservedBy(all: PastRun[]): Unlocked[] {
  const runs = all.filter((run) => run.status === "VERIFIED").sort(before);
  return DEFINITIONS.flatMap(({ key, requirement_type, requirement_value }) => {
    const enough = (n: number) => measure(requirement_type, runs.slice(0, n)) >= requirement_value;
    if (!enough(runs.length)) return [];
    // No metric ever falls, so the first that is enough can be searched for by halves.
    let [low, high] = [1, runs.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (enough(middle)) high = middle;
      else low = middle + 1;
    }
    const { id, ended_at } = runs[low - 1] as PastRun;
    return [{ key, result_id: id, unlocked_at: ended_at }];
  });
}

/** What is stored of a player: the statistics to compare, and the achievements in the definitions' order. */
export async function stored(db: Db, userId: string) {
  const { rows } = await sql<ReturnType<typeof statisticsOf>>`
    SELECT *, last_played_day::text FROM user_statistics WHERE user_id = ${userId}
  `.execute(db);
  const unlocked: Unlocked[] = await db
    .selectFrom("user_achievements")
    .innerJoin("achievements", "achievements.id", "user_achievements.achievement_id")
    .select(["key", "result_id", "unlocked_at"])
    .where("user_id", "=", userId)
    .orderBy("position")
    .execute();
  return { statistics: rows[0], unlocked };
}
