/** The board that the page opens with: that of the visitor's own difficulty. */
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import type { Caller } from "../../app/.server/auth/authorization/queries.ts";
import { pageBoard } from "../../app/.server/leaderboards/service.ts";
import type { BoardPageQuery } from "../../app/contracts/leaderboard.ts";
import type { Difficulty } from "../../app/engine/plan.ts";
import { insertCrowd } from "../support/crowd.ts";
import { withDatabase } from "../support/database.ts";
import { explainLastStatement } from "../support/explain.ts";
import { createPlayer } from "../support/players.ts";
import { insertOtherPlayers } from "../support/random-results.ts";
import { storeResult } from "../support/stored-results.ts";

const database = withDatabase();

const open = (caller: Caller | undefined, query: Partial<BoardPageQuery> = {}, db = database.db) =>
  pageBoard(db, caller, { type: "all_time", metric: "score", limit: 20, ...query }, new Date());

const prefer = (player: Caller, preferred_difficulty: Difficulty) =>
  database.db
    .insertInto("user_settings")
    .values({ user_id: player.id, preferred_difficulty })
    .onConflict((conflict) => conflict.column("user_id").doUpdateSet({ preferred_difficulty }))
    .execute();

describe("the board that the page opens with", () => {
  it("is that of NORMAL for visitors and for players without a run", async () => {
    expect((await open(undefined)).difficulty).toBe("NORMAL");
    expect((await open(await createPlayer(database.db))).difficulty).toBe("NORMAL");
  });

  it("is that of the difficulty that the player played last", async () => {
    const player = await createPlayer(database.db);
    await storeResult(database.db, player, { difficulty: "EASY", endedAt: new Date(1_000_000) });
    const { id } = await storeResult(database.db, player, { difficulty: "HARD", score: 7 });
    const { board, place, difficulty } = await open(player);
    expect(difficulty).toBe("HARD");
    expect(board.items.every((item) => item.difficulty === "HARD")).toBe(true);
    expect(board.items.map(({ result_id }) => result_id)).toContain(id);
    expect(place?.entry).toMatchObject({ result_id: id, difficulty: "HARD" });
  });

  it("is that of the preferred difficulty, whatever was played last", async () => {
    const player = await createPlayer(database.db);
    await storeResult(database.db, player, { difficulty: "EASY" });
    await prefer(player, "EXPERT");
    expect(await open(player)).toMatchObject({ difficulty: "EXPERT", place: { rank: null } });
  });

  it("is another one when the visitor asks for it, or that of all difficulties", async () => {
    const player = await createPlayer(database.db);
    await storeResult(database.db, player, { difficulty: "EASY", language: "REACT" });
    await storeResult(database.db, player, { difficulty: "EXPERT", language: "REACT", score: 9 });
    const language = "REACT";
    expect(await open(player, { difficulty: "EASY", language })).toMatchObject({
      difficulty: "EASY",
      board: { players: 1, items: [{ difficulty: "EASY", language, playtime_seconds: 60 }] },
    });
    const all = await open(undefined, { difficulty: "all", language });
    expect(all.difficulty).toBeUndefined();
    expect(all.board.items).toMatchObject([{ difficulty: "EASY", language }]);
  });

  it("is that of a visitor for an account that may not act any more", async () => {
    const player = await createPlayer(database.db);
    await storeResult(database.db, player, { difficulty: "HARD" });
    await database.db
      .updateTable("users")
      .set({ is_active: false })
      .where("id", "=", player.id)
      .execute();
    expect(await open(player)).toMatchObject({ difficulty: "NORMAL", place: { rank: null } });
  });

  it("walks the index of its board and reads no result besides those that it shows", async () => {
    const player = await createPlayer(database.db);
    await storeResult(database.db, player, { score: 15_555 });
    await insertCrowd(3_000).execute(database.db);
    await sql`
      INSERT INTO leaderboards (score, ranked_at, user_id, result_id, leaderboard_type, metric, difficulty, season)
      SELECT score, ranked_at, user_id, result_id, leaderboard_type, metric, 'NORMAL', season
      FROM leaderboards JOIN users ON users.id = user_id
      WHERE username LIKE 'crowd%' AND language IS NULL`.execute(database.db);
    // It also has the tables vacuumed.
    await insertOtherPlayers(database.ownerUrl, 10);
    const scans = await explainLastStatement(database.url, (db) => open(player, {}, db));
    const of = (name: string) => scans.filter(({ table }) => table === name);
    expect(of("leaderboards").map(({ type }) => type)).not.toContain("Seq Scan");
    // A page and one row more, and the place with its neighbours. Ranks are counted in the index alone.
    const fetched = of("leaderboards").filter(({ type }) => type === "Index Scan");
    expect(fetched.reduce((sum, { rows }) => sum + rows, 0)).toBeLessThanOrEqual(21 + 7);
    // It is found by its player, not by walking the board until it comes.
    const index = "leaderboards_user_board_key";
    expect(of("leaderboards")).toContainEqual(
      expect.objectContaining({ type: "Index Only Scan", index, rows: 1 }),
    );
    const results = of("game_results").reduce((sum, { rows }) => sum + rows, 0);
    // A page and one row more, the place with its neighbours, the run that was played last, and those that may be being checked.
    expect(results).toBeLessThanOrEqual(21 + 7 + 1 + 1);
  });
});
