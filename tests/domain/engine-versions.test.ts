import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { checkpoint, finishAbandoned } from "../../app/.server/games/checkpoints/service.ts";
import { endGame } from "../../app/.server/games/end/service.ts";
import { claimGuestGame, startGuestGame } from "../../app/.server/games/guests/service.ts";
import { replay } from "../../app/.server/games/results/service.ts";
import { startGame } from "../../app/.server/games/start/service.ts";
import { NO_BOARD_CACHE } from "../../app/.server/leaderboards/cache.ts";
import { resultPage } from "../../app/.server/progress/result-page/service.ts";
import { measureRuns } from "../../app/.server/snippets/statistics/service.ts";
import { isTooShort } from "../../app/contracts/ranking.ts";
import { currentEngine } from "../../app/engine/current.ts";
import { ENGINE_VERSION, engineOf } from "../../app/engine/index.ts";
import type { Plan } from "../../app/engine/plan.ts";
import { replayRun } from "../../app/engine/replay.ts";
import { runOf } from "../../app/ui/replay/timeline.ts";
import { verify } from "../../app/ui/replay/verify.ts";
import { type Habits, play } from "../../seed/player.ts";
import { withDatabase } from "../support/database.ts";
import { ENGINES_AFTER_RELEASE, nextEngine } from "../support/next-engine.ts";
import { backdateStart, createPlayer, honestRun, startRequest } from "../support/players.ts";

const database = withDatabase();
/** Returns the typing of a run of `plan` that survives by the current rules, and counts and ends in defeat by the new ones. */
function habitsFor(plan: Plan): Habits {
  for (let seed = 1; seed <= 50; seed += 1) {
    const habits = { wpm: 30 + (seed % 12), errors: 30, until: 240_000, seed };
    const { outcome, state } = play(plan, habits, nextEngine);
    const counts = !isTooShort(nextEngine.scoreOf(state));
    if (counts && outcome === "defeat" && play(plan, habits).outcome === "quit") return habits;
  }
  throw new Error("no such run of this plan");
}

/** Starts a game before the release. Returns the run as its browser sends it, and its score by the old rules. */
async function playedBeforeRelease() {
  const player = await createPlayer(database.db);
  const game = await startGame(database.db, player, startRequest(), 5, new Date());
  const request = await honestRun(database.db, game, habitsFor(game));
  const state = replayRun(currentEngine, runOf({ plan: game, ...request }));
  return { player, game, request, score: currentEngine.scoreOf(state) };
}

const storedSession = (id: string) =>
  database.db
    .selectFrom("game_sessions")
    .leftJoin("game_results", "game_results.session_id", "game_sessions.id")
    .select(["engine_version", "outcome", "final_score"])
    .where("game_sessions.id", "=", id)
    .executeTakeFirstOrThrow();

describe("after a release of new rules", () => {
  it("a game that started before the release ends by the old rules, with exactly their score", async () => {
    const { player, game, request, score } = await playedBeforeRelease();
    const after = replayRun(nextEngine, runOf({ plan: game, ...request }));
    expect(after.over).toMatchObject({ outcome: "defeat" });
    expect(request.outcome).toBe("quit");
    const { ended } = await endGame(
      database.db,
      player,
      request,
      NO_BOARD_CACHE,
      ENGINES_AFTER_RELEASE,
    );
    expect(ended.result).toMatchObject({ ...score, status: "VERIFIED" });
    expect(await storedSession(game.session_id)).toMatchObject({ engine_version: ENGINE_VERSION });
  });

  it("a new game starts and ends by the new rules", async () => {
    const player = await createPlayer(database.db);
    const start = [
      database.db,
      player,
      startRequest(),
      5,
      new Date(),
      null,
      ENGINES_AFTER_RELEASE,
    ] as const;
    const game = await startGame(...start);
    expect(game.engine_version).toBe(nextEngine.version);
    // The run of a browser that still plays by the old rules.
    const old = await honestRun(database.db, game, habitsFor(game));
    const end = (request: typeof old, engines = ENGINES_AFTER_RELEASE) =>
      endGame(database.db, player, request, NO_BOARD_CACHE, engines);
    await expect(end(old)).rejects.toMatchObject({ code: "log_rejected" });
    const { keys, outcome, endedAt, state } = play(game, habitsFor(game), nextEngine);
    expect(outcome).toBe("defeat");
    const request = { ...old, key_sequence: keys, outcome, ended_at_ms: endedAt };
    const { ended } = await end(request);
    expect(ended.result).toMatchObject(nextEngine.scoreOf(state));
    expect(nextEngine.scoreOf(state)).not.toEqual(currentEngine.scoreOf(state));
  });

  it("a run of an unknown engine version is rejected, as after a rollback", async () => {
    const player = await createPlayer(database.db);
    const start = [
      database.db,
      player,
      startRequest(),
      5,
      new Date(),
      null,
      ENGINES_AFTER_RELEASE,
    ] as const;
    const game = await startGame(...start);
    const request = await honestRun(database.db, game, habitsFor(game));
    await expect(endGame(database.db, player, request, NO_BOARD_CACHE)).rejects.toMatchObject({
      code: "engine_outdated",
    });
  });

  it("a stored run is replayed and verified by the rules of its own version", async () => {
    const { player, request } = await playedBeforeRelease();
    const { ended } = await endGame(database.db, player, request, NO_BOARD_CACHE);
    const stored = await replay(database.db, undefined, ended.result.id);
    expect(stored.engine_version).toBe(ENGINE_VERSION);
    const own = await engineOf(stored.engine_version, ENGINES_AFTER_RELEASE);
    const claimed = { ...ended.result, outcome: stored.outcome };
    expect(verify(own, stored, claimed, () => 0)).toMatchObject({ kind: "verified" });
    expect(verify(nextEngine, stored, claimed, () => 0)).toMatchObject({ kind: "differs" });
  });

  it("a guest's run from before the release is claimed by the old rules", async () => {
    const player = await createPlayer(database.db);
    const began = new Date("2026-03-01T12:00:00Z");
    const signerAfter = (ms: number) => ({
      secret: "a secret of the tests alone, long enough for HMAC",
      now: new Date(began.getTime() + ms),
    });
    const choice = { language: "PYTHON", difficulty: "NORMAL" } as const;
    const game = await startGuestGame(database.db, choice, 9, signerAfter(0));
    const { keys, outcome, endedAt, state } = play(game, habitsFor(game));
    const request = { ticket: game.ticket, outcome, key_sequence: keys, ended_at_ms: endedAt };
    const engines = ENGINES_AFTER_RELEASE;
    const { ended } = await claimGuestGame(
      database.db,
      player,
      request,
      signerAfter(endedAt),
      NO_BOARD_CACHE,
      engines,
    );
    expect(ended.result).toMatchObject(currentEngine.scoreOf(state));
    const next = await startGuestGame(database.db, choice, 9, signerAfter(0), engines);
    expect(next.engine_version).toBe(nextEngine.version);
  });

  it("an abandoned game from before the release ends at its checkpoint by the old rules", async () => {
    const { player, game, request } = await playedBeforeRelease();
    const { session_token, key_sequence } = request;
    await checkpoint(database.db, player, { session_token, key_sequence });
    await database.db
      .updateTable("game_sessions")
      .set({ expires_at: sql`now() - interval '1 second'` })
      .where("id", "=", game.session_id)
      .execute();
    expect(await finishAbandoned(database.db, 10, ENGINES_AFTER_RELEASE)).toBe(1);
    const endedAt = key_sequence.at(-1)?.[0] ?? 0;
    const run = { plan: game, keys: key_sequence, outcome: "quit", endedAt } as const;
    const { final_score } = currentEngine.scoreOf(replayRun(currentEngine, run));
    expect(await storedSession(game.session_id)).toMatchObject({ outcome: "quit", final_score });
  });

  it("the result page of an old run analyses it by the old rules", async () => {
    const { player, request } = await playedBeforeRelease();
    const { ended } = await endGame(database.db, player, request, NO_BOARD_CACHE);
    const { id } = ended.result;
    const before = await resultPage(database.db, undefined, id);
    const after = await resultPage(database.db, undefined, id, new Date(), ENGINES_AFTER_RELEASE);
    expect(before.analysis?.pace.some(({ keys }) => keys > 0)).toBe(true);
    expect(after).toEqual(before);
  });

  it("a rematch of an old run is played by the new rules, and its ghost by the old ones", async () => {
    const { player, request } = await playedBeforeRelease();
    const { ended } = await endGame(database.db, player, request, NO_BOARD_CACHE);
    const rematch = startRequest({ mode: "rematch", result_id: ended.result.id });
    const start = [
      database.db,
      player,
      rematch,
      5,
      new Date(),
      null,
      ENGINES_AFTER_RELEASE,
    ] as const;
    const { engine_version, seed } = await startGame(...start);
    const ghost = await replay(database.db, undefined, ended.result.id);
    expect(engine_version).toBe(nextEngine.version);
    expect(ghost).toMatchObject({ engine_version: ENGINE_VERSION, plan: { seed } });
  });

  it("snippet statistics count the runs of every known engine version, and of no other", async () => {
    const { db } = database;
    const { player, request } = await playedBeforeRelease();
    const { ended } = await endGame(db, player, request, NO_BOARD_CACHE);
    const start = [db, player, startRequest(), 6, new Date(), null, ENGINES_AFTER_RELEASE] as const;
    const game = await startGame(...start);
    const { session_token, session_id } = game;
    const { keys, outcome, endedAt, state } = play(game, habitsFor(game), nextEngine);
    await backdateStart(db, session_id, endedAt);
    await endGame(
      db,
      player,
      { session_token, outcome, key_sequence: keys, ended_at_ms: endedAt },
      NO_BOARD_CACHE,
      ENGINES_AFTER_RELEASE,
    );
    const minutes = (count: number) =>
      sql<string>`date_trunc('milliseconds', now()) - make_interval(mins => ${count})`;
    const measure = async (engines?: typeof ENGINES_AFTER_RELEASE) => {
      await db.deleteFrom("snippet_statistics").execute();
      await db
        .updateTable("snippet_statistics_mark")
        .set({ measured_until: minutes(15) })
        .execute();
      const results = db.updateTable("game_results");
      await results.set({ ended_at: minutes(60) }).execute();
      await results
        .set({ ended_at: minutes(5) })
        .where("user_id", "=", player.id)
        .execute();
      const runs = await measureRuns(db, 10, engines);
      const { words } = await db
        .selectFrom("snippet_statistics")
        .select((eb) => eb.fn.sum("words").as("words"))
        .executeTakeFirstOrThrow();
      return { runs, words: Number(words) };
    };
    const { total_words_typed } = ended.result;
    const both = total_words_typed + nextEngine.scoreOf(state).total_words_typed;
    expect(await measure(ENGINES_AFTER_RELEASE)).toEqual({ runs: 2, words: both });
    expect(await measure()).toEqual({ runs: 1, words: total_words_typed });
  });
});
