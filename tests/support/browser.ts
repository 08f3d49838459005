/** Starts Chromium, and opens pages in it that fail their test when they log an error. */
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { beforeAll, expect, onTestFinished } from "vitest";
import { findChromium, findWindowedChromium } from "../../scripts/development/chromium.ts";

export const CHROMIUM_ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // The pages of a profile share a process: starting one for each page takes a tenth of what a test costs.
  "--renderer-process-limit=1",
  // Each page has compilers of its own, which optimise functions until it is closed, a moment later: a seventh of what
  // its process costs.
  "--js-flags=--no-maglev --no-opt",
];

/** What the browser and Remix write into the console when a request fails. */
export const FAILED_REQUEST = /net::ERR|Failed to (load|fetch)/;

interface Options extends BrowserContextOptions {
  /** Errors in the console that do not fail the test. */
  tolerate?: RegExp;
  /** False: `goto` returns before the page has hydrated. Default: true, unless JavaScript is off. */
  awaitHydration?: boolean;
}

/** Starts Chromium; `backForwardCache` as for `withBrowser`. */
async function launch(backForwardCache: boolean): Promise<Browser> {
  const executablePath = backForwardCache
    ? (findWindowedChromium() ?? findChromium())
    : findChromium();
  return chromium.launch({
    ...(executablePath && { executablePath }),
    args: CHROMIUM_ARGUMENTS,
    ...(backForwardCache && { ignoreDefaultArgs: ["--disable-back-forward-cache"] }),
  });
}

/** The browser of this process. Files share it, because each page has a profile of its own; it ends with the process. */
let shared: Promise<Browser> | undefined;

/**
 * Provides a browser for the test file that calls it.
 *
 * @param backForwardCache whether Back restores pages from memory, as for visitors. Playwright switches it off,
 *   and loses a page that is restored: `scriptIn` still reaches it. The headless shell has no such cache. The file
 *   then gets a browser of its own.
 */
export function withBrowser({ backForwardCache = false } = {}) {
  let browser: Browser;
  beforeAll(async () => {
    if (backForwardCache) {
      browser = await launch(true);
      return () => browser.close();
    }
    shared ??= launch(false);
    browser = await shared;
  });
  return {
    /**
     * Opens a page in a new profile. Its `goto` waits for hydration, unless `awaitHydration` is
     * false. An error in its console fails the test, unless `tolerate` matches it. Motion is reduced unless the test
     * is about motion and asks for it: without a GPU each frame of it costs the processor (a field that moves takes
     * half of a core, and one that steps a seventh). Service workers are blocked for the same reason, unless a test is about
     * them: `serviceWorkers: "allow"`.
     */
    async open(options: Options = {}): Promise<Page> {
      const { tolerate, awaitHydration = options.javaScriptEnabled !== false, ...rest } = options;
      const context = await browser.newContext({
        reducedMotion: "reduce",
        serviceWorkers: "block",
        ...rest,
      });
      const page = await context.newPage();
      if (awaitHydration) {
        const goto = page.goto.bind(page);
        page.goto = async (...address) => {
          const response = await goto(...address);
          await waitForHydration(page);
          return response;
        };
      }
      const errors: string[] = [];
      // A blocked script or `eval` is not an error in the console by itself.
      await page.addInitScript(() =>
        document.addEventListener("securitypolicyviolation", (event) =>
          console.error(
            `${event.violatedDirective} forbids ${event.blockedURI} in ${event.sourceFile}`,
          ),
        ),
      );
      page.on("pageerror", (error) => errors.push(String(error)));
      page.on("console", (message) => {
        if (message.type() === "error" && !tolerate?.test(message.text()))
          errors.push(message.text());
      });
      onTestFinished(async () => {
        await context.close();
        expect(errors).toEqual([]);
      });
      return page;
    },
  };
}

/** Returns a function that evaluates an expression in whatever document the page shows by then. */
export async function scriptIn(page: Page) {
  const session = await page.context().newCDPSession(page);
  return async <Value>(expression: string): Promise<Value> => {
    const { result } = await session.send("Runtime.evaluate", { expression, returnByValue: true });
    return result.value as Value;
  };
}

/** Waits until React has hydrated the page: before that, the page's own key handlers do nothing. */
export async function waitForHydration(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const main = document.querySelector("main");
    return main !== null && Object.keys(main).some((key) => key.startsWith("__reactProps"));
  });
  await page.evaluate(
    () => new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve))),
  );
}
