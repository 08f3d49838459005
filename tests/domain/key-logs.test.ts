import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import type { Caller } from "../../app/.server/auth/authorization/queries.ts";
import { settleKeystrokes } from "../../app/.server/games/keystrokes/service.ts";
import { replay, result } from "../../app/.server/games/results/service.ts";
import {
  deleteOldDrillLogs,
  deleteOldKeyLogs,
  KEY_LOG_DAYS,
} from "../../app/.server/operations/maintenance/queries.ts";
import { DrillPools } from "../../app/.server/practice/drills/pools.ts";
import {
  deleteDrill,
  drillHistory,
  endDrill,
  startDrill,
} from "../../app/.server/practice/drills/service.ts";
import { resultPage } from "../../app/.server/progress/result-page/service.ts";
import { withDatabase } from "../support/database.ts";
import { playDrill } from "../support/drill-player.ts";
import { createPlayer, playGame } from "../support/players.ts";

const database = withDatabase();

/** Plays a run that is by far the player's best, or an ordinary one, and makes it end `days` ago. Returns the result's id. */
async function playOldRun(player: Caller, kind: "best" | "other", days = KEY_LOG_DAYS + 1) {
  const habits = kind === "best" ? { wpm: 110, until: 60_000 } : { wpm: 60, until: 60_000 };
  const { ended } = await playGame(database.db, player, habits);
  const { id } = ended.result;
  await database.db
    .updateTable("game_results")
    .set({ ended_at: sql`ended_at - make_interval(days => ${days})` })
    .where("id", "=", id)
    .execute();
  return id;
}

/** Returns whether the run can still be replayed. */
const canBeReplayed = (id: string, viewer?: Caller) =>
  replay(database.db, viewer, id).then(
    ({ key_sequence }) => key_sequence.length > 0,
    (error) => {
      expect(error).toMatchObject({ code: "log_forgotten" });
      return false;
    },
  );

const setStatus = (id: string, status: "FLAGGED" | "VERIFIED") =>
  database.db.updateTable("game_results").set({ status }).where("id", "=", id).execute();

/** Returns all rows of a table as text, in a stable order. */
async function rowsOf(table: "user_statistics" | "leaderboards" | "game_results") {
  const { rows } = await sql`SELECT * FROM ${sql.table(table)} t ORDER BY t::text`.execute(
    database.db,
  );
  return JSON.stringify(rows);
}

describe("the deletion of old key logs", () => {
  it("deletes the keys of old runs, but not of best runs, of FLAGGED runs or of young runs", async () => {
    const [player, other] = [await createPlayer(database.db), await createPlayer(database.db)];
    const poor = await playOldRun(player, "other");
    const best = await playOldRun(player, "best");
    const worse = await playOldRun(player, "other");
    const flagged = await playOldRun(player, "other");
    await setStatus(flagged, "FLAGGED");
    const young = await playOldRun(player, "other", KEY_LOG_DAYS - 1);
    // The only run of a player is the best run of that player.
    const only = await playOldRun(other, "other");
    const before = [await rowsOf("user_statistics"), await rowsOf("leaderboards")];
    const results = await rowsOf("game_results");

    expect(await deleteOldKeyLogs(database.db)).toBe(5);
    const runs = [poor, best, worse, flagged, young, only];
    // Only its player sees a run that waits.
    expect(await Promise.all(runs.map((id) => canBeReplayed(id, player)))).toEqual([
      ...[false, true, false, true, true, true],
    ]);
    expect([await rowsOf("user_statistics"), await rowsOf("leaderboards")]).toEqual(before);
    expect(await rowsOf("game_results")).toBe(results);
    // Every result is reviewed once; the young one when it has become old.
    expect(await deleteOldKeyLogs(database.db)).toBe(0);
    expect(await deleteOldKeyLogs(database.db, KEY_LOG_DAYS - 10)).toBe(1);
    expect(await canBeReplayed(young)).toBe(false);

    // The result is unchanged; only the analysis, which needs the keys, is gone.
    expect(await result(database.db, undefined, poor)).toMatchObject({
      id: poor,
      status: "VERIFIED",
    });
    const page = await resultPage(database.db, undefined, poor);
    expect(page.result.id).toBe(poor);
    expect(page.analysis).toBeNull();
  });

  it("reviews every result once when four deletions run at the same time", async () => {
    const player = await createPlayer(database.db);
    for (let n = 0; n < 3; n += 1) await playOldRun(player, "other", KEY_LOG_DAYS - 5 + n);
    const reviewed = await Promise.all(
      Array.from({ length: 4 }, () => deleteOldKeyLogs(database.db, KEY_LOG_DAYS - 20)),
    );
    expect(reviewed.reduce((sum, count) => sum + count)).toBe(3);
  });

  it("reviews results that ended in the same millisecond together, even if they exceed a batch", async () => {
    const player = await createPlayer(database.db);
    const ended_at = sql<string>`date_trunc('day', now()) - make_interval(days => ${KEY_LOG_DAYS - 30})`;
    const ids = [];
    for (let n = 0; n < 3; n += 1) ids.push(await playOldRun(player, "other", 0));
    await database.db
      .updateTable("game_results")
      .set({ ended_at })
      .where("id", "in", ids)
      .execute();
    expect(await deleteOldKeyLogs(database.db, KEY_LOG_DAYS - 31, 2)).toBe(3);
    expect(await deleteOldKeyLogs(database.db, KEY_LOG_DAYS - 31, 2)).toBe(0);
  });
});

describe("the deletion of the key logs of old drills", () => {
  const SECRET = "a secret for the tests of drills, long enough";

  /** Ends a drill, and makes it end `days` ago. Returns the ids of its session and its result. */
  async function endOldDrill(player: Caller, days: number) {
    const { db } = database;
    const now = new Date(Date.now() - 3_600_000);
    const tools = { pools: new DrillPools(), seed: 1, now, secret: SECRET };
    const drill = await startDrill(db, player, { language: "PYTHON", focus: "plain" }, tools);
    const log = playDrill(
      drill.parts.map(({ text }) => text),
      { seed: 1, most: 40 },
    );
    const request = { session_token: drill.session_token, ...log };
    const { ended } = await endDrill(db, player, request, { now: new Date(), secret: SECRET });
    const { session_id } = ended.result;
    await sql`UPDATE typing_sessions SET ended_at = now() - make_interval(days => ${days})
      WHERE id = ${session_id}`.execute(db);
    return { session_id, result_id: ended.result.id };
  }

  const hasLog = async (id: string) => {
    const { key_sequence } = await database.db
      .selectFrom("typing_sessions")
      .select("key_sequence")
      .where("id", "=", id)
      .executeTakeFirstOrThrow();
    return key_sequence !== null;
  };

  const statistics = async ({ id }: Caller) => {
    const { rows } = await sql`SELECT * FROM keystroke_statistics s
      WHERE user_id = ${id} ORDER BY s::text`.execute(database.db);
    return rows;
  };

  it("deletes them after as many days as those of games, and leaves history and statistics", async () => {
    const { db } = database;
    const player = await createPlayer(db);
    const old = await endOldDrill(player, KEY_LOG_DAYS + 1);
    const young = await endOldDrill(player, KEY_LOG_DAYS - 1);
    const [history, sums] = [
      await drillHistory(db, player, { limit: 5 }),
      await statistics(player),
    ];
    expect(await deleteOldDrillLogs(db)).toBe(1);
    expect([await hasLog(old.session_id), await hasLog(young.session_id)]).toEqual([false, true]);
    expect(await deleteOldDrillLogs(db)).toBe(0);
    expect(await drillHistory(db, player, { limit: 5 })).toEqual(history);
    expect(await statistics(player)).toEqual(sums);
  });

  it("leaves the log of a drill that is yet to be taken out of the statistics", async () => {
    const { db } = database;
    const player = await createPlayer(db);
    const { session_id, result_id } = await endOldDrill(player, KEY_LOG_DAYS + 1);
    await deleteDrill(db, player, result_id);
    expect(await deleteOldDrillLogs(db)).toBe(0);
    expect(await hasLog(session_id)).toBe(true);
  });

  it("lets a drill without a log be deleted, whose keys then stay in the statistics", async () => {
    const { db } = database;
    const player = await createPlayer(db);
    const { result_id } = await endOldDrill(player, KEY_LOG_DAYS + 1);
    expect(await deleteOldDrillLogs(db)).toBeGreaterThan(0);
    const sums = await statistics(player);
    await deleteDrill(db, player, result_id);
    await settleKeystrokes(db);
    expect(await drillHistory(db, player, { limit: 5 })).toMatchObject({ items: [] });
    expect(await statistics(player)).toEqual(sums);
  });
});
