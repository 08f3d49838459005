import { beforeAll, describe, expect, it } from "vitest";
import type { SignedIn } from "../../app/contracts/account.ts";
import type { EndedGame, StartedGame } from "../../app/contracts/game.ts";
import type { Board, Place } from "../../app/contracts/leaderboard.ts";
import { call, PASSWORD, refused, register, roundTrips } from "../support/api.ts";
import { callerOf, honestRun } from "../support/players.ts";
import { withSite } from "../support/site.ts";
import { storeRun } from "../support/stored.ts";

const site = withSite();

/** Plays a game through the API. */
async function play({ access_token: token }: SignedIn, language: string, wpm = 60) {
  const json = { language, difficulty: "HARD" };
  const { body: game } = await call<StartedGame>(site, "/game/start", { token, json });
  const run = await honestRun(site.db, game, { wpm, until: 10_000 });
  const { body } = await call<EndedGame>(site, "/game/end", { token, json: run });
  return body;
}

const cookiesOf = ({ access_token, refresh_token }: SignedIn) => ({
  Cookie: `__Host-access=${access_token}; __Host-refresh=${refresh_token}`,
});

const visit = async (query: string, headers: Record<string, string> = {}) => {
  const response = await fetch(`${site.origin}/leaderboard?${query}`, { headers });
  const text = await response.text();
  return { headers: response.headers, status: response.status, text };
};

/** Asks for a board until it comes out of the cache. */
async function cached(query: string): Promise<Board> {
  const trips = async () => roundTrips(await call(site, `/leaderboard?${query}`));
  await expect.poll(trips, { timeout: 10_000 }).toBe(0);
  return (await call<Board>(site, `/leaderboard?${query}`)).body;
}

const usersOf = (board: Board) => board.items.map((item) => item.user.username);

describe("a board that nobody signed in asks for", () => {
  it("costs no round trip once somebody has seen it, as a call and as a page", async () => {
    const player = await register(site);
    await play(player, "REACT");
    const query = "type=daily&language=REACT";
    const first = await call<Board>(site, `/leaderboard?${query}`);
    expect(roundTrips(first)).toBe(1);
    const again = await cached(query);
    // The same answer, which says how old it is.
    expect(again).toEqual(first.body);
    const page = await visit(query);
    expect([page.status, roundTrips(page)]).toEqual([200, 0]);
    expect(page.headers.get("Cache-Control")).toBe("private, no-cache");
    expect(page.text).toContain(player.user.username);
  });

  it("is kept for itself: no other period, metric, language, difficulty or page comes of it", async () => {
    await cached("type=weekly&language=REACT");
    for (const other of [
      "type=all_time&language=REACT",
      "type=weekly&metric=wpm&language=REACT",
      "type=weekly&language=PYTHON",
      "type=weekly&language=REACT&difficulty=HARD",
      "type=weekly&language=REACT&limit=19",
      "type=weekly&language=REACT&period=2026-01-05",
    ]) {
      expect(roundTrips(await call(site, `/leaderboard?${other}`)), other).toBe(1);
    }
  });

  it("takes a parameter without a value for one that was left out", async () => {
    await cached("type=weekly");
    const response = await call(
      site,
      "/leaderboard?type=weekly&metric=&language=&difficulty=&cursor=",
    );
    expect([response.status, roundTrips(response)]).toEqual([200, 0]);
  });

  it("is not for a token that is over: whose it was may be on it", async () => {
    await cached("type=daily");
    const late = await call(site, "/leaderboard?type=daily", { token: "expired.or.bad" });
    expect([late.status, roundTrips(late)]).toEqual([200, 1]);
  });

  it("is a new one as soon as a result has changed it, and only then", async () => {
    const [player, rival] = [await register(site), await register(site)];
    await play(player, "PYTHON");
    expect(usersOf(await cached("language=PYTHON"))).not.toContain(rival.user.username);
    await cached("language=TYPESCRIPT");
    const { rank } = await play(rival, "PYTHON", 90);
    const board = await call<Board>(site, "/leaderboard?language=PYTHON");
    expect(roundTrips(board)).toBe(1);
    expect(usersOf(board.body)).toContain(rival.user.username);
    expect(rank).toBeGreaterThan(0);
    // A board that it is not on was left alone.
    expect(roundTrips(await call(site, "/leaderboard?language=TYPESCRIPT"))).toBe(0);
    // One that is no better than the player's best changes nothing.
    await cached("language=PYTHON");
    await storeRun(site.db, callerOf(player), { score: 1, difficulty: "HARD" });
    await play(rival, "PYTHON", 20);
    expect(roundTrips(await call(site, "/leaderboard?language=PYTHON"))).toBe(0);
  });

  it("is a new one after an account on it was deleted", async () => {
    const player = await register(site);
    await play(player, "JAVASCRIPT");
    expect(usersOf(await cached("language=JAVASCRIPT"))).toContain(player.user.username);
    await call(site, "/user/account", {
      method: "DELETE",
      token: player.access_token,
      json: { password: PASSWORD },
    });
    const board = await call<Board>(site, "/leaderboard?language=JAVASCRIPT");
    expect(usersOf(board.body)).not.toContain(player.user.username);
  });
});

describe("whoever is signed in", () => {
  it("reads boards and pages fresh, however they changed, with one round trip", async () => {
    const player = await register(site);
    const query = "language=TYPESCRIPT&difficulty=EASY";
    expect(usersOf(await cached(query))).toEqual([]);
    // Past the front door, as the cron does: nothing is dropped.
    await storeRun(site.db, callerOf(player), { language: "TYPESCRIPT", difficulty: "EASY" });
    expect(usersOf(await cached(query))).toEqual([]);
    const token = player.access_token;
    const board = await call<Board>(site, `/leaderboard?${query}`, { token });
    expect([usersOf(board.body), roundTrips(board)]).toEqual([[player.user.username], 1]);
    const page = await visit(query, cookiesOf(player));
    expect([page.text.includes(player.user.username), roundTrips(page)]).toEqual([true, 1]);
    const place = await call<Place>(site, `/leaderboard/me?${query}`, { token });
    expect([place.body.rank, roundTrips(place)]).toEqual([1, 1]);
    expect(await cached(query)).toMatchObject({ items: [] });
  });
});

describe("the own place on a board", () => {
  const players: SignedIn[] = [];
  beforeAll(async () => {
    for (let n = 0; n < 10; n += 1) {
      const player = await register(site);
      await storeRun(site.db, callerOf(player), { difficulty: "EXPERT", score: 1_000 - n, wpm: n });
      players.push(player);
    }
  });

  it("is told with those around it, and how many there are", async () => {
    const names = players.map(({ user }) => user.username);
    const { access_token: token } = players[4] as SignedIn;
    const { body } = await call<Place>(site, "/leaderboard/me?difficulty=EXPERT", { token });
    expect(body).toMatchObject({ rank: 5, players: 10, percentile: 60 });
    expect(body.entry).toEqual(body.around[3]);
    expect(body.around.map(({ rank, user }) => [rank, user.username])).toEqual(
      names.slice(1, 8).map((name, index) => [index + 2, name]),
    );
    const weekly = "/leaderboard/me?type=weekly&difficulty=EXPERT&metric=wpm";
    expect((await call<Place>(site, weekly, { token })).body).toMatchObject({ rank: 6 });
  });

  it("is nowhere for somebody who is not on it", async () => {
    const { access_token: token } = await register(site);
    const { body } = await call<Place>(site, "/leaderboard/me?difficulty=EXPERT", { token });
    expect(body).toMatchObject({
      rank: null,
      players: 10,
      percentile: null,
      entry: null,
      around: [],
    });
  });

  it.each([
    ["type", "type=hourly"],
    ["metric", "metric=luck"],
    ["period", "type=daily&period=yesterday"],
    ["period", "type=daily&period=2026-02-30"],
    ["period", "type=weekly&period=0001-01-01"],
    ["period", "type=weekly&period=9999-12-31"],
    ["period", "period=2026-11-16"],
  ])("and the board itself refuse a wrong %s (%s)", async (field, query) => {
    const { access_token: token } = players[0] as SignedIn;
    for (const path of ["/leaderboard", "/leaderboard/me"]) {
      expect(await refused(site, `${path}?${query}`, { token }), path).toMatchObject({
        status: 422,
        body: { errors: [{ path: field }] },
      });
    }
    const page = await visit(query);
    expect(page.status).toBe(422);
  });

  it("says nothing to somebody who is not signed in", async () => {
    expect((await refused(site, "/leaderboard/me")).status).toBe(401);
  });
});

describe("the page of a past period", () => {
  it("shows who was on it, and the ways to those before and after", async () => {
    const player = await register(site);
    const day = new Date(Date.now() - 3 * 86_400_000);
    await storeRun(site.db, callerOf(player), { endedAt: day, score: 500 });
    const period = day.toISOString().slice(0, 10);
    const page = await visit(`type=daily&period=${period}`);
    expect(page.text).toContain(player.user.username);
    const next = new Date(day.getTime() + 86_400_000).toISOString().slice(0, 10);
    expect(page.text).toContain(`/leaderboard?type=daily&amp;period=${next}`);
    expect(page.text).not.toContain('role="timer"');
    expect((await visit("type=daily")).text).toContain('role="timer"');
  });
});
