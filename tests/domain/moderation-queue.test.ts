/** The queue; and a run under review: its evidence, and its neighbours in the queue. */
import { describe, expect, it } from "vitest";
import { queue, resultUnderReview } from "../../app/.server/admin/moderation/service.ts";
import { RULES } from "../../app/.server/games/plausibility/rules.ts";
import { moderationQuerySchema } from "../../app/contracts/moderation.ts";
import { createModerator } from "../support/admins.ts";
import { withDatabase } from "../support/database.ts";
import { explainLastStatement } from "../support/explain.ts";
import { asBot, asPerson, storePlayedRun } from "../support/played-runs.ts";
import { createPlayer } from "../support/players.ts";
import { insertOtherPlayers, insertRandomResults } from "../support/random-results.ts";
import { storeResult } from "../support/stored-results.ts";
import { updateResult } from "../support/update-rows.ts";

const database = withDatabase();

describe("a run under review", () => {
  it.each([
    ["a script with even gaps", asBot("constant gaps"), "constant_gaps"],
    ["a script with log-normal gaps", asBot("log-normal", 300_000), "rhythm"],
    ["a person", asPerson(), null],
  ])("of %s comes with its evidence and the readings of all rules", async (_, play, rule) => {
    const { db } = database;
    const [moderator, player] = [await createModerator(db), await createPlayer(db)];
    const { result } = await storePlayedRun(db, player, play);
    const { run, evidence, readings } = await resultUnderReview(db, moderator, result.id);
    expect(evidence?.gaps.histogram.length).toBe(25);
    expect(readings.map(({ name }) => name)).toEqual(RULES.map(({ name }) => name));
    const fired = readings.filter((reading) => reading.fired).map(({ name }) => name);
    expect(fired).toEqual(run.flags);
    if (rule === null) expect(fired).toEqual([]);
    else expect(fired).toContain(rule);
    expect(run.status).toBe(rule === null ? "VERIFIED" : "FLAGGED");
  });

  it("stands between its neighbours of the same status", async () => {
    const { db } = database;
    const [moderator, player] = [await createModerator(db), await createPlayer(db)];
    const ids: string[] = [];
    // By turns FLAGGED and HELD, the oldest first.
    for (let day = 1; day <= 6; day += 1) {
      const endedAt = new Date(Date.UTC(2031, 0, day));
      const { id } = await storeResult(db, player, { status: "FLAGGED", endedAt });
      if (day % 2 === 0) await updateResult(db, id, { status: "HELD", due_at: endedAt });
      ids.push(id);
    }
    const flagged = await db
      .selectFrom("game_results")
      .select((eb) => eb.fn.countAll<number>().as("count"))
      .where("status", "=", "FLAGGED")
      .executeTakeFirstOrThrow();
    const placeOf = async (day: number) => {
      const found = await resultUnderReview(db, moderator, ids[day - 1] ?? "");
      return [found.older, found.newer, found.queueLength];
    };
    expect(await placeOf(4)).toEqual([ids[1], ids[5], 3]);
    expect(await placeOf(3)).toEqual([ids[0], ids[4], Number(flagged.count)]);
    expect((await placeOf(2))[0]).toBeNull();
    expect((await placeOf(6))[1]).toBeNull();
    // A run that was judged is shown beside those that are flagged.
    await updateResult(db, ids[3] ?? "", { status: "VERIFIED", due_at: null });
    expect(await placeOf(4)).toEqual([ids[2], ids[4], Number(flagged.count)]);
  });
});

it("looks up the sessions of the runs that it lists, not all of them", async () => {
  const moderator = await createModerator(database.db);
  const player = await createPlayer(database.db);
  await insertRandomResults(database.db, player.id, 2_000);
  // It also has the tables vacuumed.
  await insertOtherPlayers(database.ownerUrl, 10);
  const query = moderationQuerySchema.parse({ status: "VERIFIED", limit: 20 });
  const scans = await explainLastStatement(database.url, (db) => queue(db, moderator, query));
  const sessions = scans.filter(({ table }) => table === "game_sessions");
  expect(sessions.length).toBeGreaterThan(0);
  // Of each run whether it is of an own text, and what it played.
  expect(sessions.reduce((sum, { rows }) => sum + rows, 0)).toBeLessThanOrEqual(2 * 51);
});
