import { describe, expect, it } from "vitest";
import type {
  HistoryItem,
  Replay,
  ResultWithPlayer,
  StartedGame,
} from "../../app/contracts/game.ts";
import type { Board } from "../../app/contracts/leaderboard.ts";
import type { Page } from "../../app/contracts/list.ts";
import { currentEngine } from "../../app/engine/current.ts";
import type { KeyPress } from "../../app/engine/replay.ts";
import { replayRun } from "../../app/engine/replay.ts";
import { runOf } from "../../app/ui/replay/timeline.ts";
import { call, callForProblem, register, roundTrips } from "../support/api.ts";
import { endGameByApi, playGameByApi, startGameByApi } from "../support/api-games.ts";
import { BAD_END_REQUESTS } from "../support/bad-end-requests.ts";
import { honestRun } from "../support/players.ts";
import { endAtOnce } from "../support/simultaneous-ends.ts";
import { withSite } from "../support/site.ts";
import { updateAccount } from "../support/update-rows.ts";

const site = withSite();

const start = (token: string, json?: unknown) => startGameByApi(site, token, json);
const end = (token: string, json: unknown) => endGameByApi(site, token, json);

const playOne = (token: string) =>
  playGameByApi(site, token, { wpm: 70, errors: 20, until: 60_000 });

const storedResults = async (userId: string) =>
  site.db.selectFrom("game_results").select("id").where("user_id", "=", userId).execute();

describe("a game", () => {
  it("starts with a plan of twelve snippets in one round trip", async () => {
    const { access_token } = await register(site);
    const answer = await call<StartedGame>(site, "/game/start", {
      token: access_token,
      json: { language: "REACT", difficulty: "HARD" },
    });
    expect(answer.status).toBe(201);
    expect(roundTrips(answer)).toBe(1);
    expect(answer.body).toMatchObject({
      mode: "standard",
      language: "REACT",
      difficulty: "HARD",
      engine_version: 2,
    });
    expect(answer.body.snippets).toHaveLength(48);
    expect(Object.keys(answer.body.snippets[0] ?? {}).sort()).toEqual([
      "category",
      "expected_wpm",
      "id",
      "snippet_text",
      "statement_starts",
      "token_count",
    ]);
    expect(Date.parse(answer.body.expires_at) - Date.parse(answer.body.started_at)).toBeCloseTo(
      1_800_000,
      -2,
    );
  });

  it("is NORMAL and standard by default", async () => {
    const { access_token } = await register(site);
    expect(await start(access_token)).toMatchObject({ difficulty: "NORMAL", mode: "standard" });
  });

  it("ends with a result that the server computed, in two round trips, and again with the same one", async () => {
    const { access_token, user } = await register(site);
    const game = await start(access_token);
    const request = await honestRun(site.db, game, { wpm: 70, errors: 20, until: 60_000 });
    const firstAnswer = await end(access_token, request);
    expect(firstAnswer.status).toBe(201);
    expect(roundTrips(firstAnswer)).toBe(2);
    expect(firstAnswer.body).toMatchObject({
      result: {
        ...currentEngine.scoreOf(replayRun(currentEngine, runOf({ ...request, plan: game }))),
        status: "VERIFIED",
        session_id: game.session_id,
        user_id: user.id,
      },
      new_best: true,
      achievements: expect.arrayContaining([
        expect.objectContaining({ name: "First commit", family: "runs", level: 1 }),
      ]),
    });
    const secondAnswer = await end(access_token, request);
    expect(secondAnswer.status).toBe(200);
    expect(roundTrips(secondAnswer)).toBe(2);
    expect(secondAnswer.body).toEqual(firstAnswer.body);
  });

  it("has one result after two hundred simultaneous calls of end", async () => {
    const { access_token, user } = await register(site);
    const game = await start(access_token);
    const request = await honestRun(site.db, game, { wpm: 60, until: 60_000 });
    const answers = await endAtOnce(200, () => end(access_token, request));
    expect(new Set(answers.map((answer) => answer.body.result.id)).size).toBe(1);
    expect(answers[0]?.body.achievements.length).toBeGreaterThan(0);
    for (const { body } of answers)
      expect(body.achievements).toEqual(answers[0]?.body.achievements);
    expect(await storedResults(user.id)).toHaveLength(1);
  });

  it("appears in its result, its replay, the history, the statistics and on the board", async () => {
    const { access_token, user } = await register(site);
    const { game, ended } = await playOne(access_token);
    const { id } = ended.result;

    const result = await call<ResultWithPlayer>(site, `/game/result/${id}`);
    expect(result.body).toMatchObject({
      ...ended.result,
      user: { username: user.username },
      session: { id: game.session_id, language: "PYTHON" },
    });
    const replay = await call<Replay>(site, `/game/result/${id}/replay`);
    const { plan, key_sequence, outcome, ended_at_ms } = replay.body;
    expect(plan.snippets).toEqual(game.snippets);
    expect(ended.result).toMatchObject(
      currentEngine.scoreOf(
        replayRun(currentEngine, runOf({ plan, key_sequence, outcome, ended_at_ms })),
      ),
    );
    const history = await call<Page<HistoryItem>>(site, "/game/history", { token: access_token });
    expect(history.body.items.map((item) => item.id)).toEqual([id]);
    const stats = await call(site, "/user/stats", { token: access_token });
    expect(stats.body).toMatchObject({
      total_games: 1,
      best_score: ended.result.final_score,
      favorite_language: "PYTHON",
      best_combo: ended.result.max_combo,
      current_streak: 1,
      best_streak: 1,
      last_played_day: ended.result.ended_at.slice(0, 10),
    });
    const board = await call<Board>(site, "/leaderboard?type=all_time&limit=100");
    expect(board.body.items.find((item) => item.result_id === id)).toMatchObject({
      rank: ended.rank,
      user: { username: user.username },
    });
    for (const answer of [result, replay, history, stats, board]) {
      expect(answer.status).toBe(200);
      expect(roundTrips(answer)).toBe(1);
    }
  });

  it("may have a log of twenty thousand keys", async () => {
    const { access_token } = await register(site);
    const game = await start(access_token, { language: "PYTHON", difficulty: "EASY" });
    const request = await honestRun(site.db, game, { wpm: 60, until: 2_000 });
    const padding = Array.from(
      { length: 20_000 - request.key_sequence.length },
      (_, index): KeyPress => [2_000 + index * 26, "Tab"],
    );
    const longRequest = { ...request, key_sequence: [...request.key_sequence, ...padding] };
    const answer = await end(access_token, longRequest);
    // The code log_rejected shows that the log was replayed: its size is allowed, only its outcome is wrong.
    expect(answer).toMatchObject({ status: 422, body: { code: "log_rejected" } });
  });
});

describe("POST /api/game/end", () => {
  it.each(BAD_END_REQUESTS)(
    "answers %s with %i %s and stores nothing",
    async (_, status, code, spoil) => {
      const { access_token, user } = await register(site);
      const game = await start(access_token);
      const request = await honestRun(site.db, game, { wpm: 60, until: 60_000 });
      expect(
        await callForProblem(site, "/game/end", { token: access_token, json: spoil(request) }),
      ).toMatchObject({ status, body: { status, code } });
      expect(await storedResults(user.id)).toEqual([]);
      expect((await end(access_token, request)).status).toBe(201);
    },
  );

  it("answers another player with 404, and the owner can still end the game", async () => {
    const [owner, other] = [await register(site), await register(site)];
    const game = await start(owner.access_token);
    const request = await honestRun(site.db, game, { wpm: 60, until: 60_000 });
    expect(
      await callForProblem(site, "/game/end", { token: other.access_token, json: request }),
    ).toMatchObject({ status: 404, body: { code: "session_not_found" } });
    expect(await storedResults(other.user.id)).toEqual([]);
    expect((await end(owner.access_token, request)).status).toBe(201);
  });

  it("answers 401 without an access token", async () => {
    expect((await callForProblem(site, "/game/end", { json: {} })).status).toBe(401);
    const { access_token } = await register(site);
    const game = await start(access_token);
    const request = await honestRun(site.db, game, { wpm: 60, until: 60_000 });
    expect((await callForProblem(site, "/game/end", { json: request })).status).toBe(401);
  });
});

describe("POST /api/game/start", () => {
  it.each([
    ["no language", "language", {}],
    ["a language in small letters", "language", { language: "python" }],
    ["an unknown difficulty", "difficulty", { language: "PYTHON", difficulty: "IMPOSSIBLE" }],
    ["an unknown mode", "mode", { language: "PYTHON", mode: "cheat" }],
    ["a seed", "seed", { language: "PYTHON", seed: 1 }],
  ])("rejects %s with 422 and names the field %s", async (_, path, json) => {
    const { access_token } = await register(site);
    expect(await callForProblem(site, "/game/start", { token: access_token, json })).toMatchObject({
      status: 422,
      body: { errors: [{ path }] },
    });
  });
});

describe("GET /api/game/result/:id", () => {
  it.each([crypto.randomUUID(), "not-an-id", "%00", "1%27"])(
    "answers 404 for the unknown id %s, and so does its replay",
    async (id) => {
      expect(await callForProblem(site, `/game/result/${id}`)).toMatchObject({
        status: 404,
        body: { code: "not_found" },
      });
      expect(await callForProblem(site, `/game/result/${id}/replay`)).toMatchObject({
        status: 404,
        body: { code: "not_found" },
      });
    },
  );

  it("answers 404 for the result of a deleted player, who leaves the board", async () => {
    const { access_token, user } = await register(site);
    const { ended } = await playOne(access_token);
    await updateAccount(site.db, user.id, { deleted_at: new Date(), is_active: false });
    expect((await callForProblem(site, `/game/result/${ended.result.id}`)).status).toBe(404);
    expect((await callForProblem(site, `/game/result/${ended.result.id}/replay`)).status).toBe(404);
    const board = await call<Board>(site, "/leaderboard?limit=100");
    expect(board.body.items.some((item) => item.user.username === user.username)).toBe(false);
  });
});
