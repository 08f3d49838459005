/** What a phone is different in. */
import { describe, expect, it } from "vitest";
import { BOSS_LINES } from "../../app/ui/field/hud/banner-view.ts";
import { withBrowser } from "../support/browser.ts";
import { withSite } from "../support/site.ts";

const site = withSite();
const browser = withBrowser();

const phone = (width: number) => ({
  viewport: { width, height: 700 },
  hasTouch: true,
  isMobile: true,
});

describe("the soft keyboard", () => {
  it("opens with the tap that starts the game, and stays open until the field has the focus", async () => {
    const page = await browser.open(phone(390));
    await page.goto(site.origin);
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    await page.route("**/play.data*", (route) => held.then(() => route.continue()));
    // Whoever has the focus each time that somebody loses it: a keyboard closes when nobody has.
    await page.evaluate(() => {
      const heirs: (string | undefined)[] = [];
      Object.assign(window, { heirs });
      addEventListener("focusout", (event) => {
        heirs.push((event.relatedTarget as Element | null)?.tagName);
      });
    });
    await page.getByRole("button", { name: "Defend production" }).tap();
    const focused = page.locator("input:focus");
    expect(await focused.getAttribute("aria-label")).toBe("Type here");
    expect(await page.getByTestId("field").count()).toBe(0);
    letGo();
    await page.getByTestId("field").waitFor();
    await expect.poll(() => page.locator("main input:focus").count()).toBe(1);
    expect(await page.getByLabel("Type here").count()).toBe(1);
    const heirs = await page.evaluate(() => (window as unknown as { heirs: string[] }).heirs);
    const opened = heirs.slice(heirs.indexOf("INPUT"));
    expect(opened).toEqual(opened.map(() => "INPUT"));
    expect(heirs).toContain("INPUT");
  });

  it("is not requested on devices without one", async () => {
    const page = await browser.open({ viewport: { width: 390, height: 700 } });
    await page.goto(site.origin);
    await page.getByRole("button", { name: "Defend production" }).click();
    await page.getByTestId("field").waitFor();
    expect(await page.locator("input:focus").count()).toBe(0);
  });
});

describe.each([320, 390])("the field at %i", (width) => {
  it("shows the whole line that is typed and the whole announcement of a boss", async () => {
    const page = await browser.open(phone(width));
    await page.goto(`${site.origin}/play?language=python`);
    await page.getByRole("button", { name: "Start" }).tap();
    await page.locator("[data-testid=field]:not([data-next-key=''])").waitFor();
    const cut = () =>
      page.evaluate(() =>
        [".code-status", ".field-alert", ".field-alert > *"].flatMap((selector) =>
          [...document.querySelectorAll(selector)]
            .filter((element) => element.scrollWidth > element.clientWidth + 1)
            .map((element) => `${selector}: ${element.textContent}`),
        ),
      );
    expect(await page.locator(".code-status").textContent()).toMatch(/^line 1 of \d+$/);
    for (const line of BOSS_LINES) {
      await page.evaluate((line) => {
        const [title, text] = document.querySelector(".field-alert")?.children ?? [];
        if (!title || !text) throw new Error("no alert");
        title.textContent = "Boss, 104 tokens.";
        text.textContent = line;
      }, line);
      expect(await cut()).toEqual([]);
    }
    const status = await page.locator(".code-status").boundingBox();
    const keys = await page.locator(".code-keys").boundingBox();
    expect((status?.x ?? 0) + (status?.width ?? 0)).toBeLessThanOrEqual(keys?.x ?? 0);
    expect((keys?.x ?? 0) + (keys?.width ?? 0)).toBeLessThanOrEqual(width);
  });

  it("has room for the whole panel at the end", async () => {
    const page = await browser.open(phone(width));
    await page.goto(`${site.origin}/play`);
    await page.getByRole("button", { name: "Start" }).tap();
    await page.getByTestId("field").waitFor();
    await page.keyboard.press("Shift+Escape");
    await page.getByRole("link", { name: "Create account and keep it" }).waitFor();
    const overflow = await page
      .locator(".end-card")
      .evaluate((card) => card.scrollWidth - card.clientWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });
});
