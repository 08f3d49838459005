import { describe, expect, it } from "vitest";
import { DIFFICULTIES, LANGUAGES } from "../../app/engine/plan.ts";
import { draw, nextState } from "../../app/engine/rng.ts";
import { withDatabase } from "../support/database.ts";
import {
  countResults,
  expectedAchievements,
  expectedStatistics,
  insertResults,
  type PastResult,
  pastResult,
  recountPlayer,
  storedProgress,
} from "../support/histories.ts";
import { createPlayer } from "../support/players.ts";

const database = withDatabase(12);

/** Draws whole numbers below a bound and items of a list; the same seed draws the same. */
function dice(seed: number) {
  let state = seed;
  const below = (bound: number) => {
    state = nextState(state);
    return draw(state, bound);
  };
  return { below, oneOf: <T>(list: readonly T[]): T => list[below(list.length)] as T };
}
type Dice = ReturnType<typeof dice>;

/** The times at which a day, and the hours of some achievements, begin and end. */
const CLOCKS = ["00:00:00.000", "03:59:59.999", "04:00:00.000", "15:59:59.999", "16:00:00.000"];
const LAST_MOMENT = "23:59:59.999";

/** Returns a random result that meets the conditions of achievements, and ties, far more often than real runs. */
function randomRun({ below, oneOf }: Dice, day: number): PastResult {
  const date = new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10);
  const words = oneOf([0, 22, 99, 100, 250, 404, below(600), below(5_000)]);
  const wrong = Math.min(words, oneOf([0, 0, 1, 2, Math.floor(words / 2), below(words + 1)]));
  const seconds = oneOf([30, 59, 60, 418, 899, 900, below(3_000)]);
  const counted = below(8) > 0;
  return pastResult({
    ended_at: `${date}T${oneOf([...CLOCKS, LAST_MOMENT, LAST_MOMENT])}Z`,
    status: oneOf([
      "VERIFIED",
      "VERIFIED",
      "VERIFIED",
      "VERIFIED",
      "FLAGGED",
      "UNRANKED",
      "VOIDED",
    ]),
    language: oneOf(LANGUAGES),
    difficulty: oneOf(DIFFICULTIES),
    mode: oneOf(["standard", "standard", "daily"]),
    final_score: oneOf([999, 1_000, 1_001, 2_500, below(20_000), below(20_000)]),
    waves_completed: oneOf([0, 1, 4, 5, below(31)]),
    enemies_killed: oneOf([0, 41, 42, below(1_000)]),
    total_words_typed: words,
    incorrect_words: wrong,
    correct_words: words - wrong,
    accuracy_percentage: words === 0 ? 0 : ((words - wrong) / words) * 100,
    words_per_minute: seconds === 0 ? 0 : (words / seconds) * 60,
    standard_wpm: counted ? below(1_500) / 10 : null,
    key_accuracy: counted ? below(1_001) / 10 : null,
    max_combo: below(401),
    total_damage_taken: oneOf([0, 40, 100]),
    playtime_seconds: seconds,
  });
}

/** The number of runs of each history, from one to two thousand, and the number of days that they are spread over. */
const HISTORIES = [
  { runs: 2_000, days: 900 },
  { runs: 1_200, days: 366 },
  ...Array.from({ length: 4 }, () => ({ runs: 600, days: 400 })),
  ...Array.from({ length: 20 }, () => ({ runs: 180, days: 200 })),
  ...Array.from({ length: 40 }, (_, index) => ({ runs: 1 + index, days: 1 + 3 * index })),
].map((size, index) => ({ ...size, index }));

const chronological = (a: PastResult, b: PastResult) => a.ended_at.localeCompare(b.ended_at);

function shuffled<T>(list: T[], { below }: Dice): T[] {
  const items = [...list];
  for (let i = items.length - 1; i > 0; i -= 1) {
    const j = below(i + 1);
    [items[i], items[j]] = [items[j] as T, items[i] as T];
  }
  return items;
}

async function expectStatistics(playerId: string, runs: PastResult[]) {
  const { statistics } = await storedProgress(database.db, playerId);
  const { avg_wpm, avg_accuracy, avg_standard_wpm, avg_key_accuracy, ...exact } =
    expectedStatistics(runs);
  // Averages are added up in another order, so only about twelve digits are equal.
  const nearly = (n: number | null) => (n === null ? null : expect.closeTo(n, 9));
  expect(statistics).toMatchObject({
    ...exact,
    avg_wpm: nearly(avg_wpm),
    avg_accuracy: nearly(avg_accuracy),
    avg_standard_wpm: nearly(avg_standard_wpm),
    avg_key_accuracy: nearly(avg_key_accuracy),
  });
}

const keysOf = (unlocked: { key: string }[]) => unlocked.map(({ key }) => key);

describe("statistics and achievements of more than ten thousand random results", () => {
  it("cover more than ten thousand results", () => {
    expect(HISTORIES.reduce((total, { runs }) => total + runs, 0)).toBeGreaterThan(10_000);
  });

  it("equal a recount in plain TypeScript, whether results are counted in order, out of order or concurrently, and after some are voided, restored or deleted", async () => {
    const { db } = database;
    const seen = new Set<string>();
    let revoked = 0;
    let keptTimes = 0;

    const checkHistory = async ({ runs: length, days, index }: (typeof HISTORIES)[number]) => {
      const chance = dice(index + 1);
      const { id } = await createPlayer(db);
      const runs = Array.from({ length }, () => randomRun(chance, chance.below(days)));
      await insertResults(db, id, runs);

      // Half of the histories are counted in the order of their ends, the others shuffled and on two connections at once.
      const ordered = index % 2 === 0;
      if (ordered) await countResults(db, [...runs].sort(chronological));
      else {
        const arrivals = shuffled(runs, chance);
        const half = length >> 1;
        await Promise.all([
          countResults(db, arrivals.slice(0, half)),
          countResults(db, arrivals.slice(half)),
        ]);
      }
      await expectStatistics(id, runs);
      const unlocked = (await storedProgress(db, id)).unlocked;
      const deserved = expectedAchievements(runs);
      expect(keysOf(unlocked)).toEqual(keysOf(deserved));
      // Of two runs that ended in the same millisecond, either may have been counted first.
      const times = (list: typeof unlocked) =>
        list.map(({ key, unlocked_at }) => [key, unlocked_at]);
      if (ordered) expect(times(unlocked)).toEqual(times(deserved));
      for (const key of keysOf(unlocked)) seen.add(key);

      const changed = runs.map((run): PastResult => {
        if (chance.below(3) > 0) return run;
        return { ...run, status: run.status === "VERIFIED" ? "VOIDED" : "VERIFIED" };
      });
      const deleted = new Set(shuffled(changed, chance).slice(0, length >> 3));
      const remaining = changed.filter((run) => !deleted.has(run));
      for (const status of ["VERIFIED", "VOIDED"] as const) {
        const ids = changed.filter((run) => run.status === status).map((run) => run.id);
        if (ids.length === 0) continue;
        await db.updateTable("game_results").set({ status }).where("id", "in", ids).execute();
      }
      if (deleted.size > 0) {
        const ids = [...deleted].map((run) => run.id);
        await db.deleteFrom("game_results").where("id", "in", ids).execute();
      }
      const timesBefore = new Map(
        (await storedProgress(db, id)).unlocked.map(({ key, unlocked_at }) => [key, unlocked_at]),
      );
      await recountPlayer(db, id);
      await expectStatistics(id, remaining);
      const expected = expectedAchievements(remaining).map((achievement) => ({
        ...achievement,
        unlocked_at: timesBefore.get(achievement.key) ?? achievement.unlocked_at,
      }));
      expect((await storedProgress(db, id)).unlocked).toEqual(expected);
      revoked += [...timesBefore.keys()].filter((key) => !keysOf(expected).includes(key)).length;
      keptTimes += expected.filter(({ key }) => timesBefore.has(key)).length;
    };

    const lanes = Array.from({ length: 5 }, (_, lane) =>
      HISTORIES.filter(({ index }) => index % 5 === lane),
    );
    await Promise.all(
      lanes.map(async (lane) => {
        for (const history of lane) await checkHistory(history);
      }),
    );
    // The histories unlock nearly all achievements, and lose some of them again.
    expect(seen.size).toBeGreaterThan(55);
    expect(revoked).toBeGreaterThan(20);
    expect(keptTimes).toBeGreaterThan(100);
  });
});
