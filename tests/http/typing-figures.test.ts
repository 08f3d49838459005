/** WPM and accuracy of keys wherever the API and the pages show a run. */
import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import type { SignedIn } from "../../app/contracts/account.ts";
import type { Daily } from "../../app/contracts/challenge.ts";
import type { HistoryItem, ResultWithPlayer } from "../../app/contracts/game.ts";
import type { Board, Place } from "../../app/contracts/leaderboard.ts";
import type { Page } from "../../app/contracts/list.ts";
import type { PublicProfile } from "../../app/contracts/profile.ts";
import type { UserStatistics } from "../../app/contracts/statistics.ts";
import { currentEngine } from "../../app/engine/current.ts";
import { replayRun } from "../../app/engine/replay.ts";
import { typingFigures } from "../../app/engine/typing-speed.ts";
import { createApi } from "../../workers/api/index.ts";
import { call, register } from "../support/api.ts";
import { type PlayedGame, playGameByApi } from "../support/api-games.ts";
import { readCsv } from "../support/csv.ts";
import { withSite } from "../support/site.ts";

const site = withSite();

const HABITS = { wpm: 80, errors: 60, until: 65_000 };

interface Played extends PlayedGame {
  account: SignedIn;
  figures: { standard_wpm: number; key_accuracy: number };
}

/** Plays a game by the API; `figures` are those that its key log gives. */
async function play(
  json: { language: string; difficulty?: string; mode?: string },
  habits = HABITS,
) {
  const account = await register(site);
  const played = await playGameByApi(site, account.access_token, habits, json);
  const { key_sequence: keys, outcome, ended_at_ms: endedAt } = played.request;
  const state = replayRun(currentEngine, { plan: played.game, keys, outcome, endedAt });
  return { ...played, account, figures: typingFigures(state, currentEngine.scoreOf(state)) };
}

const pageOf = async (path: string, { access_token }: SignedIn) => {
  const headers = { Cookie: `__Host-access=${access_token}` };
  const html = await (await fetch(site.origin + path, { headers })).text();
  return html.replaceAll("<!-- -->", "");
};

let run: Played;
beforeAll(async () => {
  run = await play({ language: "TYPESCRIPT", difficulty: "HARD" });
  expect(run.figures.standard_wpm).toBeGreaterThan(run.ended.result.words_per_minute + 5);
  expect(run.figures.key_accuracy).toBeGreaterThan(run.ended.result.accuracy_percentage + 5);
  expect(run.figures.key_accuracy).toBeLessThan(100);
});

describe("WPM and accuracy of keys in the API", () => {
  it("are in the answer to the end of a game, in its result and in the history", async () => {
    const { account, ended, figures } = run;
    const token = account.access_token;
    expect(ended.result).toMatchObject(figures);
    const result = await call<ResultWithPlayer>(site, `/game/result/${ended.result.id}`);
    expect(result.body).toMatchObject(figures);
    const history = await call<Page<HistoryItem>>(site, "/game/history", { token });
    expect(history.body.items).toMatchObject([figures]);
    const csv = await fetch(`${site.origin}/history.csv`, {
      headers: { Cookie: `__Host-access=${token}` },
    });
    expect(readCsv(await csv.text())).toMatchObject([
      { standard_wpm: String(figures.standard_wpm), key_accuracy: String(figures.key_accuracy) },
    ]);
  });

  it.each(["metric=score", "metric=wpm", "type=weekly&metric=wpm&difficulty=HARD"])(
    "are in every entry of the board %s, and in the caller's place",
    async (query) => {
      const { account, ended, figures } = run;
      const board = await call<Board>(site, `/leaderboard?${query}`);
      const entry = { result_id: ended.result.id, ...figures };
      expect(board.body.items).toContainEqual(expect.objectContaining(entry));
      const own = await call<Place>(site, `/leaderboard/me?${query}`, {
        token: account.access_token,
      });
      expect(own.body.entry).toMatchObject(entry);
      expect(own.body.around).toContainEqual(expect.objectContaining(entry));
    },
  );

  it("do not rank: the board of speed is ordered by tokens a minute", async () => {
    const plan = { language: "JAVASCRIPT", difficulty: "HARD" };
    const [fast, slow] = [await play(plan), await play(plan, { ...HABITS, wpm: 60 })];
    await sql`UPDATE game_results SET standard_wpm = 1 WHERE id = ${fast.ended.result.id}`.execute(
      site.db,
    );
    const board = await call<Board>(site, "/leaderboard?metric=wpm&language=JAVASCRIPT");
    expect(board.body.items).toMatchObject([
      { result_id: fast.ended.result.id, standard_wpm: 1 },
      { result_id: slow.ended.result.id, ...slow.figures },
    ]);
  });

  it("are in the caller's statistics and on the public profile", async () => {
    const { account, figures } = run;
    const { standard_wpm, key_accuracy } = figures;
    const statistics = {
      best_standard_wpm: standard_wpm,
      avg_standard_wpm: standard_wpm,
      avg_key_accuracy: key_accuracy,
    };
    const own = await call<UserStatistics>(site, "/user/stats", { token: account.access_token });
    expect(own.body).toMatchObject(statistics);
    const { body } = await call<PublicProfile>(site, `/users/${account.user.username}`);
    expect(body.statistics).toMatchObject(statistics);
    expect(body.best_runs).toMatchObject([figures]);
    const newcomer = await register(site);
    const none = await call<UserStatistics>(site, "/user/stats", { token: newcomer.access_token });
    expect(none.body).toMatchObject({ best_standard_wpm: null, avg_standard_wpm: null });
  });

  it("are in the try at a daily challenge and on its board", async () => {
    const { account, figures } = await play({ language: "REACT", mode: "daily" });
    const daily = await call<Daily>(site, "/game/daily?language=REACT", {
      token: account.access_token,
    });
    expect(daily.body.mine).toMatchObject(figures);
    expect(daily.body.board.items).toMatchObject([figures]);
  });

  it.each([
    "GameResult",
    "HistoryItem",
    "ResultWithPlayer",
    "LeaderboardEntry",
    "BestRun",
    "DailyTry",
  ])("are described as nullable numbers of %s in the OpenAPI document", (name) => {
    const { schemas } = JSON.parse(JSON.stringify(createApi().describe())).components;
    const text = JSON.stringify(schemas[name]);
    for (const field of ["standard_wpm", "key_accuracy"]) {
      expect(text).toMatch(new RegExp(`"${field}":\\{"type":\\["number","null"\\],"description":`));
    }
  });
});

describe("an old run, whose keys nobody counted", () => {
  it("has null in the API and a dash on every page, and neither NaN nor null", async () => {
    const { account, ended } = await play({ language: "PYTHON" });
    await sql`UPDATE game_results SET standard_wpm = NULL, key_accuracy = NULL
      WHERE id = ${ended.result.id}`.execute(site.db);
    await sql`UPDATE user_statistics SET best_standard_wpm = NULL, avg_standard_wpm = NULL,
      avg_key_accuracy = NULL, games_with_keys = 0 WHERE user_id = ${account.user.id}`.execute(
      site.db,
    );
    const { body } = await call<ResultWithPlayer>(site, `/game/result/${ended.result.id}`);
    expect(body).toMatchObject({ standard_wpm: null, key_accuracy: null });
    for (const path of [
      `/results/${ended.result.id}`,
      "/history",
      "/dashboard",
      `/u/${account.user.username}`,
      "/leaderboard",
      "/leaderboard?metric=wpm",
    ]) {
      const html = (await pageOf(path, account)).split("<script")[0] ?? "";
      expect(html, path).toContain(">–<");
      expect(html, path).not.toMatch(/NaN|undefined|null/);
    }
    const image = await fetch(`${site.origin}/results/${ended.result.id}/share.png`);
    expect(image.status).toBe(200);
  });
});

describe("the pages", () => {
  it("call the document's figures tokens a minute and clean tokens, and show them where the score is explained", async () => {
    const { account, ended, figures } = run;
    const html = await pageOf(`/results/${ended.result.id}`, account);
    expect(html).toContain(
      `<dt translate="yes">WPM</dt><dd>${figures.standard_wpm.toFixed(0)}</dd>`,
    );
    const [, sum = ""] = html.split('aria-labelledby="sum-title"');
    const section = sum.split("</section>")[0];
    expect(section).toContain(
      `Tokens a minute</th><td class="text-dim">${ended.result.words_per_minute.toFixed(2)} × 2`,
    );
    expect(section).toContain(
      `Share of clean tokens</th><td class="text-dim">${ended.result.accuracy_percentage.toFixed(2)}% × 5`,
    );
  });

  it("name the board of speed by tokens a minute, and show WPM beside it", async () => {
    const { account, ended, figures } = run;
    const html = await pageOf("/leaderboard?metric=wpm", account);
    const row = html.split("<tr").find((part) => part.includes(ended.result.id)) ?? "";
    const cells = [...row.matchAll(/<td class="figure[^>]*>(\d+)<\/td>/g)].map(([, n]) =>
      Number(n),
    );
    expect(cells.slice(-2)).toEqual([
      Math.round(ended.result.words_per_minute),
      Math.round(figures.standard_wpm),
    ]);
    expect(html).toMatch(/Tokens a minute<\/a>/);
    expect(await pageOf("/leaderboard", account)).not.toContain("Tok/min");
  });
});
