/** The pages that the service worker keeps: how a browser comes to have them, and what stands in for a network that hardly is there. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Page } from "playwright-core";
import { onTestFinished } from "vitest";
import { waitForHydration } from "./browser.ts";

/** What browsers say without a network. */
export const AWAY_ERRORS =
  /net::ERR|Failed to (load|fetch)|when fetching the script|dynamically imported/;

/** The options of a page that is opened with service workers. */
export const KEEPING = {
  serviceWorkers: "allow",
  // For axe.
  bypassCSP: true,
  tolerate: AWAY_ERRORS,
  awaitHydration: false,
} as const;

/** Opens an address, and waits until its page reacts to keys. */
export async function visit(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await waitForHydration(page);
}

/** Waits until the service worker has kept everything. */
export const waitForServiceWorker = (page: Page): Promise<boolean> =>
  page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    if (active?.state === "activated") return true;
    return new Promise<boolean>((resolve) =>
      active?.addEventListener("statechange", () => resolve(true), { once: true }),
    );
  });

/** Opens the site, and waits until its pages are kept. */
export async function keepPages(page: Page, origin: string): Promise<void> {
  await visit(page, `${origin}/practice`);
  await page.evaluate(() => void navigator.serviceWorker.register("/service-worker.js"));
  await waitForServiceWorker(page);
}

/** Returns the address and the text of everything that is kept. */
export const keptTexts = (page: Page): Promise<{ url: string; text: string }[]> =>
  page.evaluate(async () => {
    const kept: { url: string; text: string }[] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const response = await cache.match(request);
        kept.push({ url: request.url, text: (await response?.text()) ?? "" });
      }
    }
    return kept;
  });

/** Takes the place of a site that was stopped, until the test ends. What is not answered waits. */
export async function serveInstead(
  origin: string,
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<void> {
  const server = createServer(answer);
  const { hostname, port } = new URL(origin);
  await new Promise<void>((resolve) => server.listen(Number(port), hostname, resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
}
