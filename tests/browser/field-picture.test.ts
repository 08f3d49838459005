/** What the field shows while a run is played. */
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { violationsOf } from "../support/axe.ts";
import { withBrowser } from "../support/browser.ts";
import {
  type FieldOptions,
  finishToken,
  lockBug,
  lockedCode,
  startFieldRun,
  waitForNextKey,
} from "../support/field-page.ts";
import { withSite } from "../support/site.ts";
import { countInk, countPaintedPixels, drawOnTestClock, stopClock } from "../support/stage.ts";
import { typeOn } from "../support/typing.ts";
import { horizontalOverflow, VIEWS } from "../support/views.ts";

const site = withSite();
const browser = withBrowser();

const play = (options?: FieldOptions) => startFieldRun(site, browser, options);

describe("the code", () => {
  it("is where the bug is: the locked one shows all of it, with the one caret, and what is typed turns mint", async () => {
    const { page } = await play();
    expect(await countInk(page, "typed")).toBe(0);
    expect(await lockedCode(page).count()).toBe(0);
    // Unlocked, only the first key is underlined.
    const underlined = await countInk(page, "amber");
    await lockBug(page);
    await expect.poll(() => countInk(page, "amber")).toBeGreaterThan(underlined + 200);
    await expect.poll(() => countInk(page, "typed")).toBeGreaterThan(0);
    expect((await lockedCode(page).textContent())?.trim()).not.toBe("");
  });

  it("has colours, also for a guest", async () => {
    const syntaxInks = ["word", "name", "value", "literal"] as const;
    const coloured = async (page: Page) => {
      const counts = await Promise.all(syntaxInks.map((ink) => countInk(page, ink)));
      return counts.reduce((sum, count) => sum + count, 0);
    };
    const guest = await browser.open();
    await guest.goto(`${site.origin}/play?language=typescript&difficulty=normal`);
    await guest.getByRole("button", { name: /Start/ }).click();
    await waitForNextKey(guest);
    await lockBug(guest);
    await expect.poll(() => coloured(guest)).toBeGreaterThan(20);
  });

  it("has the line numbers of its file, also in the foot", async () => {
    const { page } = await play();
    await lockBug(page);
    const file = page.locator(".foot-file[data-locked]");
    await expect.poll(() => file.textContent()).toMatch(/^[\w-]+\.ts line \d+ of \d+$/);
  });
});

describe("a wrong key", () => {
  const motions = [false, true];

  it.each(motions)(
    "flashes at the caret for 300 ms (reduced motion: %s)",
    async (reducedMotion) => {
      const { page } = await play({ reducedMotion, prepare: drawOnTestClock });
      const nextKey = await lockBug(page);
      await stopClock(page);
      await page.clock.runFor(300);
      const before = await countInk(page, "coral");
      await page.keyboard.press(nextKey === "~" ? "^" : "~");
      await page.clock.runFor(200);
      expect(await countInk(page, "coral")).toBeGreaterThan(before + 150);
      await page.clock.runFor(300);
      expect(await countInk(page, "coral")).toBeLessThan(before + 50);
    },
  );

  it.each(motions)(
    "puts the wall out for 300 ms when no bug takes it, unlike a hit (reduced motion: %s)",
    async (reducedMotion) => {
      const { page } = await play({ reducedMotion, prepare: drawOnTestClock });
      await stopClock(page);
      const before = await countInk(page, "dim");
      await page.keyboard.press("~");
      // As high as the lanes, and some pixels wide. With motion it flickers.
      const counts: number[] = [];
      for (let frame = 0; frame < 9; frame += 1) {
        await page.clock.runFor(30);
        counts.push(await countInk(page, "dim"));
        expect(await countInk(page, "coral")).toBeLessThan(1_000);
      }
      const out = counts.filter((count) => count > before + 1_000).length;
      expect(out).toBeGreaterThan(2);
      if (reducedMotion) expect(out).toBe(counts.length);
      else expect(out).toBeLessThan(counts.length);
      await page.clock.runFor(300);
      expect(await countInk(page, "dim")).toBeLessThan(before + 500);
    },
  );
});

describe("a power", () => {
  /** Types without an error until the combo has earned a rollback. */
  async function earnRollback(page: Page): Promise<void> {
    const power = page.locator("button.power");
    // Looked for after each key, because the notice of it lasts only some seconds.
    while (!(await power.isVisible())) await typeOn(page, 20, (keys) => keys === 1);
  }

  it("is earned by clean tokens, shown with its key, and used by the arrow up, which scrolls nothing", async () => {
    const { page } = await play();
    await expect.poll(() => page.locator(".power-next").textContent()).toBe("rollback 0/20 clean");
    await page.keyboard.press("ArrowUp");
    await earnRollback(page);
    // The notice stands beside the wave, and hides nothing of it.
    await page.locator("[data-part=notice][data-on]").waitFor();
    const opacity = (selector: string) =>
      page.locator(selector).evaluate((element) => Number(getComputedStyle(element).opacity));
    expect(await opacity(".field-wave")).toBe(1);
    const wave = await page.locator(".field-wave").boundingBox();
    const notice = await page.locator(".field-notice").boundingBox();
    expect(notice?.x).toBeGreaterThan((wave?.x ?? 0) + (wave?.width ?? 0));
    const button = page.getByRole("button", { name: "rollback" });
    expect(await button.textContent()).toBe("↑rollback");
    await page.keyboard.press("ArrowUp");
    await page.locator("[data-part=log]", { hasText: "use: rollback" }).waitFor();
    await expect.poll(() => button.isVisible()).toBe(false);
    expect(await page.evaluate(() => window.scrollY)).toBe(0);
  });

  it("is used by a tap on a phone, and the soft keyboard stays open", async () => {
    const { page } = await play({ touch: true });
    await earnRollback(page);
    await page.getByRole("button", { name: "rollback" }).tap();
    await page
      .locator("[data-part=log]", { hasText: "use: rollback" })
      .waitFor({ state: "attached" });
    expect(await page.evaluate(() => document.activeElement?.className)).toBe("soft-input");
  });
});

describe("a kind of bug", () => {
  it("is introduced when it is met for the first time in this browser, and not again", async () => {
    const learned = () => localStorage.setItem("pro-dev.taught", "1");
    const { page } = await play({ prepare: (page) => page.addInitScript(learned) });
    const coach = page.locator(".coach");
    await expect.poll(() => coach.textContent()).toMatch(/^(bug|syntax error): /);
    const met = await page.evaluate(() => localStorage.getItem("pro-dev.met"));
    expect(met).toMatch(/^(bug|syntax)/);
    await page.keyboard.press("Shift+Escape");
    await page.waitForURL("**/results/*");
    await page.evaluate(() => localStorage.setItem("pro-dev.met", "bug syntax null race leak"));
    await page.goto(`${site.origin}/play`);
    await page.getByRole("button", { name: /Start/ }).click();
    await waitForNextKey(page);
    expect(await coach.textContent()).toBe("");
  });
});

describe("the stage", () => {
  const paintedPixels = (page: Page) => countPaintedPixels(page, []).then(({ outside }) => outside);

  it("is painted, also while nobody types", async () => {
    const { page } = await play({ reducedMotion: false });
    await expect.poll(() => paintedPixels(page)).toBeGreaterThan(200);
  });

  it("is painted by the page itself in a browser that cannot transfer a canvas", async () => {
    const { page } = await play({
      prepare: (page) =>
        page.addInitScript(() => {
          Reflect.deleteProperty(HTMLCanvasElement.prototype, "transferControlToOffscreen");
        }),
    });
    await expect.poll(() => paintedPixels(page)).toBeGreaterThan(200);
  });

  it("is painted by the page itself when the worker cannot be loaded", async () => {
    let requests = 0;
    const { page } = await play({
      tolerate: /ERR_FAILED|Failed to load/,
      prepare: (page) =>
        page.route("**/assets/worker-*", (route) => {
          requests += 1;
          return route.abort();
        }),
    });
    await expect.poll(() => paintedPixels(page)).toBeGreaterThan(200);
    expect(requests).toBe(1);
  });

  it("gives way to the plain code when it cannot be loaded at all", async () => {
    const { page } = await play({
      tolerate: /ERR_FAILED|Failed to load/,
      prepare: (page) => page.route(/assets\/(worker|scene)-/, (route) => route.abort()),
    });
    await page.locator("[data-stageless]").waitFor();
    await lockBug(page);
    const box = await lockedCode(page).boundingBox();
    expect(box?.width).toBeGreaterThan(20);
  });
});

describe("reduced motion", () => {
  it("runs no animation but the steps of the bugs (tests/unit/stage.test.ts)", async () => {
    const { page } = await play({ reducedMotion: true });
    await lockBug(page);
    await finishToken(page);
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
  });
});

describe.each(VIEWS)("the field in $colorScheme at $viewport.width pixels", (view) => {
  it("has no violation that axe finds while it is played, and fits the window", async () => {
    const page = await browser.open({ ...view, bypassCSP: true });
    await page.goto(`${site.origin}/play?language=python&difficulty=easy`);
    await page.getByRole("button", { name: /Start/ }).click();
    await lockBug(page);
    expect(await violationsOf(page)).toEqual([]);
    expect(await horizontalOverflow(page)).toBeLessThanOrEqual(0);
  });
});
