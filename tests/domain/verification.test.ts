import fc from "fast-check";
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import type { Caller } from "../../app/.server/auth/authorization/queries.ts";
import { endGame } from "../../app/.server/games/end/service.ts";
import { replay } from "../../app/.server/games/results/service.ts";
import { startGame } from "../../app/.server/games/start/service.ts";
import { verify } from "../../app/.server/games/verification.ts";
import { NO_BOARD_CACHE } from "../../app/.server/leaderboards/cache.ts";
import type { EndRequest, StartedGame } from "../../app/contracts/game.ts";
import { endSchema } from "../../app/contracts/game.ts";
import { currentEngine } from "../../app/engine/current.ts";
import { type KeyPress, replayRun } from "../../app/engine/replay.ts";
import { runOf } from "../../app/ui/replay/timeline.ts";
import { play } from "../../seed/player.ts";
import { withDatabase } from "../support/database.ts";
import { beginEarlier, createPlayer, honestRun, newGame, playGame } from "../support/players.ts";

const database = withDatabase();

async function start(overrides = {}) {
  const player = await createPlayer(database.db);
  return { player, game: await startGame(database.db, player, newGame(overrides), 7, new Date()) };
}

const countResults = async (player: Caller) =>
  (
    await database.db
      .selectFrom("game_results")
      .select("id")
      .where("user_id", "=", player.id)
      .execute()
  ).length;

describe("an honest run", () => {
  it("is stored with the numbers that its replay gives, and VERIFIED", async () => {
    const { player, game } = await start();
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

  it("ends in defeat at the millisecond that the engine says", async () => {
    const { player, game } = await start({ difficulty: "EXPERT" });
    const request = await honestRun(database.db, game, { wpm: 20 });
    expect(request.outcome).toBe("defeat");
    const { ended } = await endGame(database.db, player, request, NO_BOARD_CACHE);
    expect(ended.result.total_damage_taken).toBe(60);
  });

  it("can be replayed by anybody to the same numbers", async () => {
    const player = await createPlayer(database.db);
    const { ended } = await playGame(database.db, player, { wpm: 70, errors: 50, until: 90_000 });
    const log = await replay(database.db, ended.result.id);
    const score = currentEngine.scoreOf(replayRun(currentEngine, runOf(log)));
    expect(ended.result).toMatchObject(score);
  });

  it("takes at most 16 KB in the database for ten minutes at 120 words a minute", async () => {
    const { player, game } = await start({ difficulty: "EASY" });
    const request = await honestRun(database.db, game, { wpm: 120, errors: 20, until: 600_000 });
    expect(request.key_sequence.length).toBeGreaterThan(5_500);
    await endGame(database.db, player, request, NO_BOARD_CACHE);
    const { rows } = await sql<{ size: number }>`
      SELECT pg_column_size(key_sequence) AS size FROM typing_sessions WHERE game_session_id = ${game.session_id}
    `.execute(database.db);
    expect(rows[0]?.size).toBeLessThanOrEqual(16 * 1024);
  });
});

describe("two hundred calls of end at once", () => {
  it("store one result, count it once, and all get it", async () => {
    const { player, game } = await start();
    const request = await honestRun(database.db, game, { wpm: 50, until: 30_000 });
    const answers = await Promise.all(
      Array.from({ length: 200 }, () => endGame(database.db, player, request, NO_BOARD_CACHE)),
    );
    expect(new Set(answers.map(({ ended }) => JSON.stringify(ended))).size).toBe(1);
    expect(answers.filter(({ created }) => created)).toHaveLength(1);
    expect(await countResults(player)).toBe(1);
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

describe("a forged run", () => {
  /** One change of one number, key or time, or of the list itself. */
  const mutation = fc.oneof(
    fc.record({
      kind: fc.constant("time" as const),
      at: fc.nat(),
      by: fc.integer({ min: -5_000, max: 5_000 }),
    }),
    fc.record({
      kind: fc.constant("key" as const),
      at: fc.nat(),
      key: fc.constantFrom("a", "e", "(", " ", "Enter", "Tab", "Escape", "é"),
    }),
    fc.record({
      kind: fc.constant("drop" as const),
      at: fc.nat(),
      many: fc.integer({ min: 1, max: 30 }),
    }),
    fc.record({
      kind: fc.constant("repeat" as const),
      at: fc.nat(),
      many: fc.integer({ min: 1, max: 30 }),
    }),
    fc.record({ kind: fc.constant("swap" as const), at: fc.nat() }),
    fc.record({ kind: fc.constant("squeeze" as const), percent: fc.integer({ min: 1, max: 99 }) }),
    fc.record({ kind: fc.constant("end" as const), by: fc.integer({ min: -70_000, max: 70_000 }) }),
    fc.record({ kind: fc.constant("outcome" as const) }),
    fc.record({ kind: fc.constant("truncate" as const), keep: fc.nat() }),
  );

  function forge(
    honest: EndRequest,
    change: typeof mutation extends fc.Arbitrary<infer T> ? T : never,
  ): EndRequest {
    const keys = honest.key_sequence.map(([t, key]): KeyPress => [t, key]);
    const at = "at" in change ? change.at % Math.max(1, keys.length) : 0;
    const entry = keys[at];
    const forged = { ...honest, key_sequence: keys };
    if (change.kind === "time" && entry) entry[0] = Math.max(0, entry[0] + change.by);
    if (change.kind === "key" && entry) entry[1] = change.key;
    if (change.kind === "drop") keys.splice(at, change.many);
    if (change.kind === "repeat")
      keys.splice(at, 0, ...keys.slice(at, at + change.many).map(([t, key]): KeyPress => [t, key]));
    if (change.kind === "swap") keys.splice(at, 2, ...keys.slice(at, at + 2).reverse());
    if (change.kind === "squeeze") {
      for (const press of keys) press[0] = Math.floor((press[0] * change.percent) / 100);
      forged.ended_at_ms = Math.floor((honest.ended_at_ms * change.percent) / 100);
    }
    if (change.kind === "end") forged.ended_at_ms = Math.max(0, honest.ended_at_ms + change.by);
    if (change.kind === "outcome") forged.outcome = honest.outcome === "quit" ? "defeat" : "quit";
    if (change.kind === "truncate") keys.length = change.keep % keys.length;
    return forged;
  }

  it("is never stored with a better score than its log supports, in 1,200 mutations", async () => {
    const fates = { refused: 0, stored: 0, flagged: 0 };
    const forgeries = fc.sample(fc.array(mutation, { minLength: 1, maxLength: 3 }), {
      numRuns: 1_200,
      seed: 20_261_122,
    });
    const players = await Promise.all(Array.from({ length: 20 }, () => createPlayer(database.db)));

    const attack = async (player: Caller, changes: (typeof forgeries)[number], index: number) => {
      const outcomeOfHabits =
        index % 4 === 0
          ? { wpm: 25 }
          : { wpm: 60, errors: 30, until: 40_000 + (index % 7) * 3_000 };
      const game: StartedGame = await startGame(
        database.db,
        player,
        newGame(index % 4 === 0 ? { difficulty: "EXPERT" } : {}),
        index,
        new Date(),
      );
      const honest = await honestRun(database.db, game, { ...outcomeOfHabits, seed: index + 1 });
      const forged = changes.reduce(forge, honest);
      const before = await countResults(player);
      // What the contract refuses never reaches the domain.
      const wellFormed = endSchema.safeParse(forged).success;
      const answer = wellFormed
        ? await endGame(database.db, player, forged, NO_BOARD_CACHE).catch((error) => error)
        : { code: "validation_failed" };
      if ("code" in answer) {
        expect(["validation_failed", "log_rejected"]).toContain(answer.code);
        expect(await countResults(player)).toBe(before);
        fates.refused += 1;
        return;
      }
      const { result } = answer.ended;
      const supported = currentEngine.scoreOf(
        replayRun(currentEngine, runOf({ plan: game, ...forged })),
      );
      expect(result).toMatchObject(supported);
      expect(forged.key_sequence.at(-1)?.[0] ?? 0).toBeLessThanOrEqual(forged.ended_at_ms);
      // A run that took much less time than has passed is for a moderator to see.
      if (honest.ended_at_ms - forged.ended_at_ms > 11_000) expect(result.status).toBe("FLAGGED");
      if (result.status === "FLAGGED") fates.flagged += 1;
      fates.stored += 1;
    };
    await Promise.all(
      players.map(async (player, lane) => {
        for (let index = lane; index < forgeries.length; index += players.length) {
          await attack(player, forgeries[index] ?? [], index);
        }
      }),
    );
    expect(fates.refused + fates.stored).toBe(1_200);
    expect(fates.refused).toBeGreaterThan(200);
    expect(fates.stored).toBeGreaterThan(200);
    expect(fates.flagged).toBeGreaterThan(20);
  });

  const rejections: [name: string, field: string, forge: (honest: EndRequest) => void][] = [
    [
      "claims more time than has passed",
      "ended_at_ms",
      (run) => {
        run.ended_at_ms += 60_000;
      },
    ],
    [
      "goes on after its own end",
      "ended_at_ms",
      (run) => {
        run.ended_at_ms = (run.key_sequence.at(-1)?.[0] ?? 0) - 1;
      },
    ],
    [
      "has more than 40 keys in a second",
      "key_sequence",
      (run) => {
        run.key_sequence = Array.from(
          { length: 41 },
          (_, index): KeyPress => [1_000 + index, "Tab"],
        );
      },
    ],
    [
      "claims a defeat that did not come",
      "outcome",
      (run) => {
        run.outcome = "defeat";
      },
    ],
  ];

  it.each(rejections)(
    "that %s is rejected by its field, and nothing is stored",
    async (_, field, forge) => {
      const { player, game } = await start();
      const request = await honestRun(database.db, game, { wpm: 60, until: 20_000 });
      forge(request);
      await expect(endGame(database.db, player, request, NO_BOARD_CACHE)).rejects.toMatchObject({
        code: "log_rejected",
        errors: [{ path: field }],
      });
      expect(await countResults(player)).toBe(0);
    },
  );

  it("may be two seconds ahead of the server's clock, and not a millisecond more", async () => {
    const { game } = await start();
    const run = play(game, { wpm: 60, until: 20_000 });
    const request = { key_sequence: run.keys, outcome: run.outcome, ended_at_ms: run.endedAt };
    expect(verify(currentEngine, game, request, run.endedAt - 2_000).status).toBe("VERIFIED");
    expect(() => verify(currentEngine, game, request, run.endedAt - 2_001)).toThrow(
      "longer than the time",
    );
    expect(verify(currentEngine, game, request, run.endedAt + 10_000).status).toBe("VERIFIED");
    expect(verify(currentEngine, game, request, run.endedAt + 10_001)).toMatchObject({
      status: "FLAGGED",
      flags: ["late"],
    });
  });

  it("that quits after production fell is rejected", async () => {
    const { player, game } = await start({ difficulty: "EXPERT" });
    const request = await honestRun(database.db, game, { wpm: 20 });
    await beginEarlier(database.db, game.session_id, request.ended_at_ms + 5_000);
    await expect(
      endGame(
        database.db,
        player,
        {
          ...request,
          outcome: "quit",
          ended_at_ms: request.ended_at_ms + 1_000,
        },
        NO_BOARD_CACHE,
      ),
    ).rejects.toMatchObject({ code: "log_rejected" });
    expect(await countResults(player)).toBe(0);
  });
});

describe("a session", () => {
  it("of somebody else cannot be ended", async () => {
    const { game } = await start();
    const thief = await createPlayer(database.db);
    const request = await honestRun(database.db, game, { wpm: 60, until: 10_000 });
    await expect(endGame(database.db, thief, request, NO_BOARD_CACHE)).rejects.toMatchObject({
      code: "session_not_found",
    });
    expect(await countResults(thief)).toBe(0);
  });

  it("is closed by the next start", async () => {
    const { player, game } = await start();
    const request = await honestRun(database.db, game, { wpm: 60, until: 10_000 });
    await startGame(database.db, player, newGame(), 8, new Date());
    await expect(endGame(database.db, player, request, NO_BOARD_CACHE)).rejects.toMatchObject({
      code: "session_closed",
    });
  });

  it("expires after 30 minutes without activity", async () => {
    const { player, game } = await start();
    const request = await honestRun(database.db, game, { wpm: 60, until: 10_000 });
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
      newGame(),
      9,
      new Date(),
    );
    expect(Date.parse(expires_at) - Date.parse(started_at)).toBeCloseTo(30 * 60_000, -2);
  });

  it("of an unknown version of the engine cannot be verified", async () => {
    const { player, game } = await start();
    const request = await honestRun(database.db, game, { wpm: 60, until: 10_000 });
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
  it("is flagged when it comes in much later than it ended", async () => {
    const { player, game } = await start();
    const request = await honestRun(database.db, game, { wpm: 60, until: 20_000 });
    await beginEarlier(database.db, game.session_id, request.ended_at_ms + 15_000);
    const { ended } = await endGame(database.db, player, request, NO_BOARD_CACHE);
    expect(ended).toMatchObject({ result: { status: "FLAGGED" }, rank: null, new_best: false });
    const statistics = await database.db
      .selectFrom("user_statistics")
      .select("total_games")
      .where("user_id", "=", player.id)
      .executeTakeFirst();
    expect(statistics?.total_games).toBe(0);
  });

  it("is flagged when it types faster than 300 words a minute for ten seconds", async () => {
    const { player, game } = await start();
    const request = await honestRun(database.db, game, { wpm: 60, until: 12_000 });
    request.key_sequence = Array.from({ length: 300 }, (_, index): KeyPress => [index * 39, "Tab"]);
    const { ended } = await endGame(database.db, player, request, NO_BOARD_CACHE);
    expect(ended.result.status).toBe("FLAGGED");
  });
});
