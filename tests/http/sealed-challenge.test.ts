/** Today's challenge before and after one's own try, over HTTP: docs/decisions/0038-sealed-challenges.md. */
import { beforeAll, describe, expect, it } from "vitest";
import type { Replay, StartedGame } from "../../app/contracts/game.ts";
import { PROBLEMS } from "../../app/contracts/problem.ts";
import { call, callForProblem, register, roundTrips } from "../support/api.ts";
import { playGameByApi } from "../support/api-games.ts";
import { withSite } from "../support/site.ts";

const site = withSite();
const HABITS = { wpm: 60, errors: 40, until: 60_000 };
const DAILY = { language: "PYTHON", mode: "daily" };
const PRACTICE = { language: "PYTHON", mode: "daily_practice" };

/** A rival's run of today's challenge, and its plan. */
let id = "";
let plan: StartedGame;
let tag = "";
beforeAll(async () => {
  const { access_token: token } = await register(site);
  const { game, ended } = await playGameByApi(site, token, HABITS, DAILY);
  id = ended.result.id;
  plan = game;
  const replay = await call(site, `/game/result/${id}/replay`, { token });
  tag = replay.headers.get("ETag") ?? "";
});

const readReplay = (token?: string, headers: Record<string, string> = {}) =>
  callForProblem(site, `/game/result/${id}/replay`, { token, headers });
const start = (token: string, json: object) => callForProblem(site, "/game/start", { token, json });
const rematch = () => ({ language: "PYTHON", mode: "rematch", result_id: id });
const cookies = (token: string) => ({ Cookie: `__Host-access=${token}`, Origin: site.origin });
const page = async (path: string, token?: string) => {
  const response = await fetch(site.origin + path, { headers: token ? cookies(token) : {} });
  return { status: response.status, html: await response.text() };
};

async function playerAfterTry() {
  const { access_token } = await register(site);
  await playGameByApi(site, access_token, HABITS, DAILY);
  return access_token;
}

/** Lines of the plan's code that stand in HTML and JSON as they are. */
function plainLines({ snippets }: StartedGame): string[] {
  const lines = snippets.flatMap(({ snippet_text }) => snippet_text.split("\n"));
  const plain = lines
    .map((line) => line.trim())
    .filter((line) => /^[\w .,()=:+*-]{14,}$/.test(line));
  expect(plain.length).toBeGreaterThan(5);
  return plain;
}

const PROBLEM = {
  type: "/api/docs#daily_sealed",
  title: PROBLEMS.daily_sealed.title,
  status: 403,
  detail: expect.stringMatching(/your own ranked try is over, or at 00:00 UTC/),
  code: "daily_sealed",
};

describe("before one's own try", () => {
  it("the replay answers 403 daily_sealed in one round trip, and no cache stores it", async () => {
    const { access_token } = await register(site);
    for (const token of [undefined, access_token]) {
      const answer = await readReplay(token);
      expect([answer.status, answer.body]).toEqual([403, PROBLEM]);
      expect(answer.headers.get("Content-Type")).toContain("application/problem+json");
      expect(answer.headers.get("Cache-Control")).toBe("no-store");
      expect(answer.headers.get("ETag")).toBeNull();
      expect(roundTrips(answer)).toBe(1);
    }
  });

  it("the ETag of the replay does not open it", async () => {
    expect(tag).not.toBe("");
    expect((await readReplay(undefined, { "If-None-Match": tag })).status).toBe(403);
  });

  it("a rematch and practice answer 403 daily_sealed in one round trip", async () => {
    const { access_token } = await register(site);
    for (const json of [rematch(), PRACTICE]) {
      const answer = await start(access_token, json);
      expect([answer.status, answer.body]).toEqual([403, PROBLEM]);
      expect(roundTrips(answer)).toBe(1);
    }
  });

  it("a guest's rematch answers 403 daily_sealed in one round trip, and so does the form of /play", async () => {
    const json = { language: "PYTHON", result_id: id };
    const answer = await callForProblem(site, "/game/guest", { json });
    expect([answer.status, answer.body]).toEqual([403, PROBLEM]);
    expect(roundTrips(answer)).toBe(1);
    const response = await fetch(`${site.origin}/play`, {
      method: "POST",
      headers: { Origin: site.origin },
      body: new URLSearchParams(rematch()),
    });
    expect(response.status).toBe(403);
    const html = await response.text();
    expect(html).toContain("it opens when your own ranked try is over");
    for (const line of plainLines(plan)) expect(html).not.toContain(line);
  });

  it("an open try opens nothing, and stays open", async () => {
    const { access_token } = await register(site);
    const { status } = await start(access_token, DAILY);
    expect(status).toBe(201);
    expect((await readReplay(access_token)).status).toBe(403);
    expect((await start(access_token, PRACTICE)).status).toBe(403);
    const { body } = await call(site, "/game/daily?language=PYTHON", { token: access_token });
    expect(body).toMatchObject({ mine: { open: true } });
  });

  it("the form of /play says why it does not start", async () => {
    const { access_token } = await register(site);
    const response = await fetch(`${site.origin}/play`, {
      method: "POST",
      headers: cookies(access_token),
      body: new URLSearchParams(PRACTICE),
    });
    expect(response.status).toBe(403);
    expect(await response.text()).toContain("it opens when your own ranked try is over");
  });

  it("the page of the run shows its figures and image, and neither code nor ways to the plan", async () => {
    const { access_token } = await register(site);
    for (const token of [undefined, access_token]) {
      const { status, html } = await page(`/results/${id}`, token);
      expect(status).toBe(200);
      expect(html).toContain("The run is sealed");
      expect(html).toContain("Speed over the run");
      for (const text of ["Watch the run", "Where errors fell", "rematch", "daily_practice"]) {
        expect(html).not.toContain(text);
      }
      for (const line of plainLines(plan)) expect(html).not.toContain(line);
    }
    const image = await fetch(`${site.origin}/results/${id}/share.png`);
    expect([image.status, (await image.arrayBuffer()).byteLength > 5_000]).toEqual([200, true]);
    expect((await call(site, `/game/result/${id}`)).status).toBe(200);
  });

  it("the page of the challenge offers no practice", async () => {
    const { access_token } = await register(site);
    for (const token of [undefined, access_token]) {
      const { html } = await page("/daily?language=PYTHON", token);
      expect(html).not.toContain("daily_practice");
    }
    expect((await page("/daily?language=PYTHON", access_token)).html).toContain("Practice opens");
  });
});

describe("after one's own try", () => {
  it("the replay is open in one round trip, but to no shared cache", async () => {
    const answer = await call<Replay>(site, `/game/result/${id}/replay`, {
      token: await playerAfterTry(),
    });
    expect([answer.status, roundTrips(answer)]).toEqual([200, 1]);
    expect(answer.body.plan.snippets).toEqual(plan.snippets);
    expect(answer.headers.get("Cache-Control")).toBe("no-store");
  });

  it("a rematch and practice start in one round trip", async () => {
    const token = await playerAfterTry();
    for (const json of [rematch(), PRACTICE]) {
      const answer = await call<StartedGame>(site, "/game/start", { token, json });
      expect([answer.status, roundTrips(answer)]).toEqual([201, 1]);
      expect(answer.body).toMatchObject({ mode: json.mode, seed: plan.seed });
    }
  });

  it("the pages offer to watch, to race and to practise", async () => {
    const token = await playerAfterTry();
    const { html } = await page(`/results/${id}`, token);
    for (const text of ["Watch the run", "Beat this run", "Practise it", "Where errors fell"]) {
      expect(html).toContain(text);
    }
    expect((await page("/daily?language=PYTHON", token)).html).toContain("daily_practice");
  });
});

describe("the OpenAPI description", () => {
  it("names the problem of both calls", async () => {
    const { body } = await call<{ paths: Record<string, Record<string, unknown>> }>(
      site,
      "/openapi.json",
    );
    const forbidden = { description: expect.stringContaining("`daily_sealed`") };
    expect(body.paths).toMatchObject({
      "/game/start": { post: { responses: { 403: forbidden } } },
      "/game/result/{id}/replay": { get: { responses: { 403: forbidden } } },
    });
  });
});
