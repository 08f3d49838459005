import { describe, expect, it } from "vitest";
import { endGame } from "../../app/.server/games/end/service.ts";
import { startGame } from "../../app/.server/games/start/service.ts";
import { NO_BOARD_CACHE } from "../../app/.server/leaderboards/cache.ts";
import { type Flash, writeFlash } from "../../app/contracts/flash.ts";
import { register } from "../support/api.ts";
import { violationsOf } from "../support/axe.ts";
import { withBrowser } from "../support/browser.ts";
import { callerOf, honestRun, newGame, playGame } from "../support/players.ts";
import { withSite } from "../support/site.ts";

const site = withSite();
const browser = withBrowser();

/** What cookies that are bound to HTTPS may be set for; a browser sends them to localhost all the same. */
const secureOrigin = () => site.origin.replace("http:", "https:");

/** A signed-in visitor's page and the address of one result of theirs. */
async function visitor(options: {
  colorScheme: "dark" | "light";
  viewport: { width: number; height: number };
}) {
  const account = await register(site);
  const { user, access_token, refresh_token } = account;
  const game = await startGame(site.db, callerOf(account), newGame(), 1, new Date());
  const { ended } = await endGame(
    site.db,
    callerOf(account),
    await honestRun(site.db, game, { wpm: 60, until: 15_000 }),
    NO_BOARD_CACHE,
  );
  // One ranked try that is done, and one that is being played.
  await playGame(
    site.db,
    callerOf(account),
    { wpm: 60, until: 8_000 },
    { mode: "daily", language: "PYTHON" },
  );
  await startGame(
    site.db,
    callerOf(account),
    newGame({ mode: "daily", language: "REACT" }),
    1,
    new Date(),
  );
  const page = await browser.open({
    ...options,
    bypassCSP: true,
    reducedMotion: "reduce",
    tolerate: /404/,
  });
  const cookie = {
    url: secureOrigin(),
    httpOnly: true,
    secure: true,
    sameSite: "Lax",
  } as const;
  const signIn = () =>
    page.context().addCookies([
      { ...cookie, name: "__Host-access", value: access_token },
      { ...cookie, name: "__Host-refresh", value: refresh_token },
    ]);
  const player = `/u/${user.username}`;
  return { page, signIn, player, result: `/results/${ended.result.id}` };
}

describe.each([
  { colorScheme: "dark", viewport: { width: 1440, height: 900 } },
  { colorScheme: "light", viewport: { width: 390, height: 844 } },
] as const)("in $colorScheme at $viewport.width", (options) => {
  it("axe finds nothing on any page, and none is wider than the window", async () => {
    const { page, signIn, player, result } = await visitor(options);
    const check = async (path: string, flash?: Flash) => {
      if (flash) {
        const cookie = { name: "__Host-flash", value: writeFlash(flash), secure: true };
        await page.context().addCookies([{ ...cookie, url: secureOrigin() }]);
      }
      await page.goto(site.origin + path);
      expect(await page.locator(".flash-notice").count(), path).toBe(flash ? 1 : 0);
      expect(await violationsOf(page), path).toEqual([]);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
        path,
      ).toBeLessThanOrEqual(0);
    };
    for (const path of [
      "/",
      "/register",
      "/login",
      "/daily",
      "/leaderboard",
      "/leaderboard?type=weekly&metric=wpm",
      "/achievements",
      result,
      player,
      "/u/nobody_at_all",
      "/api/docs",
      "/nothing-here",
    ])
      await check(path);
    await check("/", { code: "account_deleted" });
    await signIn();
    await check("/leaderboard", { code: "sign_ins_failed", count: 3 });
    for (const path of [
      "/",
      "/play",
      "/history",
      "/daily",
      "/daily?language=REACT",
      "/leaderboard",
      "/leaderboard?type=weekly&metric=wpm",
      "/achievements",
      result,
      player,
      "/settings",
      "/settings/password",
      "/settings/devices",
      "/settings/preferences",
      "/settings/privacy",
    ])
      await check(path);
  });
});
