/** The panel at the end of a guest's run. */
import { describe, expect, it } from "vitest";
import { register } from "../support/api.ts";
import { violationsOf } from "../support/axe.ts";
import { withBrowser } from "../support/browser.ts";
import { waitForNextKey } from "../support/field-page.ts";
import { holdRequests } from "../support/held-requests.ts";
import { callerOf, playGame } from "../support/players.ts";
import { withSite } from "../support/site.ts";
import { stopClock } from "../support/stage.ts";
import { typeOnTestClock } from "../support/typing.ts";
import { horizontalOverflow, VIEWS } from "../support/views.ts";

const site = withSite();
const browser = withBrowser();

/** Starts a guest's run and waits for its first bug. */
async function startGuestRun() {
  const page = await browser.open();
  await page.clock.install();
  await page.goto(`${site.origin}/play?language=python&difficulty=easy`);
  await page.getByRole("button", { name: /Start/ }).click();
  await waitForNextKey(page);
  return page;
}

describe("the end of a run", () => {
  it("is not skipped by somebody who types on, and Enter works once the keys have been up", async () => {
    const page = await startGuestRun();
    await page.keyboard.press("Shift+Escape");
    await page.getByRole("link", { name: /^Create account/ }).waitFor();
    let starts = 0;
    page.on("request", (request) => {
      if (request.method() === "POST" && request.url().includes("/play.data")) starts += 1;
    });
    // On a machine that stalls, a pause between two keys would be one of somebody who types no more.
    await stopClock(page);
    // Far beyond the time for which Enter is ignored in any case.
    for (let passed = 0; passed < 3_000; passed += 120) {
      await page.keyboard.press("x");
      await page.clock.runFor(60);
      await page.keyboard.press("Enter");
      await page.clock.runFor(60);
    }
    expect(starts).toBe(0);
    await page.clock.runFor(1_000);
    await page.keyboard.press("Enter");
    await expect.poll(() => starts).toBe(1);
  });

  it("leads to the next run with the restart key, too, as during a run", async () => {
    const page = await startGuestRun();
    await page.keyboard.press("Shift+Escape");
    await page.getByRole("button", { name: "Play again" }).waitFor();
    const gameStart = page.waitForRequest((request) => request.method() === "POST");
    await page.keyboard.press("F4");
    expect((await gameStart).url()).toContain("/play.data");
  });

  it("says how good a guest's run is: its place on the board, asked once, and the sum of its points", async () => {
    for (const wpm of [60, 90]) {
      const caller = callerOf(await register(site));
      await playGame(site.db, caller, { wpm, until: 120_000 }, { difficulty: "EASY" });
    }
    const page = await startGuestRun();
    const calls: string[] = [];
    page.on("request", (request) => {
      if (request.url().includes("/api/leaderboard")) calls.push(new URL(request.url()).search);
    });
    await typeOnTestClock(page);
    expect(calls).toEqual([]);
    const earned = await page.locator("[data-part=score]").textContent();
    const answer = await holdRequests(page, "**/api/leaderboard?*");
    await page.keyboard.press("Shift+Escape");
    await page.getByRole("slider", { name: /Speed over the run/ }).waitFor();
    const placesOfButton = async () => {
      const button = page.getByRole("link", { name: "Create account and keep it" });
      const places = [];
      for (const { viewport } of VIEWS) {
        await page.setViewportSize(viewport);
        places.push(await button.boundingBox());
      }
      return places;
    };
    const before = await placesOfButton();
    answer();
    await page.getByText(/^That would be place [123] on the EASY board in Python\.$/).waitFor();
    // Somebody may be pressing the button just then.
    expect(await placesOfButton()).toEqual(before);
    expect(calls).toEqual(["?language=PYTHON&difficulty=EASY&limit=100"]);
    const score = Number((await page.locator(".end-score").textContent())?.replace(",", ""));
    const above = await site.db
      .selectFrom("game_results")
      .select("final_score")
      .where("final_score", ">=", score)
      .execute();
    await page.getByText(`place ${above.length + 1}`, { exact: true }).waitFor();
    // The same points as in the HUD, and what the end adds; the parts are one click away.
    const added = score - Number(earned?.replace(",", ""));
    const sum = page.getByText(`${earned} earned + ${added} for speed and care`);
    const part = page.getByRole("rowheader", { name: "Share of clean tokens" });
    expect(await part.count()).toBe(0);
    await sum.click();
    await part.waitFor();
    expect(await violationsOf(page)).toEqual([]);
  });

  it("says nothing of a board that does not answer", async () => {
    const page = await startGuestRun();
    const asked = page.waitForRequest("**/api/leaderboard?*");
    await page.route("**/api/leaderboard?*", (route) => route.fulfill({ body: "<h1>Down</h1>" }));
    await typeOnTestClock(page);
    await page.keyboard.press("Shift+Escape");
    await asked;
    await page.getByRole("term").filter({ hasText: "Longest combo" }).waitFor();
    await page.getByRole("slider", { name: /Speed over the run/ }).waitFor();
    expect(await page.locator(".end-place").textContent()).toBe("");
    expect(await page.locator(".end-card").textContent()).not.toMatch(/board|undefined|NaN/);
  });

  it("shows a guest the speed, the errors and the replay of a run that counts", async () => {
    const page = await startGuestRun();
    await page.keyboard.press("~");
    await typeOnTestClock(page);
    await page.keyboard.press("Shift+Escape");
    await page.getByRole("term").filter({ hasText: "Longest combo" }).waitFor();
    await page.getByRole("slider", { name: /Speed over the run/ }).waitFor();
    await page.getByText("1 wrong key that no bug waited for").waitFor();
    expect(await horizontalOverflow(page)).toBeLessThanOrEqual(0);
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole("button", { name: "Watch the run" }).click();
    await page.getByText("re-computed in your browser just now").waitFor();
  });
});
