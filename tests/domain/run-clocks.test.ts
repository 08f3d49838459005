/** Which runs that come in late are on boards: those whose checkpoints vouch for their clock. */
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import type { Caller } from "../../app/.server/auth/authorization/queries.ts";
import { checkpoint } from "../../app/.server/games/checkpoints/service.ts";
import { endGame } from "../../app/.server/games/end/service.ts";
import { NO_BOARD_CACHE } from "../../app/.server/leaderboards/cache.ts";
import type { EndRequest, StartedGame } from "../../app/contracts/game.ts";
import type { KeyPress } from "../../app/engine/replay.ts";
import { withDatabase } from "../support/database.ts";
import { storedProgress } from "../support/histories.ts";
import { backdateStart, honestRun } from "../support/players.ts";
import { startNewGame } from "../support/started-games.ts";

const database = withDatabase();
const STEP = 10_000;

/** Plays a minute. Each checkpoint comes in `late` milliseconds after its last key; then the run ends. */
async function playLate(
  lateAt: (t: number) => number,
  change: (keys: KeyPress[]) => KeyPress[] = (keys) => keys,
) {
  const { player, game } = await startNewGame(database.db);
  const run = await honestRun(database.db, game, { wpm: 60, errors: 10, until: 90_000 });
  for (let t = STEP; t < run.ended_at_ms; t += STEP) {
    const keys = run.key_sequence.filter(([at]) => at <= t);
    await sendAt(player, game, change(keys), (keys.at(-1)?.[0] ?? 0) + lateAt(t));
  }
  await backdateStart(database.db, game.session_id, run.ended_at_ms + lateAt(run.ended_at_ms));
  const { ended } = await endGame(database.db, player, run, NO_BOARD_CACHE);
  return { player, game, run, ended };
}

/** Sends a checkpoint as if `ms` had passed since the start. */
async function sendAt(player: Caller, game: StartedGame, keys: KeyPress[], ms: number) {
  await backdateStart(database.db, game.session_id, ms);
  const { session_token } = game;
  await checkpoint(database.db, player, { session_token, key_sequence: keys } as EndRequest);
}

const storedTimes = async (sessionId: string) => {
  const { rows } = await sql<{ times: number[] }>`
    SELECT checkpoint_times AS times FROM typing_sessions WHERE game_session_id = ${sessionId}`.execute(
    database.db,
  );
  return rows[0]?.times ?? [];
};

describe("a run whose end comes in late", () => {
  it("is on the boards when its start took 12 s to arrive and its checkpoints kept pace", async () => {
    const { ended, game, run } = await playLate(() => 12_000);
    expect(ended).toMatchObject({ result: { status: "VERIFIED", off_boards: false } });
    expect(ended.rank).not.toBeNull();
    const times = await storedTimes(game.session_id);
    expect(times).toHaveLength(2 * 8);
    const lastKeys = times.filter((_, i) => i % 2 === 1);
    expect(lastKeys.every((t) => run.key_sequence.some(([at]) => at === t))).toBe(true);
  });

  it("is on no board when its clock ran slow by 5 %, and waits for a moderator when it was a tenth", async () => {
    const slow = await playLate((t) => t / 20);
    expect(slow.ended).toMatchObject({
      result: { status: "VERIFIED", off_boards: true },
      rank: null,
    });
    const { ended, player } = await playLate((t) => t / 10);
    expect(ended).toMatchObject({
      result: { status: "PENDING" },
      rank: null,
      new_best: false,
    });
    const { statistics } = await storedProgress(database.db, player.id);
    expect(statistics?.total_games).toBe(0);
  });

  it("counts for its player's statistics alone when nothing vouches for its clock", async () => {
    const { player, game } = await startNewGame(database.db);
    const run = await honestRun(database.db, game, { wpm: 60, errors: 10, until: 60_000 });
    await backdateStart(database.db, game.session_id, run.ended_at_ms + 15_000);
    const { ended } = await endGame(database.db, player, run, NO_BOARD_CACHE);
    expect(ended).toMatchObject({
      result: { status: "VERIFIED", off_boards: true },
      rank: null,
      new_best: false,
    });
    const { statistics, boards } = {
      ...(await storedProgress(database.db, player.id)),
      boards: await database.db
        .selectFrom("leaderboards")
        .select("score")
        .where("user_id", "=", player.id)
        .execute(),
    };
    expect(statistics).toMatchObject({ total_games: 1, best_score: ended.result.final_score });
    expect(boards).toEqual([]);
  });

  it("is not vouched for by a checkpoint without keys, or by one whose first key was held back", async () => {
    for (const count of [0, 1]) {
      const { player, game } = await startNewGame(database.db);
      const run = await honestRun(database.db, game, { wpm: 60, errors: 10, until: 60_000 });
      await sendAt(player, game, run.key_sequence.slice(0, count), 65_000);
      await backdateStart(database.db, game.session_id, run.ended_at_ms + 64_000);
      const { ended } = await endGame(database.db, player, run, NO_BOARD_CACHE);
      expect(ended.result).toMatchObject({ status: "VERIFIED", off_boards: true });
    }
  });

  it("is not vouched for by checkpoints of other keys", async () => {
    const { ended } = await playLate(
      () => 12_000,
      (keys) => keys.map(([t]): KeyPress => [t, "x"]),
    );
    expect(ended.result).toMatchObject({ status: "VERIFIED", off_boards: true });
  });
});

describe("the times of checkpoints", () => {
  it("begin anew when a log does not go on from the one before", async () => {
    const { player, game } = await startNewGame(database.db);
    const run = await honestRun(database.db, game, { wpm: 60, until: 60_000 });
    const first = run.key_sequence.slice(0, 10);
    const other = run.key_sequence.slice(0, 20).map(([t, key]): KeyPress => [t + 1, key]);
    await sendAt(player, game, first, 30_000);
    await sendAt(player, game, run.key_sequence.slice(0, 15), 31_000);
    expect(await storedTimes(game.session_id)).toHaveLength(4);
    await sendAt(player, game, other, 32_000);
    expect(await storedTimes(game.session_id)).toHaveLength(2);
  });
});
