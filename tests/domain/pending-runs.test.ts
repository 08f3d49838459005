/** Runs that wait before they count: those that would enter the first places of a large board, and suspect ones. */
import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import type { Caller } from "../../app/.server/auth/authorization/queries.ts";
import { replay, result } from "../../app/.server/games/results/service.ts";
import { ownPlace, pageBoard } from "../../app/.server/leaderboards/service.ts";
import { runMaintenance } from "../../app/.server/operations/maintenance/service.ts";
import { resultPage } from "../../app/.server/progress/result-page/service.ts";
import { insertCrowd } from "../support/crowd.ts";
import { withDatabase } from "../support/database.ts";
import { storedProgress } from "../support/histories.ts";
import { releaseNow, storedState } from "../support/pending-runs.ts";
import { asBot, storePlayedRun } from "../support/played-runs.ts";
import { createPlayer, playGame } from "../support/players.ts";
import { storeResult } from "../support/stored-results.ts";
import { updateResult } from "../support/update-rows.ts";

const database = withDatabase();
const NOW = new Date();
const SIZE = 1_000;
const BOARD_PAGE = { type: "all_time", metric: "score", limit: 20 } as const;
const rankOf = async (player: Caller) =>
  (await ownPlace(database.db, player, { type: "all_time", metric: "score" }, NOW)).rank;
const newPlayer = () => createPlayer(database.db);

describe(`a run on a board of ${SIZE} players`, () => {
  // Their scores are 10 to 9,990; the first hundredth is ten places.
  beforeAll(async () => void (await insertCrowd(SIZE - 1).execute(database.db)));

  it("counts at once while the board has fewer players, even if it is first", async () => {
    const player = await newPlayer();
    const first = await storeResult(database.db, player, { score: 20_000 });
    expect(first).toMatchObject({ status: "VERIFIED", rank: 1, new_best: true });
  });

  it("is HELD for ten minutes when it would enter the first hundredth", async () => {
    const player = await newPlayer();
    const held = await storeResult(database.db, player, { score: 9_955, wpm: 90 });
    expect(held).toMatchObject({ status: "PENDING", rank: null, new_best: false, boards: [] });
    expect(held.achievements).toEqual([]);
    expect(await storedState(database.db, held.id)).toEqual({
      status: "HELD",
      flags: [],
      off_boards: false,
      due_minutes: 10,
    });
    expect(await rankOf(player)).toBeNull();
    expect((await runMaintenance(database.db)).results_released).toBe(0);

    await releaseNow(database.db, held.id);
    expect(await storedState(database.db, held.id)).toMatchObject({
      status: "VERIFIED",
      due_minutes: null,
    });
    expect(await rankOf(player)).toBe(6);
    const { statistics, unlocked } = await storedProgress(database.db, player.id);
    expect(statistics).toMatchObject({ total_games: 1, best_score: 9_955 });
    expect(unlocked.length).toBeGreaterThan(0);
    expect(unlocked.every(({ result_id }) => result_id === held.id)).toBe(true);
  });

  it("counts at once when it would be the next after the first hundredth", async () => {
    const player = await newPlayer();
    const next = await storeResult(database.db, player, { score: 9_915 });
    expect(next).toMatchObject({ status: "VERIFIED", rank: 11 });
  });

  it("counts at once when it is not its player's best", async () => {
    const player = await newPlayer();
    const best = await storeResult(database.db, player, { score: 9_980 });
    await releaseNow(database.db, best.id);
    expect((await storeResult(database.db, player, { score: 9_979 })).status).toBe("VERIFIED");
    expect((await storeResult(database.db, player, { score: 9_981 })).status).toBe("PENDING");
  });

  it("stays as a moderator judged it meanwhile", async () => {
    const held = await storeResult(database.db, await newPlayer(), { score: 9_985 });
    await updateResult(database.db, held.id, { status: "VOIDED", due_at: null });
    await runMaintenance(database.db);
    expect((await storedState(database.db, held.id)).status).toBe("VOIDED");
  });

  it("is shown to its player on the pages of its boards, and on no others, until it counts", async () => {
    const player = await newPlayer();
    const held = await storeResult(database.db, player, { score: 9_956 });
    const pending = async (difficulty: "NORMAL" | "HARD", viewer: Caller | undefined = player) =>
      (await pageBoard(database.db, viewer, { ...BOARD_PAGE, difficulty }, NOW)).pending;
    expect(await pending("NORMAL")).toBe(9_956);
    expect(await pending("HARD")).toBeNull();
    expect(await pending("NORMAL", await newPlayer())).toBeNull();
    expect((await pageBoard(database.db, undefined, BOARD_PAGE, NOW)).pending).toBeNull();
    await releaseNow(database.db, held.id);
    expect(await pending("NORMAL")).toBeNull();
  });

  it("is released once when four cron jobs run at the same time", async () => {
    const player = await newPlayer();
    const held = await storeResult(database.db, player, { score: 9_987 });
    await sql`UPDATE game_results SET due_at = now() WHERE id = ${held.id}`.execute(database.db);
    await Promise.all(Array.from({ length: 4 }, () => runMaintenance(database.db)));
    expect((await storedState(database.db, held.id)).status).toBe("VERIFIED");
    const { statistics } = await storedProgress(database.db, player.id);
    expect(statistics?.total_games).toBe(1);
  });
});

describe("a suspect run", () => {
  // Too short for speed boards, which are empty here.
  const EASY_REACT = { language: "REACT", difficulty: "EASY", seconds: 40 } as const;
  beforeAll(async () => {
    for (let n = 0; n < 10; n += 1) {
      await storeResult(database.db, await newPlayer(), { ...EASY_REACT, score: 6_001 + n });
    }
  });

  /** Stores a FLAGGED result, as a run that only soft rules flagged. */
  const flag = (player: Caller, score: number) =>
    storeResult(database.db, player, { ...EASY_REACT, score, status: "FLAGGED" });

  it("is released after 72 hours when only soft rules flagged it and no moderator judged it", async () => {
    const player = await newPlayer();
    const flagged = await flag(player, 5_005);
    expect(flagged).toMatchObject({ status: "PENDING", rank: null, new_best: false });
    expect(await storedState(database.db, flagged.id)).toMatchObject({
      status: "FLAGGED",
      due_minutes: 72 * 60,
    });
    await releaseNow(database.db, flagged.id);
    expect(await storedState(database.db, flagged.id)).toMatchObject({ status: "VERIFIED" });
    expect(await rankOf(player)).toBeGreaterThan(400);
  });

  it("is not released into the first ten of a board; it is looked at again a day later", async () => {
    const player = await newPlayer();
    const flagged = await flag(player, 9_995);
    await releaseNow(database.db, flagged.id);
    expect(await storedState(database.db, flagged.id)).toMatchObject({
      status: "FLAGGED",
      due_minutes: 24 * 60,
    });
    expect(await rankOf(player)).toBeNull();
  });

  it("is released when it is on no board anyway", async () => {
    const player = await newPlayer();
    const late = { score: 9_996, status: "FLAGGED", offBoards: true } as const;
    const flagged = await storeResult(database.db, player, late);
    await releaseNow(database.db, flagged.id);
    expect((await storedState(database.db, flagged.id)).status).toBe("VERIFIED");
    expect(await rankOf(player)).toBeNull();
  });

  it("waits for a moderator when a hard rule fired", async () => {
    const player = await newPlayer();
    const { result } = await storePlayedRun(database.db, player, asBot("constant gaps"));
    expect(result.status).toBe("PENDING");
    const { status, flags, due_minutes } = await storedState(database.db, result.id);
    expect({ status, due_minutes }).toEqual({ status: "FLAGGED", due_minutes: null });
    expect(flags).toContain("constant_gaps");
  });

  it("is seen by its player and by moderators, as PENDING, and by nobody else", async () => {
    const [player, other] = [await newPlayer(), await newPlayer()];
    const moderator = await createPlayer(database.db, { role: "MODERATOR" });
    const ended = await storePlayedRun(database.db, player, asBot("constant gaps"));
    const { id } = ended.result;
    for (const viewer of [player, moderator]) {
      expect((await result(database.db, viewer, id)).status).toBe("PENDING");
      expect((await resultPage(database.db, viewer, id)).result.status).toBe("PENDING");
      expect((await replay(database.db, viewer, id)).key_sequence.length).toBeGreaterThan(100);
    }
    for (const viewer of [other, undefined]) {
      for (const read of [result, resultPage, replay]) {
        await expect(read(database.db, viewer, id)).rejects.toMatchObject({ code: "not_found" });
      }
    }
  });
});

describe("the evidence of a run", () => {
  it("is stored beside its result, and the next run is compared with it", async () => {
    const player = await newPlayer();
    const [first, second] = [
      await playGame(database.db, player, { wpm: 40, until: 70_000, errors: 20 }),
      await playGame(database.db, player, { wpm: 60, until: 70_000, errors: 20 }),
    ];
    const evidenceOf = async (id: string) => {
      const { evidence } = await database.db
        .selectFrom("result_evidence")
        .select("evidence")
        .where("result_id", "=", id)
        .executeTakeFirstOrThrow();
      return evidence as { growth: number | null; pace: { best_60: number } };
    };
    const [before, after] = [
      await evidenceOf(first.ended.result.id),
      await evidenceOf(second.ended.result.id),
    ];
    expect(before.growth).toBeNull();
    expect(after.growth).toBeCloseTo(after.pace.best_60 / before.pace.best_60, 1);
  });
});
