import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import type { SignedIn } from "../../app/contracts/account.ts";
import { call, register } from "../support/api.ts";
import { waitForHydration, withBrowser } from "../support/browser.ts";
import { countResults, insertResults, pastResult } from "../support/histories.ts";
import { callerOf, playGame } from "../support/players.ts";
import { signIn } from "../support/sign-in.ts";
import { withSite } from "../support/site.ts";
import { typeOnTestClock } from "../support/typing.ts";

const site = withSite();
const browser = withBrowser();

/** Results that unlock what a test run could unlock by its score or its hour. */
const UNLOCKED_BY_CHANCE = [
  { final_score: 1_001 },
  { final_score: 2_000 },
  { ended_at: "2026-03-04T01:00:00.000Z" },
  { ended_at: "2026-03-06T20:00:00.000Z" },
  { ended_at: "2026-09-13T12:00:00.000Z" },
];

/** Creates a player with nine results, whose best score a short run cannot beat. */
async function createVeteran(): Promise<SignedIn> {
  const account = await register(site);
  await playGame(site.db, callerOf(account), { wpm: 90, until: 60_000 });
  const runs = Array.from({ length: 8 }, (_, index) => pastResult(UNLOCKED_BY_CHANCE[index]));
  await insertResults(site.db, account.user.id, runs);
  await countResults(site.db, runs);
  return account;
}

/** Plays a run from the start button to its result, just long enough to count. */
async function playShortRun(page: Page) {
  await page.clock.install();
  await page.goto(`${site.origin}/play`);
  await page.getByRole("button", { name: /Start/ }).click();
  await page.getByTestId("field").waitFor();
  await typeOnTestClock(page, site.db);
  // For the confetti; the field has no need of it.
  await page.emulateMedia({ reducedMotion: "no-preference" });
  await page.keyboard.press("Shift+Escape");
  await page.waitForURL("**/results/*");
}

/** Counts the canvases with confetti of each document that the page opens, which bring their place along: style sheets differ. */
async function countCelebrations(page: Page) {
  await page.addInitScript(() => {
    const counter = window as unknown as { celebrations: number };
    counter.celebrations = 0;
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes)
        for (const node of addedNodes)
          if (node instanceof HTMLCanvasElement && node.className === "celebration")
            counter.celebrations += node.style.position === "fixed" ? 1 : Number.NaN;
    }).observe(document, { childList: true, subtree: true });
  });
  return () => page.evaluate(() => (window as unknown as { celebrations: number }).celebrations);
}

describe("the result of a run that unlocks an achievement", () => {
  it("shows the achievement, and confetti only once, even without a new best", async () => {
    const page = await browser.open();
    const celebrations = await countCelebrations(page);
    await signIn(site, page, await createVeteran());
    await playShortRun(page);
    const section = page.getByRole("region", { name: "Achievement unlocked" });
    await section.getByText("Regular contributor").waitFor();
    await page.getByRole("link", { name: "★ 1 achievement", exact: true }).waitFor();
    expect(await page.getByText("New best").count()).toBe(0);
    await expect.poll(celebrations).toBe(1);
    await page.reload();
    await section.getByText("Regular contributor").waitFor();
    await waitForHydration(page);
    expect(await celebrations()).toBe(0);
    await section.getByRole("link", { name: "All achievements" }).click();
    await page.waitForURL("**/achievements");
  });

  it("does not show it when notifications of achievements are off", async () => {
    const page = await browser.open();
    const celebrations = await countCelebrations(page);
    const account = await createVeteran();
    const { status } = await call(site, "/user/settings", {
      method: "PUT",
      token: account.access_token,
      json: { notifications: { failed_sign_ins: true, achievements: false } },
    });
    expect(status).toBe(200);
    await signIn(site, page, account);
    await playShortRun(page);
    await page.getByRole("heading", { name: "Verified" }).waitFor();
    await waitForHydration(page);
    expect(await page.getByText("Regular contributor").count()).toBe(0);
    expect(await celebrations()).toBe(0);
    // The achievement is stored all the same.
    await page.goto(`${site.origin}/achievements#family-runs`);
    const level = page.getByRole("listitem").filter({ hasText: "Regular contributor" });
    await level.getByText("Unlocked").waitFor();
  });
});

describe("the achievements page", () => {
  it("shows unlocked levels, the progress to the next ones and their points", async () => {
    const page = await browser.open();
    await signIn(site, page, await createVeteran());
    await page.goto(`${site.origin}/achievements`);
    const runs = page.getByRole("region", { name: "Runs" });
    // Folded: the badges are there, the earned one told apart by its shape too, and the texts are not.
    await runs.getByText("1/4").waitFor();
    expect(await runs.locator("summary [data-earned=true]").count()).toBe(1);
    expect(await runs.locator("summary [data-earned=false]").count()).toBe(3);
    expect(await runs.getByText("9 of 10 runs").isVisible()).toBe(false);
    await runs.locator("summary").press("Enter");
    expect(
      await runs.getByRole("progressbar", { name: "Progress to Regular contributor" }).count(),
    ).toBe(1);
    await runs.getByText("9 of 10 runs").waitFor();
    await runs
      .getByRole("listitem")
      .filter({ hasText: "Maintainer" })
      .getByText("40 points")
      .waitFor();
    // The cron job has not counted yet, but every player with a run holds it.
    const first = runs.getByRole("listitem").filter({ hasText: "First commit" });
    await first.getByText("100% of players").waitFor();
  });

  it("unfolds the family that a link leads to", async () => {
    const page = await browser.open();
    await page.goto(`${site.origin}/achievements#family-curiosities`);
    await page.getByText("End a run after exactly 404 tokens.").waitFor();
    expect(await page.getByText("Type 15 tokens a minute").isVisible()).toBe(false);
  });

  it("starts a game for a guest with Enter", async () => {
    const page = await browser.open();
    await page.goto(`${site.origin}/achievements`);
    await page.getByText("Start a collection").waitFor();
    expect(await page.getByRole("progressbar").count()).toBe(0);
    await waitForHydration(page);
    await page.keyboard.press("Enter");
    await page.waitForURL("**/play");
  });
});

describe("a player's page", () => {
  it("shows the latest achievements, and the earlier ones after a click", async () => {
    const account = await register(site);
    const run = pastResult({ waves_completed: 30, max_combo: 400, enemies_killed: 42 });
    await insertResults(site.db, account.user.id, [run]);
    await countResults(site.db, [run]);
    const page = await browser.open();
    await page.goto(`${site.origin}/u/${account.user.username}`);
    const achievements = page.getByRole("region", { name: "Achievements" });
    expect(await achievements.getByRole("listitem").count()).toBe(8);
    await achievements.getByText("4 earlier").click();
    expect(await achievements.getByRole("listitem").count()).toBe(12);
    await achievements.getByText("12 · ").waitFor();
  });
});
