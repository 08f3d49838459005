import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { endGame } from "../../app/.server/games/end/service.ts";
import { startGame } from "../../app/.server/games/start/service.ts";
import { NO_BOARD_CACHE } from "../../app/.server/leaderboards/cache.ts";
import { type Flash, writeFlash } from "../../app/contracts/flash.ts";
import { register } from "../support/api.ts";
import { violationsOf } from "../support/axe.ts";
import { withBrowser } from "../support/browser.ts";
import { callerOf, honestRun, playGame, startRequest } from "../support/players.ts";
import { signIn } from "../support/sign-in.ts";
import { withSite } from "../support/site.ts";
import { horizontalOverflow, VIEWS } from "../support/views.ts";

const site = withSite();
const browser = withBrowser();

/** Creates a player with a result, a finished daily challenge and an open one, and opens a page for them. */
async function openPlayerPage(view: (typeof VIEWS)[number]) {
  const account = await register(site);
  const game = await startGame(site.db, callerOf(account), startRequest(), 1, new Date());
  const { ended } = await endGame(
    site.db,
    callerOf(account),
    await honestRun(site.db, game, { wpm: 60, until: 60_000 }),
    NO_BOARD_CACHE,
  );
  await playGame(
    site.db,
    callerOf(account),
    { wpm: 60, until: 60_000 },
    { mode: "daily", language: "PYTHON" },
  );
  await startGame(
    site.db,
    callerOf(account),
    startRequest({ mode: "daily", language: "REACT" }),
    1,
    new Date(),
  );
  const page = await browser.open({
    ...view,
    bypassCSP: true,
    reducedMotion: "reduce",
    tolerate: /404/,
  });
  return {
    page,
    account,
    playerPath: `/u/${account.user.username}`,
    resultPath: `/results/${ended.result.id}`,
  };
}

/** Opens a path, with a notice that the page before has left, and looks at the page. */
async function check(page: Page, path: string, flash?: Flash) {
  if (flash) {
    // A secure cookie needs an HTTPS URL; the browser sends it to localhost all the same.
    const url = site.origin.replace("http:", "https:");
    const cookie = { url, name: "__Host-flash", value: writeFlash(flash), secure: true };
    await page.context().addCookies([cookie]);
  }
  await page.goto(site.origin + path);
  expect(await page.locator(".flash-notice").count(), path).toBe(flash ? 1 : 0);
  expect(await violationsOf(page), path).toEqual([]);
  expect(await horizontalOverflow(page), path).toBeLessThanOrEqual(0);
}

describe.each(VIEWS)("the pages in $colorScheme at $viewport.width pixels", (view) => {
  it("have no violation that axe finds for a visitor, and none is wider than the window", async () => {
    const { page, playerPath, resultPath } = await openPlayerPage(view);
    for (const path of [
      "/",
      "/register",
      "/login",
      "/practice",
      "/daily",
      "/leaderboard",
      "/leaderboard?type=weekly&metric=wpm",
      "/achievements",
      resultPath,
      playerPath,
      "/u/nobody_at_all",
      "/api/docs",
      "/nothing-here",
    ])
      await check(page, path);
    await check(page, "/", { code: "account_deleted" });
  });

  it("have none for a player either", async () => {
    const { page, account, playerPath, resultPath } = await openPlayerPage(view);
    await signIn(site, page, account);
    await check(page, "/leaderboard", { code: "sign_ins_failed", count: 3 });
    for (const path of [
      "/",
      "/play",
      "/practice?focus=keys&keys=%7B",
      "/practice/insights",
      "/practice/insights?language=REACT",
      "/history",
      "/daily",
      "/daily?language=REACT",
      "/leaderboard",
      "/leaderboard?type=weekly&metric=wpm",
      "/achievements",
      resultPath,
      playerPath,
      "/settings",
      "/settings/password",
      "/settings/sign-in",
      "/settings/devices",
      "/settings/preferences",
      "/settings/privacy",
    ])
      await check(page, path);
  });
});
