import { describe, expect, it } from "vitest";
import { DIFFICULTIES, LANGUAGES } from "../../app/engine/plan.ts";
import { draw, nextState } from "../../app/engine/rng.ts";
import { withDatabase } from "../support/database.ts";
import {
  countRuns,
  deservedBy,
  insertRuns,
  type PastRun,
  recount,
  runOf,
  statisticsOf,
  stored,
} from "../support/histories.ts";
import { createPlayer } from "../support/players.ts";

const database = withDatabase(12);

/** Whole numbers below a bound, the same in every test run. */
function dice(seed: number) {
  let state = seed;
  const below = (bound: number) => {
    state = nextState(state);
    return draw(state, bound);
  };
  return { below, oneOf: <T>(list: readonly T[]): T => list[below(list.length)] as T };
}
type Dice = ReturnType<typeof dice>;

/** Moments where days, weeks and years turn, and where the curious hours begin and end. */
const CLOCKS = ["00:00:00.000", "03:59:59.999", "04:00:00.000", "15:59:59.999", "16:00:00.000"];
const LAST_MOMENT = "23:59:59.999";

/** A result that hits what is looked for far more often than any player would, and ties. */
function randomRun({ below, oneOf }: Dice, day: number): PastRun {
  const date = new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10);
  const words = oneOf([0, 22, 99, 100, 250, 404, below(600), below(5_000)]);
  const wrong = Math.min(words, oneOf([0, 0, 1, 2, Math.floor(words / 2), below(words + 1)]));
  const seconds = oneOf([30, 59, 60, 418, 899, 900, below(3_000)]);
  return runOf({
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
    max_combo: below(401),
    total_damage_taken: oneOf([0, 40, 100]),
    playtime_seconds: seconds,
  });
}

/** Histories of some length over some days, from one run to two thousand. */
const HISTORIES = [
  { runs: 2_000, days: 900 },
  { runs: 1_200, days: 366 },
  ...Array.from({ length: 4 }, () => ({ runs: 600, days: 400 })),
  ...Array.from({ length: 20 }, () => ({ runs: 180, days: 200 })),
  ...Array.from({ length: 40 }, (_, index) => ({ runs: 1 + index, days: 1 + 3 * index })),
].map((size, index) => ({ ...size, index }));

const chronological = (a: PastRun, b: PastRun) => a.ended_at.localeCompare(b.ended_at);

function shuffled<T>(list: T[], { below }: Dice): T[] {
  const items = [...list];
  for (let i = items.length - 1; i > 0; i -= 1) {
    const j = below(i + 1);
    [items[i], items[j]] = [items[j] as T, items[i] as T];
  }
  return items;
}

async function expectStatistics(playerId: string, runs: PastRun[]) {
  const { statistics } = await stored(database.db, playerId);
  const { avg_wpm, avg_accuracy, ...exact } = statisticsOf(runs);
  expect(statistics).toMatchObject(exact);
  // Averages are added up in another order: equal to the twelfth digit.
  expect(statistics?.avg_wpm).toBeCloseTo(avg_wpm, 9);
  expect(statistics?.avg_accuracy).toBeCloseTo(avg_accuracy, 9);
}

const keysOf = (unlocked: { key: string }[]) => unlocked.map((one) => one.key);

describe("ten thousand random results", () => {
  it("are more than ten thousand", () => {
    expect(HISTORIES.reduce((total, { runs }) => total + runs, 0)).toBeGreaterThan(10_000);
  });

  it("give what a recount in plain TypeScript gives: in order and out of it, at once, voided, restored and deleted", async () => {
    const { db } = database;
    const seen = new Set<string>();
    let takenBack = 0;
    let keptTime = 0;

    const follow = async ({ runs: length, days, index }: (typeof HISTORIES)[number]) => {
      const chance = dice(index + 1);
      const { id } = await createPlayer(db);
      const runs = Array.from({ length }, () => randomRun(chance, chance.below(days)));
      await insertRuns(db, id, runs);

      // Every other player's results come in as they ended, the others' in any order and from two sides at once.
      const ordered = index % 2 === 0;
      if (ordered) await countRuns(db, [...runs].sort(chronological));
      else {
        const arrivals = shuffled(runs, chance);
        const half = length >> 1;
        await Promise.all([
          countRuns(db, arrivals.slice(0, half)),
          countRuns(db, arrivals.slice(half)),
        ]);
      }
      await expectStatistics(id, runs);
      const first = (await stored(db, id)).unlocked;
      const deserved = deservedBy(runs);
      expect(keysOf(first)).toEqual(keysOf(deserved));
      // Of two that ended in the same millisecond, either may have come first.
      const times = (list: typeof first) => list.map(({ key, unlocked_at }) => [key, unlocked_at]);
      if (ordered) expect(times(first)).toEqual(times(deserved));
      for (const key of keysOf(first)) seen.add(key);

      const changed = runs.map((run): PastRun => {
        if (chance.below(3) > 0) return run;
        return { ...run, status: run.status === "VERIFIED" ? "VOIDED" : "VERIFIED" };
      });
      const gone = new Set(shuffled(changed, chance).slice(0, length >> 3));
      const left = changed.filter((run) => !gone.has(run));
      for (const status of ["VERIFIED", "VOIDED"] as const) {
        const ids = changed.filter((run) => run.status === status).map((run) => run.id);
        if (ids.length === 0) continue;
        await db.updateTable("game_results").set({ status }).where("id", "in", ids).execute();
      }
      if (gone.size > 0) {
        const ids = [...gone].map((run) => run.id);
        await db.deleteFrom("game_results").where("id", "in", ids).execute();
      }
      const kept = new Map(
        (await stored(db, id)).unlocked.map((one) => [one.key, one.unlocked_at]),
      );
      await recount(db, id);
      await expectStatistics(id, left);
      const expected = deservedBy(left).map((one) => ({
        ...one,
        unlocked_at: kept.get(one.key) ?? one.unlocked_at,
      }));
      expect((await stored(db, id)).unlocked).toEqual(expected);
      takenBack += [...kept.keys()].filter((key) => !keysOf(expected).includes(key)).length;
      keptTime += expected.filter((one) => kept.has(one.key)).length;
    };

    const lanes = Array.from({ length: 5 }, (_, lane) =>
      HISTORIES.filter(({ index }) => index % 5 === lane),
    );
    await Promise.all(
      lanes.map(async (lane) => {
        for (const history of lane) await follow(history);
      }),
    );
    // The histories reach nearly everything, and lose some of it again.
    expect(seen.size).toBeGreaterThan(55);
    expect(takenBack).toBeGreaterThan(20);
    expect(keptTime).toBeGreaterThan(100);
  });
});
