import { beforeAll, describe, expect, it } from "vitest";
import type { SignedIn } from "../../app/contracts/account.ts";
import type { Board, Place } from "../../app/contracts/leaderboard.ts";
import { call, callForProblem, PASSWORD, register, roundTrips } from "../support/api.ts";
import { playGameByApi } from "../support/api-games.ts";
import { callerOf } from "../support/players.ts";
import { withSite } from "../support/site.ts";
import { storeResult } from "../support/stored-results.ts";

const site = withSite();

/** Plays a HARD game through the API, which drops the boards that it changes from the cache. */
async function play({ access_token }: SignedIn, language: string, wpm = 60) {
  const json = { language, difficulty: "HARD" };
  const { ended } = await playGameByApi(site, access_token, { wpm, until: 60_000 }, json);
  return ended;
}

const cookiesOf = ({ access_token, refresh_token }: SignedIn) => ({
  Cookie: `__Host-access=${access_token}; __Host-refresh=${refresh_token}`,
});

const openBoardPage = async (query: string, headers: Record<string, string> = {}) => {
  const response = await fetch(`${site.origin}/leaderboard?${query}`, { headers });
  const text = await response.text();
  return { headers: response.headers, status: response.status, text };
};

/** Reads a board until it comes out of the cache, and returns it. */
async function cachedBoard(query: string): Promise<Board> {
  const roundTripsOfBoard = async () => roundTrips(await call(site, `/leaderboard?${query}`));
  await expect.poll(roundTripsOfBoard, { timeout: 10_000 }).toBe(0);
  return (await call<Board>(site, `/leaderboard?${query}`)).body;
}

const usersOf = (board: Board) => board.items.map((item) => item.user.username);

describe("a board for a visitor who is not signed in", () => {
  it("comes from the cache without a round trip after the first reading, by the API and the page", async () => {
    const player = await register(site);
    await play(player, "REACT");
    const query = "type=daily&language=REACT";
    const first = await call<Board>(site, `/leaderboard?${query}`);
    expect(roundTrips(first)).toBe(1);
    const again = await cachedBoard(query);
    expect(again).toEqual(first.body);
    const page = await openBoardPage(`${query}&difficulty=all`);
    expect([page.status, roundTrips(page)]).toEqual([200, 0]);
    expect(page.headers.get("Cache-Control")).toBe("private, no-cache");
    expect(page.text).toContain(player.user.username);
  });

  it("is cached for exactly its type, period, metric, language, difficulty and limit", async () => {
    await cachedBoard("type=weekly&language=REACT");
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

  it("is the same with a parameter without a value as without the parameter", async () => {
    await cachedBoard("type=weekly");
    const response = await call(
      site,
      "/leaderboard?type=weekly&metric=&language=&difficulty=&cursor=",
    );
    expect([response.status, roundTrips(response)]).toEqual([200, 0]);
  });

  it("is read from the database for an invalid token, whose owner may be on it", async () => {
    await cachedBoard("type=daily");
    const answer = await call(site, "/leaderboard?type=daily", { token: "expired.or.bad" });
    expect([answer.status, roundTrips(answer)]).toEqual([200, 1]);
  });

  it("is read from the database after a result changed it, and only then", async () => {
    const [player, rival] = [await register(site), await register(site)];
    await play(player, "PYTHON");
    expect(usersOf(await cachedBoard("language=PYTHON"))).not.toContain(rival.user.username);
    await cachedBoard("language=TYPESCRIPT");
    const { rank } = await play(rival, "PYTHON", 90);
    const board = await call<Board>(site, "/leaderboard?language=PYTHON");
    expect(roundTrips(board)).toBe(1);
    expect(usersOf(board.body)).toContain(rival.user.username);
    expect(rank).toBeGreaterThan(0);
    // A board that does not hold the result stays in the cache.
    expect(roundTrips(await call(site, "/leaderboard?language=TYPESCRIPT"))).toBe(0);
    // A result below the best of the player changes no board.
    await cachedBoard("language=PYTHON");
    await storeResult(site.db, callerOf(player), { score: 1, difficulty: "HARD" });
    await play(rival, "PYTHON", 20);
    expect(roundTrips(await call(site, "/leaderboard?language=PYTHON"))).toBe(0);
  });

  it("is read from the database after an account on it was deleted", async () => {
    const player = await register(site);
    await play(player, "JAVASCRIPT");
    expect(usersOf(await cachedBoard("language=JAVASCRIPT"))).toContain(player.user.username);
    await call(site, "/user/account", {
      method: "DELETE",
      token: player.access_token,
      json: { password: PASSWORD },
    });
    const board = await call<Board>(site, "/leaderboard?language=JAVASCRIPT");
    expect(usersOf(board.body)).not.toContain(player.user.username);
  });
});

describe("a board for a signed-in player", () => {
  it("is read from the database in one round trip, whatever the cache holds", async () => {
    const player = await register(site);
    const query = "language=TYPESCRIPT&difficulty=EASY";
    expect(usersOf(await cachedBoard(query))).toEqual([]);
    // Stored without the API, like the changes of the cron job: nothing is dropped from the cache.
    await storeResult(site.db, callerOf(player), { language: "TYPESCRIPT", difficulty: "EASY" });
    expect(usersOf(await cachedBoard(query))).toEqual([]);
    const token = player.access_token;
    const board = await call<Board>(site, `/leaderboard?${query}`, { token });
    expect([usersOf(board.body), roundTrips(board)]).toEqual([[player.user.username], 1]);
    // Without a difficulty the page opens with that of the player's last run.
    const page = await openBoardPage("language=TYPESCRIPT", cookiesOf(player));
    expect([page.text.includes(player.user.username), roundTrips(page)]).toEqual([true, 1]);
    expect(page.text).toContain("All time · Score · TypeScript · Easy");
    const place = await call<Place>(site, `/leaderboard/me?${query}`, { token });
    expect([place.body.rank, roundTrips(place)]).toEqual([1, 1]);
    expect(await cachedBoard(query)).toMatchObject({ items: [] });
  });
});

describe("GET /api/leaderboard/me", () => {
  const players: SignedIn[] = [];
  beforeAll(async () => {
    for (let n = 0; n < 10; n += 1) {
      const player = await register(site);
      await storeResult(site.db, callerOf(player), {
        difficulty: "EXPERT",
        score: 1_000 - n,
        wpm: n,
      });
      players.push(player);
    }
  });

  it("returns the rank, the percentile, the neighbours and the number of players", async () => {
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

  it("returns no rank to a player who is not on the board", async () => {
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
  ])("rejects a wrong %s with 422, like the board and its page (%s)", async (field, query) => {
    const { access_token: token } = players[0] as SignedIn;
    for (const path of ["/leaderboard", "/leaderboard/me"]) {
      expect(await callForProblem(site, `${path}?${query}`, { token }), path).toMatchObject({
        status: 422,
        body: { errors: [{ path: field }] },
      });
    }
    const page = await openBoardPage(query);
    expect(page.status).toBe(422);
  });

  it("answers 401 to a visitor who is not signed in", async () => {
    expect((await callForProblem(site, "/leaderboard/me")).status).toBe(401);
  });
});

describe("GET /api/leaderboard", () => {
  it("returns every entry once over its pages, with the ranks of the whole board", async () => {
    for (let n = 0; n < 4; n += 1) await play(await register(site), "PYTHON");
    const whole = await call<Board>(site, "/leaderboard?limit=100&metric=wpm");
    const ranks: [number, string][] = [];
    let cursor: string | null = null;
    do {
      const page: { body: Board } = await call(
        site,
        `/leaderboard?limit=2&metric=wpm${cursor ? `&cursor=${cursor}` : ""}`,
      );
      ranks.push(...page.body.items.map((item): [number, string] => [item.rank, item.result_id]));
      cursor = page.body.next_cursor;
    } while (cursor);
    expect(ranks).toEqual(whole.body.items.map((item) => [item.rank, item.result_id]));
  });

  it("filters by language and difficulty", async () => {
    const player = await register(site);
    await play(player, "TYPESCRIPT");
    const isListed = async (query: string) => {
      const { body } = await call<Board>(site, `/leaderboard?limit=100&${query}`);
      return usersOf(body).includes(player.user.username);
    };
    expect(await isListed("language=TYPESCRIPT")).toBe(true);
    expect(await isListed("language=TYPESCRIPT&difficulty=HARD")).toBe(true);
    expect(await isListed("difficulty=EASY")).toBe(false);
    expect(await isListed("language=PYTHON")).toBe(false);
  });

  it.each([
    ["limit", "/leaderboard?limit=0"],
    ["limit", "/leaderboard?limit=101"],
    ["limit", "/leaderboard?limit=many"],
    ["limit", "/leaderboard?limit=0x10"],
    ["limit", "/leaderboard?limit=1e1"],
    ["limit", "/leaderboard?limit=%205"],
    ["limit", "/leaderboard?limit=2.0"],
    ["metric", "/leaderboard?metric=luck"],
    ["language", "/leaderboard?language=COBOL"],
    ["cursor", "/leaderboard?cursor=nonsense"],
    ["cursor", `/leaderboard?cursor=${btoa('[1,2,"x","y"]').replaceAll("=", "")}`],
  ])("rejects a wrong %s with 422 and names it (%s)", async (field, path) => {
    expect(await callForProblem(site, path)).toMatchObject({
      status: 422,
      body: { errors: [{ path: field }] },
    });
  });
});
