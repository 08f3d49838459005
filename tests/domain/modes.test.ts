import { describe, expect, it } from "vitest";
import type { Caller } from "../../app/.server/auth/authorization/queries.ts";
import { daily } from "../../app/.server/games/daily/service.ts";
import { endGame } from "../../app/.server/games/end/service.ts";
import { startGame } from "../../app/.server/games/start/service.ts";
import { NO_BOARD_CACHE } from "../../app/.server/leaderboards/cache.ts";
import { leaderboard } from "../../app/.server/leaderboards/service.ts";
import type { StartRequest } from "../../app/contracts/game.ts";
import { LANGUAGES } from "../../app/engine/plan.ts";
import { withDatabase } from "../support/database.ts";
import { addDevice, createPlayer, honestRun, playGame, startRequest } from "../support/players.ts";

const database = withDatabase();
const HABITS = { wpm: 60, errors: 20, until: 60_000 };

const at = (day: string, time = "12:00:00Z") => new Date(`${day}T${time}`);
const start = (
  player: Caller,
  overrides: Partial<StartRequest>,
  now = at("2026-03-01"),
  seed = 1,
) => startGame(database.db, player, startRequest(overrides), seed, now);
const play = (player: Caller, overrides: Partial<StartRequest>, now = at("2026-03-01"), wpm = 60) =>
  playGame(
    database.db,
    player,
    { ...HABITS, wpm, seed: wpm, hands: wpm === 120 ? 1 : 0 },
    overrides,
    now,
  );
const challenge = (caller: Caller | undefined, now: Date) =>
  daily(database.db, caller, { language: "PYTHON", limit: 20 }, now);
const planOf = ({ seed, language, difficulty, snippets }: Awaited<ReturnType<typeof start>>) => ({
  seed,
  language,
  difficulty,
  snippets,
});
const statistics = (player: Caller) =>
  database.db
    .selectFrom("user_statistics")
    .select(["total_games", "best_score"])
    .where("user_id", "=", player.id)
    .executeTakeFirstOrThrow();

describe("the daily challenge", () => {
  it("has one plan per language for all players on a UTC day, at NORMAL, and another plan the next day", async () => {
    const players = await Promise.all(Array.from({ length: 20 }, () => createPlayer(database.db)));
    const now = at("2026-03-02");
    const games = await Promise.all(
      players.map((player, seed) => start(player, { mode: "daily" }, now, seed)),
    );
    const [first] = games;
    if (!first) throw new Error("nobody started");
    expect(first.snippets).toHaveLength(48);
    expect(first).toMatchObject({ mode: "daily", difficulty: "NORMAL" });
    for (const game of games) expect(planOf(game)).toEqual(planOf(first));

    const [player] = players as [Caller];
    // Another start ends the try, and with that opens practice.
    await start(player, {}, now);
    const late = await start(player, { mode: "daily_practice" }, at("2026-03-02", "23:59:59.999Z"));
    expect(planOf(late)).toEqual(planOf(first));
    const next = await start(player, { mode: "daily" }, at("2026-03-03", "00:00:00Z"), 2);
    expect(planOf(next)).not.toEqual(planOf(first));
    const other = await start(player, { mode: "daily", language: "REACT" }, now, 3);
    expect(other.language).toBe("REACT");
  });

  it("keeps its snippets when one of them is changed and deactivated during the day", async () => {
    const [early, late] = [await createPlayer(database.db), await createPlayer(database.db)];
    const now = at("2026-03-04");
    const before = await start(early, { mode: "daily" }, now);
    const [id = ""] = before.snippets.map((snippet) => snippet.id);
    await database.db
      .updateTable("code_snippets")
      .set({ snippet_text: "pass", is_active: false })
      .where("id", "=", id)
      .execute();
    expect(planOf(await start(late, { mode: "daily" }, now))).toEqual(planOf(before));
  });

  it("allows one ranked run per language and day, also among twenty simultaneous starts", async () => {
    const player = await createPlayer(database.db);
    const now = at("2026-03-05");
    const starts = await Promise.allSettled(
      Array.from({ length: 20 }, () => start(player, { mode: "daily" }, now)),
    );
    expect(starts.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const attempt of starts) {
      if (attempt.status === "rejected") {
        expect(attempt.reason).toMatchObject({ code: "daily_taken" });
      }
    }
    await expect(start(player, { mode: "daily" }, now)).rejects.toMatchObject({
      code: "daily_taken",
    });
    await start(player, { mode: "daily", language: "REACT" }, now);
    await start(player, { mode: "daily" }, at("2026-03-06"));
  });

  it("does not close an open game when the ranked run was taken already", async () => {
    const player = await createPlayer(database.db);
    const now = at("2026-03-07");
    await play(player, { mode: "daily" }, now);
    const { session_id } = await start(player, {});
    await expect(start(player, { mode: "daily" }, now)).rejects.toThrow();
    const { ended_at } = await database.db
      .selectFrom("game_sessions")
      .select("ended_at")
      .where("id", "=", session_id)
      .executeTakeFirstOrThrow();
    expect(ended_at).toBeNull();
  });

  it("has a board of its own, on which the ranked run counts and practice runs do not", async () => {
    const now = at("2026-03-08");
    const [slow, fast] = [await createPlayer(database.db), await createPlayer(database.db)];
    expect(await challenge(slow, now)).toMatchObject({ players: 0, mine: null });
    await start(slow, { mode: "daily" }, now);
    const noResult = {
      result_id: null,
      score: null,
      words_per_minute: null,
      accuracy_percentage: null,
      standard_wpm: null,
      key_accuracy: null,
      waves_completed: null,
      status: null,
      rank: null,
    };
    expect((await challenge(slow, now)).mine).toEqual({ open: true, ...noResult });
    await start(slow, {});
    expect((await challenge(slow, now)).mine).toEqual({ open: false, ...noResult });
    const quick = await play(fast, { mode: "daily" }, now, 120);
    const third = await createPlayer(database.db);
    const { ended } = await play(third, { mode: "daily" }, now, 70);
    const practice = await play(third, { mode: "daily_practice" }, now, 140);
    expect(practice.ended.result.status).toBe("UNRANKED");

    const seen = await challenge(await addDevice(database.db, third.id), now);
    expect(seen).toMatchObject({
      day: "2026-03-08",
      ends_at: "2026-03-09T00:00:00.000Z",
      players: 2,
      mine: {
        open: false,
        result_id: ended.result.id,
        score: ended.result.final_score,
        words_per_minute: ended.result.words_per_minute,
        accuracy_percentage: ended.result.accuracy_percentage,
        standard_wpm: ended.result.standard_wpm,
        key_accuracy: ended.result.key_accuracy,
        waves_completed: ended.result.waves_completed,
        status: "VERIFIED",
        rank: 2,
      },
    });
    expect(seen.board.items.map((item) => item.result_id)).toEqual([
      quick.ended.result.id,
      ended.result.id,
    ]);
    expect((await challenge(undefined, now)).mine).toBeNull();
    expect(await challenge(fast, at("2026-03-09"))).toMatchObject({ players: 0, mine: null });
    // The ranked run is also a VERIFIED run like any other.
    expect(await statistics(third)).toEqual({
      total_games: 1,
      best_score: ended.result.final_score,
    });
    const all = await leaderboard(
      database.db,
      { type: "all_time", metric: "score", limit: 100 },
      new Date(),
    );
    expect(all.items.map((item) => item.result_id)).toContain(ended.result.id);
    expect(all.items.map((item) => item.result_id)).not.toContain(practice.ended.result.id);
  });
});

describe("a rematch", () => {
  it("uses the plan of another player's result, and counts nowhere", async () => {
    const [rival, player] = [await createPlayer(database.db), await createPlayer(database.db)];
    const game = await start(rival, { language: "TYPESCRIPT", difficulty: "HARD" }, undefined, 77);
    const request = await honestRun(database.db, game, HABITS);
    const { ended } = await endGame(database.db, rival, request, NO_BOARD_CACHE);
    const again = await start(player, { mode: "rematch", result_id: ended.result.id });
    expect(again.mode).toBe("rematch");
    expect(planOf(game)).toMatchObject({ seed: 77, language: "TYPESCRIPT", difficulty: "HARD" });
    expect(planOf(again)).toEqual(planOf(game));
    const rematch = await play(player, { mode: "rematch", result_id: ended.result.id });
    expect(rematch.ended).toMatchObject({
      new_best: false,
      rank: null,
      result: { status: "UNRANKED" },
    });
    expect(await statistics(player)).toMatchObject({ total_games: 0 });
  });

  it("is relaxed when its run was relaxed", async () => {
    const player = await createPlayer(database.db);
    const { ended } = await play(player, { mode: "relaxed" });
    expect(ended.result.status).toBe("UNRANKED");
    expect((await start(player, { mode: "rematch", result_id: ended.result.id })).mode).toBe(
      "relaxed",
    );
  });

  it("is rejected for a result that does not exist or whose player was deleted", async () => {
    const [rival, player] = [await createPlayer(database.db), await createPlayer(database.db)];
    const { ended } = await play(rival, {});
    await database.db
      .updateTable("users")
      .set({ deleted_at: new Date() })
      .where("id", "=", rival.id)
      .execute();
    for (const result_id of [ended.result.id, crypto.randomUUID()]) {
      await expect(start(player, { mode: "rematch", result_id })).rejects.toMatchObject({
        code: "not_found",
      });
    }
  });
});

describe("a relaxed run", () => {
  it.each(LANGUAGES)("in %s counts nowhere", async (language) => {
    const player = await createPlayer(database.db);
    const { ended } = await play(player, { mode: "relaxed", language });
    expect(ended).toMatchObject({ rank: null, new_best: false, result: { status: "UNRANKED" } });
    expect(await statistics(player)).toMatchObject({ total_games: 0 });
  });
});
