import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { RETENTION } from "../../app/.server/leaderboards/rank/queries.ts";
import { resultPage, sharedResult } from "../../app/.server/progress/result-page/service.ts";
import { analyse } from "../../app/engine/analysis/analysis.ts";
import { currentEngine } from "../../app/engine/current.ts";
import type { Plan } from "../../app/engine/plan.ts";
import { type KeyPress, replayRun } from "../../app/engine/replay.ts";
import { withDatabase } from "../support/database.ts";
import { explainLastStatement } from "../support/explain.ts";
import { createPlan } from "../support/plans.ts";
import { createPlayer, playGame } from "../support/players.ts";
import {
  insertOtherPlayers,
  insertRandomResults,
  known,
  mean,
  resultsOf,
} from "../support/random-results.ts";
import { playSampleRuns } from "../support/sample-runs.ts";

const database = withDatabase(10);
const UNTIL = new Date("2026-11-22T12:00:00Z");

describe("the run analysis", () => {
  it.each(playSampleRuns().map((run, index) => [index, run] as const))(
    "of sample run %i adds up to the counts of the verifier",
    (_, { plan, keys, outcome, endedAt }) => {
      const {
        pace,
        snippets,
        elsewhere,
        astray,
        keys: missed,
      } = analyse(currentEngine, {
        plan,
        keys,
        outcome,
        endedAt,
      });
      const state = replayRun(currentEngine, { plan, keys, outcome, endedAt });
      const sum = (numbers: number[]) => numbers.reduce((total, n) => total + n, 0);
      expect(sum(pace.map(({ keys }) => keys))).toBe(state.correct_keys);
      expect(sum(pace.map(({ errors }) => errors))).toBe(state.incorrect_keys);
      const inCode = sum(snippets.map(({ errors }) => errors)) + elsewhere;
      expect(inCode + astray).toBe(state.incorrect_keys);
      expect(sum(missed.map(({ errors }) => errors))).toBeLessThanOrEqual(inCode);
      // The stretches have no gaps, from the start to the end.
      expect(pace[0]?.from).toBe(0);
      expect(pace.at(-1)?.to).toBe(endedAt);
      expect(pace.slice(1).map(({ from }) => from)).toEqual(pace.slice(0, -1).map(({ to }) => to));
      for (const { code, spots, errors } of snippets) {
        expect(sum(spots.map((spot) => spot.errors))).toBe(errors);
        for (const { line, from, to } of spots) {
          // Each spot is one whole token of its snippet.
          const text = code.split("\n")[line] ?? "";
          expect(` ${text} `.slice(from, to + 2)).toMatch(/^\s\S+\s$/);
        }
      }
    },
  );

  it("finds the mistyped token, also in indented lines and in snippets of several hunks", () => {
    const plan: Plan = {
      ...createPlan(),
      snippets: [
        {
          category: "loops",
          snippet_text: "for x in y:\n    if x:\n        go(x)\n    else:\n        stop(x)\n",
        },
      ],
    };
    const typed = "for x in y:\nif x:\ngo(x)\nelse:\nstop(x)";
    const keys: KeyPress[] = [];
    let at = 1_000;
    const type = (key: string) => {
      at += 40;
      keys.push([at, key === "\n" ? "Enter" : key]);
    };
    for (const key of typed) {
      // One mistake in `go(x)` and two in `stop(x)`.
      if (key === "(") type("[");
      if (key === ")" && keys.length > 30) type("]");
      type(key);
    }
    const { snippets, keys: missed } = analyse(currentEngine, {
      plan,
      keys,
      outcome: "quit",
      endedAt: at + 10,
    });
    expect(snippets).toHaveLength(1);
    expect(snippets[0]?.spots).toEqual([
      { line: 2, from: 8, to: 13, errors: 1 },
      { line: 4, from: 8, to: 15, errors: 2 },
    ]);
    expect(missed).toEqual([
      { key: "(", errors: 2, instead: "[" },
      { key: ")", errors: 1, instead: "]" },
    ]);
  });
});

describe("the result page", () => {
  const rivals: { id: string }[] = [];
  beforeAll(async () => {
    for (let n = 0; n < 12; n += 1) {
      const player = await createPlayer(database.db);
      await insertRandomResults(database.db, player.id, 160, { seed: n + 1, until: UNTIL });
      rivals.push(player);
    }
  });

  it("compares a run with the player's earlier runs and bests and with all players, as a recount does", async () => {
    const resultsOfAll = await Promise.all(rivals.map(({ id }) => resultsOf(database.db, id)));
    // A deleted player does not count.
    const deleted = await createPlayer(database.db);
    await insertRandomResults(database.db, deleted.id, 160, { seed: 77, until: UNTIL });
    await database.db
      .updateTable("users")
      .set({ deleted_at: new Date() })
      .where("id", "=", deleted.id)
      .execute();
    await sql`SELECT FROM settle_account(${deleted.id}, ${RETENTION})`.execute(database.db);
    for (const [index, own] of resultsOfAll.entries()) {
      const at = (index * 13) % 140;
      const run = own[at];
      if (!run) throw new Error("too few results");
      const { comparison, standing } = await resultPage(database.db, undefined, run.id);
      const counted = own.filter(({ status }) => status === "VERIFIED");
      const isAlike = (other: typeof run) =>
        other.language === run.language && other.difficulty === run.difficulty;
      const before = own.slice(at + 1, at + 101).filter(({ status }) => status === "VERIFIED");
      const best = (runs: typeof own) => Math.max(...runs.map((r) => r.final_score));
      expect(comparison).toEqual({
        best_score: best(counted),
        best_standard_wpm: Math.max(
          ...known(counted.filter((r) => r.playtime_seconds >= 60).map((r) => r.standard_wpm)),
        ),
        best_alike: counted.some(isAlike) ? best(counted.filter(isAlike)) : null,
        before: {
          runs: before.length,
          final_score: expect.closeTo(mean(before.map((r) => r.final_score)), 6),
          standard_wpm: expect.closeTo(mean(known(before.map((r) => r.standard_wpm))), 6),
          key_accuracy: expect.closeTo(mean(known(before.map((r) => r.key_accuracy))), 6),
        },
      });
      const others = resultsOfAll
        .filter((_, other) => other !== index)
        .map((runs) => runs.filter((r) => isAlike(r) && r.status === "VERIFIED"))
        .filter((runs) => runs.length > 0)
        .map(best);
      expect(standing).toEqual(
        run.status === "VERIFIED"
          ? {
              players: others.length,
              beaten: others.filter((score) => score < run.final_score).length,
            }
          : null,
      );
    }
  });

  it("has no earlier runs to compare a first run with, but analyses it", async () => {
    const player = await createPlayer(database.db);
    const { ended } = await playGame(database.db, player, { wpm: 70, errors: 50, until: 40_000 });
    const { result, comparison, analysis } = await resultPage(
      database.db,
      undefined,
      ended.result.id,
    );
    expect(result).toMatchObject({ id: ended.result.id, session: { outcome: "quit" } });
    expect(comparison).toMatchObject({
      best_score: ended.result.final_score,
      best_alike: ended.result.final_score,
      before: null,
    });
    expect(analysis?.pace.length).toBe(6);
    // The page gets neither the key log nor the plan.
    expect(Object.keys(result)).not.toContain("key_sequence");
    expect(JSON.stringify(result)).not.toContain("snippet_text");
  });

  it("has no analysis of a run of an unknown engine version", async () => {
    const player = await createPlayer(database.db);
    const { ended } = await playGame(database.db, player, { wpm: 60, until: 60_000 });
    await sql`UPDATE game_sessions SET engine_version = 0 WHERE id = ${ended.result.session_id}`.execute(
      database.db,
    );
    expect((await resultPage(database.db, undefined, ended.result.id)).analysis).toBeNull();
  });

  it("reads at most a hundred earlier results, however many there are", async () => {
    const player = await createPlayer(database.db);
    await insertRandomResults(database.db, player.id, 5_000, { seed: 21, until: UNTIL });
    await insertOtherPlayers(database.ownerUrl, 1_500);
    const [run] = await resultsOf(database.db, player.id);
    const scans = await explainLastStatement(database.url, (db) =>
      resultPage(db, undefined, run?.id ?? ""),
    );
    const read = scans
      .filter(({ table }) => table === "game_results")
      .reduce((sum, { rows }) => sum + rows, 0);
    // The result itself, and a hundred earlier ones by index and by primary key.
    expect(read).toBe(1 + 2 * 100);
  });

  it("has no share image when the result is voided, and is not found when the player is deleted", async () => {
    const player = await createPlayer(database.db);
    const { ended } = await playGame(database.db, player, { wpm: 60, until: 60_000 });
    const { id } = ended.result;
    expect((await sharedResult(database.db, id)).result.id).toBe(id);
    await database.db
      .updateTable("game_results")
      .set({ status: "VOIDED" })
      .where("id", "=", id)
      .execute();
    await expect(sharedResult(database.db, id)).rejects.toMatchObject({ code: "not_found" });
    expect((await resultPage(database.db, undefined, id)).result.status).toBe("VOIDED");
    await database.db
      .updateTable("users")
      .set({ deleted_at: new Date() })
      .where("id", "=", player.id)
      .execute();
    await expect(resultPage(database.db, undefined, id)).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
