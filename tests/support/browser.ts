/** A real Chromium, and pages in it that fail a test for what they log. */
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished } from "vitest";
import { findChromium } from "../../scripts/development/chromium.ts";

const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

type Options = BrowserContextOptions & { tolerate?: RegExp; eager?: boolean };

/** Starts a browser for the file that calls it. */
export function withBrowser() {
  let browser: Browser;
  beforeAll(async () => {
    const executablePath = findChromium();
    browser = await chromium.launch({ ...(executablePath && { executablePath }), args: ARGUMENTS });
  });
  afterAll(() => browser.close());
  return {
    /**
     * A page in a profile of its own, which goes to addresses until they listen, unless
     * it is an `eager` one. An error in its console fails the test, unless `tolerate` matches it.
     */
    async open(options: Options = {}): Promise<Page> {
      const { tolerate, eager = options.javaScriptEnabled === false, ...rest } = options;
      const context = await browser.newContext(rest);
      const page = await context.newPage();
      if (!eager) {
        const goto = page.goto.bind(page);
        page.goto = async (...address) => {
          const response = await goto(...address);
          await alive(page);
          return response;
        };
      }
      const complaints: string[] = [];
      page.on("pageerror", (error) => complaints.push(String(error)));
      page.on("console", (message) => {
        if (message.type() === "error" && !tolerate?.test(message.text()))
          complaints.push(message.text());
      });
      onTestFinished(async () => {
        await context.close();
        expect(complaints).toEqual([]);
      });
      return page;
    },
  };
}

/** Until the page listens: before, a key that no control has means nothing. */
export async function alive(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const main = document.querySelector("main");
    return main !== null && Object.keys(main).some((key) => key.startsWith("__reactProps"));
  });
  await page.evaluate(
    () => new Promise<void>((heard) => requestAnimationFrame(() => setTimeout(heard))),
  );
}
