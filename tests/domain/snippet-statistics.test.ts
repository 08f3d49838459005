import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { changeSnippet, getSnippet } from "../../app/.server/snippets/service.ts";
import { addMeasures, findUnmeasured } from "../../app/.server/snippets/statistics/queries.ts";
import { measureRuns } from "../../app/.server/snippets/statistics/service.ts";
import { countBySnippet } from "../../app/.server/snippets/statistics/snippet-counts.ts";
import { currentEngine } from "../../app/engine/current.ts";
import { engineOf, KNOWN_VERSIONS } from "../../app/engine/index.ts";
import { DIFFICULTIES, LANGUAGES } from "../../app/engine/plan.ts";
import { replayRun } from "../../app/engine/replay.ts";
import { type GameEvent, targetOf } from "../../app/engine/state.ts";
import { type Choice, nearestInReach, play } from "../../seed/player.ts";
import { createAdmin } from "../support/admins.ts";
import { withDatabase } from "../support/database.ts";
import { createPlan } from "../support/plans.ts";
import { createPlayer, playGame } from "../support/players.ts";

const sum = (numbers: number[]) => numbers.reduce((total, n) => total + n, 0);

/** Takes a boss before all others, and else the nearest bug that can still be fixed. */
const bossFirst: Choice = (state, engine) =>
  state.bugs.find(({ kind }) => kind === "boss") ?? nearestInReach(state, engine);

describe("the counts of a run by snippet", () => {
  it.each(
    LANGUAGES.flatMap((language) =>
      DIFFICULTIES.map((difficulty) => [language, difficulty] as const),
    ),
  )("add up to the score of the run (%s, %s)", (language, difficulty) => {
    const plan = createPlan({ language, difficulty, seed: 7 });
    // At a speed that fits the difficulty runs are long enough to reach bosses.
    const wpm = { EASY: 25, NORMAL: 45, HARD: 70, EXPERT: 100 }[difficulty];
    const { keys, outcome, endedAt } = play(plan, { wpm, errors: 15, choose: bossFirst });
    const state = replayRun(currentEngine, { plan, keys, outcome, endedAt });
    const score = currentEngine.scoreOf(state);
    expect(state.wave).toBeGreaterThanOrEqual(5);
    const typed = countBySnippet(currentEngine, { plan, keys, outcome, endedAt });
    expect(sum(typed.map(({ words }) => words))).toBe(score.total_words_typed);
    expect(sum(typed.map(({ wrong_words }) => wrong_words))).toBe(score.incorrect_words);
    const milliseconds = sum(typed.map(({ milliseconds }) => milliseconds));
    expect(milliseconds).toBeLessThanOrEqual(endedAt);
    // All of the time except the pauses between waves.
    expect(milliseconds).toBeGreaterThan(endedAt * 0.75);
    for (const { bugs, bugs_fixed } of typed) expect(bugs_fixed).toBeLessThanOrEqual(bugs);
    expect(sum(typed.map(({ bugs_fixed }) => bugs_fixed))).toBeGreaterThanOrEqual(
      score.enemies_killed,
    );
  });

  it.each(KNOWN_VERSIONS)(
    "assign each word of a boss, which carries code of several snippets, to its own snippet (version %i)",
    async (version) => {
      const engine = await engineOf(version);
      if (!engine) throw new Error(`no version ${version}`);
      const words = (letter: string, count: number) =>
        Array.from({ length: count }, (_, index) => letter + index).join(" ");
      const snippets = ["a", "b", "c"].map((letter, index) => ({
        category: letter,
        snippet_text: words(letter, 9 + index),
      }));
      const difficulty = version === 1 ? "EASY" : "NORMAL";
      // A relaxed run is long enough for two bosses.
      const mode = "relaxed";
      const plan = createPlan({ difficulty, engine_version: version, mode, snippets });
      const habits = { wpm: version === 1 ? 140 : 60, until: 400_000, choose: bossFirst };
      const { keys, outcome, endedAt } = play(plan, habits, engine);
      const state = engine.start(plan);
      const typed: Record<string, number> = { a: 0, b: 0, c: 0 };
      let bosses = 0;
      for (const [t, key] of keys) {
        engine.advance(state, t);
        // Read the word before the key is pressed, because a kill removes the bug.
        const target = targetOf(state);
        const letter = target?.tokens[target.next]?.text[0] ?? key;
        const events: GameEvent[] = [];
        engine.press(state, key, t, events);
        for (const event of events) {
          if (event.type === "shot" && event.scored) typed[letter] = (typed[letter] ?? 0) + 1;
          if (event.type === "kill" && event.kind === "boss") bosses += 1;
        }
      }
      expect(bosses).toBeGreaterThan(1);
      const run = { plan, keys, outcome, endedAt };
      expect(countBySnippet(engine, run).map(({ words }) => words)).toEqual(Object.values(typed));
    },
  );

  it("include bugs that were not fixed, and no time when nothing is typed", () => {
    const plan = createPlan({ difficulty: "EASY" });
    const typed = countBySnippet(currentEngine, {
      plan,
      keys: [],
      outcome: "defeat",
      endedAt: 600_000,
    });
    expect(sum(typed.map(({ bugs }) => bugs))).toBeGreaterThan(2);
    expect(sum(typed.map((counts) => counts.bugs_fixed + counts.words + counts.milliseconds))).toBe(
      0,
    );
  });

  it("show about twice the speed for a player who types twice as fast", () => {
    // Words of one length, because a faster player gets to other code.
    const snippet_text = Array.from({ length: 40 }, (_, n) => `word${n + 10}`).join(" ");
    const plan = createPlan({ difficulty: "NORMAL", snippets: [{ category: "a", snippet_text }] });
    const pace = (wpm: number) => {
      const run = play(plan, { wpm, until: 240_000 });
      const typed = countBySnippet(currentEngine, { plan, ...run });
      return (
        (sum(typed.map(({ words }) => words)) /
          sum(typed.map(({ milliseconds }) => milliseconds))) *
        60_000
      );
    };
    expect(pace(120) / pace(60)).toBeGreaterThan(1.8);
    expect(pace(120) / pace(60)).toBeLessThan(2.2);
  });
});

describe("snippet statistics", () => {
  const database = withDatabase(20);
  /** Makes all results more than a minute old: younger ones are not measured yet. */
  const ageResults = () =>
    database.db
      .updateTable("game_results")
      .set({ ended_at: sql<string>`ended_at - interval '2 minutes'` })
      .where("ended_at", ">", sql<string>`now() - interval '1 minute'`)
      .execute();
  const minutesAgo = (count: number) =>
    sql<string>`date_trunc('milliseconds', now()) - make_interval(mins => ${count})`;
  /** Makes the last 15 minutes unmeasured, and the results of this player the only ones in them. */
  const forgetMeasurementOf = async (userId: string) => {
    const { db } = database;
    await db
      .updateTable("snippet_statistics_mark")
      .set({ measured_until: minutesAgo(15) })
      .execute();
    await db
      .updateTable("game_results")
      .set({ ended_at: minutesAgo(60) })
      .execute();
    const own = db.updateTable("game_results").where("user_id", "=", userId);
    await own.set({ ended_at: minutesAgo(5) }).execute();
  };
  const statistics = () =>
    database.db.selectFrom("snippet_statistics").selectAll().orderBy("version_id").execute();

  it("measure each run once, when it is a minute old, and are shown with the snippet", async () => {
    const { db } = database;
    const admin = await createAdmin(db);
    const player = await createPlayer(db);
    const { ended } = await playGame(db, player, { wpm: 60, until: 90_000 });
    expect(await measureRuns(db)).toBe(0);
    expect(await statistics()).toEqual([]);
    await ageResults();
    // The measured period ended a minute ago, too.
    await db
      .updateTable("snippet_statistics_mark")
      .set({ measured_until: new Date(0) })
      .execute();
    expect(await measureRuns(db)).toBe(1);
    const measured = await statistics();
    expect(sum(measured.map(({ words }) => words))).toBe(ended.result.total_words_typed);
    for (const { runs } of measured) expect(runs).toBe(1);
    expect(await measureRuns(db)).toBe(0);
    expect(await statistics()).toEqual(measured);

    const version = measured.find(({ words }) => words > 0);
    const { id } = await db
      .selectFrom("code_snippets")
      .select("id")
      .where("version_id", "=", version?.version_id ?? 0)
      .executeTakeFirstOrThrow();
    const shown = await getSnippet(db, admin, id);
    expect(shown.measured).toMatchObject({ runs: 1, words: version?.words, bugs: version?.bugs });
    expect(shown.measured.words_per_minute).toBeCloseTo(
      ((version?.words ?? 0) * 60_000) / Number(version?.milliseconds),
    );
    // A new text starts without statistics.
    const text = "first = 1\nsecond = 2\nthird = 3";
    const changed = await changeSnippet(db, admin, id, { snippet_text: text });
    expect(changed.measured).toMatchObject({ runs: 0, words_per_minute: null });
  });

  it("measure a run once when two cron jobs read it at the same time", async () => {
    const { db } = database;
    const player = await createPlayer(db);
    await playGame(db, player, { wpm: 60, until: 60_000 });
    await forgetMeasurementOf(player.id);
    const [first, second] = [
      await findUnmeasured(db, 10, KNOWN_VERSIONS),
      await findUnmeasured(db, 10, KNOWN_VERSIONS),
    ];
    expect(first.runs).toHaveLength(1);
    expect(second.runs.map(({ id }) => id)).toEqual(first.runs.map(({ id }) => id));
    expect(second.period.since).toBe(first.period.since);
    const before = await statistics();
    const [version_id = 0] = first.runs[0]?.snippet_versions ?? [];
    const figures = { bugs: 1, bugs_fixed: 1, words: 1, wrong_words: 0, milliseconds: 1 };
    const measure = { version_id, runs: 1, ...figures };
    expect(await addMeasures(db, first.period, [measure])).toBe(true);
    expect(await addMeasures(db, second.period, [measure])).toBe(false);
    const runs = (rows: { runs: number }[]) => sum(rows.map((row) => row.runs));
    expect(runs(await statistics()) - runs(before)).toBe(1);
  });

  it("measure VERIFIED runs only", async () => {
    const { db } = database;
    const player = await createPlayer(db);
    await playGame(db, player, { wpm: 50, until: 60_000 }, { mode: "relaxed" });
    const voided = await playGame(db, player, { wpm: 50, until: 60_000 });
    await db
      .updateTable("game_results")
      .set({ status: "VOIDED" })
      .where("id", "=", voided.ended.result.id)
      .execute();
    await forgetMeasurementOf(player.id);
    expect(await measureRuns(db)).toBe(0);
    await db.updateTable("game_results").set({ status: "VERIFIED" }).execute();
    await forgetMeasurementOf(player.id);
    expect(await measureRuns(db)).toBe(2);
  });

  it("measure the latest runs up to the limit, and never the others", async () => {
    const { db } = database;
    const player = await createPlayer(db);
    // Each in a language of its own, by which the statistics tell the runs apart. The second is the earliest.
    const runs = LANGUAGES.map((language, index) => ({
      language,
      ended: [3, 5, 2, 4][index] ?? 0,
    }));
    const ids: string[] = [];
    for (const { language } of runs) {
      const { ended } = await playGame(db, player, { wpm: 60, until: 60_000 }, { language });
      ids.push(ended.result.id);
    }
    await forgetMeasurementOf(player.id);
    for (const [index, { ended }] of runs.entries()) {
      await db
        .updateTable("game_results")
        .set({ ended_at: minutesAgo(ended) })
        .where("id", "=", ids[index] ?? "")
        .execute();
    }
    const measuredLanguages = async () => {
      const rows = await db
        .selectFrom("snippet_statistics")
        .innerJoin("code_snippets", "code_snippets.version_id", "snippet_statistics.version_id")
        .select("code_snippets.language")
        .distinct()
        .execute();
      return rows.map(({ language }) => language).sort();
    };
    await db.deleteFrom("snippet_statistics").execute();
    const latest = runs.filter(({ ended }) => ended < 5).map(({ language }) => language);
    expect(await measureRuns(db, 3)).toBe(3);
    expect(await measuredLanguages()).toEqual(latest.sort());
    expect(await measureRuns(db, 3)).toBe(0);
    expect(await measuredLanguages()).toEqual(latest);
  });
});
