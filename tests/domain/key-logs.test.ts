import { sql } from "kysely";
import { expect, it } from "vitest";
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

/** A run that is much the best of its player's, or one of the others; it ended `days` ago. */
async function run(player: Caller, kind: "best" | "other", days = KEY_LOG_DAYS + 1) {
  const habits = kind === "best" ? { wpm: 110, until: 40_000 } : { wpm: 30, until: 10_000 };
  const { ended } = await playGame(database.db, player, habits);
  const { id } = ended.result;
  await database.db
    .updateTable("game_results")
    .set({ ended_at: sql`ended_at - make_interval(days => ${days})` })
    .where("id", "=", id)
    .execute();
  return id;
}

/** Whether the run can still be watched. */
const watched = (id: string) =>
  replay(database.db, id).then(
    ({ key_sequence }) => key_sequence.length > 0,
    (error) => {
      expect(error).toMatchObject({ code: "log_forgotten" });
      return false;
    },
  );

const setStatus = (id: string, status: "FLAGGED" | "VERIFIED") =>
  database.db.updateTable("game_results").set({ status }).where("id", "=", id).execute();

async function rowsOf(table: "user_statistics" | "leaderboards" | "game_results") {
  const { rows } = await sql`SELECT * FROM ${sql.table(table)} t ORDER BY t::text`.execute(
    database.db,
  );
  return JSON.stringify(rows);
}

it("old runs lose their keys, but for bests, for those a moderator has yet to see, and for young ones", async () => {
  const [player, other] = [await createPlayer(database.db), await createPlayer(database.db)];
  const poor = await run(player, "other");
  const best = await run(player, "best");
  const worse = await run(player, "other");
  const flagged = await run(player, "other");
  await setStatus(flagged, "FLAGGED");
  const young = await run(player, "other", KEY_LOG_DAYS - 1);
  // Of a player with one run it is the best, whatever others have.
  const only = await run(other, "other");
  const before = [await rowsOf("user_statistics"), await rowsOf("leaderboards")];
  const results = await rowsOf("game_results");

  expect(await deleteOldKeyLogs(database.db)).toBe(5);
  expect(await Promise.all([poor, best, worse, flagged, young, only].map(watched))).toEqual([
    false,
    true,
    false,
    true,
    true,
    true,
  ]);
  expect([await rowsOf("user_statistics"), await rowsOf("leaderboards")]).toEqual(before);
  expect(await rowsOf("game_results")).toBe(results);
  // Each is looked at once, the young one when it gets old.
  expect(await deleteOldKeyLogs(database.db)).toBe(0);
  expect(await deleteOldKeyLogs(database.db, KEY_LOG_DAYS - 10)).toBe(1);
  expect(await watched(young)).toBe(false);

  // What the run earned is there as before; only what takes the keys is not.
  expect(await result(database.db, poor)).toMatchObject({ id: poor, status: "VERIFIED" });
  const page = await resultPage(database.db, poor);
  expect(page.result.id).toBe(poor);
  expect(page.analysis).toBeNull();
});

it("two that run at once look at every result once", async () => {
  const player = await createPlayer(database.db);
  for (let n = 0; n < 3; n += 1) await run(player, "other", KEY_LOG_DAYS - 5 + n);
  const reviewed = await Promise.all(
    Array.from({ length: 4 }, () => deleteOldKeyLogs(database.db, KEY_LOG_DAYS - 20)),
  );
  expect(reviewed.reduce((sum, one) => sum + one)).toBe(3);
});

it("those that ended in the same millisecond are looked at together, however few fit a batch", async () => {
  const player = await createPlayer(database.db);
  const ended_at = sql<string>`date_trunc('day', now()) - make_interval(days => ${KEY_LOG_DAYS - 30})`;
  const ids = [];
  for (let n = 0; n < 3; n += 1) ids.push(await run(player, "other", 0));
  await database.db.updateTable("game_results").set({ ended_at }).where("id", "in", ids).execute();
  expect(await deleteOldKeyLogs(database.db, KEY_LOG_DAYS - 31, 2)).toBe(3);
  expect(await deleteOldKeyLogs(database.db, KEY_LOG_DAYS - 31, 2)).toBe(0);
});
