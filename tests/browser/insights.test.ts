/** Insights in a real browser: by keyboard alone, on each layout, and from each weakness to its drill. */
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { register } from "../support/api.ts";
import { violationsOf } from "../support/axe.ts";
import { withBrowser } from "../support/browser.ts";
import { signIn } from "../support/sign-in.ts";
import { withSite } from "../support/site.ts";
import { drawEverybody, typeKeys } from "../support/typed-keys.ts";
import { horizontalOverflow, VIEWS } from "../support/views.ts";

const site = withSite();
const browser = withBrowser();
type Account = Awaited<ReturnType<typeof register>>;

let none: Account;
let little: Account;
let much: Account;
beforeAll(async () => {
  [none, little, much] = [await register(site), await register(site), await register(site)];
  await typeKeys(site.db, little.user.id, { drills: 1, most: 120 });
  await typeKeys(site.db, much.user.id, { drills: 20, weak: ["{", "="], errors: 40 });
  for (let other = 0; other < 3; other += 1)
    await typeKeys(site.db, (await register(site)).user.id, { drills: 1, keyMs: 200 });
  await drawEverybody(site.db);
});

async function open(account: Account, options: Parameters<typeof browser.open>[0] = {}) {
  const page = await browser.open(options);
  await signIn(site, page, account);
  await page.goto(`${site.origin}/practice/insights`);
  await page.waitForLoadState("networkidle");
  return page;
}

const keyboardOf = (page: Page) => page.getByRole("toolbar", { name: /^Keyboard/ });
const chosen = (page: Page) => page.getByRole("region", { name: "The chosen key" });
const targets = (page: Page) => page.locator(".drill-targets kbd").allInnerTexts();

/** Presses Tab until an element is focused, as somebody without a mouse does. */
async function tabTo(page: Page, selector: string) {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press("Tab");
    if ((await page.locator(`${selector}:focus`).count()) > 0) return;
  }
  throw new Error(`Tab never leads to ${selector}`);
}

describe("the keyboard", () => {
  it("shows a key's figures and starts its drill by keyboard alone", async () => {
    const page = await open(much);
    await tabTo(page, ".heat-cap");
    // From `q` to the right and down.
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowDown");
    expect(await keyboardOf(page).locator("button:focus").getAttribute("data-code")).toBe("KeyS");
    await page.keyboard.press("Enter");
    expect(await chosen(page).locator("kbd").first().innerText()).toBe("s");
    expect(
      await chosen(page)
        .getByRole("row", { name: /^Time \d+ ms \d+ ms/ })
        .count(),
    ).toBe(1);
    // A key is also chosen by pressing it.
    await page.keyboard.press("]");
    expect(await chosen(page).locator("kbd").allInnerTexts()).toContain("]");
    await tabTo(page, ".key-details .drill-row");
    const drilled = await chosen(page).locator("kbd").first().innerText();
    await page.keyboard.press("Enter");
    await page.getByTestId("drill").waitFor();
    expect(await targets(page)).toEqual([drilled]);
  });

  it("is coloured by errors instead, with the legend and the figures of errors", async () => {
    const page = await open(much);
    expect(await page.locator(".heat-legend").innerText()).toContain(" ms");
    await page.getByText("Errors", { exact: true }).click();
    await expect.poll(() => page.locator(".heat-legend").innerText()).toContain("%");
    const brace = page.locator(".heat-half", { hasText: "{" });
    expect(await brace.getAttribute("data-step")).toBe("5");
    expect(await brace.locator(".heat-figure").innerText()).toMatch(/^\d+\.\d$/);
    // It outlives a reload and another period.
    await page.getByRole("link", { name: "This quarter" }).click();
    await page.waitForURL("**period=quarter**");
    await page.reload();
    expect(await page.getByLabel("Errors", { exact: true }).isChecked()).toBe(true);
  });

  it("has the layout that was chosen, also after a reload", async () => {
    const page = await open(much);
    await page.getByLabel("Keyboard layout").selectOption("qwertz");
    const first = () =>
      keyboardOf(page).locator('[data-code="KeyY"] .heat-sign').last().innerText();
    expect(await first()).toBe("z");
    await page.reload();
    await expect.poll(first).toBe("z");
    // The brace is on another key, with AltGr.
    await keyboardOf(page).locator('[data-code="Digit7"]').click();
    expect(await chosen(page).locator("kbd").allInnerTexts()).toContain("{");
  });

  it("colours keys with few presses too, paler than measured ones", async () => {
    const page = await open(little);
    const colour = (selector: string) =>
      page
        .locator(`.keyboard-rows ${selector}`)
        .first()
        .evaluate((half) => getComputedStyle(half).backgroundColor);
    const slow = await colour('.heat-half[data-estimate]:is([data-step="4"], [data-step="5"])');
    const fast = await colour('.heat-half[data-estimate][data-step="1"]');
    const unknown = await colour('.heat-half[data-step="0"]');
    expect(new Set([slow, fast, unknown]).size).toBe(3);
    expect(await page.locator(".heat-legend").innerText()).toContain("paler: an estimate");
  });

  it("has a list of the worst keys with their figures where its keys have no room for any", async () => {
    const page = await open(much, { viewport: { width: 390, height: 844 } });
    const worst = page.getByRole("list", { name: "The keys that cost most" });
    expect(await worst.locator("li").first().innerText()).toMatch(
      /\d+ ms\s+\d+\.\d% wrong\s+Drill/,
    );
    await page.setViewportSize({ width: 1440, height: 900 });
    expect(await worst.count()).toBe(0);
  });

  it("is a table too, with every key that was due", async () => {
    const page = await open(much);
    await page.getByText("All keys as a table").click();
    const table = page.getByRole("table", { name: /^All keys/ });
    const cells = await table.getByRole("row", { name: /^open brace / }).innerText();
    expect(cells).toMatch(/\d/);
    // In full length: nothing of it is out of sight within its frame.
    const frame = page.locator(".chart-table-view").first();
    const [height, shown] = await frame.evaluate((view) => [view.scrollHeight, view.clientHeight]);
    expect(height).toBe(shown);
    const [first] = await table.locator("tbody tr").all();
    const weakest = await page.locator("#next kbd").innerText();
    expect(await first?.locator("kbd").innerText()).toBe(weakest);
  });
});

describe("one key or click", () => {
  it("of Enter starts the drill that the page advises", async () => {
    const page = await open(much);
    const weakest = await page.locator("#next kbd").innerText();
    await page.keyboard.press("Enter");
    await page.getByTestId("drill").waitFor();
    expect(await targets(page)).toEqual([weakest]);
  });

  it.each(["pairs", "kinds", "confusions"])("starts a drill from the %s", async (id) => {
    const page = await open(much);
    const section = page.locator("section", { has: page.locator(`#${id}`) });
    await section
      .getByRole("button", { name: /^Drill/ })
      .first()
      .click();
    await page.getByTestId("drill").waitFor();
    expect((await targets(page)).length).toBeGreaterThan(0);
  });

  it("starts a plain drill before the first key", async () => {
    const page = await open(none);
    await page.keyboard.press("Enter");
    await page.getByTestId("drill").waitFor();
    expect(await targets(page)).toEqual([]);
  });
});

describe.each([
  ...VIEWS,
  { ...VIEWS[0], colorScheme: "light" as const },
  { ...VIEWS[1], colorScheme: "dark" as const },
])("insights in $colorScheme at $viewport.width pixels", (view) => {
  it("have nothing that axe finds, and fit into the window, with no, little and much data", async () => {
    for (const account of [none, little, much]) {
      const page = await open(account, { ...view, bypassCSP: true, reducedMotion: "reduce" });
      for (const summary of await page.locator("summary").all()) await summary.click();
      expect(await violationsOf(page)).toEqual([]);
      expect(await horizontalOverflow(page)).toBeLessThanOrEqual(0);
    }
  });
});
