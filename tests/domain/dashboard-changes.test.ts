import { describe, expect, it } from "vitest";
import { dashboard } from "../../app/.server/progress/dashboard/service.ts";
import { withDatabase } from "../support/database.ts";
import { createPlayer } from "../support/players.ts";
import { type ResultValues, storeResult } from "../support/stored-results.ts";

const database = withDatabase();
const NOW = new Date("2026-11-22T12:00:00Z");
const DAY_MS = 86_400_000;

describe("what changed on the dashboard", () => {
  it("compares the newest verified run with the one before of its language and difficulty, and two weeks", async () => {
    const player = await createPlayer(database.db);
    const ago = (days: number) => new Date(NOW.getTime() - days * DAY_MS);
    const run = (days: number, score: number, wpm: number, more: ResultValues = {}) =>
      storeResult(database.db, player, {
        ...{ endedAt: ago(days), score, keys: { correct_keys: wpm * 5, incorrect_keys: 0 } },
        ...more,
      });
    const changes = async () => (await dashboard(database.db, player, NOW)).changes;
    expect(await changes()).toEqual({ last: null, week: { now: null, before: null } });
    await run(13, 500, 40);
    expect(await changes()).toMatchObject({
      last: { language: "PYTHON", difficulty: "NORMAL", run: { final_score: 500 }, before: null },
      week: { now: null, before: { runs: 1, final_score: 500, standard_wpm: 40 } },
    });
    await run(20, 9_000, 90);
    await run(8, 700, 50);
    await run(3, 800, 60, { difficulty: "HARD" });
    await run(2, 650, 52);
    await run(1, 9_999, 99, { status: "UNRANKED" });
    const { id } = await run(0.5, 600, 56);
    expect(await changes()).toEqual({
      last: {
        id,
        ...{ language: "PYTHON", difficulty: "NORMAL" },
        run: { final_score: 600, standard_wpm: 56, key_accuracy: 100 },
        before: { final_score: 650, standard_wpm: 52, key_accuracy: 100 },
      },
      week: {
        now: { runs: 3, final_score: 800, standard_wpm: 56, key_accuracy: 100 },
        before: { runs: 2, final_score: 700, standard_wpm: 45, key_accuracy: 100 },
      },
    });
  });
});
