import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import type { Caller } from "../../app/.server/auth/authorization/queries.ts";
import { replay, result } from "../../app/.server/games/results/service.ts";
import {
  deleteOldKeyLogs,
  KEY_LOG_DAYS,
} from "../../app/.server/operations/maintenance/queries.ts";
import { resultPage } from "../../app/.server/progress/result-page/service.ts";
import { withDatabase } from "../support/database.ts";
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
