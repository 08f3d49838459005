import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { judge, queue } from "../../app/.server/admin/moderation/service.ts";
import { changeUser } from "../../app/.server/admin/users/service.ts";
import { moderationQuerySchema, type ResultStatus } from "../../app/contracts/moderation.ts";
import {
  asActor,
  auditEntriesOf,
  createAdmin,
  createModerator,
  emptyBoardCache,
} from "../support/admins.ts";
import { waitForBlockedStatement, withDatabase } from "../support/database.ts";
import { createPlayer } from "../support/players.ts";
import { storeResult } from "../support/stored-results.ts";
import { updateResult } from "../support/update-rows.ts";

const database = withDatabase(20);

const verdict = (status: "VERIFIED" | "VOIDED", reason = "Looked at it") => ({ status, reason });

const decide = (
  actor: Parameters<typeof judge>[1],
  id: string,
  judgement: Parameters<typeof judge>[3],
) => judge(database.db, actor, id, judgement, emptyBoardCache().boards);

const listQueue = (actor: Parameters<typeof queue>[1], query: Record<string, unknown> = {}) =>
  queue(database.db, actor, moderationQuerySchema.parse(query));

/** Returns the statistics, boards and achievements of a player. */
async function progressOf(userId: string) {
  const { db } = database;
  const statistics = await db
    .selectFrom("user_statistics")
    .select(["total_games", "best_score", "best_wpm", "avg_wpm", "total_playtime_sec"])
    .where("user_id", "=", userId)
    .executeTakeFirstOrThrow();
  const boards = await db
    .selectFrom("leaderboards")
    .select(["leaderboard_type", "metric", "language", "difficulty", "score", "result_id"])
    .where("user_id", "=", userId)
    .orderBy(sql`leaderboards::text`)
    .execute();
  const unlocked = await db
    .selectFrom("user_achievements")
    .select(["achievement_id", "result_id", "unlocked_at"])
    .where("user_id", "=", userId)
    .orderBy("achievement_id")
    .execute();
  return { statistics, boards, unlocked };
}

describe("a moderator", () => {
  it("verifies a FLAGGED run, which counts at once for statistics, boards and achievements", async () => {
    const { db } = database;
    const [moderator, player] = [await createModerator(db), await createPlayer(db)];
    const before = await progressOf(player.id);
    const run = await storeResult(db, player, { score: 700, wpm: 150, status: "FLAGGED" });
    expect(await progressOf(player.id)).toEqual(before);

    const cache = emptyBoardCache();
    const judgement = verdict("VERIFIED", "Known to be this fast");
    const judged = await judge(db, moderator, run.id, judgement, cache.boards);
    expect(judged).toMatchObject({ id: run.id, status: "VERIFIED", user: { id: player.id } });
    const { statistics, boards, unlocked } = await progressOf(player.id);
    expect(statistics).toMatchObject({ total_games: 1, best_score: 700, best_wpm: 150 });
    expect(boards.length).toBe(24);
    expect(unlocked.length).toBeGreaterThan(0);
    expect(cache.dropped.length).toBe(24);
    expect(await auditEntriesOf(db, run.id)).toEqual([
      {
        action: "result.verified",
        actor_id: moderator.id,
        details: { before: "FLAGGED", after: "VERIFIED", reason: "Known to be this fast" },
      },
    ]);
  });

  it("voids a run, which removes all that it earned, and restores it unchanged", async () => {
    const { db } = database;
    const [moderator, player] = [await createModerator(db), await createPlayer(db)];
    await storeResult(db, player, { score: 300, wpm: 40 });
    const before = await progressOf(player.id);
    const best = await storeResult(db, player, { score: 900, wpm: 90 });
    const after = await progressOf(player.id);
    expect(after).not.toEqual(before);
    await decide(moderator, best.id, verdict("VOIDED"));
    expect(await progressOf(player.id)).toEqual(before);
    const cache = emptyBoardCache();
    await judge(db, moderator, best.id, verdict("VERIFIED"), cache.boards);
    const restored = await progressOf(player.id);
    // Achievements are unlocked again with the time of the run that earned them.
    expect(restored).toEqual(after);
    expect(cache.dropped.length).toBe(24);
    const entries = await auditEntriesOf(db, best.id);
    expect(entries.map(({ action }) => action)).toEqual(["result.voided", "result.verified"]);
  });

  it("changes and records nothing when the verdict is the current status", async () => {
    const { db } = database;
    const [moderator, player] = [await createModerator(db), await createPlayer(db)];
    const run = await storeResult(db, player);
    const cache = emptyBoardCache();
    const judged = await judge(db, moderator, run.id, verdict("VERIFIED"), cache.boards);
    expect(judged.status).toBe("VERIFIED");
    expect(cache.dropped).toEqual([]);
    expect(await auditEntriesOf(db, run.id)).toEqual([]);
  });

  it.each(["VERIFIED", "VOIDED"] as const)(
    "cannot change an UNRANKED run to %s",
    async (status) => {
      const { db } = database;
      const [moderator, player] = [await createModerator(db), await createPlayer(db)];
      const run = await storeResult(db, player, { status: "UNRANKED" });
      const before = await progressOf(player.id);
      await expect(decide(moderator, run.id, verdict(status))).rejects.toMatchObject({
        code: "unranked_result",
      });
      expect(await progressOf(player.id)).toEqual(before);
      expect(await auditEntriesOf(db, run.id)).toEqual([]);
    },
  );

  it("gets `not_found` for a run that does not exist or has an invalid id", async () => {
    const moderator = await createModerator(database.db);
    for (const id of [crypto.randomUUID(), "1", "' OR true --"]) {
      await expect(decide(moderator, id, verdict("VOIDED"))).rejects.toMatchObject({
        code: "not_found",
      });
    }
  });
});

describe("a run of a member of staff", () => {
  it.each([
    ["moderator", createModerator],
    ["administrator", createAdmin],
  ])("can be voided by that %s, but only another moderator can verify it", async (_, create) => {
    const { db } = database;
    const [owner, other] = [await create(db), await createModerator(db)];
    const run = await storeResult(db, owner, { status: "FLAGGED" });
    const verify = verdict("VERIFIED");
    await expect(decide(owner, run.id, verify)).rejects.toMatchObject({ code: "own_result" });
    expect(await auditEntriesOf(db, run.id)).toEqual([]);
    expect(await decide(owner, run.id, verdict("VOIDED"))).toMatchObject({ status: "VOIDED" });
    await expect(decide(owner, run.id, verify)).rejects.toMatchObject({ code: "own_result" });
    expect(await decide(other, run.id, verify)).toMatchObject({ status: "VERIFIED" });
  });
});

describe("a caller without the role of a moderator", () => {
  it.each(["a player", "a demoted moderator", "a deactivated moderator"])(
    "can neither list nor judge runs: %s",
    async (kind) => {
      const { db } = database;
      const [admin, owner] = [await createAdmin(db), await createPlayer(db)];
      const caller = asActor(await (kind === "a player" ? createPlayer : createModerator)(db));
      const { boards } = emptyBoardCache();
      if (kind === "a demoted moderator")
        await changeUser(db, admin, caller.id, { role: "PLAYER" }, boards);
      if (kind === "a deactivated moderator")
        await changeUser(db, admin, caller.id, { is_active: false }, boards);
      const run = await storeResult(db, owner, { status: "FLAGGED" });
      const code = kind === "a deactivated moderator" ? "unauthenticated" : "forbidden";
      const calls = [
        () => decide(caller, run.id, verdict("VERIFIED")),
        () => decide(caller, crypto.randomUUID(), verdict("VERIFIED")),
        () => listQueue(caller),
      ];
      for (const attempt of calls) await expect(attempt()).rejects.toMatchObject({ code });
      expect(await auditEntriesOf(db, run.id)).toEqual([]);
    },
  );

  it("is refused when demoted while the statement waits for a lock", async () => {
    const { db } = database;
    const [admin, moderator, owner] = [
      await createAdmin(db),
      await createModerator(db),
      await createPlayer(db),
    ];
    const run = await storeResult(db, owner, { status: "FLAGGED" });
    let attempt: Promise<unknown> = Promise.resolve();
    await db.transaction().execute(async (trx) => {
      await changeUser(trx, admin, moderator.id, { role: "PLAYER" }, emptyBoardCache().boards);
      attempt = decide(moderator, run.id, verdict("VERIFIED"));
      attempt.catch(() => {});
      await waitForBlockedStatement(db);
    });
    await expect(attempt).rejects.toMatchObject({ code: "forbidden" });
    expect(await auditEntriesOf(db, run.id)).toEqual([]);
  });
});

describe("concurrent moderators", () => {
  it("judge the same runs one after another, as the audit log shows, while their player stores results", async () => {
    const { db } = database;
    const player = await createPlayer(db);
    const judges = await Promise.all(Array.from({ length: 4 }, () => createModerator(db)));
    const runs = await Promise.all(
      [1, 2, 3].map((n) => storeResult(db, player, { score: 100 * n, status: "FLAGGED" })),
    );
    const settled = await Promise.allSettled(
      Array.from({ length: 60 }, (_, n) => {
        const run = runs[n % 3]?.id ?? "";
        const moderator = judges[n % 4] as (typeof judges)[number];
        return n % 10 === 9
          ? storeResult(db, player, { score: n })
          : decide(moderator, run, verdict(n % 2 ? "VERIFIED" : "VOIDED"));
      }),
    );
    expect(settled.filter(({ status }) => status === "rejected")).toEqual([]);
    const results = await db
      .selectFrom("game_results")
      .select(["id", "status", "final_score"])
      .where("user_id", "=", player.id)
      .execute();
    const counted = results.filter(({ status }) => status === "VERIFIED");
    const { statistics, boards } = await progressOf(player.id);
    expect(statistics.total_games).toBe(counted.length);
    expect(statistics.best_score).toBe(Math.max(...counted.map((run) => run.final_score)));
    expect(new Set(boards.map(({ result_id }) => result_id)).size).toBeGreaterThan(0);
    for (const { result_id } of boards) {
      expect(counted.map(({ id }) => id)).toContain(result_id);
    }
    for (const { id } of runs) {
      const entries = (await auditEntriesOf(db, id)).map(
        ({ details }) => details as Record<string, string>,
      );
      let status: string | undefined = "FLAGGED";
      // The `before` of each entry is the `after` of the entry before it.
      for (const { before, after } of entries) {
        expect(before).toBe(status);
        status = after;
      }
      expect(results.find((run) => run.id === id)?.status).toBe(status);
    }
  });
});

describe("the moderation queue", () => {
  it("lists FLAGGED runs once each, the newest first, with their flags and players", async () => {
    const { db } = database;
    const [moderator, player] = [await createModerator(db), await createPlayer(db)];
    const moment = Date.parse("2031-01-01T00:00:00Z");
    const runs = [];
    for (let n = 0; n < 7; n += 1) {
      // Some in the same millisecond.
      const endedAt = new Date(moment + Math.floor(n / 2));
      runs.push(await storeResult(db, player, { status: "FLAGGED", endedAt }));
    }
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listQueue>> = await listQueue(moderator, {
        limit: 2,
        ...(cursor && { cursor }),
      });
      seen.push(...page.items.map(({ id }) => id));
      expect(page.items.every(({ status }) => status === "FLAGGED")).toBe(true);
      cursor = page.next_cursor;
    } while (cursor && seen.length < 8);
    expect(seen.slice(0, 7).sort()).toEqual(runs.map(({ id }) => id).sort());
    const [first] = (await listQueue(moderator, { limit: 1 })).items;
    expect(first).toMatchObject({
      flags: [],
      user: { id: player.id },
      session: { language: "PYTHON", difficulty: "NORMAL", mode: "standard" },
      ended_at: "2031-01-01T00:00:00.003Z",
    });
  });

  it.each(["VERIFIED", "HELD", "FLAGGED", "VOIDED", "UNRANKED"] as ResultStatus[])(
    "filters by the status %s, in upper and in lower case",
    async (status) => {
      const { db } = database;
      const [moderator, player] = [await createModerator(db), await createPlayer(db)];
      const endedAt = new Date("2032-01-01T00:00:00Z");
      const run = await storeResult(db, player, {
        endedAt,
        ...(status !== "VOIDED" && status !== "HELD" && { status }),
      });
      if (status === "HELD") await updateResult(db, run.id, { status, due_at: endedAt });
      if (status === "VOIDED") await decide(moderator, run.id, verdict("VOIDED"));
      for (const filter of [status, status.toLowerCase()]) {
        expect((await listQueue(moderator, { status: filter, limit: 1 })).items[0]).toMatchObject({
          id: run.id,
          status,
        });
      }
    },
  );
});
