import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { register } from "../support/api.ts";
import { alive, withBrowser } from "../support/browser.ts";
import { callerOf, playGame } from "../support/players.ts";
import { signIn } from "../support/sign-in.ts";
import { withSite } from "../support/site.ts";

const site = withSite();
const browser = withBrowser();

const MOST_SCRIPT = 95 * 1024;
/** With its headers it comes in the first flight of packets, and needs no second. */
const MOST_STYLE = 12 * 1024;

describe("the start page", () => {
  it("puts a stranger into a run with one key, at the gentlest, and says that no account is needed", async () => {
    const page = await browser.open();
    await page.goto(site.origin);
    await page.getByText("no account needed").waitFor();
    // A click on the page puts the focus on its content, where Enter works as well.
    await page.getByRole("heading", { level: 1 }).click();
    const posted = page.waitForRequest((request) => request.method() === "POST");
    await alive(page);
    await page.keyboard.press("Enter");
    expect((await posted).postData()).toBe("difficulty=EASY&language=PYTHON");
    await page.getByTestId("field").waitFor();
    expect(new URL(page.url()).pathname).toBe("/play");
  });

  it("remembers the language that was tapped, though it was before the page listened", async () => {
    const page = await browser.open({ eager: true });
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    await page.route("**/assets/*.js", (route) => held.then(() => route.continue()));
    await page.goto(site.origin);
    await page.getByText("React", { exact: true }).click();
    letGo();
    await alive(page);
    expect(await page.getByRole("radio", { name: "React" }).isChecked()).toBe(true);
    await page.reload();
    await expect.poll(() => page.getByRole("radio", { name: "React" }).isChecked()).toBe(true);
  });

  it("takes a click in the moment between its script's first word and its coming alive", async () => {
    const page = await browser.open({ eager: true });
    await page.addInitScript(() => {
      const post = MessagePort.prototype.postMessage;
      // How React puts off its work: the click comes before it.
      MessagePort.prototype.postMessage = function (...message: unknown[]) {
        queueMicrotask(() => document.querySelector("h1")?.click());
        Reflect.apply(post, this, message);
      };
    });
    await page.goto(site.origin);
    await alive(page);
    await page.getByText("React", { exact: true }).click();
    await expect.poll(() => page.getByRole("radio", { name: "React" }).isChecked()).toBe(true);
  });

  it("goes on for a player where they left off", async () => {
    const account = await register(site);
    await playGame(
      site.db,
      callerOf(account),
      { wpm: 60, until: 5_000 },
      { language: "TYPESCRIPT", difficulty: "HARD" },
    );
    const page = await browser.open();
    await signIn(site, page, account);
    await page.goto(site.origin);
    await page.getByText("at hard").waitFor();
    expect(await page.getByRole("radio", { name: "TypeScript" }).isChecked()).toBe(true);
    const posted = page.waitForRequest((request) => request.method() === "POST");
    await alive(page);
    await page.keyboard.press("Enter");
    expect((await posted).postData()).toBe("difficulty=HARD&language=TYPESCRIPT");
    await page.getByTestId("field").waitFor();
  });

  it("moves nothing once it is painted, and takes at most 95 KB of script", async () => {
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
    const moved = await page.evaluate(() =>
      (window as unknown as { shifts: number[] }).shifts.reduce((a, b) => a + b, 0),
    );
    expect(moved).toBeLessThan(0.01);
    const sizes = (await Promise.all(scripts)).map((body) => gzipSync(body).length);
    expect(sizes.length).toBeGreaterThan(3);
    expect(sizes.reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(MOST_SCRIPT);
  });

  it("asks for its style first, at most 12 KB of it, and for scripts when it is painted", async () => {
    const page = await browser.open();
    const styles: Promise<Buffer>[] = [];
    page.on("response", (response) => {
      if (response.request().resourceType() === "stylesheet") styles.push(response.body());
    });
    await page.goto(site.origin);
    const sizes = (await Promise.all(styles)).map((body) => gzipSync(body).length);
    expect(sizes.length).toBeGreaterThan(0);
    expect(sizes.reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(MOST_STYLE);
    const { styled, asked } = await page.evaluate(() => {
      const resources = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
      const of = (ending: string) => resources.filter(({ name }) => name.endsWith(ending));
      return {
        styled: Math.max(...of(".css").map(({ responseEnd }) => responseEnd)),
        asked: Math.min(...of(".js").map(({ startTime }) => startTime)),
      };
    });
    expect(asked).toBeGreaterThan(styled);
  });

  it("has all that a shared link shows, and the picture is there", async () => {
    const html = await (await fetch(`${site.origin}/?from=somewhere`)).text();
    for (const tag of [
      `<link rel="canonical" href="${site.origin}/"/>`,
      `<meta property="og:title" content="Pro Dev: production is on fire. Type."/>`,
      `<meta property="og:image" content="${site.origin}/share.png"/>`,
      `<meta name="twitter:card" content="summary_large_image"/>`,
    ]) {
      expect(html.includes(tag), tag).toBe(true);
    }
    const missing = await (await fetch(`${site.origin}/no-such-page`)).text();
    expect(missing).not.toContain("canonical");
    expect(html).toMatch(/<meta name="description" content="Bugs come in waves[^"]{40,}"/);
    const picture = await fetch(`${site.origin}/share.png`);
    const bytes = Buffer.from(await picture.arrayBuffer());
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1200, 630]);
  });
});
