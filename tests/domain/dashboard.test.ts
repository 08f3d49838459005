import { describe, expect, it } from "vitest";
import { adviceFor } from "../../app/.server/progress/dashboard/advice.ts";
import { firstDay } from "../../app/.server/progress/dashboard/calendar.ts";
import { dashboard } from "../../app/.server/progress/dashboard/service.ts";
import type { RecentRun, Skill } from "../../app/contracts/dashboard.ts";
import { DIFFICULTIES, LANGUAGES } from "../../app/engine/plan.ts";
import { withDatabase } from "../support/database.ts";
import { explainLastStatement } from "../support/explain.ts";
import { createPlayer, playGame } from "../support/players.ts";
import {
  insertOtherPlayers,
  insertRandomResults,
  known,
  mean,
  resultsOf,
} from "../support/random-results.ts";

const database = withDatabase(10);
const NOW = new Date("2026-11-22T12:00:00Z");
const DAY_MS = 86_400_000;

const nearly = (n: number | null) => (n === null ? null : expect.closeTo(n, 9));
const meanOfKnown = (numbers: (number | null)[]) =>
  known(numbers).length > 0 ? mean(known(numbers)) : null;

describe("the dashboard", () => {
  it("equals a recount of 3,000 random results, and ignores the results of other players", async () => {
    const player = await createPlayer(database.db);
    const other = await createPlayer(database.db);
    await insertRandomResults(database.db, other.id, 500, { seed: 2, until: NOW });
    await insertRandomResults(database.db, player.id, 3_000, {
      seed: 7,
      until: NOW,
      apart: 9_000_000,
    });
    const shown = await dashboard(database.db, player, NOW);
    const all = await resultsOf(database.db, player.id);
    expect(all).toHaveLength(3_000);
    const verified = all.slice(0, 1_000).filter(({ status }) => status === "VERIFIED");
    expect(verified.length).toBeGreaterThan(300);

    // The trend has every VERIFIED result of the latest thousand whose keys were counted once, the oldest first.
    expect(shown.trend).toHaveLength(50);
    let rest = verified.filter((r) => r.standard_wpm !== null).toReversed();
    expect(rest.length).toBeLessThan(verified.length);
    for (const point of shown.trend) {
      const own = rest.slice(0, point.runs);
      rest = rest.slice(point.runs);
      expect(point.standard_wpm).toBeCloseTo(mean(known(own.map((r) => r.standard_wpm))), 9);
      expect(point.key_accuracy).toBeCloseTo(mean(known(own.map((r) => r.key_accuracy))), 9);
      expect(point.best_score).toBe(Math.max(...own.map((r) => r.final_score)));
      expect([point.first, point.last]).toEqual([own[0]?.ended_at, own.at(-1)?.ended_at]);
    }
    expect(rest).toEqual([]);

    // Each language and difficulty has averages of the latest thousand, and the best score of all time.
    const skills: Skill[] = LANGUAGES.flatMap((language) =>
      DIFFICULTIES.flatMap((difficulty) => {
        const isAlike = (result: { language: string; difficulty: string }) =>
          result.language === language && result.difficulty === difficulty;
        const latest = verified.filter(isAlike);
        const ofAllTime = all.filter((r) => isAlike(r) && r.status === "VERIFIED");
        if (ofAllTime.length === 0) return [];
        return [
          {
            language,
            difficulty,
            runs: latest.length,
            standard_wpm: meanOfKnown(latest.map((r) => r.standard_wpm)),
            key_accuracy: meanOfKnown(latest.map((r) => r.key_accuracy)),
            best_score: Math.max(...ofAllTime.map((r) => r.final_score)),
          },
        ];
      }),
    );
    expect(shown.skills.length).toBeGreaterThan(10);
    expect(shown.skills).toEqual(
      skills.map((skill) => ({
        ...skill,
        standard_wpm: nearly(skill.standard_wpm),
        key_accuracy: nearly(skill.key_accuracy),
      })),
    );

    // The calendar has every result of 53 weeks, on its UTC day.
    const days = new Map<string, number>();
    for (const { ended_at } of all.toReversed()) {
      const day = ended_at.slice(0, 10);
      if (day >= shown.calendar.from) days.set(day, (days.get(day) ?? 0) + 1);
    }
    expect(shown.calendar.days).toEqual([...days].map(([day, runs]) => ({ day, runs })));
    expect(shown.calendar.days.length).toBeGreaterThan(300);
    expect(shown.recent.map(({ id }) => id)).toEqual(all.slice(0, 6).map(({ id }) => id));
  });

  it("is empty for a player without runs, and advises a first run", async () => {
    const player = await createPlayer(database.db);
    const shown = await dashboard(database.db, player, NOW);
    expect(shown).toMatchObject({
      trend: [],
      skills: [],
      recent: [],
      calendar: { from: "2025-11-17", today: "2026-11-22", days: [] },
      advice: [{ kind: "first" }],
      statistics: { total_games: 0, current_streak: 0, last_played_day: null },
    });
  });

  it("shows one trend point and a streak of one day after a daily challenge, and advises the next challenge tomorrow", async () => {
    const player = await createPlayer(database.db);
    const now = new Date();
    const { ended } = await playGame(
      database.db,
      player,
      { wpm: 60, until: 60_000 },
      { mode: "daily" },
      now,
    );
    const shown = await dashboard(database.db, player, now);
    expect(shown.trend).toEqual([
      {
        runs: 1,
        standard_wpm: ended.result.standard_wpm,
        key_accuracy: ended.result.key_accuracy,
        best_score: ended.result.final_score,
        first: ended.result.ended_at,
        last: ended.result.ended_at,
      },
    ]);
    expect(shown.skills).toMatchObject([
      { language: "PYTHON", difficulty: "NORMAL", runs: 1, best_score: ended.result.final_score },
    ]);
    const [today] = now.toISOString().split("T");
    const streak = { current_streak: 1, best_streak: 1, last_played_day: today };
    expect(shown.statistics).toMatchObject(streak);
    expect(shown.advice.map(({ kind }) => kind)).not.toContain("daily");
    const tomorrow = await dashboard(database.db, player, new Date(now.getTime() + DAY_MS));
    expect(tomorrow.statistics).toMatchObject(streak);
    const later = await dashboard(database.db, player, new Date(now.getTime() + 2 * DAY_MS));
    expect(later.statistics).toMatchObject({ ...streak, current_streak: 0 });
    expect(tomorrow.advice).toContainEqual({ kind: "daily", language: "PYTHON" });
  });

  it("reads a bounded part of 10,000 results, by indexes alone", async () => {
    const player = await createPlayer(database.db);
    await insertRandomResults(database.db, player.id, 10_000, {
      seed: 3,
      until: NOW,
      apart: 3_000_000,
    });
    await insertOtherPlayers(database.ownerUrl, 1_500);
    const plan = await explainLastStatement(database.url, (db) => dashboard(db, player, NOW));
    const read = (table: string) =>
      plan.filter((node) => node.table === table).reduce((sum, node) => sum + node.rows, 0);
    // The table of boards is small here, so the planner may scan it.
    const wholeTables = plan.filter(
      ({ type, table }) => type === "Seq Scan" && table !== "leaderboards",
    );
    expect(wholeTables).toEqual([]);
    // The latest thousand twice, by index and by primary key; the days of the calendar by index alone.
    expect(read("game_results")).toBeLessThanOrEqual(2 * 1_000 + 10_000);
    expect(read("game_sessions")).toBeLessThanOrEqual(1_000);
  });
});

describe("the calendar of the dashboard", () => {
  it.each([
    ["2026-11-22", "2025-11-17"],
    ["2026-11-23", "2025-11-24"],
    ["2027-01-01", "2025-12-29"],
    ["2024-02-29", "2023-02-27"],
  ])("on %s begins with Monday %s", (today, from) => {
    expect(firstDay(today)).toBe(from);
    expect(new Date(from).getUTCDay()).toBe(1);
  });
});

describe("advice", () => {
  const skill = (overrides: Partial<Skill>): Skill => ({
    language: "PYTHON",
    difficulty: "NORMAL",
    runs: 5,
    standard_wpm: 60,
    key_accuracy: 96,
    best_score: 1_000,
    ...overrides,
  });
  const run = (overrides: Partial<RecentRun> = {}): RecentRun => ({
    id: "x",
    final_score: 1_000,
    standard_wpm: 60,
    key_accuracy: 96,
    waves_completed: 3,
    playtime_seconds: 120,
    total_words_typed: 90,
    ended_at: NOW.toISOString(),
    status: "VERIFIED",
    off_boards: false,
    session: { language: "PYTHON", difficulty: "NORMAL", mode: "standard" },
    ...overrides,
  });
  const everything = LANGUAGES.map((language) => skill({ language }));
  const settled = { skills: everything, favorite: "PYTHON", dailies: LANGUAGES } as const;
  const three = (overrides: Partial<RecentRun> = {}) =>
    Array.from({ length: 3 }, () => run(overrides));

  it("advises another run when no other rule applies", () => {
    expect(adviceFor({ ...settled, recent: three() })).toEqual([
      { kind: "again", language: "PYTHON", difficulty: "NORMAL" },
    ]);
  });

  it("advises to slow down below 95% of keys right, by verified runs alone", () => {
    const recent = three({ key_accuracy: 94.5 });
    expect(adviceFor({ ...settled, recent })[0]).toMatchObject({ kind: "steady", accuracy: 94.5 });
    const steady = three({ key_accuracy: 95 });
    expect(adviceFor({ ...settled, recent: steady })[0]?.kind).toBe("again");
    const voided = three({ key_accuracy: 10, status: "VOIDED" });
    expect(adviceFor({ ...settled, recent: [...three(), ...voided] })[0]?.kind).toBe("again");
  });

  it("advises the next difficulty after three good runs in a row, and none above EXPERT", () => {
    const good = { key_accuracy: 97, standard_wpm: 62 };
    expect(adviceFor({ ...settled, recent: three(good) })[0]).toEqual({
      kind: "harder",
      language: "PYTHON",
      from: "NORMAL",
      difficulty: "HARD",
      runs: 3,
      accuracy: 97,
      wpm: 62,
    });
    const fitting = three({ ...good, standard_wpm: 58 });
    expect(adviceFor({ ...settled, recent: fitting })[0]?.kind).toBe("again");
    const session = { language: "PYTHON", difficulty: "EXPERT", mode: "standard" } as const;
    expect(adviceFor({ ...settled, recent: three({ ...good, session }) })[0]?.kind).toBe("again");
    expect(adviceFor({ ...settled, recent: three(good).slice(1) })[0]?.kind).toBe("again");
  });

  it("advises nothing by the accuracy of runs whose keys were not counted", () => {
    const unknown = run({ standard_wpm: null, key_accuracy: null });
    const bad = run({ key_accuracy: 80 });
    expect(adviceFor({ ...settled, recent: [unknown, bad, bad] })[0]?.kind).toBe("again");
    expect(adviceFor({ ...settled, recent: [unknown, bad, bad, bad] })[0]).toMatchObject({
      kind: "steady",
      accuracy: 80,
    });
    const skills = [skill({}), skill({ language: "REACT", standard_wpm: null })];
    expect(adviceFor({ ...settled, skills, recent: [unknown] })[0]?.kind).not.toBe("weakest");
  });

  it("advises the weakest language when it is a tenth slower than the strongest", () => {
    const skills = [...everything.slice(0, 3), skill({ language: "TYPESCRIPT", standard_wpm: 53 })];
    expect(adviceFor({ ...settled, skills, recent: three() })[0]).toMatchObject({
      kind: "weakest",
      language: "TYPESCRIPT",
      wpm: 53,
      strongest_wpm: 60,
    });
  });

  it("advises an untaken challenge, then an unplayed language at the last run's difficulty", () => {
    const advice = adviceFor({
      skills: [skill({})],
      favorite: "PYTHON",
      dailies: ["REACT"],
      recent: three(),
    });
    expect(advice).toEqual([
      { kind: "daily", language: "PYTHON" },
      { kind: "unplayed", language: "REACT", difficulty: "NORMAL" },
    ]);
  });
});
