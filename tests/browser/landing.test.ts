import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { register } from "../support/api.ts";
import { waitForHydration, withBrowser } from "../support/browser.ts";
import { holdRequests } from "../support/held-requests.ts";
import { callerOf, playGame } from "../support/players.ts";
import { signIn } from "../support/sign-in.ts";
import { withSite } from "../support/site.ts";
import { horizontalOverflow } from "../support/views.ts";

const site = withSite();
const browser = withBrowser();

const MAX_SCRIPT_BYTES = 95 * 1024;
const MAX_GAME_BYTES = 45 * 1024;
/** So much fits, with its headers, into the first flight of packets of a connection. */
const MAX_STYLE_BYTES = 12 * 1024;

describe("the start page", () => {
  it("starts a NORMAL run for a new visitor with one key, and says that no account is needed", async () => {
    const page = await browser.open();
    await page.goto(site.origin);
    await page.getByText("no account needed").waitFor();
    // A click on the page puts the focus on its content, where Enter works as well.
    await page.getByRole("heading", { level: 1 }).click();
    const gameStart = page.waitForRequest((request) => request.method() === "POST");
    await waitForHydration(page);
    await page.keyboard.press("Enter");
    expect((await gameStart).postData()).toBe("difficulty=NORMAL&language=PYTHON");
    await page.getByTestId("field").waitFor();
    expect(new URL(page.url()).pathname).toBe("/play");
  });

  it("starts a run with Enter before any script has arrived", async () => {
    const page = await browser.open({ awaitHydration: false });
    await holdRequests(page, "**/assets/*.js");
    await page.goto(site.origin, { waitUntil: "commit" });
    const button = page.getByRole("button", { name: "Defend production" });
    await expect.poll(() => button.evaluate((element) => element.matches(":focus"))).toBe(true);
    expect(await page.evaluate(() => scrollY)).toBe(0);
    const gameStart = page.waitForRequest((request) => request.method() === "POST");
    await page.keyboard.press("Enter");
    expect((await gameStart).postData()).toBe("difficulty=NORMAL&language=PYTHON");
  });

  it("says without script what typing needs, and its form starts a run that says so too", async () => {
    const page = await browser.open({ javaScriptEnabled: false });
    await page.goto(site.origin);
    const word = page.locator(".demo-noscript");
    await word.waitFor();
    expect(await word.textContent()).toBe(
      "Typing needs JavaScript. The start button works without.",
    );
    expect(await page.getByText("Type this. No click needed.").isVisible()).toBe(false);
    await page.keyboard.press("Enter");
    await page.waitForURL("**/play");
    const notice = page.locator("noscript .notice");
    expect(await notice.textContent()).toContain("The game needs JavaScript");
    const isOnTop = await notice.evaluate((element) => {
      const { x, y } = element.getBoundingClientRect();
      return document.elementFromPoint(x + 5, y + 5) === element;
    });
    expect(isOnTop).toBe(true);
  });

  it("remembers what was played, and both forms offer it again", async () => {
    const page = await browser.open();
    await page.goto(`${site.origin}/play`);
    expect(await page.getByRole("radio", { name: /^Normal/ }).isChecked()).toBe(true);
    await page.getByText("Hard", { exact: true }).click();
    await page.getByText("React", { exact: true }).click();
    await page.keyboard.press("Enter");
    await page.getByTestId("field").waitFor();
    await page.keyboard.press("Shift+Escape");
    await page.getByText("You left the branch.").waitFor();
    await page.goto(site.origin);
    await page.getByText("at hard").waitFor();
    expect(await page.getByRole("radio", { name: "React" }).isChecked()).toBe(true);
    await page.getByText("other ways").click();
    await page.waitForURL("**/play**");
    expect(await page.getByRole("radio", { name: /^Hard/ }).isChecked()).toBe(true);
    expect(await page.getByRole("radio", { name: "React" }).isChecked()).toBe(true);
  });

  it("fits into a window of 320 pixels", async () => {
    const page = await browser.open({ viewport: { width: 320, height: 700 } });
    await page.goto(site.origin);
    expect(await horizontalOverflow(page)).toBeLessThanOrEqual(0);
  });

  it("remembers a language that was chosen before hydration", async () => {
    const page = await browser.open({ awaitHydration: false });
    const release = await holdRequests(page, "**/assets/*.js");
    await page.goto(site.origin);
    await page.getByText("React", { exact: true }).click();
    release();
    await waitForHydration(page);
    expect(await page.getByRole("radio", { name: "React" }).isChecked()).toBe(true);
    await page.reload();
    await expect.poll(() => page.getByRole("radio", { name: "React" }).isChecked()).toBe(true);
  });

  it("keeps working after a click during hydration", async () => {
    const page = await browser.open({ awaitHydration: false });
    await page.addInitScript(() => {
      const post = MessagePort.prototype.postMessage;
      // React schedules its work by messages: the click comes before that work.
      MessagePort.prototype.postMessage = function (...message: unknown[]) {
        queueMicrotask(() => document.querySelector("h1")?.click());
        Reflect.apply(post, this, message);
      };
    });
    await page.goto(site.origin);
    await waitForHydration(page);
    await page.getByText("React", { exact: true }).click();
    await expect.poll(() => page.getByRole("radio", { name: "React" }).isChecked()).toBe(true);
  });

  it("offers a player the language and difficulty of their last game", async () => {
    const account = await register(site);
    await playGame(
      site.db,
      callerOf(account),
      { wpm: 60, until: 60_000 },
      { language: "TYPESCRIPT", difficulty: "HARD" },
    );
    const page = await browser.open();
    await signIn(site, page, account);
    await page.goto(site.origin);
    await page.getByText("at hard").waitFor();
    expect(await page.getByRole("radio", { name: "TypeScript" }).isChecked()).toBe(true);
    const gameStart = page.waitForRequest((request) => request.method() === "POST");
    await waitForHydration(page);
    await page.keyboard.press("Enter");
    expect((await gameStart).postData()).toBe("difficulty=HARD&language=TYPESCRIPT");
    await page.getByTestId("field").waitFor();
    await page.goto(`${site.origin}/play`);
    expect(await page.getByRole("radio", { name: /^Hard/ }).isChecked()).toBe(true);
  });

  it("has no layout shift, and loads at most 95 KB of script", async () => {
    const page = await browser.open({ viewport: { width: 390, height: 844 } });
    const scripts: Promise<Buffer>[] = [];
    page.on("response", (response) => {
      if (response.request().resourceType() === "script") scripts.push(response.body());
    });
    await page.addInitScript(() => {
      const shifts: number[] = [];
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          shifts.push((entry as unknown as { value: number }).value);
        }
      }).observe({ type: "layout-shift", buffered: true });
      Object.assign(window, { shifts });
    });
    await page.goto(site.origin, { waitUntil: "networkidle" });
    const totalShift = await page.evaluate(() =>
      (window as unknown as { shifts: number[] }).shifts.reduce((a, b) => a + b, 0),
    );
    expect(totalShift).toBeLessThan(0.01);
    const sizes = (await Promise.all(scripts)).map((body) => gzipSync(body).length);
    expect(sizes.length).toBeGreaterThan(3);
    expect(sizes.reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(MAX_SCRIPT_BYTES);
  });

  it("needs at most 45 KB of script more for a run, the stage's worker included", async () => {
    const page = await browser.open();
    const scripts = new Map<string, Promise<Buffer>>();
    page.on("response", (response) => {
      if (response.request().resourceType() === "script" && !scripts.has(response.url())) {
        const body = response.body();
        // One that loads after the sum was taken is cut off by the end of the test.
        body.catch(() => {});
        scripts.set(response.url(), body);
      }
    });
    await page.goto(site.origin, { waitUntil: "networkidle" });
    const before = new Set(scripts.keys());
    await page.getByRole("button", { name: "Defend production" }).click();
    await page.locator("[data-testid=field]:not([data-next-key=''])").waitFor();
    await page.waitForLoadState("networkidle");
    const all = await Promise.all(
      [...scripts].map(async ([url, body]) => [url, gzipSync(await body).length] as const),
    );
    const sizes = all.filter(([url]) => !before.has(url)).map(([, size]) => size);
    expect(sizes.length).toBeGreaterThan(1);
    expect(sizes.reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(MAX_GAME_BYTES);
  });

  it("loads at most 12 KB of style, and no script before its style", async () => {
    const page = await browser.open();
    const styles: Promise<Buffer>[] = [];
    page.on("response", (response) => {
      if (response.request().resourceType() === "stylesheet") styles.push(response.body());
    });
    await page.goto(site.origin);
    const sizes = (await Promise.all(styles)).map((body) => gzipSync(body).length);
    expect(sizes.length).toBeGreaterThan(0);
    expect(sizes.reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(MAX_STYLE_BYTES);
    const { styleLoaded, scriptRequested } = await page.evaluate(() => {
      const resources = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
      const endingWith = (ending: string) => resources.filter(({ name }) => name.endsWith(ending));
      return {
        styleLoaded: Math.max(...endingWith(".css").map(({ responseEnd }) => responseEnd)),
        scriptRequested: Math.min(...endingWith(".js").map(({ startTime }) => startTime)),
      };
    });
    expect(scriptRequested).toBeGreaterThan(styleLoaded);
  });

  it("has the meta tags for shared links, and a share image of 1200 by 630 pixels", async () => {
    const html = await (await fetch(`${site.origin}/?from=somewhere`)).text();
    for (const tag of [
      `<link rel="canonical" href="${site.origin}/"/>`,
      `<meta property="og:title" content="Pro Dev: production is on fire. Type."/>`,
      `<meta property="og:image" content="${site.origin}/share.png"/>`,
      `<meta name="twitter:card" content="summary_large_image"/>`,
    ]) {
      expect(html.includes(tag), tag).toBe(true);
    }
    const missingPage = await (await fetch(`${site.origin}/no-such-page`)).text();
    expect(missingPage).not.toContain("canonical");
    expect(html).toMatch(/<meta name="description" content="Bugs come in waves[^"]{40,}"/);
    const image = await fetch(`${site.origin}/share.png`);
    const bytes = Buffer.from(await image.arrayBuffer());
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1200, 630]);
  });
});
