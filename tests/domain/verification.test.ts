/** The verification of runs when a game ends: honest and implausible runs, and the state of the session. */
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { endGame } from "../../app/.server/games/end/service.ts";
import { replay } from "../../app/.server/games/results/service.ts";
import { startGame } from "../../app/.server/games/start/service.ts";
import { verify } from "../../app/.server/games/verification.ts";
import { NO_BOARD_CACHE } from "../../app/.server/leaderboards/cache.ts";
import { currentEngine } from "../../app/engine/current.ts";
import { replayRun } from "../../app/engine/replay.ts";
import { runOf } from "../../app/ui/replay/timeline.ts";
import { play } from "../../seed/player.ts";
import { withDatabase } from "../support/database.ts";
import { createPlayer, honestRun, playGame, startRequest } from "../support/players.ts";
import { numberOfResults, startNewGame } from "../support/started-games.ts";

const database = withDatabase();

describe("an honest run", () => {
  it("is stored as VERIFIED, with the numbers of its replay", async () => {
    const { player, game } = await startNewGame(database.db);
    const request = await honestRun(database.db, game, { wpm: 60, errors: 30, until: 60_000 });
    const { ended, created } = await endGame(database.db, player, request, NO_BOARD_CACHE);
    const expected = currentEngine.scoreOf(
      replayRun(currentEngine, runOf({ plan: game, ...request })),
    );
    expect(created).toBe(true);
    expect(ended.result).toMatchObject({
      ...expected,
      status: "VERIFIED",
      user_id: player.id,
      session_id: game.session_id,
    });
    expect(ended).toMatchObject({ new_best: true });
    expect(ended.rank).toBeGreaterThan(0);
  });

  it("can end in defeat, at the millisecond that the engine computes", async () => {
    const { player, game } = await startNewGame(database.db, { difficulty: "EXPERT" });
    const request = await honestRun(database.db, game, { wpm: 20 });
    expect(request.outcome).toBe("defeat");
    const { ended } = await endGame(database.db, player, request, NO_BOARD_CACHE);
    expect(ended.result.total_damage_taken).toBe(100);
  });

  it("has the same numbers when it is replayed from its stored key log", async () => {
    const player = await createPlayer(database.db);
    const { ended } = await playGame(database.db, player, { wpm: 70, errors: 50, until: 90_000 });
    const log = await replay(database.db, undefined, ended.result.id);
    const score = currentEngine.scoreOf(replayRun(currentEngine, runOf(log)));
    expect(ended.result).toMatchObject(score);
  });

  it("of ten minutes at 120 words a minute has a key log of at most 16 KB in the database", async () => {
    const { player, game } = await startNewGame(database.db, { mode: "relaxed" });
    const request = await honestRun(database.db, game, { wpm: 120, errors: 20, until: 600_000 });
    expect(request.key_sequence.length).toBeGreaterThan(5_500);
    await endGame(database.db, player, request, NO_BOARD_CACHE);
    const { rows } = await sql<{ size: number }>`
      SELECT pg_column_size(key_sequence) AS size FROM typing_sessions WHERE game_session_id = ${game.session_id}
    `.execute(database.db);
    expect(rows[0]?.size).toBeLessThanOrEqual(16 * 1024);
  });
});

describe("200 concurrent requests to end a game", () => {
  it("store and count one result, which all of them return", async () => {
    const { player, game } = await startNewGame(database.db);
    const request = await honestRun(database.db, game, { wpm: 50, until: 60_000 });
    const answers = await Promise.all(
      Array.from({ length: 200 }, () => endGame(database.db, player, request, NO_BOARD_CACHE)),
    );
    expect(new Set(answers.map(({ ended }) => JSON.stringify(ended))).size).toBe(1);
    expect(answers.filter(({ created }) => created)).toHaveLength(1);
    expect(await numberOfResults(database.db, player)).toBe(1);
    const statistics = await database.db
      .selectFrom("user_statistics")
      .select("total_games")
      .where("user_id", "=", player.id)
      .executeTakeFirst();
    expect(statistics?.total_games).toBe(1);
    const typed = await database.db
      .selectFrom("typing_sessions")
      .select("id")
      .where("user_id", "=", player.id)
      .execute();
    expect(typed).toHaveLength(1);
  });
});

describe("a game session", () => {
  it("of another player cannot be ended", async () => {
    const { game } = await startNewGame(database.db);
    const thief = await createPlayer(database.db);
    const request = await honestRun(database.db, game, { wpm: 60, until: 60_000 });
    await expect(endGame(database.db, thief, request, NO_BOARD_CACHE)).rejects.toMatchObject({
      code: "session_not_found",
    });
    expect(await numberOfResults(database.db, thief)).toBe(0);
  });

  it("is closed when its player starts another game", async () => {
    const { player, game } = await startNewGame(database.db);
    const request = await honestRun(database.db, game, { wpm: 60, until: 60_000 });
    await startGame(database.db, player, startRequest(), 8, new Date());
    await expect(endGame(database.db, player, request, NO_BOARD_CACHE)).rejects.toMatchObject({
      code: "session_closed",
    });
  });

  it("expires after 30 minutes without activity", async () => {
    const { player, game } = await startNewGame(database.db);
    const request = await honestRun(database.db, game, { wpm: 60, until: 60_000 });
    await database.db
      .updateTable("game_sessions")
      .set({ expires_at: sql`now() - interval '1 second'` })
      .where("id", "=", game.session_id)
      .execute();
    await expect(endGame(database.db, player, request, NO_BOARD_CACHE)).rejects.toMatchObject({
      code: "session_expired",
    });
    const { expires_at, started_at } = await startGame(
      database.db,
      player,
      startRequest(),
      9,
      new Date(),
    );
    expect(Date.parse(expires_at) - Date.parse(started_at)).toBeCloseTo(30 * 60_000, -2);
  });

  it("of an unknown engine version cannot be ended", async () => {
    const { player, game } = await startNewGame(database.db);
    const request = await honestRun(database.db, game, { wpm: 60, until: 60_000 });
    await database.db
      .updateTable("game_sessions")
      .set({ engine_version: 0 })
      .where("id", "=", game.session_id)
      .execute();
    await expect(endGame(database.db, player, request, NO_BOARD_CACHE)).rejects.toMatchObject({
      code: "engine_outdated",
    });
  });
});

describe("an implausible run", () => {
  it("is rejected when it is over two seconds longer than the time since its start", async () => {
    const { game } = await startNewGame(database.db);
    const run = play(game, { wpm: 60, until: 60_000 });
    const request = { key_sequence: run.keys, outcome: run.outcome, ended_at_ms: run.endedAt };
    const verifyAfter = (elapsed: number) => verify(currentEngine, game, request, { elapsed });
    expect(verifyAfter(run.endedAt - 2_000).status).toBe("VERIFIED");
    expect(() => verifyAfter(run.endedAt - 2_001)).toThrow("longer than the time");
  });

  it("is PENDING when it is faster than 260 words a minute for ten seconds", async () => {
    const { player, game } = await startNewGame(database.db);
    const request = await honestRun(database.db, game, { wpm: 290, until: 60_000 });
    const { ended } = await endGame(database.db, player, request, NO_BOARD_CACHE);
    expect(ended).toMatchObject({ result: { status: "PENDING" }, rank: null, new_best: false });
  });
});
