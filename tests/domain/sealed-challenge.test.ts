/** Who may have the plan of today's challenge: docs/decisions/0038-sealed-challenges.md. */
import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { replayUnderReview } from "../../app/.server/admin/moderation/service.ts";
import type { Caller } from "../../app/.server/auth/authorization/queries.ts";
import { findReplay } from "../../app/.server/games/results/queries.ts";
import { replay } from "../../app/.server/games/results/service.ts";
import { startGame } from "../../app/.server/games/start/service.ts";
import { resultPage, sharedResult } from "../../app/.server/progress/result-page/service.ts";
import type { StartRequest } from "../../app/contracts/game.ts";
import { withDatabase } from "../support/database.ts";
import { addDevice, createPlayer, playGame, startRequest } from "../support/players.ts";

const database = withDatabase();
const HABITS = { wpm: 60, errors: 40, until: 60_000 };
const TODAY = "2026-05-02";
const at = (day: string, time = "12:00:00Z") => new Date(`${day}T${time}`);
const NOW = at(TODAY);
const YESTERDAY = at("2026-05-01");

const start = (player: Caller, overrides: Partial<StartRequest>, now = NOW) =>
  startGame(database.db, player, startRequest(overrides), 1, now);
const play = async (player: Caller, overrides: Partial<StartRequest>, now = NOW) =>
  (await playGame(database.db, player, HABITS, overrides, now)).ended.result;
const newPlayer = () => createPlayer(database.db);

async function takeTry(now = NOW, language: StartRequest["language"] = "PYTHON") {
  const player = await newPlayer();
  await play(player, { mode: "daily", language }, now);
  return player;
}

/** Starts the ranked try, and leaves it open. */
async function openTry() {
  const player = await newPlayer();
  const { session_id } = await start(player, { mode: "daily" });
  return { player, session_id };
}

const openSessionOf = async (player: Caller) =>
  (
    await database.db
      .selectFrom("game_sessions")
      .select("id")
      .where("user_id", "=", player.id)
      .where("ended_at", "is", null)
      .executeTakeFirst()
  )?.id;

/** Runs of a rival on today's plan, and the rival. */
let rival: Caller;
const runs: Record<"daily" | "daily_practice" | "rematch", string> = {
  daily: "",
  daily_practice: "",
  rematch: "",
};
beforeAll(async () => {
  rival = await newPlayer();
  runs.daily = (await play(rival, { mode: "daily" })).id;
  runs.daily_practice = (await play(rival, { mode: "daily_practice" })).id;
  runs.rematch = (await play(rival, { mode: "rematch", result_id: runs.daily })).id;
});

const SEALED: [string, () => Promise<Caller | undefined>][] = [
  ["an anonymous visitor", async () => undefined],
  ["a player without a try", newPlayer],
  ["a player whose try is open", async () => (await openTry()).player],
  ["a player with a try in another language", () => takeTry(NOW, "REACT")],
  ["a player with a try at yesterday's challenge", () => takeTry(YESTERDAY)],
  ["a moderator without a try", () => createPlayer(database.db, { role: "MODERATOR" })],
  [
    "a player with an ended try, on a device that was signed out",
    async () => {
      const player = await takeTry();
      await database.db
        .updateTable("sign_ins")
        .set({ revoked_at: new Date() })
        .where("id", "=", player.family)
        .execute();
      return player;
    },
  ],
];

const OPEN: [string, () => Promise<Caller>][] = [
  ["a player whose try has a result", () => takeTry()],
  [
    "a player whose try was closed by another start",
    async () => {
      const { player } = await openTry();
      await start(player, {});
      return player;
    },
  ],
  [
    "a player whose try expired",
    async () => {
      const { player, session_id } = await openTry();
      await database.db
        .updateTable("game_sessions")
        .set({ expires_at: new Date(Date.now() - 1_000) })
        .where("id", "=", session_id)
        .execute();
      return player;
    },
  ],
  [
    "a player whose try was voided",
    async () => {
      const player = await newPlayer();
      const { id } = await play(player, { mode: "daily" });
      await database.db
        .updateTable("game_results")
        .set({ status: "VOIDED" })
        .where("id", "=", id)
        .execute();
      return player;
    },
  ],
  ["the owner of the run, on another device", () => addDevice(database.db, rival.id)],
];

const isSealed = { code: "daily_sealed" };
const MODES = ["daily", "daily_practice", "rematch"] as const;

describe.each(SEALED)("for %s", (_, make) => {
  it.each(MODES)("the replay of a run of mode %s is sealed", async (mode) => {
    const caller = await make();
    await expect(replay(database.db, caller, runs[mode], NOW)).rejects.toMatchObject(isSealed);
    // The database does not even read the keys and the plan.
    expect(await findReplay(database.db, runs[mode], { caller, day: TODAY })).toMatchObject({
      sealed: true,
      key_sequence: null,
      snippets: [],
    });
  });

  it.each(MODES)("the page of a run of mode %s shows figures, and no code", async (mode) => {
    const page = await resultPage(database.db, await make(), runs[mode], NOW);
    expect(page.challenge).toEqual({ sealed: true, ends_at: "2026-05-03T00:00:00.000Z" });
    expect(page.result.id).toBe(runs[mode]);
    expect(page.analysis?.pace.length).toBeGreaterThan(1);
    expect(page.analysis).toMatchObject({ snippets: [], keys: [] });
    const shared = await sharedResult(database.db, runs[mode]);
    expect(shared.result.id).toBe(runs[mode]);
  });
});

describe.each(SEALED.slice(1, -1))("for %s", (_, make) => {
  it.each(MODES)("a rematch of a run of mode %s is sealed", async (mode) => {
    const player = (await make()) as Caller;
    const before = await openSessionOf(player);
    await expect(start(player, { mode: "rematch", result_id: runs[mode] })).rejects.toMatchObject(
      isSealed,
    );
    expect(await openSessionOf(player)).toBe(before);
  });

  it("practice is sealed, and an open game stays open", async () => {
    const player = (await make()) as Caller;
    const before = await openSessionOf(player);
    await expect(start(player, { mode: "daily_practice" })).rejects.toMatchObject(isSealed);
    expect(await openSessionOf(player)).toBe(before);
  });
});

describe.each(OPEN)("for %s", (_, make) => {
  it("replays, rematches and practice are open", async () => {
    const player = await make();
    for (const mode of MODES) {
      const { plan, key_sequence } = await replay(database.db, player, runs[mode], NOW);
      expect([plan.snippets.length, key_sequence.length > 100]).toEqual([48, true]);
      const page = await resultPage(database.db, player, runs[mode], NOW);
      expect(page.challenge).toMatchObject({ sealed: false });
      expect(page.analysis?.snippets).not.toEqual([]);
      const rematch = await start(player, { mode: "rematch", result_id: runs[mode] });
      expect(rematch.snippets).toEqual(plan.snippets);
    }
    const practice = await start(player, { mode: "daily_practice" });
    expect(practice.mode).toBe("daily_practice");
  });
});

describe("the seal", () => {
  it("lasts until the UTC day is over", async () => {
    const [visitor, player] = [undefined, await newPlayer()];
    const [lastMoment, nextDay] = [at(TODAY, "23:59:59.999Z"), at("2026-05-03", "00:00:00Z")];
    for (const id of Object.values(runs)) {
      for (const caller of [visitor, player]) {
        await expect(replay(database.db, caller, id, lastMoment)).rejects.toMatchObject(isSealed);
        expect((await replay(database.db, caller, id, nextDay)).plan.snippets).toHaveLength(48);
        expect((await resultPage(database.db, caller, id, nextDay)).challenge).toBeNull();
      }
      await start(player, { mode: "rematch", result_id: id }, nextDay);
    }
  });

  it("lasts longer for a player whose try is still open at midnight", async () => {
    const player = await newPlayer();
    await start(player, { mode: "daily" }, at(TODAY, "23:59:00Z"));
    const nextDay = at("2026-05-03", "00:00:00Z");
    for (const id of Object.values(runs)) {
      await expect(replay(database.db, player, id, nextDay)).rejects.toMatchObject(isSealed);
    }
    // Another start ends the try.
    await start(player, {}, nextDay);
    expect((await replay(database.db, player, runs.daily, nextDay)).plan.snippets).toHaveLength(48);
  });

  it("does not concern other runs of the day, even with the challenge's seed or its snippets", async () => {
    const run = await play(rival, {});
    expect((await replay(database.db, undefined, run.id, NOW)).plan.seed).toBe(1);
    const challenge = await replay(database.db, rival, runs.daily, NOW);
    expect(challenge.plan.seed).toBe(1);
    const reversed = await database.db
      .updateTable("game_sessions as session")
      .from("daily_challenges as challenge")
      .set(({ ref }) => ({ snippet_versions: ref("challenge.snippet_versions"), seed: 2 }))
      .where("challenge.day", "=", sql<Date>`${TODAY}::date`)
      .where("challenge.language", "=", "PYTHON")
      .where("session.id", "=", run.session_id)
      .returning("session.id")
      .execute();
    expect(reversed).toHaveLength(1);
    expect((await replay(database.db, undefined, run.id, NOW)).plan.seed).toBe(2);
    expect((await resultPage(database.db, undefined, run.id, NOW)).challenge).toBeNull();
  });

  it("does not concern moderators who review a run", async () => {
    const moderator = await createPlayer(database.db, { role: "MODERATOR" });
    const { plan } = await replayUnderReview(database.db, moderator, runs.daily);
    expect(plan.snippets).toHaveLength(48);
  });

  it("counts no refused start, and creates no challenge for it", async () => {
    const player = await newPlayer();
    const language = "TYPESCRIPT";
    for (let n = 0; n < 61; n += 1) {
      await expect(start(player, { mode: "daily_practice", language })).rejects.toMatchObject(
        isSealed,
      );
    }
    const challenges = await database.db
      .selectFrom("daily_challenges")
      .select("seed")
      .where("day", "=", sql<Date>`${TODAY}::date`)
      .where("language", "=", language)
      .execute();
    expect(challenges).toEqual([]);
    expect((await start(player, {})).mode).toBe("standard");
  });

  it("does not tell a run of a deleted player from one that never was", async () => {
    const gone = await takeTry();
    const { id } = await play(gone, { mode: "daily_practice" });
    await database.db
      .updateTable("users")
      .set({ deleted_at: new Date() })
      .where("id", "=", gone.id)
      .execute();
    const player = await newPlayer();
    for (const result_id of [id, crypto.randomUUID()]) {
      const notFound = { code: "not_found" };
      await expect(replay(database.db, player, result_id, NOW)).rejects.toMatchObject(notFound);
      await expect(start(player, { mode: "rematch", result_id })).rejects.toMatchObject(notFound);
    }
  });
});
