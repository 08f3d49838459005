/**
 * `publicDb` reads through the Hyperdrive configuration that caches. Here that configuration leads to a second
 * database with other rows, so that each answer shows which of the two it was read from.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Connection, connect } from "../../app/.server/db/client.ts";
import { registerThroughApi } from "../support/api.ts";
import { createDatabase } from "../support/database.ts";
import { createPlayer, playGame } from "../support/players.ts";
import { startSite } from "../support/site.ts";

let site: Awaited<ReturnType<typeof startSite>>;
let current: Connection;
let cached: Connection;
let resultId = "";
beforeAll(async () => {
  const databases = [await createDatabase(), await createDatabase()] as const;
  [current, cached] = [connect(databases[0].url), connect(databases[1].url)];
  site = await startSite(databases[0].url, databases[1].url);
  for (const [{ db }, username] of [
    [cached, "of_yesterday"],
    [current, "of_today"],
  ] as const) {
    const player = await createPlayer(db, { username });
    const habits = { wpm: 60, until: 60_000 };
    await playGame(db, player, habits, { mode: "daily" });
    resultId = (await playGame(db, player, habits)).ended.result.id;
  }
  return async () => {
    await Promise.all([current.close(), cached.close()]);
    for (const { drop } of databases) await drop();
  };
});
afterAll(() => site.close());

const page = async (path: string, token?: string) => {
  const headers = token ? { Cookie: `__Host-access=${token}` } : {};
  const response = await fetch(site.origin + path, { headers: headers as Record<string, string> });
  return { status: response.status, text: await response.text() };
};

describe("data that may be a minute old", () => {
  it("is read from the cache for a replay that a visitor requests, but not for a signed-in player", async () => {
    const path = `/api/game/result/${resultId}/replay`;
    expect((await page(path)).status).toBe(404);
    const { access_token } = await registerThroughApi(site);
    expect((await page(path, access_token)).status).toBe(200);
  });
});

describe("data that must be current", () => {
  it.each([
    "/",
    "/daily",
    "/leaderboard",
    "/api/game/daily",
    "/api/leaderboard",
    "/u/of_today",
    "/api/users/of_today",
  ])("is read from the database for %s", async (path) => {
    const { status, text } = await page(path);
    expect(status).toBe(200);
    expect(text).toContain("of_today");
    expect(text).not.toContain("of_yesterday");
  });

  it("is read from the database for a result", async () => {
    expect((await page(`/api/game/result/${resultId}`)).status).toBe(200);
    expect((await page(`/results/${resultId}`)).status).toBe(200);
  });
});
