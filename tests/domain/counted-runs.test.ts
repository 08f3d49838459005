/** Which runs count: long enough ones, for speed longer ones, and never two of a player at once. */
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { judge } from "../../app/.server/admin/moderation/service.ts";
import type { Caller } from "../../app/.server/auth/authorization/queries.ts";
import { endGame } from "../../app/.server/games/end/service.ts";
import { claimGuestGame, startGuestGame } from "../../app/.server/games/guests/service.ts";
import { startGame } from "../../app/.server/games/start/service.ts";
import { NO_BOARD_CACHE } from "../../app/.server/leaderboards/cache.ts";
import type { ClaimRequest } from "../../app/contracts/game.ts";
import { SPEED_SECONDS, unrankedReason } from "../../app/contracts/ranking.ts";
import { play } from "../../seed/player.ts";
import { withDatabase } from "../support/database.ts";
import { storedProgress } from "../support/histories.ts";
import { createPlayer, honestRun, playGame, startRequest } from "../support/players.ts";

const database = withDatabase(40);

/** The metrics of the boards that a player is on. */
const boardsOf = async ({ id }: Caller) => {
  const rows = await database.db
    .selectFrom("leaderboards")
    .select("metric")
    .distinct()
    .where("user_id", "=", id)
    .orderBy("metric")
    .execute();
  return rows.map(({ metric }) => metric);
};

const statistics = async ({ id }: Caller) => (await storedProgress(database.db, id)).statistics;

describe("a run that is too short", () => {
  it.each([
    ["under 30 seconds, at 300 words a minute", { wpm: 300, until: 2_000 }],
    ["of 29 seconds", { wpm: 120, until: 29_000 }],
    ["of a minute with under 20 words", { wpm: 7, until: 60_000 }],
    ["without a word", { wpm: 1, until: 90 }],
  ])("(%s) is UNRANKED and counts nowhere", async (_, habits) => {
    const player = await createPlayer(database.db);
    const { ended } = await playGame(database.db, player, habits, { difficulty: "EASY" });
    expect(ended).toMatchObject({
      result: { status: "UNRANKED" },
      new_best: false,
      rank: null,
      achievements: [],
    });
    expect(unrankedReason(ended.result, "standard")).toBe("short");
    expect(await boardsOf(player)).toEqual([]);
    expect(await storedProgress(database.db, player.id)).toMatchObject({
      statistics: { total_games: 0, total_words_typed: 0, best_wpm: 0, best_streak: 0 },
      unlocked: [],
    });
  });

  it("takes the one ranked try of a daily challenge all the same", async () => {
    const player = await createPlayer(database.db);
    const daily = { mode: "daily" } as const;
    const { ended } = await playGame(database.db, player, { wpm: 60, until: 5_000 }, daily);
    expect(ended.result.status).toBe("UNRANKED");
    await expect(
      playGame(database.db, player, { wpm: 60, until: 60_000 }, daily),
    ).rejects.toMatchObject({ code: "daily_taken" });
  });

  it("cannot be verified by a moderator, whatever its status was before the rule", async () => {
    const player = await createPlayer(database.db);
    const moderator = await createPlayer(database.db, { role: "MODERATOR" });
    const actor = { ...moderator, requestId: crypto.randomUUID() };
    const { ended } = await playGame(database.db, player, { wpm: 60, until: 5_000 });
    const { id } = ended.result;
    for (const status of ["FLAGGED", "VOIDED"] as const) {
      await database.db.updateTable("game_results").set({ status }).where("id", "=", id).execute();
      const judgement = { status: "VERIFIED", reason: "looks typed" } as const;
      await expect(judge(database.db, actor, id, judgement, NO_BOARD_CACHE)).rejects.toMatchObject({
        code: "unranked_result",
      });
    }
    expect(await statistics(player)).toMatchObject({ total_games: 0 });
  });
});

describe("a run of 30 seconds and 20 words", () => {
  it("counts, but not for speed until it lasts a minute", async () => {
    const player = await createPlayer(database.db);
    const short = await playGame(database.db, player, { wpm: 150, until: 45_000 });
    expect(short.ended.result.status).toBe("VERIFIED");
    expect(await boardsOf(player)).toEqual(["score"]);
    expect(await statistics(player)).toMatchObject({ total_games: 1, best_wpm: 0 });
    const long = await playGame(database.db, player, { wpm: 60, until: 60_000, seed: 2 });
    expect(await boardsOf(player)).toEqual(["score", "wpm"]);
    const { words_per_minute } = long.ended.result;
    expect(await statistics(player)).toMatchObject({ total_games: 2, best_wpm: words_per_minute });
  });

  it("has the same limit for speed in the database and on the pages", async () => {
    const { rows } = await sql<{ seconds: number }>`
      SELECT min(seconds) AS seconds FROM generate_series(0, 1000) seconds WHERE counts_for_speed(seconds)
    `.execute(database.db);
    expect(rows).toEqual([{ seconds: SPEED_SECONDS }]);
  });
});

const SECRET = "a secret of the tests alone, long enough for HMAC";
const LENGTH = 60_000;

/** Plays a guest's run that began at `began`, and returns how it is claimed just after its end. */
async function guestRun(began: Date, seed: number) {
  const choice = { language: "PYTHON", difficulty: "NORMAL" } as const;
  const game = await startGuestGame(database.db, choice, seed, { secret: SECRET, now: began });
  const { keys, outcome, endedAt } = play(game, { wpm: 60, until: LENGTH, seed });
  const claim: ClaimRequest = {
    ticket: game.ticket,
    outcome,
    key_sequence: keys,
    ended_at_ms: endedAt,
  };
  const now = new Date(began.getTime() + LENGTH + 400);
  return async (player: Caller) => {
    const signer = { secret: SECRET, now };
    return (await claimGuestGame(database.db, player, claim, signer, NO_BOARD_CACHE)).ended;
  };
}

const ago = (ms: number) => new Date(Date.now() - ms);

describe("a run that overlaps another run of its player", () => {
  it("is UNRANKED: of thirty at once, claimed at once, one counts", async () => {
    const player = await createPlayer(database.db);
    const runs = await Promise.all(
      Array.from({ length: 30 }, (_, n) => guestRun(ago(90_000 - n * 100), n + 1)),
    );
    // The claims wait for the account until at least ten of them have begun and see none of the others.
    const waiting = async () => {
      const { rows } = await sql<{ claims: number }>`
        SELECT count(*) AS claims FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock'`.execute(database.db);
      return rows[0]?.claims ?? 0;
    };
    const claims = await database.db.transaction().execute(async (db) => {
      await sql`SELECT FROM users WHERE id = ${player.id} FOR NO KEY UPDATE`.execute(db);
      const sent = runs.map((claim) => claim(player));
      await expect.poll(waiting, { timeout: 30_000 }).toBeGreaterThanOrEqual(10);
      return { sent };
    });
    const ended = await Promise.all(claims.sent);
    const verified = ended.filter(({ result }) => result.status === "VERIFIED");
    expect(verified).toHaveLength(1);
    for (const { result, new_best, rank, achievements } of ended) {
      if (result.status === "VERIFIED") continue;
      expect({ status: result.status, new_best, rank, achievements }).toEqual({
        status: "UNRANKED",
        new_best: false,
        rank: null,
        achievements: [],
      });
      expect(unrankedReason(result, "standard")).toBe("overlap");
    }
    expect(await statistics(player)).toMatchObject({ total_games: 1 });
    const { flags } = await database.db
      .selectFrom("game_results")
      .select("flags")
      .where("user_id", "=", player.id)
      .where("status", "=", "UNRANKED")
      .limit(1)
      .executeTakeFirstOrThrow();
    expect(flags).toEqual(["overlap"]);
  });

  it("is UNRANKED if it began during a run that was claimed later", async () => {
    const player = await createPlayer(database.db);
    const [first, second] = [await guestRun(ago(200_000), 1), await guestRun(ago(160_000), 2)];
    expect((await second(player)).result.status).toBe("VERIFIED");
    expect((await first(player)).result.status).toBe("UNRANKED");
  });

  it("counts when the other one is another player's, or is over before it begins", async () => {
    const [player, other] = [await createPlayer(database.db), await createPlayer(database.db)];
    const runs = [
      await guestRun(ago(300_000), 1),
      await guestRun(ago(300_000 - LENGTH), 2),
      await guestRun(ago(300_000 - 2 * LENGTH), 3),
    ];
    for (const claim of runs) expect((await claim(player)).result.status).toBe("VERIFIED");
    const beside = await guestRun(ago(300_000), 4);
    expect((await beside(other)).result.status).toBe("VERIFIED");
  });

  it("is not overlapped by itself when its end is sent again", async () => {
    const player = await createPlayer(database.db);
    const game = await startGame(database.db, player, startRequest(), 1, new Date());
    const request = await honestRun(database.db, game, { wpm: 60, until: 60_000 });
    const send = () => endGame(database.db, player, request, NO_BOARD_CACHE);
    const [first, again] = [await send(), await send()];
    expect(first.ended.result.status).toBe("VERIFIED");
    expect(again).toEqual({ created: false, ended: first.ended });
  });
});
