/** Forged runs: random changes of honest runs, and claims that the server must reject. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Caller } from "../../app/.server/auth/authorization/queries.ts";
import { endGame } from "../../app/.server/games/end/service.ts";
import { startGame } from "../../app/.server/games/start/service.ts";
import { NO_BOARD_CACHE } from "../../app/.server/leaderboards/cache.ts";
import type { EndRequest, StartedGame } from "../../app/contracts/game.ts";
import { endSchema } from "../../app/contracts/game.ts";
import { currentEngine } from "../../app/engine/current.ts";
import { type KeyPress, replayRun } from "../../app/engine/replay.ts";
import { runOf } from "../../app/ui/replay/timeline.ts";
import { withDatabase } from "../support/database.ts";
import { backdateStart, createPlayer, honestRun, startRequest } from "../support/players.ts";
import { numberOfResults, startNewGame } from "../support/started-games.ts";

const database = withDatabase(50);

describe("a forged run", () => {
  /** One change of a key, a time, the key log or the outcome of a run. */
  const mutation = fc.oneof(
    fc.record({
      kind: fc.constant("time" as const),
      at: fc.nat(),
      by: fc.integer({ min: -5_000, max: 5_000 }),
    }),
    fc.record({
      kind: fc.constant("key" as const),
      at: fc.nat(),
      key: fc.constantFrom("a", "e", "(", " ", "Enter", "Tab", "Escape", "ArrowUp", "é"),
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

  /** Returns a run with this change. */
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
    if (change.kind === "truncate") keys.length = change.keep % Math.max(1, keys.length);
    return forged;
  }

  it("is never stored with a better score than its key log supports, in 1,200 random forgeries", async () => {
    const counts = { rejected: 0, stored: 0, hasty: 0, offBoards: 0 };
    const forgeries = fc.sample(fc.array(mutation, { minLength: 1, maxLength: 3 }), {
      numRuns: 1_200,
      seed: 20_261_127,
    });
    const players = await Promise.all(Array.from({ length: 20 }, () => createPlayer(database.db)));

    const attack = async (player: Caller, changes: (typeof forgeries)[number], index: number) => {
      const habits =
        index % 4 === 0
          ? { wpm: 25 }
          : { wpm: 60, errors: 30, until: 150_000 + (index % 7) * 3_000 };
      const game: StartedGame = await startGame(
        database.db,
        player,
        startRequest(index % 4 === 0 ? { difficulty: "EXPERT" } : {}),
        index,
        new Date(),
      );
      const honest = await honestRun(database.db, game, { ...habits, seed: index + 1 });
      const forged = changes.reduce(forge, honest);
      const before = await numberOfResults(database.db, player);
      // A request that the contract rejects never reaches the domain.
      const wellFormed = endSchema.safeParse(forged).success;
      const answer = wellFormed
        ? await endGame(database.db, player, forged, NO_BOARD_CACHE).catch((error) => error)
        : { code: "validation_failed" };
      if ("code" in answer) {
        expect(["validation_failed", "log_rejected"]).toContain(answer.code);
        expect(await numberOfResults(database.db, player)).toBe(before);
        counts.rejected += 1;
        return;
      }
      const { result } = answer.ended;
      const supported = currentEngine.scoreOf(
        replayRun(currentEngine, runOf({ plan: game, ...forged })),
      );
      expect(result).toMatchObject(supported);
      expect(forged.key_sequence.at(-1)?.[0] ?? 0).toBeLessThanOrEqual(forged.ended_at_ms);
      // A run that claims much less time than has passed is on no board.
      if (honest.ended_at_ms - forged.ended_at_ms > 11_000) {
        expect(result.off_boards).toBe(true);
        counts.hasty += 1;
      }
      if (result.off_boards) counts.offBoards += 1;
      counts.stored += 1;
    };
    await Promise.all(
      players.map(async (player, lane) => {
        for (let index = lane; index < forgeries.length; index += players.length) {
          await attack(player, forgeries[index] ?? [], index);
        }
      }),
    );
    expect(counts.rejected + counts.stored).toBe(1_200);
    expect(counts.rejected).toBeGreaterThan(200);
    expect(counts.stored).toBeGreaterThan(200);
    expect(counts.hasty).toBeGreaterThan(20);
    expect(counts.offBoards).toBeGreaterThan(5);
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
      "has keys after its own end",
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
      "claims a defeat that did not happen",
      "outcome",
      (run) => {
        run.outcome = "defeat";
      },
    ],
  ];

  it.each(rejections)(
    "that %s is rejected with the field %s, and nothing is stored",
    async (_, field, forge) => {
      const { player, game } = await startNewGame(database.db);
      const request = await honestRun(database.db, game, { wpm: 60, until: 60_000 });
      forge(request);
      await expect(endGame(database.db, player, request, NO_BOARD_CACHE)).rejects.toMatchObject({
        code: "log_rejected",
        errors: [{ path: field }],
      });
      expect(await numberOfResults(database.db, player)).toBe(0);
    },
  );

  it("that quits after its defeat is rejected", async () => {
    const { player, game } = await startNewGame(database.db, { difficulty: "EXPERT" });
    const request = await honestRun(database.db, game, { wpm: 20 });
    await backdateStart(database.db, game.session_id, request.ended_at_ms + 5_000);
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
    expect(await numberOfResults(database.db, player)).toBe(0);
  });
});
