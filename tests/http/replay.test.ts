import { beforeAll, describe, expect, it } from "vitest";
import { highlightsOf } from "../../app/code/highlight.ts";
import {
  type EndedGame,
  type Replay,
  replaySchema,
  type StartedGame,
} from "../../app/contracts/game.ts";
import { currentEngine } from "../../app/engine/current.ts";
import { ENGINE_VERSION } from "../../app/engine/index.ts";
import { replayRun } from "../../app/engine/replay.ts";
import type { Score } from "../../app/engine/score.ts";
import { runOf } from "../../app/ui/replay/timeline.ts";
import type { Habits } from "../../seed/player.ts";
import { call, refused, register, roundTrips } from "../support/api.ts";
import { visit } from "../support/personas.ts";
import { honestRun } from "../support/players.ts";
import { withSite } from "../support/site.ts";

const site = withSite();

async function played(habits: Habits, json: unknown = { language: "PYTHON" }) {
  const account = await register(site);
  const token = account.access_token;
  const { body: game } = await call<StartedGame>(site, "/game/start", { token, json });
  const request = await honestRun(site.db, game, habits);
  const { body } = await call<EndedGame>(site, "/game/end", { token, json: request });
  return { account, game, request, result: body.result };
}

const pathOf = (result: { id: string }) => `/game/result/${result.id}/replay`;

function compute({ plan, key_sequence, outcome, ended_at_ms }: Replay): Score {
  return currentEngine.scoreOf(
    replayRun(currentEngine, runOf({ plan, key_sequence, outcome, ended_at_ms })),
  );
}

describe("the replay of a result", () => {
  it("is the plan as it was served, the keys as they were sent, and the rules' version", async () => {
    const { game, request, result } = await played({ wpm: 70, errors: 40, until: 20_000 });
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

  it("holds no name, no id and no token of the player or the session", async () => {
    const { account, game, result } = await played({ wpm: 70, until: 5_000 });
    const text = JSON.stringify((await call(site, pathOf(result))).body);
    for (const secret of [account.user.id, account.user.username, game.session_token]) {
      expect(text).not.toContain(secret);
    }
  });

  it("gives the result to the last digit, in defeat too", async () => {
    const { result } = await played(
      { wpm: 25, errors: 90 },
      { language: "TYPESCRIPT", difficulty: "HARD" },
    );
    const { body } = await call<Replay>(site, pathOf(result));
    expect(body.outcome).toBe("defeat");
    expect(result).toMatchObject(compute(body));
  });

  it("gives the result to the last digit after ten minutes of play, in one round trip", async () => {
    const { request, result } = await played(
      { wpm: 240, errors: 15, until: 600_000 },
      { language: "JAVASCRIPT", difficulty: "EASY" },
    );
    const answer = await call<Replay>(site, pathOf(result));
    expect(roundTrips(answer)).toBe(1);
    expect(answer.body.ended_at_ms).toBe(600_000);
    expect(answer.body.key_sequence.length).toBeGreaterThan(5_000);
    expect(answer.body.key_sequence).toEqual(request.key_sequence);
    expect(result).toMatchObject(compute(answer.body));
  });

  it("keeps the text that was typed when the snippet is changed later", async () => {
    const { game, result } = await played({ wpm: 70, until: 10_000 });
    await site.db
      .updateTable("code_snippets")
      .set({ snippet_text: "changed = True" })
      .where("id", "=", game.snippets[0]?.id ?? "")
      .execute();
    const { body } = await call<Replay>(site, pathOf(result));
    expect(body.plan.snippets).toEqual(game.snippets);
    expect(result).toMatchObject(compute(body));
  });

  it("is there for a result that a moderator voided, as the result is", async () => {
    const { result } = await played({ wpm: 70, until: 5_000 });
    await site.db
      .updateTable("game_results")
      .set({ status: "VOIDED" })
      .where("id", "=", result.id)
      .execute();
    expect((await call(site, `/game/result/${result.id}`)).body.status).toBe("VOIDED");
    const { status, body } = await call<Replay>(site, pathOf(result));
    expect(status).toBe(200);
    expect(result).toMatchObject(compute(body));
  });

  it.each(["deleted_at", "is_active"])("is gone with its player (%s)", async (column) => {
    const { account, result } = await played({ wpm: 70, until: 5_000 });
    expect((await call(site, pathOf(result))).status).toBe(200);
    await site.db
      .updateTable("users")
      .set(column === "deleted_at" ? { deleted_at: new Date() } : { is_active: false })
      .where("id", "=", account.user.id)
      .execute();
    const answer = await refused(site, pathOf(result));
    expect(answer).toMatchObject({ status: 404, body: { code: "not_found" } });
    expect(answer.headers.get("Cache-Control")).toBe("no-store");
  });

  it.each([crypto.randomUUID(), "not-an-id", "%00"])("is 404 for no result (%s)", async (id) => {
    expect(await refused(site, pathOf({ id }))).toMatchObject({
      status: 404,
      body: { code: "not_found" },
    });
  });
});

describe("the replay for a moderator", () => {
  const ask = (id: string, token?: string) =>
    call<Replay>(site, `/admin/results/${id}/replay`, { token });
  const change = (userId: string, change: { is_active?: boolean; deleted_at?: Date }) =>
    site.db.updateTable("users").set(change).where("id", "=", userId).execute();

  it("is the same, also of an account that is switched off, and gone when the player is", async () => {
    const { account, result } = await played({ wpm: 70, until: 5_000 });
    const { token } = await visit(site, "moderator");
    const shown = await call<Replay>(site, pathOf(result));
    await change(account.user.id, { is_active: false });
    expect((await call(site, pathOf(result))).status).toBe(404);
    const answer = await ask(result.id, token);
    expect([answer.status, answer.body, roundTrips(answer)]).toEqual([200, shown.body, 1]);
    expect(answer.headers.get("Cache-Control")).toBe("no-store");
    await change(account.user.id, { deleted_at: new Date() });
    expect((await ask(result.id, token)).status).toBe(404);
  });

  it("is nobody else's", async () => {
    const { account, result } = await played({ wpm: 70, until: 5_000 });
    expect((await ask(result.id)).status).toBe(401);
    expect((await ask(result.id, account.access_token)).status).toBe(403);
    expect((await ask(crypto.randomUUID(), account.access_token)).status).toBe(403);
  });
});

describe("caches", () => {
  let path = "";
  let signedIn: Awaited<ReturnType<typeof register>>;
  beforeAll(async () => {
    const { account, result } = await played({ wpm: 70, until: 5_000 });
    path = pathOf(result);
    signedIn = account;
  });

  it("may keep a replay for a minute, and ask whether it is still the same", async () => {
    const first = await call(site, path);
    expect(first.headers.get("Cache-Control")).toBe("public, max-age=60");
    const tag = first.headers.get("ETag") ?? "";
    expect(tag).toMatch(/^(W\/)?"[0-9a-f]{40}"$/);
    const again = await call(site, path, { headers: { "If-None-Match": tag } });
    expect(again).toMatchObject({ status: 304, body: undefined });
    expect(again.headers.get("ETag")).toContain(tag.replace("W/", ""));
    const other = await call(site, path, { headers: { "If-None-Match": '"0"' } });
    expect(other.status).toBe(200);
  });

  it("keep nothing that renews somebody's session on the way", async () => {
    const { status, headers } = await call(site, path, {
      headers: { Cookie: `__Host-access=expired; __Host-refresh=${signedIn.refresh_token}` },
    });
    expect(status).toBe(200);
    expect(headers.getSetCookie().join()).toContain("__Host-access=");
    expect(headers.get("Cache-Control")).toBe("no-store");
  });
});
