/** What the page of a result says about a race, and about the next run. */
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import type { Caller } from "../../app/.server/auth/authorization/queries.ts";
import { betterDifficulty } from "../../app/.server/progress/result-page/better-difficulty.ts";
import { resultPage } from "../../app/.server/progress/result-page/service.ts";
import { withDatabase } from "../support/database.ts";
import { createPlayer, playGame } from "../support/players.ts";

const database = withDatabase();

describe("the page of a rematch", () => {
  const fast = { wpm: 80, until: 60_000 };
  const slow = { wpm: 40, errors: 40, until: 60_000 };

  it("says who won, by how much and where it was decided, by both runs and to everybody", async () => {
    const [rival, player] = [await createPlayer(database.db), await createPlayer(database.db)];
    const raced = (await playGame(database.db, rival, slow)).ended.result;
    const rematch = { mode: "rematch", result_id: raced.id } as const;
    const own = (await playGame(database.db, player, fast, rematch)).ended.result;
    for (const viewer of [undefined, player, rival]) {
      const { race } = await resultPage(database.db, viewer, own.id);
      expect(race?.rival).toMatchObject({ id: raced.id, final_score: raced.final_score });
      expect(race?.verdict).toMatchObject({
        winner: "own",
        by: own.final_score - raced.final_score,
        decision: expect.objectContaining({ kind: expect.stringMatching(/lead|swing/) }),
      });
    }
    const lost = { mode: "rematch", result_id: own.id } as const;
    const again = (await playGame(database.db, rival, slow, lost)).ended.result;
    const { race } = await resultPage(database.db, undefined, again.id);
    expect(race?.verdict.winner).toBe("rival");
    expect((await resultPage(database.db, undefined, raced.id)).race).toBeNull();
  });

  it("has no race against a run that the viewer may not see, or whose player is gone", async () => {
    const [rival, player] = [await createPlayer(database.db), await createPlayer(database.db)];
    const raced = (await playGame(database.db, rival, slow)).ended.result;
    const rematch = { mode: "rematch", result_id: raced.id } as const;
    const { id } = (await playGame(database.db, player, fast, rematch)).ended.result;
    const race = async (viewer?: Caller) =>
      (await resultPage(database.db, viewer, id)).race?.rival.id;
    await sql`UPDATE game_results SET status = 'FLAGGED' WHERE id = ${raced.id}`.execute(
      database.db,
    );
    expect([await race(), await race(player), await race(rival)]).toEqual([
      undefined,
      undefined,
      raced.id,
    ]);
    await sql`UPDATE users SET deleted_at = now() WHERE id = ${rival.id}`.execute(database.db);
    expect(await race(rival)).toBeUndefined();
  });

  it("still says who won when the keys are no longer kept", async () => {
    const player = await createPlayer(database.db);
    const raced = (await playGame(database.db, player, slow)).ended.result;
    const rematch = { mode: "rematch", result_id: raced.id } as const;
    const own = (await playGame(database.db, player, fast, rematch)).ended.result;
    await sql`UPDATE typing_sessions SET key_sequence = NULL WHERE user_id = ${player.id}`.execute(
      database.db,
    );
    const { race } = await resultPage(database.db, undefined, own.id);
    expect(race?.verdict).toMatchObject({ winner: "own", decision: null });
  });
});

describe("the difficulty that fits better", () => {
  it.each([
    ["EASY", 20, null],
    ["EASY", 40, "NORMAL"],
    ["NORMAL", 30, "EASY"],
    ["NORMAL", 35, null],
    ["NORMAL", 60, null],
    ["NORMAL", 61, "HARD"],
    ["HARD", 50, "NORMAL"],
    ["HARD", 90, "EXPERT"],
    ["EXPERT", 70, "HARD"],
    ["EXPERT", 150, null],
  ] as const)("than %s at %i WPM is %s", (difficulty, wpm, other) => {
    expect(betterDifficulty(difficulty, wpm)?.difficulty ?? null).toBe(other);
  });

  it("is part of the page, with the speed of the run, unless that is too short to tell", async () => {
    const player = await createPlayer(database.db);
    const shown = async (habits: { wpm: number; until: number }) => {
      const { ended } = await playGame(database.db, player, habits, { difficulty: "EASY" });
      return (await resultPage(database.db, player, ended.result.id)).better_difficulty;
    };
    expect(await shown({ wpm: 90, until: 60_000 })).toMatchObject({
      ...{ difficulty: "NORMAL", harder: true, from: null, to: 35 },
      wpm: expect.toSatisfy((wpm: number) => wpm > 35),
    });
    expect(await shown({ wpm: 90, until: 12_000 })).toBeNull();
  });
});
