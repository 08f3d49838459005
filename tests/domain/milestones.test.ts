import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import type { Caller } from "../../app/.server/auth/authorization/queries.ts";
import { LARGE_BOARD } from "../../app/.server/leaderboards/milestones/queries.ts";
import { leaderboard, ownPlace } from "../../app/.server/leaderboards/service.ts";
import { runMaintenance } from "../../app/.server/operations/maintenance/service.ts";
import { insertCrowd } from "../support/crowd.ts";
import { withDatabase } from "../support/database.ts";
import { releaseNow } from "../support/pending-runs.ts";
import { createPlayer } from "../support/players.ts";
import { storeResult } from "../support/stored-results.ts";

const database = withDatabase(10);
const NOW = new Date();
const ALL = { type: "all_time", metric: "score" } as const;
const SIZE = 12_000;

const milestonesByLanguage = async () => {
  const { rows } = await sql<{ language: string | null; ranks: number[]; refreshed_at: string }>`
    SELECT language, array_agg(rank ORDER BY rank) AS ranks, min(refreshed_at) AS refreshed_at
    FROM board_milestones GROUP BY language ORDER BY language NULLS FIRST`.execute(database.db);
  return rows;
};
const rankOf = async (player: Caller) => (await ownPlace(database.db, player, ALL, NOW)).rank;

/** Makes all milestones some minutes older. */
const ageMilestones = (minutes: number) =>
  sql`UPDATE board_milestones SET refreshed_at = refreshed_at - make_interval(mins => ${minutes})`.execute(
    database.db,
  );

describe(`a board of ${SIZE} players`, () => {
  let player: Caller;
  beforeAll(async () => {
    await insertCrowd(SIZE).execute(database.db);
    player = await createPlayer(database.db);
    await storeResult(database.db, player, { score: 55_555, language: "REACT", endedAt: NOW });
  });
  const above = (score: number) => SIZE - Math.floor(score / 10);

  it("gives the same rank before and after its milestones are counted", async () => {
    const exact = above(55_555) + 1;
    expect(await rankOf(player)).toBe(exact);
    expect((await runMaintenance(database.db)).boards_refreshed).toBe(2);
    const places = Array.from({ length: (SIZE - 1_000) / 250 + 1 }, (_, n) => 1_000 + n * 250);
    expect(await milestonesByLanguage()).toMatchObject([
      { language: null, ranks: places },
      { language: "PYTHON", ranks: places },
    ]);
    const place = await ownPlace(database.db, player, ALL, NOW);
    expect(place).toMatchObject({ rank: exact, players: SIZE + 1 });
    expect(place.around.map((entry) => [entry.rank, entry.score])).toEqual([
      [exact - 3, 55_580],
      [exact - 2, 55_570],
      [exact - 1, 55_560],
      [exact, 55_555],
      [exact + 1, 55_550],
      [exact + 2, 55_540],
      [exact + 3, 55_530],
    ]);
    const board = await leaderboard(database.db, { ...ALL, limit: 20 }, NOW);
    expect(board.players).toBe(SIZE + 1);
  });

  it("is counted again only when its milestones are ten minutes old", async () => {
    expect((await runMaintenance(database.db)).boards_refreshed).toBe(0);
    await ageMilestones(9);
    expect((await runMaintenance(database.db)).boards_refreshed).toBe(0);
    await ageMilestones(2);
    expect((await runMaintenance(database.db)).boards_refreshed).toBe(2);
  });

  it("ignores players who passed a milestone until the next count, except among its first thousand", async () => {
    const exact = above(55_555) + 1;
    const [newcomer, leader] = [await createPlayer(database.db), await createPlayer(database.db)];
    const first = await storeResult(database.db, leader, {
      score: 119_999,
      language: "REACT",
      endedAt: NOW,
    });
    // A place among the first waits before it counts.
    expect(first.rank).toBeNull();
    await releaseNow(database.db, first.id);
    expect(await rankOf(leader)).toBe(2);
    // Between the nearest milestone above the player and the player: counted at once.
    const near = await storeResult(database.db, newcomer, {
      score: 55_556,
      language: "REACT",
      endedAt: NOW,
    });
    expect(near.rank).toBe(exact);
    expect(await rankOf(player)).toBe(exact + 1);
    await ageMilestones(11);
    await runMaintenance(database.db);
    expect(await rankOf(player)).toBe(exact + 2);
    expect(await rankOf(newcomer)).toBe(exact + 1);
  });

  it("keeps its ranks and its milestones when four cron jobs overlap", async () => {
    const before = await rankOf(player);
    await ageMilestones(11);
    await Promise.all(Array.from({ length: 4 }, () => runMaintenance(database.db)));
    expect(await rankOf(player)).toBe(before);
    for (const { ranks } of await milestonesByLanguage())
      expect(new Set(ranks).size).toBe(ranks.length);
  });
});

describe("a board with fewer players than milestones need", () => {
  it("has exact ranks and no milestones", async () => {
    const language = "TYPESCRIPT";
    const player = await createPlayer(database.db);
    await storeResult(database.db, player, { score: 5, language });
    expect(SIZE).toBeGreaterThan(LARGE_BOARD);
    await ageMilestones(11);
    await runMaintenance(database.db);
    const small = { ...ALL, language } as const;
    expect((await milestonesByLanguage()).map((row) => row.language)).toEqual([null, "PYTHON"]);
    await storeResult(database.db, await createPlayer(database.db), { score: 6, language });
    expect(await ownPlace(database.db, player, small, NOW)).toMatchObject({ rank: 2, players: 2 });
  });
});
