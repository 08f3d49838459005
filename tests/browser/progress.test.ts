import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import type { SignedIn } from "../../app/contracts/account.ts";
import { register } from "../support/api.ts";
import { violationsOf } from "../support/axe.ts";
import { withBrowser } from "../support/browser.ts";
import { callerOf, playGame } from "../support/players.ts";
import { insertRandomResults } from "../support/random-results.ts";
import { signIn } from "../support/sign-in.ts";
import { withSite } from "../support/site.ts";
import { horizontalOverflow, PHONE_LIGHT, VIEWS } from "../support/views.ts";

const site = withSite();
const browser = withBrowser();

const HABITS = { wpm: 55, errors: 60, until: 60_000 };

/** Players with no run, with one and with a thousand. */
const PLAYERS: [name: string, play: (account: SignedIn) => Promise<unknown>][] = [
  ["no run", async () => {}],
  ["one run", (account) => playGame(site.db, callerOf(account), HABITS)],
  ["a thousand runs", (account) => insertRandomResults(site.db, account.user.id, 1_000)],
];

/** Opens a path of the site for a signed-in account. */
async function openPage(account: SignedIn, path: string, options = {}): Promise<Page> {
  const page = await browser.open({ bypassCSP: true, reducedMotion: "reduce", ...options });
  await signIn(site, page, account);
  await page.goto(site.origin + path);
  return page;
}

describe.each(VIEWS)("the pages of progress in $colorScheme at $viewport.width pixels", (view) => {
  it.each(PLAYERS)(
    "have no violation that axe finds and fit the window for a player with %s",
    async (_, play) => {
      const account = await register(site);
      await play(account);
      const page = await openPage(account, "/dashboard", view);
      for (const path of [
        "/dashboard",
        "/history",
        "/history?language=REACT&from=2026-01-01&to=2026-01-01",
      ]) {
        await page.goto(site.origin + path);
        // Opens every fold, so that axe reads its content too.
        for (const summary of await page.locator("main summary").all()) await summary.click();
        expect(await violationsOf(page), path).toEqual([]);
        expect(await horizontalOverflow(page), path).toBeLessThanOrEqual(0);
      }
    },
  );
});

describe("the player's menu", () => {
  const name = "Wilhelmina_van_der_Wolkenstein";

  it.each(VIEWS)(
    "leads to the pages of the player by the keyboard alone, at $viewport.width pixels",
    async (view) => {
      const account = await register(site, { username: `${name}_${view.viewport.width}` });
      const page = await openPage(account, "/leaderboard", view);
      const opener = page.getByRole("button", { name: `Signed in as ${name}` });
      const menu = page.getByRole("navigation", { name: "Account" });
      await opener.focus();
      await page.keyboard.press("Enter");
      expect(await menu.getByRole("link").allTextContents()).toEqual([
        "Your runs",
        "Friends",
        "Achievements",
        "Public page",
        "Settings",
      ]);
      expect(await violationsOf(page)).toEqual([]);
      const box = await menu.boundingBox();
      expect(box?.x).toBeGreaterThanOrEqual(0);
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(view.viewport.width);
      await page.keyboard.press("Escape");
      await menu.waitFor({ state: "hidden" });
      const paths = ["/history", "/friends", "/achievements", "/u/*", "/settings"];
      for (const [index, path] of paths.entries()) {
        await opener.focus();
        await page.keyboard.press("Enter");
        for (let n = 0; n <= index; n += 1) await page.keyboard.press("Tab");
        await page.keyboard.press("Enter");
        await page.waitForURL(`**${path}`);
        await menu.waitFor({ state: "hidden" });
      }
    },
  );
});

describe("the filters of the board", () => {
  it.each([320, 360, 390, 412])("leave no choice alone in a row at %i pixels", async (width) => {
    const page = await openPage(await register(site), "/leaderboard", {
      viewport: { width, height: 844 },
    });
    await page.getByRole("button", { name: /^Filters: / }).click();
    for (const list of await page.locator(".board-filters ul").all()) {
      const tops = await list
        .locator("li")
        .evaluateAll((items) => items.map((item) => item.getBoundingClientRect().top));
      for (const top of tops)
        expect(tops.filter((other) => other === top).length).toBeGreaterThan(1);
    }
  });
});

describe("the filters of the board on a phone", () => {
  it("are folded under the present choice, and unfold by keyboard", async () => {
    const page = await openPage(await register(site), "/leaderboard", PHONE_LIGHT);
    const fold = page.getByRole("button", { name: "All time · Score · All languages · Normal" });
    const difficulties = page.getByRole("navigation", { name: "Difficulty" });
    expect(await difficulties.isVisible()).toBe(false);
    await fold.press("Enter");
    await difficulties.getByRole("link", { name: "Hard" }).click();
    await page.waitForURL("**/leaderboard?difficulty=HARD");
    await page.getByRole("button", { name: "All time · Score · All languages · Hard" }).waitFor();
  });

  it("are all there without script", async () => {
    const page = await browser.open({ ...PHONE_LIGHT, javaScriptEnabled: false });
    await page.goto(`${site.origin}/leaderboard`);
    await page.getByRole("navigation", { name: "Difficulty" }).waitFor();
    expect(await page.getByRole("button", { name: /^Filters/ }).isVisible()).toBe(false);
  });
});

describe("the dashboard", () => {
  it("shows every value of its chart by keyboard and by pointer", async () => {
    const account = await register(site);
    await insertRandomResults(site.db, account.user.id, 1_000);
    const page = await openPage(account, "/dashboard");
    const chart = page.getByRole("figure", { name: /^Your last .* verified runs$/ });
    const slider = chart.getByRole("slider");
    const values = chart.locator("output");
    const lastValues = await values.allTextContents();
    await slider.focus();
    await page.keyboard.press("Home");
    await expect.poll(() => values.allTextContents()).not.toEqual(lastValues);
    const firstValues = await values.allTextContents();
    const valueText = (await slider.getAttribute("aria-valuetext")) ?? "";
    expect(valueText).toContain(`WPM ${firstValues[0]}`);
    expect(valueText).toContain(`Accuracy ${firstValues[1]}`);
    // The first row of the table has the same values.
    await chart.getByText("As a table").click();
    const cells = chart.getByRole("row").nth(1).getByRole("cell");
    expect(await cells.allTextContents()).toEqual(firstValues);
    await slider.focus();
    await page.keyboard.press("End");
    await expect.poll(() => values.allTextContents()).toEqual(lastValues);
    const plot = await chart.locator("svg").first().boundingBox();
    if (!plot) throw new Error("no chart");
    await page.mouse.move(plot.x + 1, plot.y + 20);
    await expect.poll(() => values.allTextContents()).toEqual(firstValues);
  });

  it("shows each day of the year by keyboard", async () => {
    const account = await register(site);
    await playGame(site.db, callerOf(account), HABITS);
    const page = await openPage(account, "/dashboard");
    const days = page.getByRole("figure", { name: /^1 run in 53 weeks/ }).getByRole("slider");
    await days.focus();
    await expect.poll(() => days.getAttribute("aria-valuetext")).toMatch(/^\d+ \w+ \d{4}: 1 run$/);
    await page.keyboard.press("ArrowLeft");
    await expect.poll(() => days.getAttribute("aria-valuetext")).toMatch(/: no runs$/);
  });

  it("is linked in the header, and starts the game that it advises", async () => {
    const account = await register(site);
    const session = { language: "TYPESCRIPT", difficulty: "HARD" } as const;
    for (let n = 0; n < 3; n += 1) {
      await playGame(
        site.db,
        callerOf(account),
        { ...HABITS, wpm: 75, errors: 200, seed: n + 1 },
        session,
      );
    }
    const page = await openPage(account, "/");
    await page.getByRole("navigation", { name: "Main" }).getByText("Dashboard").click();
    await page.getByRole("heading", { name: "Slow down to get faster" }).waitFor();
    const gameStart = page.waitForRequest((request) => request.method() === "POST");
    await page.getByRole("button", { name: "Relaxed TypeScript" }).click();
    expect((await gameStart).postData()).toBe("language=TYPESCRIPT&difficulty=HARD&mode=relaxed");
  });
});

describe("the history", () => {
  it("is filtered by the keyboard alone, and keeps the filter from page to page", async () => {
    const account = await register(site);
    await insertRandomResults(site.db, account.user.id, 1_000);
    const page = await openPage(account, "/history");
    await page.getByLabel("Language").focus();
    await page.keyboard.type("React");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.type("Relaxed");
    await page.getByLabel("From (UTC)").focus();
    await page.keyboard.type("01012020");
    await page.keyboard.press("Enter");
    await page.waitForURL(/language=REACT.*mode=relaxed.*from=2020-01-01/);
    const runs = page.locator("tbody tr");
    const languages = () => page.locator("tbody .row-link").allTextContents();
    await expect.poll(async () => new Set(await languages())).toEqual(new Set(["React"]));
    expect(await runs.count()).toBe(20);
    await page.getByRole("link", { name: "Older" }).click();
    await page.waitForURL(/language=REACT.*mode=relaxed.*from=2020-01-01.*cursor=/);
    expect(new Set(await languages())).toEqual(new Set(["React"]));
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "Download these as CSV" }).click();
    expect((await download).suggestedFilename()).toMatch(/^pro-dev-.*\.csv$/);
  });

  it("shows an error beside its field", async () => {
    const account = await register(site);
    await insertRandomResults(site.db, account.user.id, 30);
    const page = await openPage(account, "/history", { tolerate: /422/ });
    await page.getByLabel("From (UTC)").fill("2026-03-02");
    await page.getByLabel("To (UTC)").fill("2026-03-01");
    await page.getByRole("button", { name: "Filter" }).click();
    await page.getByRole("alert").getByText("Not before the first day").waitFor();
    expect(await page.getByLabel("To (UTC)").getAttribute("aria-invalid")).toBe("true");
    await page.getByRole("link", { name: "Show all" }).click();
    await page.getByRole("link", { name: "Older" }).waitFor();
  });
});

describe("the page of a result", () => {
  it("shows the speed of each six seconds by keyboard", async () => {
    const account = await register(site);
    const { ended } = await playGame(site.db, callerOf(account), HABITS);
    const page = await openPage(account, `/results/${ended.result.id}`);
    const chart = page.getByRole("figure", { name: "Speed over the run" });
    await chart.getByRole("slider").focus();
    await page.keyboard.press("Home");
    await expect
      .poll(() => chart.getByRole("slider").getAttribute("aria-valuetext"))
      .toMatch(/^0:00 – 0:06, WPM \d+\.\d/);
    // One row for the head and ten for the sixty seconds of the run.
    await chart.getByText("As a table").click();
    expect(await chart.getByRole("row").count()).toBe(1 + 10);
  });
});

describe("the board of the day", () => {
  it("loads the board of the next day at midnight UTC", async () => {
    const page = await browser.open();
    await page.clock.install();
    await page.goto(`${site.origin}/leaderboard?type=daily`);
    await page.getByRole("timer").waitFor();
    const boardRequest = page.waitForRequest(/leaderboard\.data\?.*type=daily/);
    await page.clock.fastForward(24 * 3_600_000);
    await page.clock.runFor(2_000);
    await boardRequest;
  });
});
