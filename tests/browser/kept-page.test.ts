/** A page that the service worker kept: where it goes, when it loads itself again, and what it covers. */
import type { Page } from "playwright-core";
import { beforeEach, describe, expect, it } from "vitest";
import { waitForHydration, withBrowser } from "../support/browser.ts";
import { typeDrill } from "../support/drill-page.ts";
import { lockBug } from "../support/field-page.ts";
import { KEEPING, keepPages, serveInstead, visit } from "../support/kept-pages.ts";
import { withRestartableSite } from "../support/restartable-site.ts";

const site = withRestartableSite();
const browser = withBrowser();
const AWAY = "The network is away.";

// A test that failed may have left it stopped.
beforeEach(() => site.start());

/** Opens a page of a browser that keeps the site, whose server is then stopped. */
async function openAway(path: string): Promise<Page> {
  const page = await browser.open(KEEPING);
  await keepPages(page, site.origin);
  await site.stop();
  await visit(page, site.origin + path);
  await page.getByText(AWAY).waitFor();
  return page;
}

const isKept = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.hasAttribute("data-kept"));

describe("a network that is hardly there", () => {
  it("has a kept page load itself once, and wait for what comes", async () => {
    const page = await openAway("/play");
    let documents = 0;
    let looking = 0;
    let most = 0;
    await serveInstead(site.origin, ({ method, headers }, response) => {
      if (method === "HEAD") {
        looking += 1;
        most = Math.max(most, looking);
        // Slow, so that two looks at once would be seen.
        setTimeout(() => {
          looking -= 1;
          response.end();
        }, 500);
      } else if (headers["sec-fetch-mode"] === "navigate") documents += 1;
      else response.writeHead(404).end();
    });
    const began = await page.evaluate(() => performance.timeOrigin);
    await expect.poll(() => documents, { timeout: 10_000 }).toBe(1);
    // Its document never comes, so the kept one is shown again.
    await page.waitForFunction((before) => performance.timeOrigin > before, began, {
      timeout: 15_000,
    });
    await waitForHydration(page);
    expect(await isKept(page)).toBe(true);
    expect(documents).toBe(1);
    expect(most).toBe(1);
  });

  it("asks the server's documents whether it is there, and not its files", async () => {
    const page = await openAway("/play");
    const asked: string[] = [];
    await serveInstead(site.origin, ({ method, url }, response) => {
      if (method === "HEAD") asked.push(`${url}`);
      // Files come from elsewhere, while the Worker is down.
      response.writeHead(url === "/favicon.svg" ? 200 : 503).end();
    });
    await expect.poll(() => asked.length, { timeout: 20_000 }).toBeGreaterThan(1);
    expect(new Set(asked)).toEqual(new Set(["/play"]));
    expect(await isKept(page)).toBe(true);
  });

  it("is waited for where the page that is wanted is not kept", async () => {
    const page = await openAway("/play");
    await serveInstead(site.origin, ({ headers }, response) => {
      if (headers["sec-fetch-mode"] !== "navigate") return void response.writeHead(503).end();
      response.setHeader("Content-Type", "text/html");
      // Later than a kept page would be shown (`PATIENCE_MS` of the service worker).
      setTimeout(() => response.end("<h1>Late</h1>"), 11_000);
    });
    await page.goto(`${site.origin}/leaderboard`);
    expect(await page.getByRole("heading").innerText()).toBe("Late");
  });
});

describe("the network that is back", () => {
  it("has the next run be an ordinary one", async () => {
    const page = await openAway("/play?language=react&difficulty=hard");
    await page.getByRole("button", { name: /^Start/ }).click();
    await lockBug(page);
    await page.keyboard.press("Shift+Escape");
    await page.getByText("Played without the network").waitFor();
    await site.start();
    await page.getByRole("button", { name: "Play again" }).click();
    await page.waitForURL("**/play?language=REACT&difficulty=HARD");
    await waitForHydration(page);
    expect(await isKept(page)).toBe(false);
    await page.getByRole("button", { name: /^Start/ }).click();
    await lockBug(page);
    await page.keyboard.press("Shift+Escape");
    await page.getByText("This run is nobody’s yet").waitFor();
  });

  it("has the next run be an ordinary one after a restart in the middle, without a question", async () => {
    const page = await openAway("/play");
    await page.getByRole("button", { name: /^Start/ }).click();
    await lockBug(page);
    await site.start();
    let questions = 0;
    page.on("dialog", (dialog) => {
      questions += 1;
      void dialog.accept();
    });
    await page.keyboard.press("F4");
    await page.waitForURL("**/play?language=*");
    await expect.poll(() => isKept(page)).toBe(false);
    expect(questions).toBe(0);
  });

  it("has the next drill be an ordinary one", async () => {
    const page = await openAway("/practice?language=react&difficulty=easy");
    await page.getByRole("button", { name: /^Start/ }).click();
    await typeDrill(page);
    await page.getByText("Not stored: it was made without the network.").waitFor();
    await site.start();
    await page.getByRole("button", { name: /^Next/ }).click();
    await page.waitForURL("**/practice?language=REACT&*difficulty=EASY");
    await waitForHydration(page);
    expect(await isKept(page)).toBe(false);
    await page.getByRole("button", { name: /^Start/ }).click();
    await page.getByText("Not stored: you are a guest.").waitFor();
  });
});

describe("a kept page", () => {
  it.each(["/play", "/practice"])(
    "preselects what this browser remembers, also after a reload in the middle of a run (%s)",
    async (path) => {
      const page = await openAway(path);
      await page.getByText("React", { exact: true }).click();
      await page.getByText("Hard", { exact: true }).click();
      await page.getByRole("button", { name: /^Start/ }).click();
      if (path === "/play") await lockBug(page);
      else await page.locator(".drill-setup").waitFor({ state: "detached" });
      page.on("dialog", (dialog) => void dialog.accept());
      await visit(page, site.origin + path);
      await page.getByText(AWAY).waitFor();
      await page.locator("input[value=REACT]:checked").waitFor({ state: "attached" });
      expect(await isKept(page)).toBe(true);
      if (path === "/play") expect(await page.locator("input[value=HARD]:checked").count()).toBe(1);
    },
  );

  it("offers nothing to practise that needs the server", async () => {
    const page = await openAway("/practice");
    await page.getByText("Real code", { exact: true }).waitFor();
    for (const text of ["Insights", "Own texts", "Create an account", "Weak keys"]) {
      expect([text, await page.getByText(text, { exact: true }).isVisible()]).toEqual([
        text,
        false,
      ]);
    }
    await site.start();
    await expect.poll(() => isKept(page), { timeout: 20_000 }).toBe(false);
    await waitForHydration(page);
    for (const text of ["Insights", "Own texts", "Create an account", "Weak keys"]) {
      expect([text, await page.getByText(text, { exact: true }).isVisible()]).toEqual([text, true]);
    }
  });
});

describe("Back within a kept page", () => {
  it("loads the document, which is kept as well", async () => {
    const page = await openAway("/play?language=react&difficulty=hard");
    await page.getByRole("button", { name: /^Start/ }).click();
    await lockBug(page);
    await page.keyboard.press("Shift+Escape");
    await page.getByText("Played without the network").waitFor();
    await page.goBack();
    await page.getByText("Relaxed, because the network is away").waitFor();
    await page.getByText(AWAY).waitFor();
    expect(await page.getByRole("heading", { name: "Connection refused" }).count()).toBe(0);
    expect(await isKept(page)).toBe(true);
    expect(await page.getByRole("link", { name: "Create account" }).isVisible()).toBe(false);
  });

  it("is not what a link to a place of the page is", async () => {
    const page = await openAway("/play");
    const began = await page.evaluate(() => performance.timeOrigin);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/play#content");
    await page.getByText(AWAY).waitFor();
    expect(await page.evaluate(() => performance.timeOrigin)).toBe(began);
  });
});

describe("the bar of a kept page", () => {
  it.each([
    { width: 390, height: 844 },
    { width: 320, height: 568 },
  ])("covers no button that starts something at $width × $height", async (viewport) => {
    const page = await openAway("/play");
    await page.setViewportSize(viewport);
    for (const path of ["/play", "/practice", "/"]) {
      await visit(page, site.origin + path);
      await page.getByText(AWAY).waitFor();
      const start = page.locator("main button[type=submit]").first();
      for (const end of [0, 1]) {
        await page.evaluate((end) => scrollTo(0, end * document.body.scrollHeight), end);
        if (path === "/play" || path === "/practice") await start.scrollIntoViewIfNeeded();
        const free = await start.evaluate((button) => {
          const { left, top, width, height } = button.getBoundingClientRect();
          const rows = Array.from({ length: Math.floor(height) }, (_, row) => top + row + 0.5);
          return rows.filter((row) => {
            const hit = document.elementFromPoint(left + width / 2, row);
            return row > innerHeight || row < 0 || (hit !== null && button.contains(hit));
          }).length;
        });
        const height = await start.evaluate((button) => button.getBoundingClientRect().height);
        expect(free, path).toBe(Math.floor(height));
      }
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width);
  });
});
