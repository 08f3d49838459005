import { describe, expect, it } from "vitest";
import type { Board } from "../../app/contracts/leaderboard.ts";
import { call, register, roundTrips } from "../support/api.ts";
import { callerOf } from "../support/players.ts";
import { withSite } from "../support/site.ts";
import { storeResult } from "../support/stored-results.ts";

const site = withSite();

const openBoardPage = async (query: string) => {
  const response = await fetch(`${site.origin}/leaderboard?${query}`);
  const text = await response.text();
  return { headers: response.headers, status: response.status, text };
};

const usersOf = (board: Board) => board.items.map((item) => item.user.username);

describe("the page of a past period", () => {
  it("shows its players and links to the next period, without a countdown", async () => {
    const player = await register(site);
    const day = new Date(Date.now() - 3 * 86_400_000);
    await storeResult(site.db, callerOf(player), { endedAt: day, score: 500 });
    const period = day.toISOString().slice(0, 10);
    const page = await openBoardPage(`type=daily&period=${period}`);
    expect(page.text).toContain(player.user.username);
    const next = new Date(day.getTime() + 86_400_000).toISOString().slice(0, 10);
    expect(page.text).toContain(`/leaderboard?type=daily&amp;period=${next}`);
    expect(page.text).not.toContain('role="timer"');
    expect((await openBoardPage("type=daily")).text).toContain('role="timer"');
  });
});

describe("the page of boards", () => {
  it("opens with NORMAL for visitors, from the same cache as that board of the API", async () => {
    const player = await register(site);
    await storeResult(site.db, callerOf(player), { language: "REACT", score: 77 });
    await storeResult(site.db, callerOf(await register(site)), {
      ...{ language: "REACT", difficulty: "HARD" },
    });
    const board = "/leaderboard?language=REACT&difficulty=NORMAL&metric=wpm";
    expect(usersOf((await call<Board>(site, board)).body)).toContain(player.user.username);
    const trips = async () => roundTrips(await call(site, board));
    await expect.poll(trips, { timeout: 10_000 }).toBe(0);
    const page = await openBoardPage("language=REACT&metric=wpm");
    expect([page.status, roundTrips(page)]).toEqual([200, 0]);
    expect(page.text).toContain("All time · Tokens a minute · React · Normal");
    expect(page.text).toContain(player.user.username);
    // The API has all difficulties without one.
    const { body } = await call<Board>(site, "/leaderboard?language=REACT&metric=wpm&limit=100");
    expect(new Set(body.items.map(({ difficulty }) => difficulty)).size).toBeGreaterThan(1);
  });

  it("names language and difficulty, duration and time of each run", async () => {
    const player = await register(site);
    const run = { language: "JAVASCRIPT", difficulty: "EXPERT", seconds: 254 } as const;
    await storeResult(site.db, callerOf(player), run);
    const { text } = await openBoardPage("type=weekly&language=JAVASCRIPT&difficulty=all");
    expect(text).toMatch(/JavaScript(<!-- -->)? · (<!-- -->)?Expert/);
    expect(text).toContain("4:14");
    expect(text).toContain("just now");
  });

  it("rejects a difficulty that there is not, and names it", async () => {
    const page = await openBoardPage("difficulty=NIGHTMARE");
    expect([page.status, roundTrips(page)]).toEqual([422, 0]);
    expect(page.text).toContain("or all");
  });

  it("shows a closed season, which says so and is empty in its own words", async () => {
    const player = await register(site);
    const old = { season: 1, score: 9_999, language: "PYTHON", difficulty: "EASY" } as const;
    await storeResult(site.db, callerOf(player), old);
    const now = await openBoardPage("difficulty=EASY&language=PYTHON");
    expect(now.text).not.toContain(player.user.username);
    expect(now.text).toContain("Season 1 · closed");
    const closed = await openBoardPage("difficulty=EASY&language=PYTHON&season=1");
    expect(closed.text).toContain(player.user.username);
    expect(closed.text).toContain("Nothing is added here any more");
    // Links to other boards stay in the season, and its days have no end to count down to.
    expect(closed.text).toContain("/leaderboard?language=REACT&amp;difficulty=EASY&amp;season=1");
    const today = await openBoardPage("type=daily&difficulty=EXPERT&language=REACT&season=1");
    expect(today.text).not.toContain('role="timer"');
    expect(today.text).toContain("Nobody got here in time.");
    expect(today.text).not.toContain("Take it");
  });
});
