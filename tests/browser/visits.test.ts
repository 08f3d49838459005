/** What a browser asks for on its first and second visit, and what a page shows that was kept at the edge. */
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "playwright-core";
import { describe, expect, it, onTestFinished } from "vitest";
import { call, register } from "../support/api.ts";
import { withBrowser } from "../support/browser.ts";
import { newRace } from "../support/race-clients.ts";
import { RaceSocket } from "../support/racers.ts";
import { withSite } from "../support/site.ts";
import { keptAge, openPage } from "../support/visitor-pages.ts";

const site = withSite();
const browser = withBrowser();

/** Waits until a page has been kept for so many milliseconds. */
const keptFor = (path: string, ms: number) =>
  expect
    .poll(async () => keptAge(await openPage(site, path)) ?? 0, { timeout: 20_000 })
    .toBeGreaterThan(ms);

/**
 * Serves the site, but sends only the first line of `/` until `paths` have been asked for.
 *
 * @returns its origin
 */
async function holdDocument(paths: readonly string[]): Promise<string> {
  const missing = new Set(paths);
  let release = () => {};
  const asked = new Promise<void>((resolve) => {
    release = resolve;
  });
  const server = createServer((from, to) => {
    missing.delete(from.url ?? "");
    if (missing.size === 0) release();
    const { hostname, port } = new URL(site.origin);
    const headers = { ...from.headers, "accept-encoding": "identity" };
    const { method, url: path } = from;
    const sent = request({ hostname, port, method, path, headers }, async (answer) => {
      to.writeHead(answer.statusCode ?? 500, answer.headers);
      if (path !== "/") return answer.pipe(to);
      const [line = "", ...rest] = Buffer.concat(await answer.toArray())
        .toString()
        .split(/(?<=>)/);
      to.write(line);
      await asked;
      to.end(rest.join(""));
    });
    from.pipe(sent);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://localhost:${(server.address() as AddressInfo).port}`;
}

describe("a first visit", () => {
  it("asks for the style sheet and the fonts before the page has arrived", async () => {
    const { headers, text } = await openPage(site, "/");
    const paths = [...(headers.get("Link") ?? "").matchAll(/<([^>]+)>/g)].map(
      ([, path = ""]) => path,
    );
    expect(paths).toHaveLength(3);
    for (const path of paths) expect(text).toContain(`href="${path}"`);
    const page = await browser.open();
    await page.goto(await holdDocument(paths));
    await page.getByRole("heading", { level: 1 }).waitFor();
  });
});

describe("a second visit", () => {
  it("takes nothing but the page", async () => {
    const first = await browser.open();
    /** Returns the paths of the files that came over the network. */
    const visit = async (page: Page) => {
      await page.goto(site.origin, { waitUntil: "networkidle" });
      return page.evaluate(() =>
        (performance.getEntriesByType("resource") as PerformanceResourceTiming[])
          .filter(({ transferSize }) => transferSize > 0)
          .map(({ name }) => new URL(name).pathname),
      );
    };
    expect((await visit(first)).length).toBeGreaterThan(3);
    expect(await visit(await first.context().newPage())).toEqual([]);
  });
});

describe("a page that was kept", () => {
  it("counts down to the same moment as one that was not", async () => {
    await keptFor("/daily", 3_000);
    const page = await browser.open();
    await page.goto(`${site.origin}/daily`);
    const left = async () => {
      const [hours = 0, minutes = 0, seconds = 0] = (await page.getByRole("timer").innerText())
        .split(":")
        .map(Number);
      const tomorrow = new Date().setUTCHours(24, 0, 0, 0);
      const shown = (hours * 60 + minutes) * 60 + seconds;
      return Math.abs((tomorrow - Date.now()) / 1000 - shown);
    };
    await expect.poll(left).toBeLessThan(2);
  });

  it("shows the races that are open now", async () => {
    await keptFor("/race", 0);
    const { access_token, user } = await register(site);
    const json = { language: "PYTHON", difficulty: "NORMAL", visibility: "public" };
    const socket = new RaceSocket(await newRace(site, access_token, json));
    onTestFinished(() => socket.close());
    await socket.greeted();
    await expect
      .poll(async () => (await call<{ items: unknown[] }>(site, "/races")).body.items.length)
      .toBe(1);
    expect((await openPage(site, "/race")).text).not.toContain(user.username);
    const page = await browser.open();
    await page.goto(`${site.origin}/race`);
    await page
      .getByRole("link", { name: `Join the race of ${user.display_name}` })
      .waitFor({ timeout: 10_000 });
  });
});
