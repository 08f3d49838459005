import { describe, expect, it } from "vitest";
import type { Daily } from "../../app/contracts/challenge.ts";
import type { EndedGame, StartedGame, StartedGuestGame } from "../../app/contracts/game.ts";
import { play } from "../../seed/player.ts";
import { call, callForProblem, register, roundTrips } from "../support/api.ts";
import { backdateTicket } from "../support/guest-tickets.ts";
import { callerOf, honestRun, playGame } from "../support/players.ts";
import { withSite } from "../support/site.ts";

const site = withSite();

const start = (token: string, json: object) =>
  call<StartedGame>(site, "/game/start", { token, json: { language: "PYTHON", ...json } });

describe("POST /api/game/start", () => {
  it.each(["daily", "relaxed"])("starts a game of mode %s in one round trip", async (mode) => {
    const { access_token } = await register(site);
    const answer = await start(access_token, { mode });
    expect(answer).toMatchObject({ status: 201, body: { mode, difficulty: "NORMAL" } });
    expect(answer.body.snippets).toHaveLength(48);
    expect(roundTrips(answer)).toBe(1);
  });

  it("starts a rematch with the plan of its result, in one round trip", async () => {
    const account = await register(site);
    const { ended } = await playGame(site.db, callerOf(account), {
      wpm: 60,
      until: 60_000,
      seed: 7,
    });
    const answer = await start(account.access_token, {
      mode: "rematch",
      result_id: ended.result.id,
    });
    expect(answer).toMatchObject({ status: 201, body: { mode: "rematch", seed: 7 } });
    expect(roundTrips(answer)).toBe(1);
  });

  it("refuses a second game of the daily challenge with 409", async () => {
    const { access_token } = await register(site);
    await start(access_token, { mode: "daily" });
    expect(await start(access_token, { mode: "daily" })).toMatchObject({
      status: 409,
      body: { code: "daily_taken" },
    });
  });

  it.each([
    ["an unknown mode", "mode", { mode: "blitz" }],
    ["a rematch of no result", "result_id", { mode: "rematch" }],
    ["a malformed result id", "result_id", { mode: "rematch", result_id: "x" }],
    ["a result id without a rematch", "result_id", { result_id: crypto.randomUUID() }],
    ["a HARD daily challenge", "difficulty", { mode: "daily", difficulty: "HARD" }],
  ])("rejects %s with 422 and names the field %s", async (_, path, json) => {
    const { access_token } = await register(site);
    expect(await start(access_token, json)).toMatchObject({
      status: 422,
      body: { code: "validation_failed", errors: [{ path }] },
    });
  });

  it("answers 404 to a rematch of an unknown result", async () => {
    const { access_token } = await register(site);
    const json = { mode: "rematch", result_id: crypto.randomUUID() };
    expect(await start(access_token, json)).toMatchObject({ status: 404 });
  });
});

describe("PUT /api/game/progress", () => {
  it("stores a checkpoint in one round trip, and rejects a wrong one", async () => {
    const { access_token: token } = await register(site);
    const { body: game } = await start(token, {});
    const { session_token, key_sequence } = await honestRun(site.db, game, {
      wpm: 60,
      until: 60_000,
    });
    const put = (json: unknown) =>
      callForProblem(site, "/game/progress", { method: "PUT", token, json });
    const stored = await put({ session_token, key_sequence });
    expect(stored.status).toBe(204);
    expect(roundTrips(stored)).toBe(1);
    const fromTheFuture = { session_token, key_sequence: [[90_000, "x"]] };
    expect(await put(fromTheFuture)).toMatchObject({ status: 422, body: { code: "log_rejected" } });
    const unknownSession = { session_token: crypto.randomUUID(), key_sequence };
    expect(await put(unknownSession)).toMatchObject({
      status: 404,
      body: { code: "session_not_found" },
    });
    expect(await put({ session_token, key_sequence: "x" })).toMatchObject({
      status: 422,
      body: { errors: [{ path: "key_sequence" }] },
    });
  });
});

describe("a guest", () => {
  it("starts a game in one round trip, and claims the run in two after registering", async () => {
    const started = await call<StartedGuestGame>(site, "/game/guest", {
      json: { language: "REACT", difficulty: "EASY" },
    });
    expect(started).toMatchObject({ status: 201, body: { mode: "standard", language: "REACT" } });
    expect(started.body).not.toHaveProperty("session_token");
    expect(roundTrips(started)).toBe(1);
    const { ticket } = started.body;
    const receipt = await call(site, "/game/receipt", {
      json: { ticket, digest: "0".repeat(64) },
    });
    expect(receipt).toMatchObject({ status: 200, body: { receipt: expect.any(String) } });
    expect(roundTrips(receipt)).toBe(0);

    const { access_token: token } = await register(site);
    const run = play(started.body, { wpm: 60, until: 60_000 });
    const json = {
      ticket: await backdateTicket(ticket, run.endedAt),
      outcome: run.outcome,
      key_sequence: run.keys,
      ended_at_ms: run.endedAt,
    };
    const claimed = await call<EndedGame>(site, "/game/claim", { token, json });
    expect(claimed).toMatchObject({
      status: 201,
      body: { result: { status: "VERIFIED", session_id: started.body.session_id } },
    });
    expect(roundTrips(claimed)).toBe(2);
    expect(await callForProblem(site, "/game/claim", { token, json })).toMatchObject({
      status: 409,
      body: { code: "already_claimed" },
    });
    const replay = await call(site, `/game/result/${claimed.body.result.id}/replay`);
    expect(replay).toMatchObject({ status: 200, body: { key_sequence: run.keys } });
  });

  it.each([
    ["a forged ticket", "ticket", { ticket: "forged" }],
    ["a negative end", "ended_at_ms", { ended_at_ms: -1 }],
    ["no key log", "key_sequence", { key_sequence: null }],
    ["an unknown outcome", "outcome", { outcome: "victory" }],
  ])("cannot claim a run with %s, and is told the field %s", async (_, path, wrong) => {
    const { access_token: token } = await register(site);
    const { body } = await call<StartedGuestGame>(site, "/game/guest", {
      json: { language: "REACT" },
    });
    const valid = { ticket: body.ticket, outcome: "quit", key_sequence: [], ended_at_ms: 0 };
    expect(
      await callForProblem(site, "/game/claim", { token, json: { ...valid, ...wrong } }),
    ).toMatchObject({ status: 422, body: { errors: [{ path }] } });
  });
});

describe("GET /api/game/daily", () => {
  it("returns the board to everybody in one round trip, and to a player their own result", async () => {
    const account = await register(site);
    const { ended } = await playGame(
      site.db,
      callerOf(account),
      { wpm: 60, until: 60_000 },
      { mode: "daily", language: "TYPESCRIPT" },
    );
    const path = "/game/daily?language=TYPESCRIPT";
    const signedIn = await call<Daily>(site, path, { token: account.access_token });
    expect(signedIn).toMatchObject({
      status: 200,
      body: {
        players: 1,
        mine: {
          open: false,
          result_id: ended.result.id,
          rank: 1,
          score: ended.result.final_score,
          words_per_minute: ended.result.words_per_minute,
          accuracy_percentage: ended.result.accuracy_percentage,
          waves_completed: ended.result.waves_completed,
        },
        board: { items: [{ rank: 1, result_id: ended.result.id }], next_cursor: null },
      },
    });
    expect(roundTrips(signedIn)).toBe(1);
    const anonymous = await call<Daily>(site, path);
    expect(anonymous.body).toMatchObject({ players: 1, mine: null });
    expect(roundTrips(anonymous)).toBe(1);
    expect(await callForProblem(site, "/game/daily?language=COBOL")).toMatchObject({ status: 422 });
  });
});
