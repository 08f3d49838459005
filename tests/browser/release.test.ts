/** What a release does to open tabs: their modules are gone, and no run is lost. */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { register } from "../support/api.ts";
import { waitForHydration, withBrowser } from "../support/browser.ts";
import { lockBug } from "../support/field-page.ts";
import { nextRelease } from "../support/next-release.ts";
import { withRestartableSite } from "../support/restartable-site.ts";
import { startSettledRun } from "../support/settled-run.ts";
import { signIn } from "../support/sign-in.ts";
import type { Release } from "../support/site.ts";

const site = withRestartableSite();
const browser = withBrowser();
/** What browsers and Remix say of modules that are gone. */
const TOLERATE =
  /net::ERR|Failed to (load|fetch)|dynamically imported|loading route module|manifest version/;

let next: Awaited<ReturnType<typeof nextRelease>>;
beforeAll(async () => {
  next = await nextRelease();
});
afterAll(() => next.remove());
beforeEach(() => site.start());

const open = () => browser.open({ tolerate: TOLERATE });

/** Returns a function that says how many documents the page has loaded since. */
function countDocuments(page: Page): () => number {
  let count = 0;
  page.on("request", (request) => {
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) count += 1;
  });
  return () => count;
}

/** Whether the page is of the next release: the addresses of its modules say so. */
const isNext = (page: Page): Promise<boolean> =>
  page.evaluate(() =>
    performance.getEntriesByType("resource").some(({ name }) => name.endsWith("-next.js")),
  );

/** Returns a release in which the module of a page is missing. */
async function releaseWithoutLeaderboard(page: Page): Promise<Release> {
  const [module = ""] = await page.evaluate(() =>
    Object.values(
      (
        window as unknown as {
          __remixManifest: { routes: Record<string, { id: string; module: string }> };
        }
      ).__remixManifest.routes,
    ).flatMap(({ id, module }) => (id.includes("leaderboard") ? [module] : [])),
  );
  const broken = await nextRelease();
  onTestFinished(() => broken.remove());
  await rm(join(broken.client, module.replace(".js", "-next.js")));
  return broken;
}

async function startRun(page: Page): Promise<void> {
  await page.goto(`${site.origin}/play?language=python&difficulty=easy`);
  await startSettledRun(page);
}

describe("a release in the middle of a run", () => {
  it("lets a player's run end and be stored, and its page is of the new release", async () => {
    const page = await open();
    const account = await register(site);
    await signIn(site, page, account);
    await startRun(page);
    await site.start(next);
    const documents = countDocuments(page);
    await lockBug(page);
    await page.keyboard.press("Shift+Escape");
    await page.waitForURL("**/results/*");
    await page.getByRole("heading", { level: 1 }).waitFor();
    await expect.poll(() => isNext(page)).toBe(true);
    await waitForHydration(page);
    expect(documents()).toBe(1);
    const rows = await site.db
      .selectFrom("game_results")
      .select("id")
      .where("user_id", "=", account.user.id)
      .execute();
    expect(rows.map(({ id }) => id)).toEqual([new URL(page.url()).pathname.split("/")[2]]);
    await page.getByRole("link", { name: "Practice" }).first().click();
    await page.getByRole("heading", { name: "Type real code" }).waitFor();
    expect(documents()).toBe(1);
  });

  it("lets a guest's run end and be kept, and the next navigation loads its page once", async () => {
    const page = await open();
    await startRun(page);
    await site.start(next);
    const documents = countDocuments(page);
    await page.keyboard.press("Shift+Escape");
    await page.getByText("This run is nobody’s yet").waitFor();
    expect(documents()).toBe(0);
    await page
      .getByRole("link", { name: "Create account and keep it" })
      .or(page.getByRole("link", { name: "Create account", exact: true }))
      .first()
      .click();
    await page.waitForURL(({ pathname }) => pathname === "/register");
    await expect.poll(() => isNext(page)).toBe(true);
    await waitForHydration(page);
    await page.getByText("kept in this browser for a day").waitFor();
    expect(documents()).toBe(1);
  });
});

describe("a release under a page on which nothing is played", () => {
  it("loads the page that is wanted once", async () => {
    const page = await open();
    await page.goto(`${site.origin}/practice`);
    // Remix has asked for the routes behind the links by then, so only the module is missing.
    await page.waitForLoadState("networkidle");
    await site.start(next);
    const documents = countDocuments(page);
    await page.getByRole("link", { name: "Leaderboard" }).first().click();
    await page.waitForURL("**/leaderboard");
    await expect.poll(() => isNext(page)).toBe(true);
    await waitForHydration(page);
    expect(documents()).toBe(1);
  });

  it("says so when a module is missing from the new release as well, and loads nothing again and again", async () => {
    const page = await open();
    await page.goto(site.origin);
    await page.waitForLoadState("networkidle");
    await site.start(await releaseWithoutLeaderboard(page));
    await page.goto(site.origin);
    await page.waitForLoadState("networkidle");
    const documents = countDocuments(page);
    await page.getByRole("link", { name: "Leaderboard" }).first().click();
    await page.waitForURL("**/leaderboard");
    await expect.poll(documents).toBe(1);
    await page.goto(site.origin);
    await page.waitForLoadState("networkidle");
    await page.getByRole("link", { name: "Leaderboard" }).first().click();
    await page.getByText("Loading the page again did not help").waitFor();
    await page.getByRole("link", { name: "Try again" }).waitFor();
    expect(documents()).toBe(2);
  });

  it("says so at once, and once, where the browser refuses to keep that it was tried", async () => {
    const page = await open();
    await page.addInitScript(() =>
      Object.defineProperty(window, "sessionStorage", {
        configurable: true,
        get() {
          throw new DOMException("Access is denied", "SecurityError");
        },
      }),
    );
    await page.goto(site.origin);
    await page.waitForLoadState("networkidle");
    await site.start(await releaseWithoutLeaderboard(page));
    await page.goto(site.origin);
    await page.waitForLoadState("networkidle");
    const documents = countDocuments(page);
    let looks = 0;
    page.on("response", (response) => {
      if (response.request().method() === "HEAD") looks += 1;
    });
    for (const clicks of [1, 2, 3]) {
      await page.getByRole("link", { name: "Leaderboard" }).first().click();
      await expect.poll(() => looks).toBeGreaterThanOrEqual(clicks);
    }
    await page.getByRole("alert").filter({ hasText: "A part of this page is missing" }).waitFor();
    await expect.poll(() => page.getByRole("alert").count()).toBe(1);
    expect(documents()).toBe(0);
  });

  it("leaves a page as it is whose late parts are missing", async () => {
    const page = await open();
    await signIn(site, page, await register(site));
    await page.route(/late-parts/, (route) => route.abort());
    await page.goto(`${site.origin}/practice`);
    await page.getByText("Loading the page again did not help").waitFor();
    await page.getByRole("heading", { name: "Type real code" }).waitFor();
    expect(await page.locator("main.failure").count()).toBe(0);
  });
});
