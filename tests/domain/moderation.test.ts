import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { judge, queue } from "../../app/.server/admin/moderation/service.ts";
import { changeUser } from "../../app/.server/admin/users/service.ts";
import { moderationQuerySchema, type ResultStatus } from "../../app/contracts/moderation.ts";
import {
  acting,
  actsOn,
  createAdmin,
  createModerator,
  emptyCache,
} from "../support/administration.ts";
import { waitsForLock, withDatabase } from "../support/database.ts";
import { createPlayer } from "../support/players.ts";
import { storeRun } from "../support/stored.ts";

const database = withDatabase(20);

const verdict = (status: "VERIFIED" | "VOIDED", reason = "Looked at it") => ({ status, reason });

const decide = (
  actor: Parameters<typeof judge>[1],
  id: string,
  judgement: Parameters<typeof judge>[3],
) => judge(database.db, actor, id, judgement, emptyCache().boards);

const list = (actor: Parameters<typeof queue>[1], query: Record<string, unknown> = {}) =>
  queue(database.db, actor, moderationQuerySchema.parse(query));

/** All that follows from a player's results. */
async function standingOf(userId: string) {
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
  it("verifies a flagged run: statistics, boards and achievements have it at once", async () => {
    const { db } = database;
    const [moderator, player] = [await createModerator(db), await createPlayer(db)];
    const nothing = await standingOf(player.id);
    const run = await storeRun(db, player, { score: 700, wpm: 150, status: "FLAGGED" });
    expect(await standingOf(player.id)).toEqual(nothing);

    const cache = emptyCache();
    const judgement = verdict("VERIFIED", "Known to be this fast");
    const judged = await judge(db, moderator, run.id, judgement, cache.boards);
    expect(judged).toMatchObject({ id: run.id, status: "VERIFIED", user: { id: player.id } });
    const { statistics, boards, unlocked } = await standingOf(player.id);
    expect(statistics).toMatchObject({ total_games: 1, best_score: 700, best_wpm: 150 });
    expect(boards.length).toBe(24);
    expect(unlocked.length).toBeGreaterThan(0);
    expect(cache.dropped.length).toBe(24);
    expect(await actsOn(db, run.id)).toEqual([
      {
        action: "result.verified",
        actor_id: moderator.id,
        details: { before: "FLAGGED", after: "VERIFIED", reason: "Known to be this fast" },
      },
    ]);
  });

  it("voids a run, and restores it as it was", async () => {
    const { db } = database;
    const [moderator, player] = [await createModerator(db), await createPlayer(db)];
    await storeRun(db, player, { score: 300, wpm: 40 });
    const before = await standingOf(player.id);
    const best = await storeRun(db, player, { score: 900, wpm: 90 });
    const after = await standingOf(player.id);
    expect(after).not.toEqual(before);
    await decide(moderator, best.id, verdict("VOIDED"));
    expect(await standingOf(player.id)).toEqual(before);
    const cache = emptyCache();
    await judge(db, moderator, best.id, verdict("VERIFIED"), cache.boards);
    const restored = await standingOf(player.id);
    // What a voided run took back is unlocked at the time of the run that earns it.
    expect(restored).toEqual(after);
    expect(cache.dropped.length).toBe(24);
    const acts = await actsOn(db, best.id);
    expect(acts.map(({ action }) => action)).toEqual(["result.voided", "result.verified"]);
  });

  it("changes nothing, and records nothing, by saying once more what is", async () => {
    const { db } = database;
    const [moderator, player] = [await createModerator(db), await createPlayer(db)];
    const run = await storeRun(db, player);
    const cache = emptyCache();
    const judged = await judge(db, moderator, run.id, verdict("VERIFIED"), cache.boards);
    expect(judged.status).toBe("VERIFIED");
    expect(cache.dropped).toEqual([]);
    expect(await actsOn(db, run.id)).toEqual([]);
  });

  it.each(["VERIFIED", "VOIDED"] as const)(
    "cannot bring an unranked run anywhere (%s)",
    async (status) => {
      const { db } = database;
      const [moderator, player] = [await createModerator(db), await createPlayer(db)];
      const run = await storeRun(db, player, { status: "UNRANKED" });
      const nothing = await standingOf(player.id);
      await expect(decide(moderator, run.id, verdict(status))).rejects.toMatchObject({
        code: "unranked_result",
      });
      expect(await standingOf(player.id)).toEqual(nothing);
      expect(await actsOn(db, run.id)).toEqual([]);
    },
  );

  it("finds no run that never was, or whose id is none", async () => {
    const moderator = await createModerator(database.db);
    for (const id of [crypto.randomUUID(), "1", "' OR true --"]) {
      await expect(decide(moderator, id, verdict("VOIDED"))).rejects.toMatchObject({
        code: "not_found",
      });
    }
  });
});

describe("one's own run", () => {
  it.each([createModerator, createAdmin])(
    "is verified by somebody else, and may be voided: %o",
    async (create) => {
      const { db } = database;
      const [judging, other] = [await create(db), await createModerator(db)];
      const run = await storeRun(db, judging, { status: "FLAGGED" });
      const verify = verdict("VERIFIED");
      await expect(decide(judging, run.id, verify)).rejects.toMatchObject({ code: "own_result" });
      expect(await actsOn(db, run.id)).toEqual([]);
      expect(await decide(judging, run.id, verdict("VOIDED"))).toMatchObject({ status: "VOIDED" });
      await expect(decide(judging, run.id, verify)).rejects.toMatchObject({ code: "own_result" });
      expect(await decide(other, run.id, verify)).toMatchObject({ status: "VERIFIED" });
    },
  );
});

describe("who is no moderator", () => {
  it.each(["player", "demoted", "switched off"])(
    "neither sees nor judges runs: %s",
    async (kind) => {
      const { db } = database;
      const [admin, owner] = [await createAdmin(db), await createPlayer(db)];
      const caller = acting(await (kind === "player" ? createPlayer : createModerator)(db));
      const { boards } = emptyCache();
      if (kind === "demoted") await changeUser(db, admin, caller.id, { role: "PLAYER" }, boards);
      if (kind === "switched off")
        await changeUser(db, admin, caller.id, { is_active: false }, boards);
      const run = await storeRun(db, owner, { status: "FLAGGED" });
      const code = kind === "switched off" ? "unauthenticated" : "forbidden";
      const calls = [
        () => decide(caller, run.id, verdict("VERIFIED")),
        () => decide(caller, crypto.randomUUID(), verdict("VERIFIED")),
        () => list(caller),
      ];
      for (const attempt of calls) await expect(attempt()).rejects.toMatchObject({ code });
      expect(await actsOn(db, run.id)).toEqual([]);
    },
  );

  it("is also who was demoted while the statement waited", async () => {
    const { db } = database;
    const [admin, moderator, owner] = [
      await createAdmin(db),
      await createModerator(db),
      await createPlayer(db),
    ];
    const run = await storeRun(db, owner, { status: "FLAGGED" });
    let attempt: Promise<unknown> = Promise.resolve();
    await db.transaction().execute(async (trx) => {
      await changeUser(trx, admin, moderator.id, { role: "PLAYER" }, emptyCache().boards);
      attempt = decide(moderator, run.id, verdict("VERIFIED"));
      attempt.catch(() => {});
      await waitsForLock(db);
    });
    await expect(attempt).rejects.toMatchObject({ code: "forbidden" });
    expect(await actsOn(db, run.id)).toEqual([]);
  });
});

describe("many at once", () => {
  it("judge the same run in an order that the log tells, while its player goes on playing", async () => {
    const { db } = database;
    const player = await createPlayer(db);
    const judges = await Promise.all(Array.from({ length: 4 }, () => createModerator(db)));
    const runs = await Promise.all(
      [1, 2, 3].map((n) => storeRun(db, player, { score: 100 * n, status: "FLAGGED" })),
    );
    const settled = await Promise.allSettled(
      Array.from({ length: 60 }, (_, n) => {
        const run = runs[n % 3]?.id ?? "";
        const by = judges[n % 4] as (typeof judges)[number];
        return n % 10 === 9
          ? storeRun(db, player, { score: n })
          : decide(by, run, verdict(n % 2 ? "VERIFIED" : "VOIDED"));
      }),
    );
    expect(settled.filter(({ status }) => status === "rejected")).toEqual([]);
    const results = await db
      .selectFrom("game_results")
      .select(["id", "status", "final_score"])
      .where("user_id", "=", player.id)
      .execute();
    const counted = results.filter(({ status }) => status === "VERIFIED");
    const { statistics, boards } = await standingOf(player.id);
    expect(statistics.total_games).toBe(counted.length);
    expect(statistics.best_score).toBe(Math.max(...counted.map((run) => run.final_score)));
    expect(new Set(boards.map(({ result_id }) => result_id)).size).toBeGreaterThan(0);
    for (const { result_id } of boards) {
      expect(counted.map(({ id }) => id)).toContain(result_id);
    }
    for (const { id } of runs) {
      const chain = (await actsOn(db, id)).map(({ details }) => details as Record<string, string>);
      let status: string | undefined = "FLAGGED";
      // Each is told with what it found, which is what the one before it left.
      for (const { before, after } of chain) {
        expect(before).toBe(status);
        status = after;
      }
      expect(results.find((run) => run.id === id)?.status).toBe(status);
    }
  });
});

describe("the queue", () => {
  it("has the runs of a status, the newest first, each once, with why and by whom", async () => {
    const { db } = database;
    const [moderator, player] = [await createModerator(db), await createPlayer(db)];
    const moment = Date.parse("2031-01-01T00:00:00Z");
    const runs = [];
    for (let n = 0; n < 7; n += 1) {
      // Some in the same millisecond.
      const endedAt = new Date(moment + Math.floor(n / 2));
      runs.push(await storeRun(db, player, { status: "FLAGGED", endedAt }));
    }
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof list>> = await list(moderator, {
        limit: 2,
        ...(cursor && { cursor }),
      });
      seen.push(...page.items.map(({ id }) => id));
      expect(page.items.every(({ status }) => status === "FLAGGED")).toBe(true);
      cursor = page.next_cursor;
    } while (cursor && seen.length < 8);
    expect(seen.slice(0, 7).sort()).toEqual(runs.map(({ id }) => id).sort());
    const [first] = (await list(moderator, { limit: 1 })).items;
    expect(first).toMatchObject({
      flags: [],
      user: { id: player.id },
      session: { language: "PYTHON", difficulty: "NORMAL", mode: "standard" },
      ended_at: "2031-01-01T00:00:00.003Z",
    });
  });

  it.each(["VERIFIED", "FLAGGED", "VOIDED", "UNRANKED"] as ResultStatus[])(
    "of %s is asked for in any case",
    async (status) => {
      const { db } = database;
      const [moderator, player] = [await createModerator(db), await createPlayer(db)];
      const endedAt = new Date("2032-01-01T00:00:00Z");
      const run = await storeRun(db, player, {
        endedAt,
        ...(status !== "VOIDED" && { status }),
      });
      if (status === "VOIDED") await decide(moderator, run.id, verdict("VOIDED"));
      for (const asked of [status, status.toLowerCase()]) {
        expect((await list(moderator, { status: asked, limit: 1 })).items[0]).toMatchObject({
          id: run.id,
          status,
        });
      }
    },
  );
});
