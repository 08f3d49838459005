import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { RETENTION } from "../../app/.server/leaderboards/rank/queries.ts";
import { leaderboard, ownPlace } from "../../app/.server/leaderboards/service.ts";
import type { BoardQuery } from "../../app/contracts/leaderboard.ts";
import { ENGINE_VERSION } from "../../app/engine/index.ts";
import { withDatabase } from "../support/database.ts";
import { createPlayer } from "../support/players.ts";
import { storeResult } from "../support/stored-results.ts";

const database = withDatabase();

const board = async (query: Partial<BoardQuery> = {}) => {
  const whole = { type: "all_time", metric: "score", limit: 100, ...query } as const;
  const { items } = await leaderboard(database.db, whole, new Date());
  return items.map(({ user, score }) => ({ name: user.username, score }));
};

/** A player with a run of the first season and a worse one of the current season. */
async function veteran(old: number, now: number) {
  const name = `veteran_${old}`;
  const player = await createPlayer(database.db, { username: name });
  const first = await storeResult(database.db, player, { score: old, season: 1 });
  const second = await storeResult(database.db, player, { score: now });
  return { player, name, first, second };
}

describe("a season", () => {
  it("ranks the runs of one engine version, and the current one is shown by default", async () => {
    const { name } = await veteran(9_000, 700);
    expect(await board()).toContainEqual({ name, score: 700 });
    expect(await board()).not.toContainEqual({ name, score: 9_000 });
    expect(await board({ season: ENGINE_VERSION })).toEqual(await board());
    expect(await board({ season: 1 })).toContainEqual({ name, score: 9_000 });
  });

  it("has boards of its own for every period", async () => {
    const { name } = await veteran(9_001, 701);
    for (const type of ["weekly", "daily"] as const) {
      expect(await board({ type })).toContainEqual({ name, score: 701 });
      expect(await board({ type })).not.toContainEqual({ name, score: 9_001 });
      expect(await board({ type, season: 1 })).toContainEqual({ name, score: 9_001 });
    }
  });

  it("decides about a new best and a rank by its own runs", async () => {
    const { first, second } = await veteran(9_002, 702);
    expect(first.new_best).toBe(true);
    expect(second.new_best).toBe(true);
    expect(second.rank).toBe((await board()).findIndex(({ score }) => score === 702) + 1);
  });

  it("stays as it is when a player's boards are counted again", async () => {
    const { player } = await veteran(9_003, 703);
    const before = [await board({ season: 1 }), await board()];
    const { rows } = await sql`SELECT FROM recount_boards(${player.id}, ${RETENTION})`.execute(
      database.db,
    );
    expect(rows).toEqual([]);
    expect([await board({ season: 1 }), await board()]).toEqual(before);
  });

  it("keeps the other season's place when a run is voided", async () => {
    const { player, name, second } = await veteran(9_004, 704);
    await sql`UPDATE game_results SET status = 'VOIDED' WHERE id = ${second.id}`.execute(
      database.db,
    );
    await sql`SELECT FROM settle_results(${player.id}, ${RETENTION})`.execute(database.db);
    expect(await board()).not.toContainEqual({ name, score: 704 });
    expect(await board({ season: 1 })).toContainEqual({ name, score: 9_004 });
  });

  it("has an own place for the caller", async () => {
    const { player } = await veteran(9_900, 705);
    const query = { type: "all_time", metric: "score" } as const;
    const old = await ownPlace(database.db, player, { ...query, season: 1 }, new Date());
    const now = await ownPlace(database.db, player, query, new Date());
    expect(old.entry?.score).toBe(9_900);
    expect(now.entry?.score).toBe(705);
  });

  it("that has not begun is refused", async () => {
    await expect(board({ season: ENGINE_VERSION + 1 })).rejects.toMatchObject({
      code: "validation_failed",
      errors: [{ path: "season" }],
    });
  });
});
