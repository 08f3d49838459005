import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { markDeleted } from "../../app/.server/accounts/queries.ts";
import type { Caller } from "../../app/.server/auth/authorization/queries.ts";
import {
  claimGuestGame,
  issueReceipt,
  startGuestGame,
} from "../../app/.server/games/guests/service.ts";
import { NO_BOARD_CACHE } from "../../app/.server/leaderboards/cache.ts";
import type { ClaimRequest, StartedGuestGame } from "../../app/contracts/game.ts";
import { ENGINE_VERSION } from "../../app/engine/index.ts";
import { play } from "../../seed/player.ts";
import { withDatabase } from "../support/database.ts";
import { createPlayer } from "../support/players.ts";

const database = withDatabase();

const SECRET = "a secret of the tests alone, long enough for HMAC";
const BEGAN = new Date("2026-03-01T12:00:00Z");
const LENGTH = 60_000;
/** Returns the secret of tickets and receipts, and the time `ms` milliseconds after the start of the game. */
const signerAfter = (ms: number) => ({ secret: SECRET, now: new Date(BEGAN.getTime() + ms) });

const countRows = async (table: "game_sessions" | "game_results") =>
  (await database.db.selectFrom(table).select("id").execute()).length;

const digestOf = ({ outcome, key_sequence, ended_at_ms }: ClaimRequest) =>
  createHash("sha256")
    .update(JSON.stringify([outcome, key_sequence, ended_at_ms]))
    .digest("hex");

/** Plays a guest's game. Returns the run with the receipt that the browser gets for it at once. */
async function guestRun(): Promise<{ game: StartedGuestGame; request: ClaimRequest }> {
  const choice = { language: "PYTHON", difficulty: "NORMAL" } as const;
  const game = await startGuestGame(database.db, choice, 9, signerAfter(0));
  const { keys, outcome, endedAt } = play(game, { wpm: 60, errors: 20, until: LENGTH });
  const run = { ticket: game.ticket, outcome, key_sequence: keys, ended_at_ms: endedAt };
  const digest = digestOf(run);
  const receipt = await issueReceipt({ ticket: game.ticket, digest }, signerAfter(LENGTH + 300));
  return { game, request: { ...run, receipt } };
}

const claimAs = async (player: Caller, request: ClaimRequest, ms = LENGTH + 400) =>
  (await claimGuestGame(database.db, player, request, signerAfter(ms), NO_BOARD_CACHE)).ended;

describe("a guest's game", () => {
  it("has a plan like any other game, but stores no session and no use of its snippets", async () => {
    const before = await countRows("game_sessions");
    const usage = () =>
      database.db
        .selectFrom("code_snippets")
        .select((eb) => eb.fn.sum("usage_count").as("n"))
        .executeTakeFirst();
    const usageBefore = await usage();
    const { game } = await guestRun();
    expect(game).toMatchObject({
      mode: "standard",
      language: "PYTHON",
      engine_version: ENGINE_VERSION,
    });
    expect(new Set(game.snippets.map((snippet) => snippet.id)).size).toBe(48);
    expect(await countRows("game_sessions")).toBe(before);
    expect(await usage()).toEqual(usageBefore);
  });

  it("becomes a VERIFIED result of the player who claims it", async () => {
    const player = await createPlayer(database.db);
    const { game, request } = await guestRun();
    const { result, new_best } = await claimAs(player, request, 3_600_000);
    expect(result).toMatchObject({
      session_id: game.session_id,
      user_id: player.id,
      status: "VERIFIED",
    });
    expect(result.final_score).toBeGreaterThan(0);
    expect(new_best).toBe(true);
    const { total_games } = await database.db
      .selectFrom("user_statistics")
      .select("total_games")
      .where("user_id", "=", player.id)
      .executeTakeFirstOrThrow();
    expect(total_games).toBe(1);
  });

  it("is claimed once when ten players send two claims each at the same time", async () => {
    const { request } = await guestRun();
    const players = await Promise.all(Array.from({ length: 10 }, () => createPlayer(database.db)));
    const before = await countRows("game_results");
    const claims = await Promise.allSettled(
      [...players, ...players].map((player) => claimAs(player, request)),
    );
    expect(claims.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const claim of claims) {
      if (claim.status === "rejected") {
        expect(claim.reason).toMatchObject({ code: "already_claimed" });
      }
    }
    expect(await countRows("game_results")).toBe(before + 1);
    expect(await countRows("game_sessions")).toBe(await countRows("game_results"));
  });

  it("is on no board when its claim is late and has no receipt, or the receipt of another log", async () => {
    const [first, second] = [await guestRun(), await guestRun()];
    const players = [await createPlayer(database.db), await createPlayer(database.db)] as const;
    const { receipt: _, ...withoutReceipt } = first.request;
    const offBoards = { result: { status: "VERIFIED", off_boards: true }, rank: null };
    expect(await claimAs(players[0], withoutReceipt, 600_000)).toMatchObject(offBoards);
    const otherReceipt = { ...second.request, receipt: first.request.receipt };
    expect(await claimAs(players[1], otherReceipt, 600_000)).toMatchObject(offBoards);
  });

  it("is rejected when its log is longer than the time until its receipt", async () => {
    const player = await createPlayer(database.db);
    const { game, request } = await guestRun();
    const early = await issueReceipt(
      { ticket: game.ticket, digest: digestOf(request) },
      signerAfter(5_000),
    );
    await expect(claimAs(player, { ...request, receipt: early })).rejects.toMatchObject({
      code: "log_rejected",
    });
    expect((await claimAs(player, request)).result.status).toBe("VERIFIED");
  });

  it("is rejected when its ticket is forged, damaged, a receipt, or more than a day old", async () => {
    const player = await createPlayer(database.db);
    const { game, request } = await guestRun();
    const [header, , signature] = game.ticket.split(".");
    const payload = btoa(JSON.stringify({ session_id: game.session_id, seed: 1 }));
    const forged = `${header}.${payload.replaceAll("=", "")}.${signature}`;
    for (const ticket of ["x", forged, `${game.ticket}x`, request.receipt ?? ""]) {
      await expect(claimAs(player, { ...request, ticket })).rejects.toMatchObject({
        code: "validation_failed",
        errors: [{ path: "ticket" }],
      });
    }
    await expect(claimAs(player, request, 86_400_001)).rejects.toMatchObject({
      code: "session_expired",
    });
  });

  it("cannot be claimed again after its first player was deleted, and appears on no board", async () => {
    const [deleted, other] = [await createPlayer(database.db), await createPlayer(database.db)];
    const { request } = await guestRun();
    await claimAs(deleted, request);
    await markDeleted(database.db, deleted, { checkedHash: "-", throttleSubject: "-" });
    await expect(claimAs(other, request)).rejects.toMatchObject({ code: "already_claimed" });
    const rows = await database.db
      .selectFrom("leaderboards")
      .select("result_id")
      .where("user_id", "in", [deleted.id, other.id])
      .execute();
    expect(rows).toEqual([]);
  });

  it("cannot be claimed by a deactivated account", async () => {
    const player = await createPlayer(database.db);
    await database.db
      .updateTable("users")
      .set({ is_active: false })
      .where("id", "=", player.id)
      .execute();
    const { request } = await guestRun();
    await expect(claimAs(player, request)).rejects.toMatchObject({ code: "unauthenticated" });
  });
});
