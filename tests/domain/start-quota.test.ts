/** The quota of starts, which keeps players from starting games until a plan suits. */
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { claimGuestGame, startGuestGame } from "../../app/.server/games/guests/service.ts";
import { START_LIMITS } from "../../app/.server/games/start/quota.ts";
import { startGame } from "../../app/.server/games/start/service.ts";
import { NO_BOARD_CACHE } from "../../app/.server/leaderboards/cache.ts";
import { runMaintenance } from "../../app/.server/operations/maintenance/service.ts";
import { withDatabase } from "../support/database.ts";
import { createPlayer, startRequest } from "../support/players.ts";

/** So many starts at once, each with its own connection. */
const AT_ONCE = 100;
const database = withDatabase(AT_ONCE + 5);
const SECRET = "a secret of the tests alone, long enough for HMAC";
const CHOICE = { language: "PYTHON", difficulty: "NORMAL" } as const;

type Player = Awaited<ReturnType<typeof createPlayer>>;

const start = (
  player: Player,
  network: string | null = null,
  mode: "standard" | "daily" | "daily_practice" = "standard",
) => startGame(database.db, player, startRequest({ mode }), 1, new Date(), network);
const startGuest = (network: string | null) =>
  startGuestGame(database.db, CHOICE, 1, { secret: SECRET, now: new Date(), network });

/** Makes all counted starts so many seconds older. */
const letPass = (seconds: number) =>
  sql`UPDATE game_start_counts SET last_started_at = last_started_at - make_interval(secs => ${seconds}),
    starts = ARRAY(SELECT t - make_interval(secs => ${seconds}) FROM unnest(starts) t ORDER BY t)`.execute(
    database.db,
  );

const times = <T>(n: number, make: (n: number) => T) =>
  Array.from({ length: n }, (_, i) => make(i));

/**
 * Makes `n` calls, `AT_ONCE` of them at a time. Returns the numbers of those that succeeded and of those that were
 * refused, all of which say how long to wait.
 */
async function outcomes(n: number, make: (n: number) => Promise<unknown>) {
  let [passed, refused, next] = [0, 0, 0];
  const lane = async () => {
    for (let call = next++; call < n; call = next++) {
      const error = await make(call).then(
        () => undefined,
        (reason) => reason,
      );
      if (!error) {
        passed += 1;
        continue;
      }
      expect(error).toMatchObject({ code: "too_many_starts" });
      expect(error.retryAfter).toBeGreaterThan(0);
      expect(error.retryAfter).toBeLessThanOrEqual(START_LIMITS.seconds);
      refused += 1;
    }
  };
  await Promise.all(times(AT_ONCE, lane));
  return { passed, refused };
}

describe("the quota of starts", () => {
  it("lets 60 of 100 simultaneous starts of an account pass, in all modes together", async () => {
    const player = await createPlayer(database.db);
    // Practice opens when another start has ended the ranked try.
    await start(player, null, "daily");
    await start(player);
    const starts = outcomes(98, (n) => start(player, null, n % 2 ? "standard" : "daily_practice"));
    expect(await starts).toEqual({ passed: 58, refused: 40 });
    const sessions = await database.db
      .selectFrom("game_sessions")
      .select("id")
      .where("user_id", "=", player.id)
      .execute();
    expect(sessions).toHaveLength(60);
    // Another account is not concerned.
    await start(await createPlayer(database.db));
  });

  it("counts the last ten minutes, not ten minutes by the clock", async () => {
    const player = await createPlayer(database.db);
    await Promise.all(times(30, () => start(player)));
    await letPass(400);
    await Promise.all(times(30, () => start(player)));
    await expect(start(player)).rejects.toMatchObject({ code: "too_many_starts" });
    await letPass(201);
    expect(await outcomes(40, () => start(player))).toEqual({ passed: 30, refused: 10 });
  });

  it("uses no snippet and closes no game for a refused start", async () => {
    const player = await createPlayer(database.db);
    const games = await Promise.all(times(60, () => start(player)));
    const state = async () => {
      const { rows } = await sql`
        SELECT (SELECT sum(usage_count) FROM code_snippets) AS used,
          (SELECT count(*) FROM game_sessions WHERE user_id = ${player.id} AND ended_at IS NULL) AS open`.execute(
        database.db,
      );
      return rows;
    };
    const before = await state();
    await expect(start(player)).rejects.toMatchObject({ code: "too_many_starts" });
    expect(await state()).toEqual(before);
    expect(games).toHaveLength(60);
  });

  it("lets 200 of 240 simultaneous starts of a network pass, of guests and accounts together", async () => {
    const players = await Promise.all(times(40, () => createPlayer(database.db)));
    const network = "203.0.113.7";
    const starts = outcomes(240, (n) =>
      n % 2 ? startGuest(network) : start(players[n % 40] as Player, network),
    );
    expect(await starts).toEqual({ passed: 200, refused: 40 });
    await expect(startGuest(network)).rejects.toMatchObject({ code: "too_many_starts" });
    await startGuest("203.0.113.8");
    await startGuest(null);
  });

  it("does not count a start for the network that the account may not make", async () => {
    const player = await createPlayer(database.db);
    const network = "203.0.113.9";
    await outcomes(250, () => start(player, network));
    await startGuest(network);
  });

  it("counts a claim for the account, and leaves a refused run to be claimed later", async () => {
    const player = await createPlayer(database.db);
    await Promise.all(times(60, () => start(player)));
    const { ticket } = await startGuest(null);
    const signer = { secret: SECRET, now: new Date() };
    const run = { ticket, outcome: "quit", key_sequence: [], ended_at_ms: 0 } as const;
    const claim = () =>
      claimGuestGame(database.db, player, { ...run, key_sequence: [] }, signer, NO_BOARD_CACHE);
    await expect(claim()).rejects.toMatchObject({ code: "too_many_starts" });
    await letPass(START_LIMITS.seconds + 1);
    expect((await claim()).created).toBe(true);
  });

  it("is forgotten by the cron job when it no longer counts", async () => {
    await start(await createPlayer(database.db), "203.0.113.10");
    await letPass(START_LIMITS.seconds + 1);
    await start(await createPlayer(database.db));
    expect((await runMaintenance(database.db)).start_counts_removed).toBeGreaterThan(1);
    const left = await database.db.selectFrom("game_start_counts").select("subject").execute();
    expect(left).toHaveLength(1);
  });
});
