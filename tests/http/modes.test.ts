import { describe, expect, it } from "vitest";
import type { Daily } from "../../app/contracts/challenge.ts";
import type { EndedGame, StartedGame, StartedGuestGame } from "../../app/contracts/game.ts";
import { call, refused, register, roundTrips } from "../support/api.ts";
import { callerOf, honestRun, playGame } from "../support/players.ts";
import { withSite } from "../support/site.ts";

const site = withSite();

const start = (token: string, json: object) =>
  call<StartedGame>(site, "/game/start", { token, json: { language: "PYTHON", ...json } });

describe("starting", () => {
  it.each(["daily", "daily_practice", "relaxed"])("%s takes one round trip", async (mode) => {
    const { access_token } = await register(site);
    const answer = await start(access_token, { mode });
    expect(answer).toMatchObject({ status: 201, body: { mode, difficulty: "NORMAL" } });
    expect(answer.body.snippets).toHaveLength(12);
    expect(roundTrips(answer)).toBe(1);
  });

  it("a rematch takes one round trip, and gives the plan of the result", async () => {
    const account = await register(site);
    const { ended } = await playGame(site.db, callerOf(account), {
      wpm: 60,
      until: 5_000,
      seed: 7,
    });
    const answer = await start(account.access_token, {
      mode: "rematch",
      result_id: ended.result.id,
    });
    expect(answer).toMatchObject({ status: 201, body: { mode: "rematch", seed: 7 } });
    expect(roundTrips(answer)).toBe(1);
  });

  it("the daily challenge a second time is refused", async () => {
    const { access_token } = await register(site);
    await start(access_token, { mode: "daily" });
    expect(await start(access_token, { mode: "daily" })).toMatchObject({
      status: 409,
      body: { code: "daily_taken" },
    });
  });

  it.each([
    ["mode", { mode: "blitz" }],
    ["result_id", { mode: "rematch" }],
    ["result_id", { mode: "rematch", result_id: "x" }],
    ["result_id", { result_id: crypto.randomUUID() }],
    ["difficulty", { mode: "daily", difficulty: "HARD" }],
  ])("names a wrong %s (%j)", async (path, json) => {
    const { access_token } = await register(site);
    expect(await start(access_token, json)).toMatchObject({
      status: 422,
      body: { code: "validation_failed", errors: [{ path }] },
    });
  });

  it("a rematch of nothing is 404", async () => {
    const { access_token } = await register(site);
    const json = { mode: "rematch", result_id: crypto.randomUUID() };
    expect(await start(access_token, json)).toMatchObject({ status: 404 });
  });
});

describe("a checkpoint", () => {
  it("is kept in one round trip, and named when it is wrong", async () => {
    const { access_token: token } = await register(site);
    const { body: game } = await start(token, {});
    const { session_token, key_sequence } = await honestRun(site.db, game, {
      wpm: 60,
      until: 10_000,
    });
    const put = (json: unknown) => refused(site, "/game/progress", { method: "PUT", token, json });
    const kept = await put({ session_token, key_sequence });
    expect(kept.status).toBe(204);
    expect(roundTrips(kept)).toBe(1);
    const later = { session_token, key_sequence: [[90_000, "x"]] };
    expect(await put(later)).toMatchObject({ status: 422, body: { code: "log_rejected" } });
    const foreign = { session_token: crypto.randomUUID(), key_sequence };
    expect(await put(foreign)).toMatchObject({
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
  it("plays in one round trip, and claims the run in two after registering", async () => {
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
    const json = { ticket, outcome: "quit", key_sequence: [[3, "x"]], ended_at_ms: 5 };
    const claimed = await call<EndedGame>(site, "/game/claim", { token, json });
    expect(claimed).toMatchObject({
      status: 201,
      body: { result: { status: "VERIFIED", session_id: started.body.session_id } },
    });
    expect(roundTrips(claimed)).toBe(2);
    expect(await refused(site, "/game/claim", { token, json })).toMatchObject({
      status: 409,
      body: { code: "already_claimed" },
    });
    const replay = await call(site, `/game/result/${claimed.body.result.id}/replay`);
    expect(replay).toMatchObject({ status: 200, body: { key_sequence: [[3, "x"]] } });
  });

  it.each([
    ["ticket", { ticket: "forged" }],
    ["ended_at_ms", { ended_at_ms: -1 }],
    ["key_sequence", { key_sequence: null }],
    ["outcome", { outcome: "victory" }],
  ])("is told that %s is wrong", async (path, wrong) => {
    const { access_token: token } = await register(site);
    const { body } = await call<StartedGuestGame>(site, "/game/guest", {
      json: { language: "REACT" },
    });
    const fine = { ticket: body.ticket, outcome: "quit", key_sequence: [], ended_at_ms: 0 };
    expect(
      await refused(site, "/game/claim", { token, json: { ...fine, ...wrong } }),
    ).toMatchObject({ status: 422, body: { errors: [{ path }] } });
  });
});

describe("today's challenge", () => {
  it("is for everybody to see in one round trip, with the caller's own try", async () => {
    const account = await register(site);
    const { ended } = await playGame(
      site.db,
      callerOf(account),
      { wpm: 60, until: 8_000 },
      { mode: "daily", language: "TYPESCRIPT" },
    );
    const path = "/game/daily?language=TYPESCRIPT";
    const own = await call<Daily>(site, path, { token: account.access_token });
    expect(own).toMatchObject({
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
    expect(roundTrips(own)).toBe(1);
    const anybody = await call<Daily>(site, path);
    expect(anybody.body).toMatchObject({ players: 1, mine: null });
    expect(roundTrips(anybody)).toBe(1);
    expect(await refused(site, "/game/daily?language=COBOL")).toMatchObject({ status: 422 });
  });
});
