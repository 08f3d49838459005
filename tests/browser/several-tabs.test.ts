/** Runs, accounts and tabs of one browser. */
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { register } from "../support/api.ts";
import { waitForHydration, withBrowser } from "../support/browser.ts";
import { shootFirstBug, startRun } from "../support/new-player-run.ts";
import { signIn } from "../support/sign-in.ts";
import { withSite } from "../support/site.ts";

const site = withSite();
const browser = withBrowser();

/** Opens another tab of the same profile. */
async function openTab(page: Page, path: string): Promise<Page> {
  const tab = await page.context().newPage();
  await tab.goto(site.origin + path);
  await waitForHydration(tab);
  return tab;
}

const resultsOf = (id: string) =>
  site.db
    .selectFrom("game_results")
    .select(["id", "correct_words"])
    .where("user_id", "=", id)
    .execute();

async function startGame(page: Page) {
  await page.goto(`${site.origin}/play`);
  await startRun(page);
  await shootFirstBug(page);
}

describe("a run that goes on while another account signs in in a second tab", () => {
  it("is kept when it ends, and stored as soon as its owner signs in again", async () => {
    const page = await browser.open({ tolerate: /404/ });
    const owner = await register(site);
    await signIn(site, page, owner);
    await startGame(page);
    const other = await register(site);
    await signIn(site, page, other);

    await page.keyboard.press("Shift+Escape");
    await page.getByText(`${other.user.username} has signed in meanwhile`).waitFor();
    await page.getByRole("link", { name: "Kept runs" }).click();
    await page.getByText("waits until they sign in").waitFor();
    const tab = await openTab(page, "/leaderboard");
    await tab.getByText("waits until they sign in").waitFor();
    expect(await resultsOf(owner.user.id)).toEqual([]);
    expect(await resultsOf(other.user.id)).toEqual([]);

    await signIn(site, page, owner);
    const next = await openTab(page, "/leaderboard");
    await next.getByText("arrived").waitFor();
    const [result, ...more] = await resultsOf(owner.user.id);
    expect(more).toEqual([]);
    expect(result?.correct_words).toBeGreaterThan(0);
    expect(await resultsOf(other.user.id)).toEqual([]);
  });

  it("is deleted when its own player is signed in, and the server does not know it", async () => {
    const page = await browser.open({ tolerate: /404/ });
    const owner = await register(site);
    await signIn(site, page, owner);
    await startGame(page);
    await site.db.deleteFrom("game_sessions").where("user_id", "=", owner.user.id).execute();
    await page.keyboard.press("Shift+Escape");
    await page.getByText("The server refused this run").waitFor();
    const tab = await openTab(page, "/leaderboard");
    expect(await tab.locator(".outbox").count()).toBe(0);
  });
});

describe("an answer that is not the server's own", () => {
  it("does not delete a run", async () => {
    const page = await browser.open({ tolerate: /404|403/ });
    const owner = await register(site);
    await signIn(site, page, owner);
    await startGame(page);
    let answers = 0;
    await page.route("**/api/game/end", (route) => {
      answers += 1;
      if (answers > 1) return route.continue();
      return route.fulfill({ status: 403, contentType: "text/html", body: "<h1>Proxy</h1>" });
    });
    await page.keyboard.press("Shift+Escape");
    await page.waitForURL("**/results/*");
    expect(answers).toBe(2);
    expect(await resultsOf(owner.user.id)).toHaveLength(1);
  });
});

describe("a game that is started in a second tab", () => {
  it("ends the run of the first tab at once, which says so and is stored", async () => {
    const page = await browser.open();
    const { user, ...account } = await register(site);
    await signIn(site, page, { user, ...account });
    await startGame(page);
    const tab = await openTab(page, "/play");
    await startRun(tab);
    await page.getByText("You went on in another tab").waitFor();
    await page.getByText("Stored as far as it went").waitFor();
    const [result, ...more] = await resultsOf(user.id);
    expect(more).toEqual([]);
    expect(result?.correct_words).toBeGreaterThan(0);

    // The second run is not disturbed.
    await shootFirstBug(tab);
    await tab.keyboard.press("Shift+Escape");
    await tab.waitForURL("**/results/*");
    expect(await resultsOf(user.id)).toHaveLength(2);
    await page.getByRole("link", { name: "See the result" }).click();
    await page.waitForURL(`**/results/${result?.id}`);
  });

  it("leaves the run of another account alone", async () => {
    const page = await browser.open({ tolerate: /404/ });
    const owner = await register(site);
    await signIn(site, page, owner);
    await startGame(page);
    const other = await register(site);
    await signIn(site, page, other);
    const tab = await openTab(page, "/play");
    await startRun(tab);
    await shootFirstBug(tab);
    expect(await page.getByText("You went on in another tab").count()).toBe(0);
    await page.bringToFront();
    await shootFirstBug(page);
  });
});
