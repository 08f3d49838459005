import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { endGame } from "../../app/.server/games/end/service.ts";
import { claimGuestGame, startGuestGame } from "../../app/.server/games/guests/service.ts";
import { startGame } from "../../app/.server/games/start/service.ts";
import { NO_BOARD_CACHE } from "../../app/.server/leaderboards/cache.ts";
import { runMaintenance } from "../../app/.server/operations/maintenance/service.ts";
import {
  DEFINITIONS,
  type Definition,
} from "../../app/.server/progress/achievements/definitions.ts";
import { storeDefinitions } from "../../app/.server/progress/achievements/queries.ts";
import { achievements } from "../../app/.server/progress/achievements/service.ts";
import { FAMILIES } from "../../app/contracts/achievement.ts";
import { LANGUAGES } from "../../app/engine/plan.ts";
import { play } from "../../seed/player.ts";
import { withDatabase } from "../support/database.ts";
import {
  countRuns,
  insertRuns,
  type PastRun,
  recount,
  runOf,
  stored,
} from "../support/histories.ts";
import { beginEarlier, createPlayer, honestRun, newGame, playGame } from "../support/players.ts";

const database = withDatabase();

const keysOf = async (playerId: string) =>
  (await stored(database.db, playerId)).unlocked.map((one) => one.key);

/** A new player with these runs. */
async function playerOf(runs: PastRun[]) {
  const player = await createPlayer(database.db);
  await insertRuns(database.db, player.id, runs);
  await countRuns(database.db, runs);
  return player;
}

const times = <T>(n: number, make: (index: number) => T) =>
  Array.from({ length: n }, (_, i) => make(i));
const at = (ended_at: string) => [runOf({ ended_at })];
const words = (total: number, wrong: number) => ({
  total_words_typed: total,
  incorrect_words: wrong,
  correct_words: total - wrong,
  accuracy_percentage: total === 0 ? 0 : ((total - wrong) / total) * 100,
});

/** For each metric a history that has just this value of it; of what is so or not, 0 is only just not. */
const HISTORIES: Record<string, (value: number) => PastRun[]> = {
  sustained_wpm: (n) => [
    runOf({ words_per_minute: n, playtime_seconds: 60 }),
    // Quicker, but too short to count.
    runOf({ words_per_minute: n + 50, playtime_seconds: 59 }),
  ],
  accuracy: (n) => [runOf(words(100, 100 - n)), runOf(words(99, 0))],
  flawless_words: (n) => [runOf(words(n, 0)), runOf(words(n + 500, 1))],
  combo: (n) => [runOf({ max_combo: n })],
  waves: (n) => [runOf({ waves_completed: n })],
  games_in_each_language: (n) =>
    LANGUAGES.flatMap((language, index) =>
      times(n + (index === 2 ? 0 : 1), () => runOf({ language })),
    ),
  streak_days: (n) => [
    ...times(n, (day) => runOf({ ended_at: new Date(Date.UTC(2023, 11, 30 + day)).toISOString() })),
    // After a day without a run.
    runOf({ ended_at: new Date(Date.UTC(2023, 11, 31 + n)).toISOString() }),
  ],
  challenge_runs: (n) => [...times(n, () => runOf({ mode: "daily" })), runOf()],
  games: (n) => times(n, () => runOf()),
  words: (n) => [runOf(words(n - 22, 30)), runOf()],
  bugs: (n) => [runOf({ enemies_killed: n - 7 }), runOf({ enemies_killed: 7 })],
  playtime_seconds: (n) => [runOf({ playtime_seconds: n - 30 }), runOf({ playtime_seconds: 30 })],
  unharmed_waves: (n) => [
    runOf({ waves_completed: n, total_damage_taken: 0 }),
    runOf({ waves_completed: n + 1, total_damage_taken: 1 }),
  ],
  expert_waves: (n) => [
    runOf({ waves_completed: n, difficulty: "EXPERT" }),
    runOf({ waves_completed: n + 1, difficulty: "HARD" }),
  ],
  run_seconds: (n) => times(2, () => runOf({ playtime_seconds: n })),
  words_404: (n) => [runOf(words(403 + n, 9)), runOf(words(405, 9))],
  seconds_418: (n) => [runOf({ playtime_seconds: 417 + n }), runOf({ playtime_seconds: 419 })],
  bugs_42: (n) => [runOf({ enemies_killed: 41 + n }), runOf({ enemies_killed: 43 })],
  no_words: (n) => [runOf(words(1 - n, 0))],
  one_error: (n) => [runOf(words(99 + n, 1)), runOf(words(100, 2)), runOf(words(100, 0))],
  half_wrong: (n) => [runOf(words(20, 9 + n)), runOf(words(18, 9))],
  palindrome: (n) => [runOf({ final_score: 12_320 + n }), runOf({ final_score: 999 })],
  round_score: (n) => [runOf({ final_score: 1_299 + n }), runOf({ final_score: 900 })],
  at_night: (n) => at(n ? "2026-03-04T03:59:59.999Z" : "2026-03-04T04:00:00.000Z"),
  friday_evening: (n) => [
    ...at(n ? "2026-03-06T16:00:00.000Z" : "2026-03-06T15:59:59.999Z"),
    ...at("2026-03-05T20:00:00.000Z"),
    ...at("2026-03-07T20:00:00.000Z"),
  ],
  // The 12th of September in leap years, the 13th in others.
  day_256: (n) => [
    ...at(n ? "2024-09-12T12:00:00.000Z" : "2024-09-13T12:00:00.000Z"),
    ...at("2026-09-12T12:00:00.000Z"),
  ],
};

describe("the definitions", () => {
  it("are more than thirty, with names of their own, in every family", () => {
    expect(DEFINITIONS.length).toBeGreaterThanOrEqual(30);
    for (const column of ["key", "name", "description"] as const) {
      expect(new Set(DEFINITIONS.map((one) => one[column])).size).toBe(DEFINITIONS.length);
    }
    expect([...new Set(DEFINITIONS.map((one) => one.family))]).toEqual([...FAMILIES]);
  });

  it.each(FAMILIES)("count the levels of %s from 1, each asking for more", (family) => {
    const levels = DEFINITIONS.filter((one) => one.family === family);
    expect(levels.map((one) => one.level)).toEqual(levels.map((_, index) => index + 1));
    if (family === "curiosities") return;
    const asked = levels.map((one) => one.requirement_value);
    expect(asked).toEqual([...new Set(asked)].sort((a, b) => a - b));
    expect(new Set(levels.map((one) => one.requirement_type)).size).toBe(1);
  });

  it.each(DEFINITIONS.map((one) => [one.key, one] as const))(
    "%s can be earned, and is not a moment too early",
    async (key, { requirement_type, requirement_value }) => {
      const history = HISTORIES[requirement_type];
      if (!history) throw new Error(`no history for ${requirement_type}`);
      const enough = await playerOf(history(requirement_value));
      expect(await keysOf(enough.id)).toContain(key);
      const short = await playerOf(history(requirement_value - 1));
      expect(await keysOf(short.id)).not.toContain(key);
    },
  );
});

describe("what counts", () => {
  it.each(["FLAGGED", "UNRANKED", "VOIDED"] as const)("is never a %s result", async (status) => {
    const player = await playerOf([runOf({ status, ...words(404, 0), enemies_killed: 42 })]);
    expect(await keysOf(player.id)).toEqual([]);
    await recount(database.db, player.id);
    expect(await keysOf(player.id)).toEqual([]);
  });

  it("is taken back with a result that is voided, and comes back when it is restored", async () => {
    const [first, second] = [
      runOf(),
      runOf({ enemies_killed: 42, ended_at: "2026-03-05T12:00:00.000Z" }),
    ];
    const player = await playerOf([first, second]);
    const set = (status: "VERIFIED" | "VOIDED") =>
      database.db.updateTable("game_results").set({ status }).where("id", "=", second.id).execute();
    expect(await keysOf(player.id)).toEqual(["runs_1", "bugs_42"]);
    await set("VOIDED");
    await recount(database.db, player.id);
    expect(await keysOf(player.id)).toEqual(["runs_1"]);
    await set("VERIFIED");
    await recount(database.db, player.id);
    expect((await stored(database.db, player.id)).unlocked).toContainEqual({
      key: "bugs_42",
      result_id: second.id,
      unlocked_at: second.ended_at,
    });
  });

  it("belongs to an account that is still there: counting one that is gone does nothing", async () => {
    const nobody = "00000000-0000-4000-8000-000000000000";
    await recount(database.db, nobody);
    expect((await stored(database.db, nobody)).statistics).toBeUndefined();
  });
});

describe("the end of a run", () => {
  it("tells what it unlocked, once more when asked again, and nothing new the next time", async () => {
    const player = await createPlayer(database.db);
    const game = await startGame(database.db, player, newGame(), 1, new Date());
    const request = await honestRun(database.db, game, { wpm: 60, until: 10_000 });
    const { ended, created } = await endGame(database.db, player, request, NO_BOARD_CACHE);
    expect(created).toBe(true);
    expect(ended.achievements).toContainEqual(
      expect.objectContaining({
        name: "First commit",
        description: "Finish a run.",
        family: "runs",
        level: 1,
        points: 10,
      }),
    );
    const again = await endGame(database.db, player, request, NO_BOARD_CACHE);
    expect(again).toMatchObject({ created: false, ended });
    const next = await playGame(database.db, player, { wpm: 60, until: 10_000, seed: 2 });
    expect(next.ended.achievements.map((one) => one.name)).not.toContain("First commit");
    const { unlocked } = await stored(database.db, player.id);
    const told = [ended, next.ended].flatMap(({ result, achievements }) =>
      achievements.map(() => result.id),
    );
    expect(unlocked.map((one) => one.result_id).sort()).toEqual(told.sort());
  });

  it("unlocks nothing where the result does not count", async () => {
    const player = await createPlayer(database.db);
    const relaxed = await playGame(
      database.db,
      player,
      { wpm: 60, until: 9_000 },
      { mode: "relaxed" },
    );
    const game = await startGame(database.db, player, newGame(), 1, new Date());
    const request = await honestRun(database.db, game, { wpm: 60, until: 9_000 });
    await beginEarlier(database.db, game.session_id, 30_000);
    const late = await endGame(database.db, player, request, NO_BOARD_CACHE);
    expect([relaxed.ended.result.status, late.ended.result.status]).toEqual([
      "UNRANKED",
      "FLAGGED",
    ]);
    for (const { ended } of [relaxed, late]) expect(ended.achievements).toEqual([]);
  });

  it("tells all of 200 calls at once the same, and grants once", async () => {
    const player = await createPlayer(database.db);
    const game = await startGame(database.db, player, newGame(), 1, new Date());
    const request = await honestRun(database.db, game, { wpm: 70, until: 12_000 });
    const answers = await Promise.all(
      times(200, () => endGame(database.db, player, request, NO_BOARD_CACHE)),
    );
    expect(answers.filter((one) => one.created)).toHaveLength(1);
    const [first] = answers;
    expect(first?.ended.achievements.length).toBeGreaterThan(0);
    for (const { ended } of answers) expect(ended).toEqual(first?.ended);
    const { unlocked, statistics } = await stored(database.db, player.id);
    expect(unlocked).toHaveLength(first?.ended.achievements.length ?? 0);
    expect(statistics).toMatchObject({ total_games: 1, best_streak: 1 });
  });

  it("grants each once to a player whose runs all come in at once", async () => {
    const player = await createPlayer(database.db);
    const began = new Date(Date.now() - 20_000);
    const clerk = (now: Date) => ({
      secret: "a secret of the tests alone, long enough for HMAC",
      now,
    });
    const claims = await Promise.all(
      times(12, async (seed) => {
        const choice = { language: LANGUAGES[seed % 4] ?? "PYTHON", difficulty: "NORMAL" } as const;
        const game = await startGuestGame(database.db, choice, seed + 1, clerk(began));
        const { keys, outcome, endedAt } = play(game, { wpm: 60, until: 19_000, seed });
        return { ticket: game.ticket, outcome, key_sequence: keys, ended_at_ms: endedAt };
      }),
    );
    const game = await startGame(database.db, player, newGame(), 1, new Date());
    const request = await honestRun(database.db, game, { wpm: 60, until: 10_000 });
    const now = new Date(began.getTime() + 19_500);
    const answers = await Promise.all([
      ...claims.map((one) =>
        claimGuestGame(database.db, player, one, clerk(now), NO_BOARD_CACHE).then(
          ({ ended }) => ended,
        ),
      ),
      endGame(database.db, player, request, NO_BOARD_CACHE).then(({ ended }) => ended),
    ]);
    const told = answers.flatMap((one) =>
      one.achievements.map(({ id }) => `${one.result.id} ${id}`),
    );
    const { rows } = await sql<{ granted: string }>`
      SELECT result_id || ' ' || achievement_id AS granted FROM user_achievements WHERE user_id = ${player.id}
    `.execute(database.db);
    expect(told.sort()).toEqual(rows.map((row) => row.granted).sort());
    expect(await keysOf(player.id)).toEqual(
      expect.arrayContaining(["runs_1", "runs_2", "languages_1"]),
    );
    const before = await stored(database.db, player.id);
    expect(before.statistics).toMatchObject({ total_games: 13 });
    await recount(database.db, player.id);
    expect(await keysOf(player.id)).toEqual(before.unlocked.map((one) => one.key));
  });
});

describe("the list", () => {
  it("has all of them for everybody, and what the caller has of them", async () => {
    const player = await playerOf(times(11, () => runOf({ enemies_killed: 42 })));
    const guest = await achievements(database.db, undefined);
    expect(guest.items.map((one) => one.name)).toEqual(DEFINITIONS.map((one) => one.name));
    expect(guest.items.every((one) => one.unlocked_at === null && one.progress === null)).toBe(
      true,
    );
    const { items } = await achievements(database.db, player);
    const named = (name: string) => items.find((one) => one.name === name);
    expect(named("Regular contributor")).toMatchObject({
      progress: 11,
      requirement_value: 10,
      unlocked_at: "2026-03-04T12:00:00.000Z",
    });
    expect(named("Maintainer")).toMatchObject({ progress: 11, unlocked_at: null });
    expect(named("The answer")).toMatchObject({ progress: null });
    expect(named("The answer")?.unlocked_at).not.toBeNull();
    const cutOff = await achievements(database.db, { ...player, family: crypto.randomUUID() });
    expect(cutOff).toEqual(guest);
  });
});

describe("when definitions change", () => {
  const table = () =>
    database.db.selectFrom("achievements").selectAll().orderBy("position").execute();

  it("the seed updates only what differs, and the cron job recounts everybody after a change of a rule", async () => {
    const veteran = await playerOf(times(5, () => runOf()));
    while ((await runMaintenance(database.db)).players_recounted > 0);
    const before = await table();
    await storeDefinitions(database.db, DEFINITIONS);
    expect(await table()).toEqual(before);

    const renamed = DEFINITIONS.map((one) =>
      one.key === "runs_1" ? { ...one, name: "Initial commit" } : one,
    );
    await storeDefinitions(database.db, renamed);
    expect((await runMaintenance(database.db)).players_recounted).toBe(0);
    expect((await table()).map((one) => one.name)).toContain("Initial commit");

    const easier: Definition[] = DEFINITIONS.filter((one) => one.key !== "runs_1").map((one) =>
      one.key === "runs_2" ? { ...one, requirement_value: 4, name: "First commit" } : one,
    );
    await storeDefinitions(database.db, easier);
    expect(await keysOf(veteran.id)).toEqual([]);
    expect((await runMaintenance(database.db)).players_recounted).toBeGreaterThan(0);
    expect(await keysOf(veteran.id)).toEqual(["runs_2"]);

    await storeDefinitions(database.db, DEFINITIONS);
    const runs = await Promise.all(times(4, () => runMaintenance(database.db)));
    expect(runs.some((run) => run.players_recounted > 0)).toBe(true);
    expect(await keysOf(veteran.id)).toEqual(["runs_1"]);
    expect((await runMaintenance(database.db)).players_recounted).toBe(0);
    const ids = new Map(before.map((one) => [one.key, one.id]));
    for (const { key, id } of await table()) if (key !== "runs_1") expect(id).toBe(ids.get(key));
  });

  it("rarities are counted every hour, of the players with a verified run", async () => {
    await sql`DELETE FROM users`.execute(database.db);
    await sql`UPDATE achievements SET rarity_at = 'epoch'`.execute(database.db);
    await playerOf([runOf({ enemies_killed: 42 })]);
    await playerOf([runOf()]);
    await playerOf([runOf()]);
    await playerOf([runOf()]);
    await createPlayer(database.db);
    expect((await runMaintenance(database.db)).rarities_counted).toBe(DEFINITIONS.length);
    const rarity = async (key: string) => (await table()).find((one) => one.key === key)?.rarity;
    expect([await rarity("runs_1"), await rarity("bugs_42"), await rarity("combo_5")]).toEqual([
      1, 0.25, 0,
    ]);
    await playerOf([runOf({ enemies_killed: 42 })]);
    expect((await runMaintenance(database.db)).rarities_counted).toBe(0);
    expect(await rarity("bugs_42")).toBe(0.25);
    await sql`UPDATE achievements SET rarity_at = now() - interval '61 minutes'`.execute(
      database.db,
    );
    await runMaintenance(database.db);
    expect(await rarity("bugs_42")).toBe(0.4);
  });
});
