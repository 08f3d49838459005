/** What keyboards, their states and extensions do to a run. */
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { withBrowser } from "../support/browser.ts";
import {
  finishToken,
  lockBug,
  lockedCode,
  runProgress,
  startFieldRun,
} from "../support/field-page.ts";
import { withSite } from "../support/site.ts";

const site = withSite();
const browser = withBrowser();

const CAPS_LOCK = "Caps Lock is on.";

/** Presses a key as a keyboard with Caps Lock on reports it. Playwright's own keyboard knows no locks. */
const pressWithCapsLock = (page: Page, key: string, on: boolean) =>
  page.evaluate(
    ([key, on]) => {
      const init = { key, bubbles: true, cancelable: true, modifierCapsLock: on };
      for (const type of ["keydown", "keyup"])
        document.activeElement?.dispatchEvent(new KeyboardEvent(type, init));
    },
    [key, on] as const,
  );

/**
 * Takes keys from the page as Vimium does (its content_scripts/mode_insert.js): every key, unless something editable
 * has the focus. From something editable it takes Escape, and blurs it.
 */
const takeKeysLikeVimium = (page: Page) =>
  page.addInitScript(() => {
    const NOT_TYPED = /^(button|checkbox|color|file|hidden|image|radio|reset|submit)$/;
    const isEditable = (element: Element | null) =>
      (element instanceof HTMLInputElement && !NOT_TYPED.test(element.type)) ||
      element instanceof HTMLTextAreaElement ||
      element instanceof HTMLSelectElement ||
      (element instanceof HTMLElement && element.isContentEditable);
    const onKey = (event: KeyboardEvent) => {
      const { activeElement } = document;
      const isEscape = event.key === "Escape" && !event.shiftKey;
      if (isEditable(activeElement) && !isEscape) return;
      if (isEscape && event.type === "keydown") (activeElement as HTMLElement | null)?.blur();
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    for (const type of ["keydown", "keypress", "keyup"] as const)
      window.addEventListener(type, onKey, true);
  });

describe("an extension that has keys of its own", () => {
  it("leaves the keys to the run, and Escape releases the target all the same", async () => {
    const { page } = await startFieldRun(site, browser, { prepare: takeKeysLikeVimium });
    const nextKey = await lockBug(page);
    await lockedCode(page).waitFor();
    const before = await runProgress(page);
    await page.keyboard.press(nextKey);
    await expect.poll(() => runProgress(page)).not.toEqual(before);
    await page.keyboard.press("Escape");
    await expect.poll(() => lockedCode(page).count()).toBe(0);
    await lockBug(page);
    await lockedCode(page).waitFor();
    // A click on the field does not take the focus from the keys.
    await page.getByTestId("field").click();
    await finishToken(page);
  });
});

describe("Caps Lock", () => {
  it("is said politely when it is on in a run, once", async () => {
    const { page } = await startFieldRun(site, browser);
    await lockBug(page);
    await pressWithCapsLock(page, "Shift", true);
    await page.locator("[aria-live=polite]", { hasText: CAPS_LOCK }).waitFor();
    expect(await page.locator("[aria-live=assertive]", { hasText: CAPS_LOCK }).count()).toBe(0);
    await page.locator("[data-part=status]", { hasText: CAPS_LOCK }).waitFor();
    await pressWithCapsLock(page, "Shift", false);
    await page.locator("[data-part=status]", { hasText: "Caps Lock is off." }).waitFor();
  });

  it("is said at a password, by a live region that is there before", async () => {
    const page = await browser.open();
    await page.goto(`${site.origin}/login`);
    const status = page.locator("form [role=status]");
    expect(await status.count()).toBe(1);
    await page.getByLabel("Password", { exact: true }).focus();
    await pressWithCapsLock(page, "A", true);
    await expect.poll(() => status.innerText()).toBe(CAPS_LOCK);
    await pressWithCapsLock(page, "a", false);
    await expect.poll(() => status.innerText()).toBe("");
  });
});

describe("more keys than the server accepts", () => {
  it("are dropped, which is said once", async () => {
    const { page } = await startFieldRun(site, browser);
    await lockBug(page);
    const status = page.locator("[data-part=status]");
    const burst = () =>
      page.evaluate(() => {
        for (let i = 0; i < 60; i += 1) {
          const init = { key: "~", bubbles: true, cancelable: true };
          document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", init));
        }
      });
    await burst();
    await expect.poll(() => status.innerText()).toBe("Keys beyond 40 a second are dropped.");
    await page.evaluate(() => {
      const status = document.querySelector("[data-part=status]");
      if (status) status.textContent = "seen";
    });
    await burst();
    expect(await status.innerText()).toBe("seen");
  });
});
