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
import { beginEarlier, createPlayer, honestRun, newGame } from "../support/players.ts";

const database = withDatabase();

/** A game that was played for half a minute, and is not over. */
async function playing(overrides: Partial<StartRequest> = {}) {
  const player = await createPlayer(database.db);
  const game = await startGame(database.db, player, newGame(overrides), 5, new Date());
  const run = await honestRun(database.db, game, { wpm: 70, errors: 20, until: 30_000 });
  return { player, game, run };
}

const keep = (
  player: Caller,
  { session_token, key_sequence }: EndRequest,
  keys = key_sequence.length,
) => checkpoint(database.db, player, { session_token, key_sequence: key_sequence.slice(0, keys) });

const idle = (sessionId: string) =>
  database.db
    .updateTable("game_sessions")
    .set({ expires_at: sql`now() - interval '1 second'` })
    .where("id", "=", sessionId)
    .execute();

const stored = (sessionId: string) =>
  database.db
    .selectFrom("game_sessions")
    .leftJoin("game_results", "game_results.session_id", "game_sessions.id")
    .select(["game_sessions.ended_at", "game_sessions.outcome", "game_results.id as result_id"])
    .select(["game_results.status", "game_results.final_score"])
    .where("game_sessions.id", "=", sessionId)
    .executeTakeFirstOrThrow();

describe("a checkpoint", () => {
  it("keeps the session alive", async () => {
    const { player, game, run } = await playing();
    await database.db
      .updateTable("game_sessions")
      .set({ expires_at: sql`now() + interval '1 minute'` })
      .where("id", "=", game.session_id)
      .execute();
    await keep(player, run);
    const { expires_at } = await database.db
      .selectFrom("game_sessions")
      .select("expires_at")
      .where("id", "=", game.session_id)
      .executeTakeFirstOrThrow();
    expect(new Date(expires_at).getTime() - Date.now()).toBeGreaterThan(29 * 60_000);
  });

  it("leaves the end of the game as it is", async () => {
    const { player, run } = await playing();
    await keep(player, run, 40);
    const { ended, created } = await endGame(database.db, player, run, NO_BOARD_CACHE);
    expect(created).toBe(true);
    const { key_sequence } = await replay(database.db, ended.result.id);
    expect(key_sequence).toEqual(run.key_sequence);
  });

  it("and the end of its game may come at the same moment, again and again", async () => {
    for (let round = 0; round < 15; round += 1) {
      const { player, run } = await playing();
      const ends = Array.from({ length: 3 }, () =>
        endGame(database.db, player, run, NO_BOARD_CACHE),
      );
      const checkpoints = [20, 40, 60, 80].map((keys) =>
        keep(player, run, keys).catch((error) => {
          if (error.code !== "session_closed") throw error;
        }),
      );
      await Promise.all([...checkpoints, ...ends]);
    }
  });

  it("that was overtaken on its way does not undo a later one", async () => {
    const { player, game, run } = await playing();
    await Promise.all([40, 10, 60, 20, 30].map((keys) => keep(player, run, keys)));
    await keep(player, run, 50);
    await idle(game.session_id);
    await runMaintenance(database.db);
    const { result_id } = await stored(game.session_id);
    const { key_sequence } = await replay(database.db, result_id ?? "");
    expect(key_sequence).toEqual(run.key_sequence.slice(0, 60));
  });

  it("is refused for sessions that are closed, expired or somebody else's", async () => {
    const { player, game, run } = await playing();
    const thief = await createPlayer(database.db);
    await expect(keep(thief, run)).rejects.toMatchObject({ code: "session_not_found" });
    await idle(game.session_id);
    await expect(keep(player, run)).rejects.toMatchObject({ code: "session_expired" });
    await startGame(database.db, player, newGame(), 6, new Date());
    await expect(keep(player, run)).rejects.toMatchObject({ code: "session_closed" });
  });

  it("is refused when a key is later than now, and then leaves nothing behind", async () => {
    const player = await createPlayer(database.db);
    const game = await startGame(database.db, player, newGame(), 5, new Date());
    const run = { session_token: game.session_token, key_sequence: [[60_000, "x"]] as never };
    await expect(checkpoint(database.db, player, run)).rejects.toMatchObject({
      code: "log_rejected",
      errors: [{ path: "key_sequence" }],
    });
    await idle(game.session_id);
    await runMaintenance(database.db);
    expect((await stored(game.session_id)).result_id).toBeNull();
  });
});

describe("a game that idles away", () => {
  it.each(["standard", "daily"] as const)(
    "ends where its last checkpoint left it, as the replay says (%s)",
    async (mode) => {
      const { player, game, run } = await playing({ mode });
      await keep(player, run);
      await idle(game.session_id);
      expect((await runMaintenance(database.db)).games_finished).toBe(1);
      const keys = run.key_sequence;
      const state = replayRun(currentEngine, {
        plan: game,
        keys,
        outcome: "quit",
        endedAt: keys.at(-1)?.[0] ?? 0,
      });
      expect(await stored(game.session_id)).toMatchObject({
        outcome: "quit",
        status: "VERIFIED",
        final_score: currentEngine.scoreOf(state).final_score,
      });
      // The browser that comes back with the whole log is handed what is stored.
      const { ended, created } = await endGame(database.db, player, run, NO_BOARD_CACHE);
      expect(created).toBe(false);
      expect(ended.result.final_score).toBe(currentEngine.scoreOf(state).final_score);
    },
  );

  it("is FLAGGED as late when its log came in long after its last key", async () => {
    const { player, game, run } = await playing();
    await beginEarlier(database.db, game.session_id, run.ended_at_ms + 60_000);
    await keep(player, run);
    await idle(game.session_id);
    await runMaintenance(database.db);
    expect(await stored(game.session_id)).toMatchObject({ status: "FLAGGED" });
  });

  it("does not become earlier by sending the same log once more, nor another of its length", async () => {
    const { player, game, run } = await playing();
    await keep(player, run, 30);
    const other = run.key_sequence.slice(0, 30).map(([t]) => [t, "x"] as [number, string]);
    await checkpoint(database.db, player, {
      session_token: game.session_token,
      key_sequence: other,
    });
    await idle(game.session_id);
    await runMaintenance(database.db);
    const { key_sequence } = await replay(
      database.db,
      (await stored(game.session_id)).result_id ?? "",
    );
    expect(key_sequence).toEqual(run.key_sequence.slice(0, 30));
  });

  it("leaves nothing on the boards when its player is deleted meanwhile", async () => {
    const { player, game, run } = await playing();
    await keep(player, run);
    await database.db
      .updateTable("users")
      .set({ is_active: false, deleted_at: new Date() })
      .where("id", "=", player.id)
      .execute();
    await idle(game.session_id);
    await runMaintenance(database.db);
    const { ended_at, result_id } = await stored(game.session_id);
    expect(ended_at).not.toBeNull();
    expect(result_id).toBeNull();
  });

  it("ends in defeat when its log says so", async () => {
    const player = await createPlayer(database.db);
    const game = await startGame(
      database.db,
      player,
      newGame({ difficulty: "EXPERT" }),
      5,
      new Date(),
    );
    const run = await honestRun(database.db, game, { wpm: 25, errors: 100 });
    expect(run.outcome).toBe("defeat");
    // One key more than the run had: it tells the engine that time went on.
    const key_sequence = [...run.key_sequence, [run.ended_at_ms + 1, "x"] as [number, string]];
    await checkpoint(database.db, player, { session_token: game.session_token, key_sequence });
    await idle(game.session_id);
    await runMaintenance(database.db);
    expect(await stored(game.session_id)).toMatchObject({ outcome: "defeat" });
  });

  it("is closed without a result when it left no log, or one of other rules", async () => {
    const silent = await playing();
    const old = await playing();
    await keep(old.player, old.run);
    await database.db
      .updateTable("game_sessions")
      .set({ engine_version: 0 })
      .where("id", "=", old.game.session_id)
      .execute();
    for (const { game } of [silent, old]) await idle(game.session_id);
    await runMaintenance(database.db);
    for (const { game } of [silent, old]) {
      const { ended_at, result_id } = await stored(game.session_id);
      expect(ended_at).not.toBeNull();
      expect(result_id).toBeNull();
    }
  });

  it("gets one result, also when four clean up while the browser comes back", async () => {
    const games = await Promise.all(Array.from({ length: 30 }, () => playing()));
    for (const { player, run } of games) await keep(player, run);
    for (const { game } of games) await idle(game.session_id);
    await Promise.allSettled([
      ...Array.from({ length: 4 }, () => runMaintenance(database.db)),
      ...games.map(({ player, run }) => endGame(database.db, player, run, NO_BOARD_CACHE)),
    ]);
    for (const { player, game } of games) {
      expect((await stored(game.session_id)).result_id).not.toBeNull();
      const { total_games } = await database.db
        .selectFrom("user_statistics")
        .select("total_games")
        .where("user_id", "=", player.id)
        .executeTakeFirstOrThrow();
      expect(total_games).toBe(1);
    }
  });
});
