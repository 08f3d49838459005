import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import type { SignedIn } from "../../app/contracts/account.ts";
import { register } from "../support/api.ts";
import { violationsOf } from "../support/axe.ts";
import { withBrowser } from "../support/browser.ts";
import { fillResults } from "../support/many-results.ts";
import { callerOf, playGame } from "../support/players.ts";
import { signIn } from "../support/sign-in.ts";
import { withSite } from "../support/site.ts";

const site = withSite();
const browser = withBrowser();

const VIEWS = [
  { colorScheme: "dark", viewport: { width: 1440, height: 900 } },
  { colorScheme: "light", viewport: { width: 390, height: 844 } },
] as const;

const one = { wpm: 55, errors: 60, until: 60_000 };

/** Players with no run, one, and a thousand. */
const PLAYERS: [name: string, play: (account: SignedIn) => Promise<unknown>][] = [
  ["no run", async () => {}],
  ["one run", (account) => playGame(site.db, callerOf(account), one)],
  ["a thousand runs", (account) => fillResults(site.db, account.user.id, 1_000)],
];

async function visit(account: SignedIn, path: string, options = {}): Promise<Page> {
  const page = await browser.open({ bypassCSP: true, reducedMotion: "reduce", ...options });
  await signIn(site, page, account);
  await page.goto(site.origin + path);
  return page;
}

describe.each(VIEWS)("in $colorScheme at $viewport.width", (view) => {
  it.each(PLAYERS)("axe finds nothing on the pages of a player with %s", async (_, play) => {
    const account = await register(site);
    await play(account);
    const { page, paths } = {
      page: await visit(account, "/dashboard", view),
      paths: ["/dashboard", "/history", "/history?language=REACT&from=2026-01-01&to=2026-01-01"],
    };
    for (const path of paths) {
      await page.goto(site.origin + path);
      // What is folded away is read, too.
      for (const summary of await page.locator("main summary").all()) await summary.click();
      expect(await violationsOf(page), path).toEqual([]);
      const wider = await page.evaluate(
        () => document.documentElement.scrollWidth - window.innerWidth,
      );
      expect(wider, path).toBeLessThanOrEqual(0);
    }
  });
});

describe("the player's menu", () => {
  const name = "Wilhelmina_van_der_Wolkenstein";

  it.each(VIEWS)(
    "leads to what is one's own, by the keyboard alone, at $viewport.width",
    async (view) => {
      const account = await register(site, { username: `${name}_${view.viewport.width}` });
      const page = await visit(account, "/leaderboard", view);
      const opener = page.getByRole("button", { name: `Signed in as ${name}` });
      const menu = page.getByRole("navigation", { name: "Account" });
      await opener.focus();
      await page.keyboard.press("Enter");
      expect(await menu.getByRole("link").allTextContents()).toEqual([
        "Your runs",
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
      for (const [index, path] of ["/history", "/achievements", "/u/*", "/settings"].entries()) {
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
  it.each([320, 360, 390, 412])("leave no choice alone in a row at %i", async (width) => {
    const page = await visit(await register(site), "/leaderboard", {
      viewport: { width, height: 844 },
    });
    for (const list of await page.locator(".board-filters ul").all()) {
      const tops = await list
        .locator("li")
        .evaluateAll((items) => items.map((item) => item.getBoundingClientRect().top));
      for (const top of tops)
        expect(tops.filter((other) => other === top).length).toBeGreaterThan(1);
    }
  });
});

describe("the dashboard", () => {
  it("tells every value by the keyboard, and under the pointer", async () => {
    const account = await register(site);
    await fillResults(site.db, account.user.id, 1_000);
    const page = await visit(account, "/dashboard");
    const chart = page.getByRole("figure", { name: /^Your last .* verified runs$/ });
    const slider = chart.getByRole("slider");
    const values = chart.locator("output");
    const last = await values.allTextContents();
    await slider.focus();
    await page.keyboard.press("Home");
    await expect.poll(() => values.allTextContents()).not.toEqual(last);
    const first = await values.allTextContents();
    const told = (await slider.getAttribute("aria-valuetext")) ?? "";
    expect(told).toContain(`WPM ${first[0]}`);
    expect(told).toContain(`Accuracy ${first[1]}`);
    // The first row of the table says the same.
    await chart.getByText("As a table").click();
    const cells = chart.getByRole("row").nth(1).getByRole("cell");
    expect(await cells.allTextContents()).toEqual(first);
    await slider.focus();
    await page.keyboard.press("End");
    await expect.poll(() => values.allTextContents()).toEqual(last);
    const plot = await chart.locator("svg").first().boundingBox();
    if (!plot) throw new Error("no chart");
    await page.mouse.move(plot.x + 1, plot.y + 20);
    await expect.poll(() => values.allTextContents()).toEqual(first);
  });

  it("tells each day of the year by the keyboard", async () => {
    const account = await register(site);
    await playGame(site.db, callerOf(account), one);
    const page = await visit(account, "/dashboard");
    const days = page.getByRole("figure", { name: /^1 run in 53 weeks/ }).getByRole("slider");
    await days.focus();
    await expect.poll(() => days.getAttribute("aria-valuetext")).toMatch(/^\d+ \w+ \d{4}: 1 run$/);
    await page.keyboard.press("ArrowLeft");
    await expect.poll(() => days.getAttribute("aria-valuetext")).toMatch(/: no runs$/);
  });

  it("is where the header leads, and does what it advises at once", async () => {
    const account = await register(site);
    const session = { language: "TYPESCRIPT", difficulty: "HARD" } as const;
    for (let n = 0; n < 3; n += 1) {
      await playGame(site.db, callerOf(account), { ...one, errors: 200, seed: n + 1 }, session);
    }
    const page = await visit(account, "/");
    await page.getByRole("navigation", { name: "Main" }).getByText("Dashboard").click();
    await page.getByRole("heading", { name: "Slow down to get faster" }).waitFor();
    const posted = page.waitForRequest((request) => request.method() === "POST");
    await page.getByRole("button", { name: "Relaxed TypeScript" }).click();
    expect((await posted).postData()).toBe("language=TYPESCRIPT&difficulty=HARD&mode=relaxed");
  });
});

describe("the history", () => {
  it("is filtered by the keyboard alone, and keeps the filter from page to page", async () => {
    const account = await register(site);
    await fillResults(site.db, account.user.id, 1_000);
    const page = await visit(account, "/history");
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

  it("says beside the field what is wrong with it", async () => {
    const account = await register(site);
    await fillResults(site.db, account.user.id, 30);
    const page = await visit(account, "/history", { tolerate: /422/ });
    await page.getByLabel("From (UTC)").fill("2026-03-02");
    await page.getByLabel("To (UTC)").fill("2026-03-01");
    await page.getByRole("button", { name: "Filter" }).click();
    await page.getByRole("alert").getByText("Not before the first day").waitFor();
    expect(await page.getByLabel("To (UTC)").getAttribute("aria-invalid")).toBe("true");
    await page.getByRole("link", { name: "Show all" }).click();
    await page.getByRole("link", { name: "Older" }).waitFor();
  });
});

describe("a result", () => {
  it("tells its speed, stretch by stretch, by the keyboard", async () => {
    const account = await register(site);
    const { ended } = await playGame(site.db, callerOf(account), one);
    const page = await visit(account, `/results/${ended.result.id}`);
    const chart = page.getByRole("figure", { name: "Speed over the run" });
    await chart.getByRole("slider").focus();
    await page.keyboard.press("Home");
    await expect
      .poll(() => chart.getByRole("slider").getAttribute("aria-valuetext"))
      .toMatch(/^0:00 – 0:06, WPM \d+\.\d/);
    // As many values as stretches of six seconds.
    await chart.getByText("As a table").click();
    expect(await chart.getByRole("row").count()).toBe(1 + 10);
  });
});

describe("the board of the day", () => {
  it("asks for the next day's when its time is up", async () => {
    const page = await browser.open();
    await page.clock.install();
    await page.goto(`${site.origin}/leaderboard?type=daily`);
    await page.getByRole("timer").waitFor();
    const asked = page.waitForRequest(/leaderboard\.data\?.*type=daily/);
    await page.clock.fastForward(24 * 3_600_000);
    await page.clock.runFor(2_000);
    await asked;
  });
});
