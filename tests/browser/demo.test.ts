/** The first bug, on the start page: typed without a click. */
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { register } from "../support/api.ts";
import { violationsOf } from "../support/axe.ts";
import { withBrowser } from "../support/browser.ts";
import { demoKeys, pressAll, typedDemo } from "../support/demo.ts";
import { ALT, CTRL, compose, sendKeyEvent } from "../support/field-page.ts";
import { holdRequests } from "../support/held-requests.ts";
import { signIn } from "../support/sign-in.ts";
import { withSite } from "../support/site.ts";
import { horizontalOverflow, VIEWS } from "../support/views.ts";

const site = withSite();
const browser = withBrowser();

async function open(options: Parameters<typeof browser.open>[0] = {}): Promise<Page> {
  const page = await browser.open(options);
  await page.goto(site.origin);
  return page;
}

const reading = (page: Page, label: string) =>
  page.locator(".demo-reading", { hasText: label }).locator("b").textContent();

describe("the first bug", () => {
  it("is fixed by typing alone, and Enter goes on at the difficulty that fits", async () => {
    const page = await open();
    await page.getByText("JavaScript", { exact: true }).click();
    await page.locator(".demo-foot", { hasText: "arrays.js" }).waitFor();
    const keys = await demoKeys(page);
    expect(keys).toContain("Enter");
    await pressAll(page, keys.slice(0, 8));
    await expect.poll(() => typedDemo(page)).toBe("while (t");
    expect(await page.locator(".demo-caret").textContent()).toBe("o");
    expect(await reading(page, "Accuracy")).toBe("100%");
    await pressAll(page, keys.slice(8));
    await page.getByText("fixed · +60").waitFor();
    // Without the comma of a speed of a thousand words or more, which these keys may reach.
    const shown = Number((await reading(page, "WPM"))?.replace(",", ""));
    expect(shown).toBeGreaterThan(0);
    const proposal = (await page.locator(".demo-go").textContent()) ?? "";
    const [, wpm, fitting = ""] = /You typed (\d+) WPM: ([A-Z]+) fits/.exec(proposal) ?? [];
    expect(shown).toBe(Number(wpm));
    await page.getByText(`at ${fitting.toLowerCase()} ·`).waitFor();

    const gameStart = page.waitForRequest((request) => request.method() === "POST");
    await page.keyboard.press("Enter");
    expect((await gameStart).postData()).toBe(`difficulty=${fitting}&language=JAVASCRIPT`);
    await page.getByTestId("field").waitFor();
    await page.goto(`${site.origin}/play`);
    const offered = page.getByRole("radio", { name: new RegExp(`^${fitting}`, "i") });
    expect(await offered.isChecked()).toBe(true);
  });

  it.each(VIEWS)(
    "has no red bug by the wall that never moves: $viewport.width pixels",
    async (view) => {
      const page = await open(view);
      const [near, waiting] = await Promise.all(
        [".demo-near", ".demo-midway"].map((selector) =>
          page.locator(selector).evaluate((bug) => {
            const lanes = bug.parentElement?.getBoundingClientRect();
            const card = bug.querySelector(".demo-card") ?? bug;
            const { color } = getComputedStyle(bug);
            const { borderColor } = getComputedStyle(card);
            const way = (bug.getBoundingClientRect().x - (lanes?.x ?? 0)) / (lanes?.width ?? 1);
            return { way, color, borderColor };
          }),
        ),
      );
      expect(near).toMatchObject({ color: waiting?.color, borderColor: waiting?.borderColor });
      expect(near?.way).toBeGreaterThan(0.15);
    },
  );

  it("keeps the keys until the engine has arrived, which no key has asked for before", async () => {
    const page = await browser.open();
    const requests: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
    const release = await holdRequests(page, "**/assets/open-demo*");
    await page.goto(site.origin);
    await page.waitForLoadState("networkidle");
    expect(requests.filter((url) => url.includes("open-demo"))).toEqual([]);
    const keys = await demoKeys(page);
    await pressAll(page, keys.slice(0, 17));
    expect(await typedDemo(page)).toBe("");
    expect(page.url()).toBe(`${site.origin}/`);
    expect(await page.evaluate(() => scrollY)).toBe(0);
    release();
    await expect.poll(() => typedDemo(page)).toBe("def gcd(a, b):    wh");
    await pressAll(page, keys.slice(17));
    await page.getByText("fixed · +60").waitFor();
  });

  it("shows a wrong key struck through at the caret, for a moment", async () => {
    const page = await open();
    await page.keyboard.press("d");
    await expect.poll(() => typedDemo(page)).toBe("d");
    // Noted by the page, because it may be over before the test looks.
    await page.evaluate(() => {
      const seen: (string | undefined)[] = [];
      Object.assign(window, { seen });
      new MutationObserver(() => {
        const wrong = document.querySelector(".demo-locked[data-wrong] .demo-caret s")?.textContent;
        if (wrong !== seen.at(-1)) seen.push(wrong);
      }).observe(document.querySelector(".demo") as Element, { childList: true, subtree: true });
    });
    await page.keyboard.press("#");
    await expect
      .poll(() => page.evaluate(() => (window as unknown as { seen: unknown[] }).seen))
      .toEqual(["#", undefined]);
    expect(await typedDemo(page)).toBe("d");
    expect(await reading(page, "Accuracy")).toBe("50.0%");
  });

  it("starts at what a player prefers, and says what would fit", async () => {
    const account = await register(site);
    await site.db
      .updateTable("user_settings")
      .set({ preferred_difficulty: "EASY", preferred_language: "JAVASCRIPT" })
      .where("user_id", "=", account.user.id)
      .execute();
    const page = await browser.open();
    await signIn(site, page, account);
    await page.goto(site.origin);
    await pressAll(page, await demoKeys(page));
    await page.getByText("Your settings say easy.").waitFor();
    // One button alone shows the key that presses it.
    expect(await page.locator(".hero-act .key").isVisible()).toBe(false);
    const gameStart = page.waitForRequest((request) => request.method() === "POST");
    await page.getByRole("button", { name: "Go on at easy" }).click();
    expect((await gameStart).postData()).toBe("difficulty=EASY&language=JAVASCRIPT");
    await page.getByTestId("field").waitFor();
  });
});

describe("the keys of the page", () => {
  it("stay the page's: Space and Enter before a bug is begun, Tab, shortcuts, and keys typed into fields", async () => {
    const page = await open({ viewport: { width: 1440, height: 500 } });
    await page.getByRole("heading", { level: 1 }).click();
    await page.keyboard.press("Space");
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(0);
    await page.keyboard.press("Control+d");
    await page.keyboard.press("Alt+d");
    await page.evaluate(() => {
      const field = document.createElement("textarea");
      document.body.appendChild(field);
      field.focus();
    });
    await page.keyboard.press("d");
    expect(await page.locator("textarea").inputValue()).toBe("d");
    await page.evaluate(() => document.querySelector("textarea")?.remove());
    expect(await page.locator(".demo-field").getAttribute("data-state")).toBe("idle");

    await page.keyboard.press("d");
    await expect.poll(() => typedDemo(page)).toBe("d");
    const isInDemo = () => page.locator(".demo :focus").count();
    expect(await isInDemo()).toBe(1);
    await page.keyboard.press("Tab");
    expect(await isInDemo()).toBe(0);
    expect(await page.locator("a:focus").textContent()).toBe("Today’s challenge");
    await page.keyboard.press("Control+e");
    await page.keyboard.press("e");
    await expect.poll(() => typedDemo(page)).toBe("de");
    expect(await reading(page, "Accuracy")).toBe("100%");
    await page.keyboard.press("Escape");
    expect(await isInDemo()).toBe(0);
  });

  it("are the code's while it is typed: Space does not scroll, on no element", async () => {
    const page = await open({ viewport: { width: 1440, height: 500 } });
    await pressAll(page, ["d", "e", "f"]);
    await expect.poll(() => typedDemo(page)).toBe("def");
    const before = await page.evaluate(() => scrollY);
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await pressAll(page, [" ", "g"]);
    await expect.poll(() => typedDemo(page)).toBe("def g");
    expect(await page.evaluate(() => scrollY)).toBe(before);
  });

  it("may come from AltGr, dead keys and soft keyboards", async () => {
    const page = await browser.open();
    const release = await holdRequests(page, "**/assets/open-demo*");
    await page.goto(site.origin);
    const cdp = await page.context().newCDPSession(page);
    await page.keyboard.press("d");
    await sendKeyEvent(cdp, "Dead");
    await compose(cdp, "^");
    // Half of a character is no key, even if the engine arrives just now.
    release();
    await expect.poll(() => typedDemo(page)).toBe("d");
    await cdp.send("Input.insertText", { text: "e" });
    await expect.poll(() => typedDemo(page)).toBe("de");
    await sendKeyEvent(cdp, "@", CTRL | ALT);
    await expect.poll(() => reading(page, "Accuracy")).toBe("66.7%");

    const phone = await open({
      viewport: { width: 390, height: 700 },
      hasTouch: true,
      isMobile: true,
    });
    await phone.locator(".demo-code").tap();
    expect(await phone.locator(".demo input:focus").count()).toBe(1);
    for (const character of "def") await phone.keyboard.insertText(character);
    await expect.poll(() => typedDemo(phone)).toBe("def");
    const field = await phone.locator(".demo").boundingBox();
    expect(field?.y).toBeLessThan(20);
  });
});

describe("the demo for everybody", () => {
  it.each(VIEWS)("has no violation that axe finds, in $colorScheme at any state", async (view) => {
    const page = await open({ ...view, bypassCSP: true, reducedMotion: "reduce" });
    const keys = await demoKeys(page);
    const check = async () => expect(await violationsOf(page)).toEqual([]);
    await pressAll(page, keys.slice(0, 20));
    await expect.poll(() => typedDemo(page)).not.toBe("");
    await check();
    await pressAll(page, keys.slice(20));
    await page.getByText("fixed · +60").waitFor();
    await check();
    expect(await horizontalOverflow(page)).toBeLessThanOrEqual(0);
  });

  it("moves nothing of the page, and with reduced motion nothing at all", async () => {
    const page = await browser.open({ reducedMotion: "reduce" });
    await page.addInitScript(() => {
      const moves: unknown[] = [];
      new PerformanceObserver((list) => moves.push(...list.getEntries())).observe({
        type: "layout-shift",
        buffered: true,
      });
      Object.assign(window, { moves });
    });
    await page.goto(site.origin);
    const placeOfCards = () => page.locator(".home-cards").boundingBox();
    const before = await placeOfCards();
    const keys = await demoKeys(page);
    await pressAll(page, keys.slice(0, 12));
    await page.keyboard.press("#");
    const animations = () =>
      page.evaluate(() =>
        document.getAnimations().flatMap(({ effect }) => {
          const { target } = effect as KeyframeEffect;
          return target?.closest(".demo") ? [target.className] : [];
        }),
      );
    expect(await animations()).toEqual([]);
    await pressAll(page, keys.slice(12));
    await page.getByText("fixed · +60").waitFor();
    expect(await animations()).toEqual([]);
    expect(await placeOfCards()).toEqual(before);
    // Only what has been typed moves within the field, and no more than a hair of the page.
    const shift = await page.evaluate(() =>
      (window as unknown as { moves: { value: number }[] }).moves.reduce((a, b) => a + b.value, 0),
    );
    expect(shift).toBeLessThan(0.05);
  });

  it("is described to screen readers, which are told what happens", async () => {
    const page = await open();
    const demo = page.getByRole("region", { name: "The first bug" });
    await demo.getByText("Enter ends each line: def gcd(a, b):").waitFor();
    const keys = await demoKeys(page);
    const polite = demo.locator("[aria-live=polite]");
    const urgent = demo.locator("[aria-live=assertive]");
    await page.keyboard.press("d");
    await expect.poll(() => polite.textContent()).toMatch(/Next: bug in lane \d: def/);
    await page.keyboard.press("#");
    await expect.poll(() => urgent.textContent()).toBe("Wrong, e");
    await pressAll(page, keys.slice(1));
    await expect
      .poll(() => polite.textContent(), { timeout: 5_000 })
      .toMatch(/^Fixed\. You typed \d+ words a minute: \w+ fits\. Enter goes on at \w+\.$/);
  });
});
