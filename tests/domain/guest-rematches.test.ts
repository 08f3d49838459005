/** Rematches of guests: a link to a run is a challenge that needs no account (docs/decisions/0045-challenges.md). */
import { SignJWT } from "jose";
import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import type { Caller } from "../../app/.server/auth/authorization/queries.ts";
import { claimGuestGame, startGuestGame } from "../../app/.server/games/guests/service.ts";
import { readTicket } from "../../app/.server/games/guests/tickets.ts";
import { START_LIMITS } from "../../app/.server/games/start/quota.ts";
import { NO_BOARD_CACHE } from "../../app/.server/leaderboards/cache.ts";
import type { StartedGuestGame, StartRequest } from "../../app/contracts/game.ts";
import { ENGINE_VERSION } from "../../app/engine/index.ts";
import { play } from "../../seed/player.ts";
import { withDatabase } from "../support/database.ts";
import { createPlayer, playGame } from "../support/players.ts";

const database = withDatabase();
const SECRET = "a secret of the tests alone, long enough for HMAC";
const HABITS = { wpm: 60, errors: 20, until: 60_000 };
const TODAY = "2026-05-02";
const NOW = new Date(`${TODAY}T12:00:00Z`);

const runOf = async (player: Caller, overrides: Partial<StartRequest> = {}, now = NOW) =>
  (await playGame(database.db, player, HABITS, overrides, now)).ended.result;
const race = (result_id: string, now = NOW, network?: string) => {
  const request = { language: "PYTHON", difficulty: "NORMAL", result_id } as const;
  return startGuestGame(database.db, request, 5, {
    secret: SECRET,
    now,
    network: network ?? null,
  });
};

async function claim(game: StartedGuestGame, player: Caller, ticket = game.ticket) {
  const { keys, outcome, endedAt } = play(game, { ...HABITS, wpm: 70 });
  const request = { ticket, outcome, key_sequence: keys, ended_at_ms: endedAt };
  const now = new Date(Date.parse(game.started_at) + endedAt + 200);
  const signer = { secret: SECRET, now };
  return (await claimGuestGame(database.db, player, request, signer, NO_BOARD_CACHE)).ended;
}

let rival: Caller;
beforeAll(async () => {
  rival = await createPlayer(database.db);
});

describe("a guest's rematch", () => {
  it("has the plan of its result under the current rules, and stores nothing", async () => {
    const run = await runOf(rival, { language: "REACT", difficulty: "HARD" });
    const stored = async () => {
      const { rows } = await sql<{ n: number }>`
        SELECT (SELECT count(*) FROM game_sessions) + (SELECT sum(usage_count) FROM code_snippets) AS n
      `.execute(database.db);
      return rows[0]?.n;
    };
    await sql`UPDATE game_sessions SET engine_version = 1, seed = 4711 WHERE id = ${run.session_id}`.execute(
      database.db,
    );
    const before = await stored();
    const game = await race(run.id);
    expect(game).toMatchObject({
      ...{ mode: "rematch", language: "REACT", difficulty: "HARD", seed: 4711 },
      engine_version: ENGINE_VERSION,
    });
    const { snippet_versions } = await database.db
      .selectFrom("game_sessions")
      .select("snippet_versions")
      .where("id", "=", run.session_id)
      .executeTakeFirstOrThrow();
    const ticket = await readTicket(game.ticket, SECRET);
    expect(ticket).toMatchObject({ snippet_versions, mode: "rematch", raced_result_id: run.id });
    expect(game.snippets).toHaveLength(snippet_versions.length);
    expect(await stored()).toBe(before);
  });

  it("is relaxed when its run was relaxed", async () => {
    const { id } = await runOf(rival, { mode: "relaxed" });
    expect((await race(id)).mode).toBe("relaxed");
  });

  it("becomes an unranked rematch of the player who claims it, once, and counts nowhere", async () => {
    const { id } = await runOf(rival);
    const [player, other] = [await createPlayer(database.db), await createPlayer(database.db)];
    const game = await race(id);
    const { result, rank, new_best } = await claim(game, player);
    expect(result).toMatchObject({ session_id: game.session_id, status: "UNRANKED" });
    expect([rank, new_best]).toEqual([null, false]);
    const session = await database.db
      .selectFrom("game_sessions")
      .select(["mode", "raced_result_id"])
      .where("id", "=", game.session_id)
      .executeTakeFirst();
    expect(session).toEqual({ mode: "rematch", raced_result_id: id });
    const statistics = await database.db
      .selectFrom("user_statistics")
      .select("total_games")
      .where("user_id", "=", player.id)
      .executeTakeFirst();
    expect(statistics).toEqual({ total_games: 0 });
    const boards = await database.db
      .selectFrom("leaderboards")
      .select("score")
      .where("user_id", "=", player.id)
      .execute();
    expect(boards).toEqual([]);
    await expect(claim(game, other)).rejects.toMatchObject({ code: "already_claimed" });
  });

  it("counts for its network's quota of starts", async () => {
    const { id } = await runOf(rival);
    const network = "203.0.113.9";
    for (let n = 0; n < START_LIMITS.network; n += 1) await race(id, NOW, network);
    await expect(race(id, NOW, network)).rejects.toMatchObject({ code: "too_many_starts" });
    expect((await race(id, NOW, "203.0.113.10")).mode).toBe("rematch");
  });
});

describe("a guest's ticket of before there were rematches", () => {
  it("is still claimed as a standard run", async () => {
    const choice = { language: "PYTHON", difficulty: "NORMAL" } as const;
    const game = await startGuestGame(database.db, choice, 6, { secret: SECRET, now: NOW });
    const { mode, raced_result_id, ...old } = (await readTicket(game.ticket, SECRET)) ?? {};
    expect([mode, raced_result_id]).toEqual(["standard", null]);
    const ticket = await new SignJWT({ ...old })
      .setProtectedHeader({ alg: "HS256", typ: "guest-game+jwt" })
      .sign(new TextEncoder().encode(SECRET));
    const { result } = await claim(game, await createPlayer(database.db), ticket);
    expect(result.status).toBe("VERIFIED");
  });
});

describe("a guest cannot race", () => {
  it("a run on the plan of today's challenge until the UTC day is over, and the refusal counts no start", async () => {
    const daily = await runOf(rival, { mode: "daily" });
    const practice = await runOf(rival, { mode: "daily_practice" });
    const rematch = await runOf(rival, { mode: "rematch", result_id: daily.id });
    const network = "203.0.113.11";
    for (const { id } of [daily, practice, rematch]) {
      await expect(race(id)).rejects.toMatchObject({ code: "daily_sealed" });
      const lastMoment = new Date(`${TODAY}T23:59:59.999Z`);
      await expect(race(id, lastMoment)).rejects.toMatchObject({ code: "daily_sealed" });
      expect((await race(id, new Date("2026-05-03T00:00:00Z"))).mode).toBe("rematch");
    }
    for (let n = 0; n <= START_LIMITS.network; n += 1) {
      await expect(race(daily.id, NOW, network)).rejects.toMatchObject({ code: "daily_sealed" });
    }
    expect((await race((await runOf(rival)).id, NOW, network)).mode).toBe("rematch");
  });

  it("a run that strangers may not see: being checked, of a deleted player, or none", async () => {
    const notFound = { code: "not_found" };
    const { id } = await runOf(rival);
    for (const status of ["FLAGGED", "HELD"] as const) {
      await sql`UPDATE game_results SET status = ${status} WHERE id = ${id}`.execute(database.db);
      await expect(race(id)).rejects.toMatchObject(notFound);
    }
    await expect(race(crypto.randomUUID())).rejects.toMatchObject(notFound);
    const gone = await createPlayer(database.db);
    const run = await runOf(gone);
    await database.db
      .updateTable("users")
      .set({ deleted_at: new Date() })
      .where("id", "=", gone.id)
      .execute();
    await expect(race(run.id)).rejects.toMatchObject(notFound);
  });
});
