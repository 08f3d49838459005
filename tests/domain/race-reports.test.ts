/** Reports of racers: who can be reported, what moderators see, and what their decisions settle. */
import { describe, expect, it } from "vitest";
import { judge, queue, resultUnderReview } from "../../app/.server/admin/moderation/service.ts";
import type { Actor, Caller } from "../../app/.server/auth/authorization/queries.ts";
import { NO_BOARD_CACHE } from "../../app/.server/leaderboards/cache.ts";
import { findRace } from "../../app/.server/races/queries.ts";
import { reportRacer } from "../../app/.server/races/reports/service.ts";
import type { Rooms } from "../../app/.server/races/service.ts";
import { type Judgement, moderationQuerySchema } from "../../app/contracts/moderation.ts";
import { MOST_REPORTS_AN_HOUR, type ReportReason } from "../../app/contracts/race.ts";
import { asActor, auditEntriesOf, createModerator } from "../support/admins.ts";
import { withDatabase } from "../support/database.ts";
import { createPlayer } from "../support/players.ts";
import { storedRace } from "../support/stored-race.ts";

const database = withDatabase(20);

/** No room is there any more. */
const rooms = (() => ({ view: async () => null })) as unknown as Rooms;

const report = (
  caller: Caller,
  code: string,
  racer = 1,
  reason: ReportReason = "cheating",
): Promise<void> => reportRacer({ db: database.db, rooms }, caller, code, { racer, reason });
const player = () => createPlayer(database.db);
const reported = async (actor: Actor) =>
  (await queue(database.db, actor, moderationQuerySchema.parse({ status: "reported", limit: 100 })))
    .items;
const reviewOf = (actor: Actor, id: string) => resultUnderReview(database.db, actor, id);
const decide = (actor: Actor, id: string, status: Judgement["status"]) =>
  judge(database.db, actor, id, { status, reason: "Looked at it" }, NO_BOARD_CACHE);
const moderator = async () => asActor(await createModerator(database.db));

/** A race of two players and a guest, which the first has won. */
async function raceOfTwo(ms?: number) {
  const [one, two] = [await player(), await player()];
  const { code, resultIds } = await storedRace(database.db, [one, two, null], ms);
  const [first, second] = resultIds as [string, string];
  return { code, one, two, first, second };
}

describe("a report of a racer", () => {
  it("is stored once for an account, also when it is sent several times at once", async () => {
    const [{ code, two, first }, actor] = [await raceOfTwo(), await moderator()];
    await Promise.all(Array.from({ length: 5 }, () => report(two, code)));
    await report(two, code, 1, "name");
    expect((await reviewOf(actor, first)).run.reports).toEqual([{ reason: "cheating", count: 1 }]);
  });

  it("is refused for oneself, a guest, a number that nobody had, and a race that is not there", async () => {
    const { code, one, two } = await raceOfTwo();
    const racer = [expect.objectContaining({ path: "racer" })];
    for (const number of [1, 4, 32_767]) {
      await expect(report(one, code, number)).rejects.toMatchObject({
        code: "validation_failed",
        errors: racer,
      });
    }
    await expect(report(two, code, 3)).rejects.toMatchObject({ code: "not_reportable" });
    await expect(report(two, "ZZZZZZZZ")).rejects.toMatchObject({ code: "not_found" });
    const waits = (() => ({ view: async () => ({}) })) as unknown as Rooms;
    const early = reportRacer({ db: database.db, rooms: waits }, two, "ZZZZZZZZ", {
      racer: 1,
      reason: "other",
    });
    await expect(early).rejects.toMatchObject({ code: "race_not_over" });
  });

  it("passes twenty times in an hour, also at once, and the one after that waits for the rest of the hour", async () => {
    const reporter = await player();
    const races = await Promise.all(
      Array.from({ length: MOST_REPORTS_AN_HOUR / 2 + 1 }, () => raceOfTwo()),
    );
    const sent = await Promise.allSettled(
      races.flatMap(({ code }) => [report(reporter, code, 1), report(reporter, code, 2)]),
    );
    const refused = sent.filter(({ status }) => status === "rejected");
    expect(sent.length - refused.length).toBe(MOST_REPORTS_AN_HOUR);
    expect(refused[0]).toMatchObject({ reason: { code: "too_many_reports" } });
    const { retryAfter } = (refused[0] as PromiseRejectedResult).reason;
    expect(retryAfter).toBeGreaterThan(3_500);
    expect(retryAfter).toBeLessThanOrEqual(3_600);
    await database.db
      .updateTable("race_reports")
      .set({ created_at: new Date(Date.now() - 3_601_000) })
      .where("reporter_id", "=", reporter.id)
      .execute();
    await report(reporter, (await raceOfTwo()).code);
  });

  it("goes with its reporter, and with the racer", async () => {
    const { code, one, two } = await raceOfTwo();
    const other = await player();
    await report(other, code, 1);
    await report(other, code, 2);
    await report(two, code, 1);
    const left = async () =>
      (
        await database.db
          .selectFrom("race_reports")
          .select(["number", "reporter_id"])
          .where("reporter_id", "in", [two.id, other.id])
          .orderBy("number")
          .execute()
      ).map(({ number }) => number);
    expect(await left()).toEqual([1, 1, 2]);
    const purge = ({ id }: Caller) =>
      database.db.deleteFrom("users").where("id", "=", id).execute();
    await purge(one);
    expect(await left()).toEqual([2]);
    await purge(other);
    expect(await left()).toEqual([]);
  });
});

describe("a moderator", () => {
  it("sees reported runs of any status with the reasons, the newest first, until they are settled", async () => {
    const [{ code, one, two, first, second }, actor] = [await raceOfTwo(), await moderator()];
    await report(one, code, 2, "name");
    for (const reason of ["cheating", "cheating", "other"] as const) {
      await report(await player(), code, 1, reason);
    }
    const { race } = await reviewOf(actor, first);
    expect(race).toMatchObject({ code, rated: true });
    expect(
      race?.players.map(({ number, place, result_id, status }) => [
        number,
        place,
        result_id,
        status,
      ]),
    ).toEqual([
      [1, 1, first, "VERIFIED"],
      [2, 2, second, "VERIFIED"],
      [3, 3, null, null],
    ]);
    expect(race?.reports.map(({ number, reason }) => [number, reason])).toEqual([
      [1, "other"],
      [1, "cheating"],
      [1, "cheating"],
      [2, "name"],
    ]);
    const own = (await reported(actor)).filter(({ id }) => [first, second].includes(id));
    const reports = Object.fromEntries(own.map((run) => [run.id, run.reports]));
    expect(reports).toEqual({
      [first]: [
        { reason: "cheating", count: 2 },
        { reason: "other", count: 1 },
      ],
      [second]: [{ reason: "name", count: 1 }],
    });
    await decide(actor, first, "VERIFIED");
    const rest = (await reported(actor)).map(({ id }) => id);
    expect([rest.includes(first), rest.includes(second)]).toEqual([false, true]);
    const after = await reviewOf(actor, first);
    expect([after.run.status, after.run.reports]).toEqual(["VERIFIED", []]);
    expect(after.race?.reports.map(({ settled_at }) => settled_at !== null)).toEqual([
      true,
      true,
      true,
      false,
    ]);
    await expect(reported(asActor(two))).rejects.toMatchObject({ code: "forbidden" });
  });

  it("settles the reports with any decision, and the audit log says how many", async () => {
    const [{ code, first, second }, actor] = [await raceOfTwo(), await moderator()];
    const other = await player();
    await report(other, code, 1);
    await report(other, code, 2);
    const kept = await decide(actor, first, "VERIFIED");
    expect([kept.status, kept.reports]).toEqual(["VERIFIED", []]);
    const voided = await decide(actor, second, "VOIDED");
    expect([voided.status, voided.reports]).toEqual(["VOIDED", []]);
    expect(await auditEntriesOf(database.db, first)).toMatchObject([
      { action: "result.reports_settled", details: { reports: 1, reason: "Looked at it" } },
    ]);
    expect(await auditEntriesOf(database.db, second)).toMatchObject([
      { action: "result.voided", details: { before: "VERIFIED", after: "VOIDED", reports: 1 } },
    ]);
    // Nothing waits any more, so nothing is changed and nothing is written.
    await decide(actor, first, "VERIFIED");
    expect(await auditEntriesOf(database.db, first)).toHaveLength(1);
  });

  it("settles the reports of a run that counts for nothing, which stays unranked", async () => {
    const [{ code, first }, actor] = [await raceOfTwo(20_000), await moderator()];
    await expect(decide(actor, first, "VERIFIED")).rejects.toMatchObject({
      code: "unranked_result",
    });
    await report(await player(), code, 1, "name");
    await expect(decide(actor, first, "VOIDED")).rejects.toMatchObject({ code: "unranked_result" });
    expect((await decide(actor, first, "VERIFIED")).status).toBe("UNRANKED");
    const { run } = await reviewOf(actor, first);
    expect([run.status, run.reports]).toEqual(["UNRANKED", []]);
  });

  it("does not settle the reports of their own run", async () => {
    const [actor, other] = [await moderator(), await player()];
    const { code, resultIds } = await storedRace(database.db, [actor, other]);
    await report(other, code, 1);
    const own = decide(actor, resultIds[0] ?? "", "VERIFIED");
    await expect(own).rejects.toMatchObject({ code: "own_result" });
  });

  it("takes the place from a run by voiding it, and gives it back; ratings stay as they are", async () => {
    const [{ code, one, two, first }, actor] = [await raceOfTwo(), await moderator()];
    const ratings = () =>
      database.db
        .selectFrom("race_ratings")
        .selectAll()
        .where("user_id", "in", [one.id, two.id])
        .orderBy("user_id")
        .execute();
    const places = async () =>
      (await findRace(database.db, code))?.players.map(({ id, place }) => [id, place]);
    const before = await ratings();
    expect(before.map(({ races }) => races)).toEqual([1, 1]);
    const shown = await findRace(database.db, code);
    await decide(actor, first, "VOIDED");
    expect(await places()).toEqual([
      [1, null],
      [2, 1],
      [3, 2],
    ]);
    expect((await reviewOf(actor, first)).race?.players.map(({ place }) => place)).toEqual([
      1,
      2,
      null,
    ]);
    expect(await ratings()).toEqual(before);
    await decide(actor, first, "VERIFIED");
    expect(await findRace(database.db, code)).toEqual(shown);
    expect(await ratings()).toEqual(before);
  });
});
