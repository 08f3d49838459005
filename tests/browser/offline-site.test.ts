/** The site without a network: what the service worker keeps, what can be played, and that nothing is lost or shown of an account. */
import type { Page } from "playwright-core";
import { beforeEach, describe, expect, it } from "vitest";
import { call, register } from "../support/api.ts";
import { violationsOf } from "../support/axe.ts";
import { waitForHydration, withBrowser } from "../support/browser.ts";
import { pressUntilTyping, typeDrill } from "../support/drill-page.ts";
import { lockBug } from "../support/field-page.ts";
import {
  KEEPING,
  keptTexts,
  serveInstead,
  visit,
  waitForServiceWorker,
} from "../support/kept-pages.ts";
import { withRestartableSite } from "../support/restartable-site.ts";
import { startSettledRun } from "../support/settled-run.ts";
import { signIn } from "../support/sign-in.ts";
import { storeResult } from "../support/stored-results.ts";

const site = withRestartableSite();
const browser = withBrowser();
const open = () => browser.open(KEEPING);
const AWAY = "The network is away.";

/** Plays the first bug of a run, and leaves it. */
async function playShortRun(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Start/ }).click();
  await lockBug(page);
  await page.keyboard.press("Shift+Escape");
}

const registrations = (page: Page): Promise<number> =>
  page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length);

// A test that failed may have left it stopped.
beforeEach(() => site.start());

describe("a guest without a network", () => {
  it("plays relaxed and practises after the first run, and loses nothing", async () => {
    const page = await open();
    await visit(page, `${site.origin}/play?language=python&difficulty=easy`);
    // Nobody who only looks downloads the game.
    expect(await registrations(page)).toBe(0);
    await startSettledRun(page);
    await site.stop();
    await page.keyboard.press("Shift+Escape");
    await page.getByText("This run is nobody’s yet").waitFor();
    // The server was away when the run ended, so nothing could be kept yet.
    await site.start();
    await visit(page, `${site.origin}/play?language=python&difficulty=easy`);
    await playShortRun(page);
    await page.getByText("This run is nobody’s yet").waitFor();
    await waitForServiceWorker(page);

    await site.stop();
    await visit(page, `${site.origin}/`);
    await page.getByText(AWAY).waitFor();
    await page.getByText("2 runs wait here until then.").waitFor();
    await page.getByRole("heading", { level: 1 }).click();
    await page.keyboard.press("Enter");
    await page.waitForURL("**/play?*");
    await waitForHydration(page);
    await page.getByText("Relaxed, because the network is away").waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await playShortRun(page);
    await page.getByText("Played without the network").waitFor();
    expect(await page.getByRole("link", { name: /account|Sign in/ }).count()).toBe(0);
    await page.getByRole("button", { name: "Watch the run" }).waitFor();
    await page.getByRole("button", { name: "Play again" }).click();
    await page.getByText("Played without the network").waitFor({ state: "detached" });
    await lockBug(page);
    await page.keyboard.press("Shift+Escape");
    await page.getByText("Played without the network").waitFor();
    await page.getByRole("link", { name: "Start page" }).click();
    await page.waitForURL(`${site.origin}/`);
    await waitForHydration(page);

    await page.getByRole("link", { name: "Practice", exact: true }).click();
    await page.waitForURL("**/practice");
    await waitForHydration(page);
    await page.getByLabel("Category").waitFor();
    await page.getByRole("button", { name: /^Start/ }).click();
    await typeDrill(page);
    await page.getByRole("heading", { name: "Typed" }).waitFor();
    await page.getByText("Not stored: it was made without the network.").waitFor();
    await pressUntilTyping(page, "Enter");

    await page.goto(`${site.origin}/leaderboard`);
    await page.getByRole("heading", { name: "Connection refused" }).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole("link", { name: "Play relaxed" }).click();
    await waitForHydration(page);
    await page.getByText(AWAY).waitFor();

    await site.start();
    // The page loads itself: it waits for nothing.
    await page.getByText("2 runs are kept in this browser for a day").waitFor();
    expect(await page.locator("html[data-kept]").count()).toBe(0);
    const account = await register(site);
    await signIn(site, page, account);
    await visit(page, `${site.origin}/kept`);
    await expect
      .poll(async () => {
        const rows = await site.db
          .selectFrom("game_results")
          .select("id")
          .where("user_id", "=", account.user.id)
          .execute();
        return rows.length;
      })
      .toBe(2);
  });

  it("gets the kept page when the network does not answer either", async () => {
    const page = await open();
    await visit(page, `${site.origin}/play?language=python&difficulty=easy`);
    await playShortRun(page);
    await page.getByText("This run is nobody’s yet").waitFor();
    await waitForServiceWorker(page);
    await site.stop();
    await serveInstead(site.origin, () => {});
    await page.goto(`${site.origin}/play`);
    await page.getByText("Relaxed, because the network is away").waitFor();
  });
});

describe("a player without a network", () => {
  it("sees nothing of the account, and the kept run is sent when the network is back", async () => {
    const page = await open();
    const account = await register(site);
    const { username } = account.user;
    await signIn(site, page, account);
    // The start page names whoever is on the board.
    await storeResult(site.db, account.user, { score: 1_000_000 });
    await visit(page, site.origin);
    await page.locator(".home-board").getByText(username).waitFor();
    await visit(page, `${site.origin}/play?language=python&difficulty=easy`);
    await playShortRun(page);
    await page.waitForURL("**/results/*");
    await waitForServiceWorker(page);
    for (const path of ["/dashboard", "/settings", "/history", "/practice", "/"]) {
      await visit(page, site.origin + path);
      await page.getByText(username).first().waitFor();
    }
    const kept = await keptTexts(page);
    expect(kept.length).toBeGreaterThan(50);
    const paths = kept.map(({ url }) => new URL(url).pathname);
    expect(paths.filter((path) => /\.data$|^\/api|__manifest/.test(path))).toEqual([]);
    expect(paths).toEqual(expect.arrayContaining(["/", "/play", "/practice"]));
    const { email } = account.user as { email?: string };
    for (const { url, text } of kept) {
      expect(text.includes(username), url).toBe(false);
      if (email) expect(text.includes(email), url).toBe(false);
    }
    // Nor of the day on which it was kept.
    const start = kept.find(({ url }) => new URL(url).pathname === "/");
    expect(start?.text).toContain("Defend production");
    expect(start?.text).not.toMatch(/<time|home-board|countdown/i);

    await visit(page, `${site.origin}/play?language=react&difficulty=easy`);
    await page.getByRole("button", { name: /^Start/ }).click();
    await lockBug(page);
    await site.stop();
    await page.keyboard.press("Shift+Escape");
    await page.getByText("Result is waiting").waitFor();

    const other = await page.context().newPage();
    await other.goto(`${site.origin}/practice`);
    await waitForHydration(other);
    await other.getByText(AWAY).waitFor();
    await other.getByText("1 run waits here").waitFor();
    expect(await other.content()).not.toContain(username);
    await other.getByRole("button", { name: /^Start/ }).click();
    await typeDrill(other, { most: 5 });
    await other.close();
    await page.goto(site.origin);
    await waitForHydration(page);
    await page.getByText(AWAY).waitFor();
    expect(await page.content()).not.toContain(username);

    await site.start();
    await page.getByText("Your React run arrived").waitFor();
    await page.getByText(username).first().waitFor();
    const history = await call(site, "/game/history", { token: account.access_token });
    expect((history.body as { items: unknown[] }).items.length).toBe(3);
  });
});
