/** The end of a drill and its looks, in a real browser: what comes next, what got better, and what can be told apart. */
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { addOwnText } from "../../app/.server/practice/texts/service.ts";
import { register } from "../support/api.ts";
import { withBrowser } from "../support/browser.ts";
import { pressUntilTyping, typeDrill } from "../support/drill-page.ts";
import { ownDraft } from "../support/own-texts.ts";
import { callerOf } from "../support/players.ts";
import { signIn } from "../support/sign-in.ts";
import { withSite } from "../support/site.ts";

const site = withSite();
const browser = withBrowser();

/** Opens the page for a new player. */
async function openForPlayer(path = "/practice", options: Parameters<typeof browser.open>[0] = {}) {
  const account = await register(site);
  const page = await browser.open(options);
  await signIn(site, page, account);
  await page.goto(site.origin + path);
  return { page, account };
}

/** The weak keys that insights and the card of weak keys show. */
const weakKeys = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const response = await fetch("/api/typing/stats?language=JAVASCRIPT");
    return ((await response.json()) as { weak_keys: string[] }).weak_keys;
  });

describe("a drill", () => {
  it("leads to the drill that it advises with Enter, which says whether the key got better", async () => {
    const { page, account } = await openForPlayer();
    // With fewer of the key than of most others, pauses at those would outweigh the errors.
    const text = Array.from({ length: 24 }, () => "f(a);").join("\n");
    const draft = ownDraft({ text, language: "JAVASCRIPT" });
    const { id } = await addOwnText(site.db, callerOf(account), draft);
    await page.goto(`${site.origin}/practice?text=${id}&language=JAVASCRIPT`);
    await page.keyboard.press("Enter");
    await typeDrill(page, { wrongAt: (_, key) => (key === "(" ? "[" : undefined) });
    await page.getByText("Stored.", { exact: true }).waitFor();
    await page.locator(".drill-advice kbd").waitFor();
    expect(await page.locator(".drill-advice kbd").innerText()).toBe("(");
    expect((await weakKeys(page))[0]).toBe("(");
    await pressUntilTyping(page, "Enter");
    expect(await page.locator(".drill-targets kbd").allInnerTexts()).toEqual(["("]);
    // Now it is right, so no key stands out, and the advice leads on to other code.
    await typeDrill(page);
    await page.getByText("Stored.", { exact: true }).waitFor();
    expect(await page.locator(".drill-target-changes li").allInnerTexts()).toEqual([
      expect.stringMatching(/^\( \d+ ms, for the first time, 0% wrong \(50% before\)$/),
    ]);
    await page.getByText("your first JavaScript drill of weak or chosen keys").waitFor();
    await expect
      .poll(() => page.locator(".drill-advice").innerText())
      .not.toContain("Looking at all that is known");
    const [first, other] = await page.locator(".drill-actions button").allInnerTexts();
    const advice = await page.locator(".drill-advice").innerText();
    if (advice.includes("No key stands out")) {
      expect(first).toMatch(/^Next JavaScript drill/);
      expect(other).toMatch(/^Drill \( once more\s+Shift Enter$/);
    } else expect(first).toMatch(/^Drill \S+ ?(once more)?\s+Enter$/);
    await pressUntilTyping(page, "Shift+Enter");
  });

  it("of weak keys says that it is code of everything while none is known", async () => {
    const { page } = await openForPlayer("/practice?language=react&focus=weak_keys");
    await page.getByText("None known in React yet: 0 of about 250 keys typed").waitFor();
    await page.keyboard.press("Enter");
    await page.getByTestId("drill").waitFor();
    expect(await page.locator(".drill-hint").innerText()).toContain("code of everything");
  });
});

/** Returns the red, green and blue of an element's text. */
const colourOf = async (page: Page, selector: string): Promise<number[]> => {
  const element = page.locator(selector).first();
  await element.waitFor();
  // In sRGB whatever the colour space of the style.
  return element.evaluate((found) => {
    const canvas = document.createElement("canvas").getContext("2d");
    if (!canvas) return [];
    canvas.fillStyle = getComputedStyle(found).color;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3)];
  });
};

describe.each(["dark", "light"] as const)("the code of a drill in %s", (colorScheme) => {
  it("tells typed text from strings that are still to be typed", async () => {
    const { page, account } = await openForPlayer("/practice", { colorScheme });
    const draft = ownDraft({ text: 'say("hi", "there")\n', language: "PYTHON" });
    const { id } = await addOwnText(site.db, callerOf(account), draft);
    await page.goto(`${site.origin}/practice?text=${id}&language=PYTHON`);
    await page.keyboard.press("Enter");
    await typeDrill(page, { most: 8 });
    const [typed, waiting] = [
      await colourOf(page, ".drill-done"),
      await colourOf(page, ".drill-text"),
    ];
    const distance = Math.hypot(...typed.map((value, index) => value - (waiting[index] ?? 0)));
    expect(distance).toBeGreaterThan(60);
  });
});

describe("the pages of practice", () => {
  it("has its navigation where the other pages of practice have it", async () => {
    const { page } = await openForPlayer();
    const tops: number[] = [];
    for (const path of ["", "/insights", "/texts", "/texts/new"]) {
      await page.goto(`${site.origin}/practice${path}`);
      const box = await page.getByRole("navigation", { name: "Practice" }).boundingBox();
      tops.push(box?.y ?? 0);
    }
    expect(new Set(tops).size).toBe(1);
  });
});

describe("a drill on a phone", () => {
  const PHONE = { viewport: { width: 390, height: 700 }, hasTouch: true, isMobile: true };

  it("has its figures in two rows, also when keys are named", async () => {
    const { page } = await openForPlayer(
      "/practice?language=typescript&focus=keys&keys=( ) ;",
      PHONE,
    );
    await page.getByRole("button", { name: "Start" }).tap();
    const topOf = async (selector: string) => (await page.locator(selector).boundingBox())?.y ?? 0;
    expect(await topOf(".drill-count")).toBeLessThan(await topOf(".drill-readings"));
    const title = await page.locator(".drill-title").boundingBox();
    const lastKey = await page.locator(".drill-targets kbd").last().boundingBox();
    expect((lastKey?.x ?? 0) + (lastKey?.width ?? 0)).toBeLessThanOrEqual(
      (title?.x ?? 0) + (title?.width ?? 0),
    );
    const hud = await page.locator(".drill-hud").boundingBox();
    expect(hud?.height).toBeLessThan(90);
  });
});
