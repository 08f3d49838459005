/** Browsers that refuse to keep anything for the site. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Page } from "playwright-core";
import { describe, expect, it, onTestFinished } from "vitest";
import { findChromium, findWindowedChromium } from "../../scripts/development/chromium.ts";
import { PASSWORD, register } from "../support/api.ts";
import { CHROMIUM_ARGUMENTS, waitForHydration, withBrowser } from "../support/browser.ts";
import { lockBug } from "../support/field-page.ts";
import { shootFirstBug, startRun } from "../support/new-player-run.ts";
import { withSite } from "../support/site.ts";

const site = withSite();
const browser = withBrowser();

type Storage = "sessionStorage" | "localStorage" | "indexedDB";

/** Makes every access to these throw, as in a browser whose settings forbid them. */
const refuse = (page: Page, storages: Storage[]) =>
  page.addInitScript((storages) => {
    for (const name of storages) {
      Object.defineProperty(window, name, {
        configurable: true,
        get() {
          throw new DOMException(`Access to ${name} is denied`, "SecurityError");
        },
      });
    }
  }, storages);

/** Follows links to pages that the first page does not know yet. */
async function browse(page: Page) {
  await page.goto(site.origin);
  const nav = page.getByRole("navigation", { name: "Main" });
  for (const [link, heading] of [
    ["Leaderboard", /./],
    ["Daily", /./],
  ] as const) {
    await nav.getByRole("link", { name: link }).click();
    await page.waitForURL(`**/${link.toLowerCase()}`);
    await page.getByRole("heading", { level: 1, name: heading }).waitFor();
    expect(await page.locator(".failure").count()).toBe(0);
  }
}

const LOSSES: Record<Storage, string> = {
  sessionStorage: "how far you have scrolled",
  localStorage: "the language and the switches",
  indexedDB: "a run that the server does not have yet",
};

const CASES: Storage[][] = [
  ["sessionStorage"],
  ["localStorage"],
  ["indexedDB"],
  ["sessionStorage", "localStorage", "indexedDB"],
];

describe.each(CASES.map((refused) => ({ name: refused.join(", "), refused })))(
  "a browser that refuses $name",
  ({ refused }) => {
    it("browses, signs in, says what it cannot keep, and plays a run that is stored", async () => {
      const page = await browser.open();
      await refuse(page, refused);
      await browse(page);

      const { user } = await register(site);
      await page.getByRole("link", { name: "Sign in", exact: true }).click();
      await page.getByLabel("Email").fill(user.email);
      await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.waitForURL("**/play");
      const notice = page.getByText("refuses to keep");
      await notice.waitFor();
      const text = await notice.locator("..").innerText();
      for (const [name, loss] of Object.entries(LOSSES))
        expect(text.includes(loss), loss).toBe(refused.includes(name as Storage));

      await startRun(page);
      await shootFirstBug(page);
      await page.keyboard.press("Shift+Escape");
      await page.waitForURL("**/results/*");
    });

    it("takes a guest's run along to the account that its player creates", async () => {
      const page = await browser.open();
      await refuse(page, refused);
      await page.goto(`${site.origin}/play`);
      await startRun(page);
      await lockBug(page);
      await page.keyboard.press("Shift+Escape");
      await page.getByText("nobody’s yet").waitFor();
      const lost = await page.getByText("it is lost when you close the tab").count();
      expect(lost).toBe(refused.includes("indexedDB") ? 1 : 0);
      await page.getByRole("link", { name: /^Create account/ }).click();
      const username = `kept_${refused.length}_${refused[0]}`.slice(0, 30);
      await page.getByLabel("Username").fill(username);
      await page.getByLabel("Email").fill(`${username}@example.com`);
      await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
      await page.getByRole("button", { name: "Create account" }).click();
      await page.waitForURL("**/results/*");
    });
  },
);

describe("Chromium with all cookies blocked in its settings", () => {
  it("browses, plays as a guest, and says that nobody can sign in", async () => {
    const profile = await mkdtemp(join(tmpdir(), "pro-dev-profile-"));
    await mkdir(join(profile, "Default"));
    const BLOCK = 2;
    const preferences = { profile: { default_content_setting_values: { cookies: BLOCK } } };
    await writeFile(join(profile, "Default/Preferences"), JSON.stringify(preferences));
    // The headless shell does not read these settings.
    const executablePath = findWindowedChromium() ?? findChromium();
    const context = await chromium.launchPersistentContext(profile, {
      ...(executablePath && { executablePath }),
      args: CHROMIUM_ARGUMENTS,
    });
    onTestFinished(async () => {
      await context.close();
      await rm(profile, { recursive: true, force: true });
    });
    const page = await context.newPage();
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(String(error)));
    const goto = page.goto.bind(page);
    page.goto = async (...address) => {
      const response = await goto(...address);
      await waitForHydration(page);
      return response;
    };
    await browse(page);
    // The setting works: the browser throws.
    expect(
      await page.evaluate(() => {
        try {
          return String(window.localStorage);
        } catch (error) {
          return (error as Error).name;
        }
      }),
    ).toBe("SecurityError");

    await page.goto(`${site.origin}/play`);
    await page.getByText("who is signed in").waitFor();
    await startRun(page);
    await lockBug(page);
    await page.keyboard.press("Shift+Escape");
    await page.getByText("nobody’s yet").waitFor();

    await page.goto(`${site.origin}/login`);
    await page.getByText("This browser refuses cookies").waitFor();
    expect(errors).toEqual([]);
  });
});
