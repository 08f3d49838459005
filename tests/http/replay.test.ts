import { beforeAll, describe, expect, it } from "vitest";
import { highlightsOf } from "../../app/code/highlight.ts";
import { type Replay, replaySchema } from "../../app/contracts/game.ts";
import { currentEngine } from "../../app/engine/current.ts";
import { ENGINE_VERSION } from "../../app/engine/index.ts";
import { replayRun } from "../../app/engine/replay.ts";
import type { Score } from "../../app/engine/score.ts";
import { runOf } from "../../app/ui/replay/timeline.ts";
import { type Habits, nearestInReach, spendsWhenNear } from "../../seed/player.ts";
import { call, callForProblem, register, roundTrips } from "../support/api.ts";
import { playGameByApi } from "../support/api-games.ts";
import { withSite } from "../support/site.ts";
import { updateAccount, updateResult } from "../support/update-rows.ts";
import { createVisitor } from "../support/visitors.ts";

const site = withSite();

/** Plays a game of a new account through the API. */
async function playNewAccount(habits: Habits, json?: unknown) {
  const account = await register(site);
  const played = await playGameByApi(site, account.access_token, habits, json);
  return { account, ...played, result: played.ended.result };
}

const pathOf = (result: { id: string }) => `/game/result/${result.id}/replay`;

function scoreOf({ plan, key_sequence, outcome, ended_at_ms }: Replay): Score {
  return currentEngine.scoreOf(
    replayRun(currentEngine, runOf({ plan, key_sequence, outcome, ended_at_ms })),
  );
}

describe("GET /api/game/result/:id/replay", () => {
  it("returns the served plan, the sent keys and the engine version", async () => {
    const { game, request, result } = await playNewAccount({ wpm: 70, errors: 40, until: 60_000 });
    const { status, body } = await call<Replay>(site, pathOf(result));
    expect(status).toBe(200);
    const { mode, language, difficulty, seed, engine_version, snippets } = game;
    expect(body).toEqual({
      plan: { mode, language, difficulty, seed, engine_version, snippets },
      key_sequence: request.key_sequence,
      engine_version: ENGINE_VERSION,
      outcome: request.outcome,
      ended_at_ms: request.ended_at_ms,
      highlights: highlightsOf(game),
    });
    expect(replaySchema.safeParse(body).success).toBe(true);
  });

  it("contains no name, no id and no token of the player or the session", async () => {
    const { account, game, result } = await playNewAccount({ wpm: 70, until: 60_000 });
    const text = JSON.stringify((await call(site, pathOf(result))).body);
    for (const secret of [account.user.id, account.user.username, game.session_token]) {
      expect(text).not.toContain(secret);
    }
  });

  it("leads to exactly the stored score, also after a defeat", async () => {
    const { result } = await playNewAccount(
      { wpm: 25, errors: 90 },
      { language: "TYPESCRIPT", difficulty: "HARD" },
    );
    const { body } = await call<Replay>(site, pathOf(result));
    expect(body.outcome).toBe("defeat");
    expect(result).toMatchObject(scoreOf(body));
  });

  it("leads to exactly the stored score after five thousand keys, in one round trip", async () => {
    const { request, result } = await playNewAccount(
      { wpm: 120, errors: 5, until: 700_000, choose: nearestInReach, spends: spendsWhenNear },
      // A relaxed run lasts as long as its player wants.
      { language: "JAVASCRIPT", difficulty: "EXPERT", mode: "relaxed" },
    );
    const answer = await call<Replay>(site, pathOf(result));
    expect(roundTrips(answer)).toBe(1);
    expect(answer.body.key_sequence.length).toBeGreaterThan(5_000);
    expect(answer.body.key_sequence).toEqual(request.key_sequence);
    expect(result).toMatchObject(scoreOf(answer.body));
  });

  it("contains the code that was typed, although the snippet changed later", async () => {
    const { game, result } = await playNewAccount({ wpm: 70, until: 60_000 });
    await site.db
      .updateTable("code_snippets")
      .set({ snippet_text: "changed = True" })
      .where("id", "=", game.snippets[0]?.id ?? "")
      .execute();
    const { body } = await call<Replay>(site, pathOf(result));
    expect(body.plan.snippets).toEqual(game.snippets);
    expect(result).toMatchObject(scoreOf(body));
  });

  it("returns the replay of a voided result, whose result is public too", async () => {
    const { result } = await playNewAccount({ wpm: 70, until: 60_000 });
    await updateResult(site.db, result.id, { status: "VOIDED" });
    expect((await call(site, `/game/result/${result.id}`)).body.status).toBe("VOIDED");
    const { status, body } = await call<Replay>(site, pathOf(result));
    expect(status).toBe(200);
    expect(result).toMatchObject(scoreOf(body));
  });

  it.each<[string, Parameters<typeof updateAccount>[2]]>([
    ["deleted", { deleted_at: new Date() }],
    ["deactivated", { is_active: false }],
  ])("answers 404 after the player was %s", async (_, change) => {
    const { account, result } = await playNewAccount({ wpm: 70, until: 60_000 });
    expect((await call(site, pathOf(result))).status).toBe(200);
    await updateAccount(site.db, account.user.id, change);
    const answer = await callForProblem(site, pathOf(result));
    expect(answer).toMatchObject({ status: 404, body: { code: "not_found" } });
    expect(answer.headers.get("Cache-Control")).toBe("no-store");
  });

  it.each([crypto.randomUUID(), "not-an-id", "%00"])("answers 404 for the id %s", async (id) => {
    expect(await callForProblem(site, pathOf({ id }))).toMatchObject({
      status: 404,
      body: { code: "not_found" },
    });
  });
});

describe("GET /api/admin/results/:id/replay", () => {
  const readReplay = (id: string, token?: string) =>
    call<Replay>(site, `/admin/results/${id}/replay`, { token });

  it("returns the same replay, also for a deactivated player, but not for a deleted one", async () => {
    const { account, result } = await playNewAccount({ wpm: 70, until: 60_000 });
    const { token } = await createVisitor(site, "moderator");
    const publicAnswer = await call<Replay>(site, pathOf(result));
    await updateAccount(site.db, account.user.id, { is_active: false });
    expect((await call(site, pathOf(result))).status).toBe(404);
    const answer = await readReplay(result.id, token);
    expect([answer.status, answer.body, roundTrips(answer)]).toEqual([200, publicAnswer.body, 1]);
    expect(answer.headers.get("Cache-Control")).toBe("no-store");
    await updateAccount(site.db, account.user.id, { deleted_at: new Date() });
    expect((await readReplay(result.id, token)).status).toBe(404);
  });

  it("answers 401 to an anonymous caller and 403 to a player, also for an unknown id", async () => {
    const { account, result } = await playNewAccount({ wpm: 70, until: 60_000 });
    expect((await readReplay(result.id)).status).toBe(401);
    expect((await readReplay(result.id, account.access_token)).status).toBe(403);
    expect((await readReplay(crypto.randomUUID(), account.access_token)).status).toBe(403);
  });
});

describe("the cache headers of a replay", () => {
  let path = "";
  let player: Awaited<ReturnType<typeof register>>;
  beforeAll(async () => {
    const { account, result } = await playNewAccount({ wpm: 70, until: 60_000 });
    path = pathOf(result);
    player = account;
  });

  it("allow caches to store it for a minute and to validate it by its ETag", async () => {
    const first = await call(site, path);
    expect(first.headers.get("Cache-Control")).toBe("public, max-age=60");
    const tag = first.headers.get("ETag") ?? "";
    expect(tag).toMatch(/^(W\/)?"[0-9a-f]{40}"$/);
    const sameTag = await call(site, path, { headers: { "If-None-Match": tag } });
    expect(sameTag).toMatchObject({ status: 304, body: undefined });
    expect(sameTag.headers.get("ETag")).toContain(tag.replace("W/", ""));
    const otherTag = await call(site, path, { headers: { "If-None-Match": '"0"' } });
    expect(otherTag.status).toBe(200);
  });

  it("forbid to store a response that also renews a sign-in", async () => {
    const { status, headers } = await call(site, path, {
      headers: { Cookie: `__Host-access=expired; __Host-refresh=${player.refresh_token}` },
    });
    expect(status).toBe(200);
    expect(headers.getSetCookie().join()).toContain("__Host-access=");
    expect(headers.get("Cache-Control")).toBe("no-store");
  });
});
