/** Players with histories of results: for each achievement metric, a history that has an exact value of it. */
import type { Caller } from "../../app/.server/auth/authorization/queries.ts";
import type { Db } from "../../app/.server/db/client.ts";
import { LANGUAGES } from "../../app/engine/plan.ts";
import {
  countResults,
  insertResults,
  type PastResult,
  pastResult,
  storedProgress,
} from "./histories.ts";
import { createPlayer } from "./players.ts";

/** Creates a player with these results, which are counted in their order. */
export async function playerWith(db: Db, results: PastResult[]): Promise<Caller> {
  const player = await createPlayer(db);
  await insertResults(db, player.id, results);
  await countResults(db, results);
  return player;
}

/** Returns the keys of the achievements that a player has unlocked. */
export const unlockedKeys = async (db: Db, playerId: string) =>
  (await storedProgress(db, playerId)).unlocked.map(({ key }) => key);

/** Returns the values that `make` returns for 0 to `n` - 1. */
export const times = <T>(n: number, make: (index: number) => T) =>
  Array.from({ length: n }, (_, i) => make(i));

const at = (ended_at: string) => [pastResult({ ended_at })];

/** The fields of a result in which `wrong` of `total` words have mistakes. */
export const wordCounts = (total: number, wrong: number) => ({
  total_words_typed: total,
  incorrect_words: wrong,
  correct_words: total - wrong,
  accuracy_percentage: total === 0 ? 0 : ((total - wrong) / total) * 100,
});

/**
 * For each achievement metric, returns a history whose value of the metric is exactly `value`. A metric that
 * is a condition is 1 or 0: with 0, the history only just misses the condition.
 */
export const HISTORIES_BY_METRIC: Record<string, (value: number) => PastResult[]> = {
  sustained_wpm: (n) => [
    pastResult({ words_per_minute: n, playtime_seconds: 60 }),
    // Faster, but a second too short to count.
    pastResult({ words_per_minute: n + 50, playtime_seconds: 59 }),
  ],
  accuracy: (n) => [pastResult(wordCounts(100, 100 - n)), pastResult(wordCounts(99, 0))],
  flawless_words: (n) => [pastResult(wordCounts(n, 0)), pastResult(wordCounts(n + 500, 1))],
  combo: (n) => [pastResult({ max_combo: n })],
  waves: (n) => [pastResult({ waves_completed: n })],
  games_in_each_language: (n) =>
    LANGUAGES.flatMap((language, index) =>
      times(n + (index === 2 ? 0 : 1), () => pastResult({ language })),
    ),
  streak_days: (n) => [
    ...times(n, (day) =>
      pastResult({ ended_at: new Date(Date.UTC(2023, 11, 30 + day)).toISOString() }),
    ),
    // After a day without a run.
    pastResult({ ended_at: new Date(Date.UTC(2023, 11, 31 + n)).toISOString() }),
  ],
  challenge_runs: (n) => [...times(n, () => pastResult({ mode: "daily" })), pastResult()],
  games: (n) => times(n, () => pastResult()),
  words: (n) => [pastResult(wordCounts(n - 22, 30)), pastResult()],
  bugs: (n) => [pastResult({ enemies_killed: n - 7 }), pastResult({ enemies_killed: 7 })],
  playtime_seconds: (n) => [
    pastResult({ playtime_seconds: n - 30 }),
    pastResult({ playtime_seconds: 30 }),
  ],
  unharmed_waves: (n) => [
    pastResult({ waves_completed: n, total_damage_taken: 0 }),
    pastResult({ waves_completed: n + 1, total_damage_taken: 1 }),
  ],
  expert_waves: (n) => [
    pastResult({ waves_completed: n, difficulty: "EXPERT" }),
    pastResult({ waves_completed: n + 1, difficulty: "HARD" }),
  ],
  run_seconds: (n) => times(2, () => pastResult({ playtime_seconds: n })),
  words_404: (n) => [pastResult(wordCounts(403 + n, 9)), pastResult(wordCounts(405, 9))],
  seconds_418: (n) => [
    pastResult({ playtime_seconds: 417 + n }),
    pastResult({ playtime_seconds: 419 }),
  ],
  bugs_42: (n) => [pastResult({ enemies_killed: 41 + n }), pastResult({ enemies_killed: 43 })],
  no_correct_words: (n) => [pastResult(wordCounts(21, 20 + n)), pastResult(wordCounts(21, 20))],
  one_error: (n) => [
    pastResult(wordCounts(99 + n, 1)),
    pastResult(wordCounts(100, 2)),
    pastResult(wordCounts(100, 0)),
  ],
  half_wrong: (n) => [pastResult(wordCounts(20, 9 + n)), pastResult(wordCounts(18, 9))],
  palindrome: (n) => [pastResult({ final_score: 12_320 + n }), pastResult({ final_score: 999 })],
  round_score: (n) => [pastResult({ final_score: 1_299 + n }), pastResult({ final_score: 900 })],
  at_night: (n) => at(n ? "2026-03-04T03:59:59.999Z" : "2026-03-04T04:00:00.000Z"),
  friday_evening: (n) => [
    ...at(n ? "2026-03-06T16:00:00.000Z" : "2026-03-06T15:59:59.999Z"),
    ...at("2026-03-05T20:00:00.000Z"),
    ...at("2026-03-07T20:00:00.000Z"),
  ],
  // Day 256 is 12 September in leap years and 13 September in others.
  day_256: (n) => [
    ...at(n ? "2024-09-12T12:00:00.000Z" : "2024-09-13T12:00:00.000Z"),
    ...at("2026-09-12T12:00:00.000Z"),
  ],
};
