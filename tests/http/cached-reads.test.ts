/**
 * Hyperdrive's second configuration remembers what it read. Here an old copy of the database
 * stands in its place, so that it shows who is answered from where.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Connection, connect } from "../../app/.server/db/client.ts";
import { signUp } from "../support/api.ts";
import { createDatabase } from "../support/database.ts";
import { createPlayer, playGame } from "../support/players.ts";
import { startSite } from "../support/site.ts";

let site: Awaited<ReturnType<typeof startSite>>;
let now: Connection;
let old: Connection;
let resultId = "";
beforeAll(async () => {
  const databases = [await createDatabase(), await createDatabase()] as const;
  [now, old] = [connect(databases[0].url), connect(databases[1].url)];
  site = await startSite(databases[0].url, databases[1].url);
  const player = await createPlayer(now.db, { username: "of_today" });
  const { ended } = await playGame(now.db, player, { wpm: 60, until: 20_000 });
  resultId = ended.result.id;
  await playGame(old.db, await createPlayer(old.db, { username: "of_yesterday" }), {
    wpm: 60,
    until: 20_000,
  });
  return async () => {
    await Promise.all([now.close(), old.close()]);
    for (const { drop } of databases) await drop();
  };
});
afterAll(() => site.close());

const page = async (path: string, token?: string) => {
  const headers = token ? { Cookie: `__Host-access=${token}` } : {};
  const response = await fetch(site.origin + path, { headers: headers as Record<string, string> });
  return { status: response.status, text: await response.text() };
};

describe("what may be a minute old", () => {
  it("is shown to visitors, and to nobody who is signed in", async () => {
    expect((await page("/")).text).toContain("of_yesterday");
    const { access_token } = await signUp(site);
    const own = (await page("/", access_token)).text;
    expect(own).toContain("of_today");
    expect(own).not.toContain("of_yesterday");
  });

  it("is a replay for visitors, and not for who is signed in", async () => {
    const path = `/api/game/result/${resultId}/replay`;
    expect((await page(path)).status).toBe(404);
    const { access_token } = await signUp(site);
    expect((await page(path, access_token)).status).toBe(200);
  });
});

describe("never old, for anybody,", () => {
  it.each(["/leaderboard", "/api/leaderboard", "/u/of_today", "/api/users/of_today"])(
    "is %s",
    async (path) => {
      const { status, text } = await page(path);
      expect(status).toBe(200);
      expect(text).toContain("of_today");
      expect(text).not.toContain("of_yesterday");
    },
  );

  it("is a result", async () => {
    expect((await page(`/api/game/result/${resultId}`)).status).toBe(200);
    expect((await page(`/results/${resultId}`)).status).toBe(200);
  });
});
