import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import type { SignedIn } from "../../app/contracts/account.ts";
import { call, register } from "../support/api.ts";
import { alive, withBrowser } from "../support/browser.ts";
import { countRuns, insertRuns, runOf } from "../support/histories.ts";
import { callerOf, playGame } from "../support/players.ts";
import { signIn } from "../support/sign-in.ts";
import { withSite } from "../support/site.ts";
import { typeOn } from "../support/typist.ts";

const site = withSite();
const browser = withBrowser();

/** What any score and any hour could unlock: whoever has it is not surprised by it. */
const ACCIDENTS = [
  { final_score: 1_001 },
  { final_score: 2_000 },
  { ended_at: "2026-03-04T01:00:00.000Z" },
  { ended_at: "2026-03-06T20:00:00.000Z" },
  { ended_at: "2026-09-13T12:00:00.000Z" },
];

/** Somebody with nine runs, one of them too good to be beaten by a few words. */
async function veteran(): Promise<SignedIn> {
  const account = await register(site);
  await playGame(site.db, callerOf(account), { wpm: 90, until: 60_000 });
  const runs = Array.from({ length: 8 }, (_, index) => runOf(ACCIDENTS[index]));
  await insertRuns(site.db, account.user.id, runs);
  await countRuns(site.db, runs);
  return account;
}

/** Plays a short run, from the chooser to its result. */
async function playShortly(page: Page) {
  await page.goto(`${site.origin}/play`);
  await page.getByRole("button", { name: /Start/ }).click();
  await page.getByTestId("field").waitFor();
  await typeOn(page, 16, (keys) => keys === 20);
  await page.keyboard.press("Shift+Escape");
  await page.waitForURL("**/results/*");
}

/** Counts the celebrations of every document that this page opens. */
async function countCelebrations(page: Page) {
  await page.addInitScript(() => {
    const seen = window as unknown as { celebrations: number };
    seen.celebrations = 0;
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes)
        for (const node of addedNodes)
          if (node instanceof HTMLCanvasElement && node.className === "celebration")
            seen.celebrations += 1;
    }).observe(document, { childList: true, subtree: true });
  });
  return () => page.evaluate(() => (window as unknown as { celebrations: number }).celebrations);
}

describe("a run that unlocks something", () => {
  it("shows the achievement and confetti once, even without a new best", async () => {
    const page = await browser.open();
    const celebrations = await countCelebrations(page);
    await signIn(site, page, await veteran());
    await playShortly(page);
    const section = page.getByRole("region", { name: "Achievement unlocked" });
    await section.getByText("Regular contributor").waitFor();
    expect(await page.getByText("New best").count()).toBe(0);
    await expect.poll(celebrations).toBe(1);
    await page.reload();
    await section.getByText("Regular contributor").waitFor();
    await alive(page);
    expect(await celebrations()).toBe(0);
    await section.getByRole("link", { name: "All achievements" }).click();
    await page.waitForURL("**/achievements");
  });

  it("shows nothing when notifications of achievements are off", async () => {
    const page = await browser.open();
    const celebrations = await countCelebrations(page);
    const account = await veteran();
    const { status } = await call(site, "/user/settings", {
      method: "PUT",
      token: account.access_token,
      json: { notifications: { failed_sign_ins: true, achievements: false } },
    });
    expect(status).toBe(200);
    await signIn(site, page, account);
    await playShortly(page);
    await page.getByRole("heading", { name: "Verified" }).waitFor();
    await alive(page);
    expect(await page.getByText("Regular contributor").count()).toBe(0);
    expect(await celebrations()).toBe(0);
    // It is on the record all the same.
    await page.goto(page.url().replace(/results.*/, "achievements"));
    const level = page.getByRole("listitem").filter({ hasText: "Regular contributor" });
    await level.getByText("Unlocked").waitFor();
  });
});

describe("the page of achievements", () => {
  it("shows what is unlocked, how far the next levels are, and what they are worth", async () => {
    const page = await browser.open();
    await signIn(site, page, await veteran());
    await page.goto(`${site.origin}/achievements`);
    const runs = page.getByRole("region", { name: "Runs" });
    await runs.getByText("1/4").waitFor();
    expect(
      await runs.getByRole("progressbar", { name: "Progress to Regular contributor" }).count(),
    ).toBe(1);
    await runs.getByText("9 of 10 runs").waitFor();
    await runs
      .getByRole("listitem")
      .filter({ hasText: "Maintainer" })
      .getByText("40 points")
      .waitFor();
    // Nobody was counted yet: whoever holds it knows of one.
    const first = runs.getByRole("listitem").filter({ hasText: "First commit" });
    await first.getByText("you, so far").waitFor();
    await page.getByRole("link", { name: /^Curiosities/ }).click();
    await page.waitForURL("**/achievements#family-curiosities");
  });

  it("invites guests to play, with Enter", async () => {
    const page = await browser.open();
    await page.goto(`${site.origin}/achievements`);
    await page.getByText("Start a collection").waitFor();
    expect(await page.getByRole("progressbar").count()).toBe(0);
    await alive(page);
    await page.keyboard.press("Enter");
    await page.waitForURL("**/play");
  });
});

describe("a player's page", () => {
  it("shows the latest achievements, and the earlier ones when asked", async () => {
    const account = await register(site);
    const run = runOf({ waves_completed: 30, max_combo: 400, enemies_killed: 42 });
    await insertRuns(site.db, account.user.id, [run]);
    await countRuns(site.db, [run]);
    const page = await browser.open();
    await page.goto(`${site.origin}/u/${account.user.username}`);
    const achievements = page.getByRole("region", { name: "Achievements" });
    expect(await achievements.getByRole("listitem").count()).toBe(8);
    await achievements.getByText("4 earlier").click();
    expect(await achievements.getByRole("listitem").count()).toBe(12);
    await achievements.getByText("12 · ").waitFor();
  });
});
