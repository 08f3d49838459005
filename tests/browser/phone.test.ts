/** The game on the screen of a phone. */
import { describe, expect, it } from "vitest";
import type { Kind } from "../../app/engine/state.ts";
import { BOSS_LINES } from "../../app/ui/field/event-view.ts";
import {
  KIND_LESSONS,
  KIND_NAMES,
  LATE_LESSON,
  POWER_LESSON,
  UPTIME_LESSON,
} from "../../app/ui/field/labels.ts";
import { floorOf } from "../../app/ui/field/stage/sizes.ts";
import { withBrowser } from "../support/browser.ts";
import { holdRequests } from "../support/held-requests.ts";
import { withSite } from "../support/site.ts";
import { fieldViewport } from "../support/stage.ts";

const KINDS = Object.keys(KIND_NAMES) as Kind[];

const site = withSite();
const browser = withBrowser();

const phone = (width: number) => ({
  viewport: { width, height: 700 },
  hasTouch: true,
  isMobile: true,
});

describe("the soft keyboard", () => {
  it("opens with the tap that starts the game, and stays open until the field is focused", async () => {
    const page = await browser.open(phone(390));
    await page.goto(site.origin);
    const release = await holdRequests(page, "**/play.data*");
    // Notes the element that takes over the focus each time: the keyboard closes when none does.
    await page.evaluate(() => {
      const successors: (string | undefined)[] = [];
      Object.assign(window, { successors });
      addEventListener("focusout", (event) => {
        successors.push((event.relatedTarget as Element | null)?.tagName);
      });
    });
    await page.getByRole("button", { name: "Defend production" }).tap();
    const focused = page.locator("input:focus");
    expect(await focused.getAttribute("aria-label")).toBe("Type here");
    expect(await page.getByTestId("field").count()).toBe(0);
    release();
    await page.getByTestId("field").waitFor();
    await expect.poll(() => page.locator("main input:focus").count()).toBe(1);
    expect(await page.getByLabel("Type here").count()).toBe(1);
    const successors = await page.evaluate(
      () => (window as unknown as { successors: string[] }).successors,
    );
    const sinceOpened = successors.slice(successors.indexOf("INPUT"));
    expect(sinceOpened).toEqual(sinceOpened.map(() => "INPUT"));
    expect(successors).toContain("INPUT");
  });

  it("is not opened on a device with a keyboard", async () => {
    const page = await browser.open({ viewport: { width: 390, height: 700 } });
    await page.goto(site.origin);
    await page.getByRole("button", { name: "Defend production" }).click();
    await page.getByTestId("field").waitFor();
    // The mode says that no keyboard on the screen is wanted.
    await expect.poll(() => page.locator("input:focus").getAttribute("inputmode")).toBe("none");
  });
});

describe.each([320, 390])("the field at %i pixels", (width) => {
  it("shows its status and every announcement of a boss without cutting them off", async () => {
    const page = await browser.open(phone(width));
    await page.goto(`${site.origin}/play?language=python`);
    await page.getByRole("button", { name: "Start" }).tap();
    await page.locator("[data-testid=field]:not([data-next-key=''])").waitFor();
    const cutOffTexts = () =>
      page.evaluate(() =>
        [".foot-file", ".field-notice", ".field-notice > *"].flatMap((selector) =>
          [...document.querySelectorAll(selector)]
            .filter((element) => element.scrollWidth > element.clientWidth + 1)
            .map((element) => `${selector}: ${element.textContent}`),
        ),
      );
    expect(await page.locator("[data-part=status]").textContent()).toMatch(/^line \d+ of \d+$/);
    for (const line of BOSS_LINES) {
      await page.evaluate((line) => {
        const [title, text] = document.querySelector(".field-notice")?.children ?? [];
        if (!title || !text) throw new Error("no alert");
        title.textContent = "Boss, 104 tokens.";
        text.textContent = line;
      }, line);
      expect(await cutOffTexts()).toEqual([]);
    }
    const keys = await page.locator(".play-keys").boundingBox();
    expect((keys?.x ?? 0) + (keys?.width ?? 0)).toBeLessThanOrEqual(width);
  });

  it("teaches the keys without covering the wave or a key", async () => {
    const page = await browser.open(phone(width));
    await page.goto(`${site.origin}/play?language=python`);
    await page.getByRole("button", { name: "Start" }).tap();
    await page.getByText("Type the underlined key, then the rest.").waitFor();
    const boxOf = async (selector: string) => {
      const box = await page.locator(selector).boundingBox();
      if (!box) throw new Error(`no ${selector}`);
      return box;
    };
    const coach = await boxOf(".coach");
    for (const selector of [".field-wave", ".play-keys", ".powers"]) {
      const box = await boxOf(selector);
      const apart = box.y >= coach.y + coach.height || coach.y >= box.y + box.height;
      expect(apart, selector).toBe(true);
    }
    expect(coach.x).toBeGreaterThanOrEqual(0);
    expect(coach.x + coach.width).toBeLessThanOrEqual(width);
  });

  it("introduces everything without covering a card", async () => {
    const page = await browser.open(phone(width));
    await page.goto(`${site.origin}/play?language=python`);
    await page.getByRole("button", { name: "Start" }).tap();
    await page.locator("[data-testid=field]:not([data-next-key=''])").waitFor();
    const lanes = await page.locator("[data-part=lanes]").boundingBox();
    const floor = (lanes?.y ?? Number.NaN) + floorOf(await fieldViewport(page));
    const introductions: (readonly [name: string, lesson: string])[] = [
      ...KINDS.map((kind) => [KIND_NAMES[kind], KIND_LESSONS[kind]] as const),
      ["too late", LATE_LESSON],
      ["uptime", UPTIME_LESSON],
      ["power", POWER_LESSON],
    ];
    for (const [name, lesson] of introductions) {
      const top = await page.locator(".coach").evaluate(
        (coach, [name, lesson]) => {
          const strong = document.createElement("strong");
          strong.textContent = name;
          coach.replaceChildren(strong, `: ${lesson}`);
          return coach.getBoundingClientRect().top;
        },
        [name, lesson] as const,
      );
      expect(top, name).toBeGreaterThanOrEqual(floor);
    }
  });

  it("shows the whole panel at the end of a run", async () => {
    const page = await browser.open(phone(width));
    await page.goto(`${site.origin}/play`);
    await page.getByRole("button", { name: "Start" }).tap();
    await page.getByTestId("field").waitFor();
    await page.keyboard.press("Shift+Escape");
    await page.getByRole("link", { name: /^Create account/ }).waitFor();
    const overflow = await page
      .locator(".end-card")
      .evaluate((card) => card.scrollWidth - card.clientWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });
});
