import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import type { Caller } from "../../app/.server/auth/authorization/queries.ts";
import { checkpoint } from "../../app/.server/games/checkpoints/service.ts";
import { endGame } from "../../app/.server/games/end/service.ts";
import { replay } from "../../app/.server/games/results/service.ts";
import { startGame } from "../../app/.server/games/start/service.ts";
import { NO_BOARD_CACHE } from "../../app/.server/leaderboards/cache.ts";
import { runMaintenance } from "../../app/.server/operations/maintenance/service.ts";
import type { EndRequest, StartRequest } from "../../app/contracts/game.ts";
import { currentEngine } from "../../app/engine/current.ts";
import { replayRun } from "../../app/engine/replay.ts";
import { withDatabase } from "../support/database.ts";
import { backdateStart, createPlayer, honestRun, startRequest } from "../support/players.ts";

const database = withDatabase();

/** Starts a game and plays it for half a minute. The run is not sent, so the game is still open. */
async function openGame(overrides: Partial<StartRequest> = {}) {
  const player = await createPlayer(database.db);
  const game = await startGame(database.db, player, startRequest(overrides), 5, new Date());
  const run = await honestRun(database.db, game, { wpm: 70, errors: 20, until: 60_000 });
  return { player, game, run };
}

/** Sends a checkpoint with the first `keys` keys of a run, all of them by default. */
const sendCheckpoint = (
  player: Caller,
  { session_token, key_sequence }: EndRequest,
  keys = key_sequence.length,
) => checkpoint(database.db, player, { session_token, key_sequence: key_sequence.slice(0, keys) });

const expireSession = (sessionId: string) =>
  database.db
    .updateTable("game_sessions")
    .set({ expires_at: sql`now() - interval '1 second'` })
    .where("id", "=", sessionId)
    .execute();

const storedSession = (sessionId: string) =>
  database.db
    .selectFrom("game_sessions")
    .leftJoin("game_results", "game_results.session_id", "game_sessions.id")
    .select(["game_sessions.ended_at", "game_sessions.outcome", "game_results.id as result_id"])
    .select(["game_results.status", "game_results.off_boards", "game_results.final_score"])
    .where("game_sessions.id", "=", sessionId)
    .executeTakeFirstOrThrow();

describe("a checkpoint", () => {
  it("extends its game session to 30 minutes from now", async () => {
    const { player, game, run } = await openGame();
    await database.db
      .updateTable("game_sessions")
      .set({ expires_at: sql`now() + interval '1 minute'` })
      .where("id", "=", game.session_id)
      .execute();
    await sendCheckpoint(player, run);
    const { expires_at } = await database.db
      .selectFrom("game_sessions")
      .select("expires_at")
      .where("id", "=", game.session_id)
      .executeTakeFirstOrThrow();
    expect(new Date(expires_at).getTime() - Date.now()).toBeGreaterThan(29 * 60_000);
  });

  it("does not shorten the key log of a game that ends normally", async () => {
    const { player, run } = await openGame();
    await sendCheckpoint(player, run, 40);
    const { ended, created } = await endGame(database.db, player, run, NO_BOARD_CACHE);
    expect(created).toBe(true);
    const { key_sequence } = await replay(database.db, undefined, ended.result.id);
    expect(key_sequence).toEqual(run.key_sequence);
  });

  it("does not deadlock with the end of its game when both arrive at the same time", async () => {
    for (let round = 0; round < 15; round += 1) {
      const { player, run } = await openGame();
      const ends = Array.from({ length: 3 }, () =>
        endGame(database.db, player, run, NO_BOARD_CACHE),
      );
      const checkpoints = [20, 40, 60, 80].map((keys) =>
        sendCheckpoint(player, run, keys).catch((error) => {
          if (error.code !== "session_closed") throw error;
        }),
      );
      await Promise.all([...checkpoints, ...ends]);
    }
  });

  it("with more keys is kept, in whatever order checkpoints arrive", async () => {
    const { player, game, run } = await openGame();
    await Promise.all([40, 10, 60, 20, 30].map((keys) => sendCheckpoint(player, run, keys)));
    await sendCheckpoint(player, run, 50);
    await expireSession(game.session_id);
    await runMaintenance(database.db);
    const { result_id } = await storedSession(game.session_id);
    const { key_sequence } = await replay(database.db, undefined, result_id ?? "");
    expect(key_sequence).toEqual(run.key_sequence.slice(0, 60));
  });

  it("is rejected for a game session that is closed, expired or another player's", async () => {
    const { player, game, run } = await openGame();
    const thief = await createPlayer(database.db);
    await expect(sendCheckpoint(thief, run)).rejects.toMatchObject({ code: "session_not_found" });
    await expireSession(game.session_id);
    await expect(sendCheckpoint(player, run)).rejects.toMatchObject({ code: "session_expired" });
    await startGame(database.db, player, startRequest(), 6, new Date());
    await expect(sendCheckpoint(player, run)).rejects.toMatchObject({ code: "session_closed" });
  });

  it("is rejected when a key lies in the future, and stores nothing", async () => {
    const player = await createPlayer(database.db);
    const game = await startGame(database.db, player, startRequest(), 5, new Date());
    const run = { session_token: game.session_token, key_sequence: [[60_000, "x"]] as never };
    await expect(checkpoint(database.db, player, run)).rejects.toMatchObject({
      code: "log_rejected",
      errors: [{ path: "key_sequence" }],
    });
    await expireSession(game.session_id);
    await runMaintenance(database.db);
    expect((await storedSession(game.session_id)).result_id).toBeNull();
  });
});

describe("an abandoned game", () => {
  it.each(["standard", "daily"] as const)(
    "ends as quit at its last checkpoint, with the score of the replay (mode %s)",
    async (mode) => {
      const { player, game, run } = await openGame({ mode });
      await sendCheckpoint(player, run);
      await expireSession(game.session_id);
      expect((await runMaintenance(database.db)).abandoned_games_closed).toBe(1);
      const keys = run.key_sequence;
      const state = replayRun(currentEngine, {
        plan: game,
        keys,
        outcome: "quit",
        endedAt: keys.at(-1)?.[0] ?? 0,
      });
      expect(await storedSession(game.session_id)).toMatchObject({
        outcome: "quit",
        status: "VERIFIED",
        final_score: currentEngine.scoreOf(state).final_score,
      });
      // A browser that sends the whole log later gets the stored result.
      const { ended, created } = await endGame(database.db, player, run, NO_BOARD_CACHE);
      expect(created).toBe(false);
      expect(ended.result.final_score).toBe(currentEngine.scoreOf(state).final_score);
    },
  );

  it("is on no board when its checkpoint arrived a minute after its last key", async () => {
    const { player, game, run } = await openGame();
    await backdateStart(database.db, game.session_id, run.ended_at_ms + 60_000);
    await sendCheckpoint(player, run);
    await expireSession(game.session_id);
    await runMaintenance(database.db);
    expect(await storedSession(game.session_id)).toMatchObject({
      status: "VERIFIED",
      off_boards: true,
    });
  });

  it("keeps its checkpoint when another log of the same length arrives", async () => {
    const { player, game, run } = await openGame();
    await sendCheckpoint(player, run, 30);
    const other = run.key_sequence.slice(0, 30).map(([t]) => [t, "x"] as [number, string]);
    await checkpoint(database.db, player, {
      session_token: game.session_token,
      key_sequence: other,
    });
    await expireSession(game.session_id);
    await runMaintenance(database.db);
    const { key_sequence } = await replay(
      database.db,
      undefined,
      (await storedSession(game.session_id)).result_id ?? "",
    );
    expect(key_sequence).toEqual(run.key_sequence.slice(0, 30));
  });

  it("is closed without a result when its player was deleted meanwhile", async () => {
    const { player, game, run } = await openGame();
    await sendCheckpoint(player, run);
    await database.db
      .updateTable("users")
      .set({ is_active: false, deleted_at: new Date() })
      .where("id", "=", player.id)
      .execute();
    await expireSession(game.session_id);
    await runMaintenance(database.db);
    const { ended_at, result_id } = await storedSession(game.session_id);
    expect(ended_at).not.toBeNull();
    expect(result_id).toBeNull();
  });

  it("ends in defeat when its checkpoint goes beyond the defeat", async () => {
    const player = await createPlayer(database.db);
    const game = await startGame(
      database.db,
      player,
      startRequest({ difficulty: "EXPERT" }),
      5,
      new Date(),
    );
    const run = await honestRun(database.db, game, { wpm: 25, errors: 100 });
    expect(run.outcome).toBe("defeat");
    // One key more than the run has, so that the engine advances to the defeat.
    const key_sequence = [...run.key_sequence, [run.ended_at_ms + 1, "x"] as [number, string]];
    await checkpoint(database.db, player, { session_token: game.session_token, key_sequence });
    await expireSession(game.session_id);
    await runMaintenance(database.db);
    expect(await storedSession(game.session_id)).toMatchObject({ outcome: "defeat" });
  });

  it("is closed without a result when it has no checkpoint, or one of an unknown engine version", async () => {
    const withoutCheckpoint = await openGame();
    const unknownVersion = await openGame();
    await sendCheckpoint(unknownVersion.player, unknownVersion.run);
    await database.db
      .updateTable("game_sessions")
      .set({ engine_version: 0 })
      .where("id", "=", unknownVersion.game.session_id)
      .execute();
    for (const { game } of [withoutCheckpoint, unknownVersion])
      await expireSession(game.session_id);
    await runMaintenance(database.db);
    for (const { game } of [withoutCheckpoint, unknownVersion]) {
      const { ended_at, result_id } = await storedSession(game.session_id);
      expect(ended_at).not.toBeNull();
      expect(result_id).toBeNull();
    }
  });

  it("gets one result when four cron jobs and its browser end it at the same time", async () => {
    const games = await Promise.all(Array.from({ length: 30 }, () => openGame()));
    for (const { player, run } of games) await sendCheckpoint(player, run);
    for (const { game } of games) await expireSession(game.session_id);
    await Promise.allSettled([
      ...Array.from({ length: 4 }, () => runMaintenance(database.db)),
      ...games.map(({ player, run }) => endGame(database.db, player, run, NO_BOARD_CACHE)),
    ]);
    for (const { player, game } of games) {
      expect((await storedSession(game.session_id)).result_id).not.toBeNull();
      const { total_games } = await database.db
        .selectFrom("user_statistics")
        .select("total_games")
        .where("user_id", "=", player.id)
        .executeTakeFirstOrThrow();
      expect(total_games).toBe(1);
    }
  });
});
