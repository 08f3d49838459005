/** Pages that a translator has changed: it replaces each text node by elements of its own. */
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { PASSWORD, register } from "../support/api.ts";
import { FAILED_REQUEST, withBrowser } from "../support/browser.ts";
import { lockBug, lockedCode, waitForNextKey } from "../support/field-page.ts";
import { holdRequests } from "../support/held-requests.ts";
import { shootFirstBug, startRun } from "../support/new-player-run.ts";
import { withSite } from "../support/site.ts";

const site = withSite();
const browser = withBrowser();

/** Does to the page what Google Translate does, outside of `translate="no"`, and marks each text with brackets. */
const translate = (page: Page) =>
  page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts: Text[] = [];
    while (walker.nextNode()) texts.push(walker.currentNode as Text);
    for (const text of texts) {
      const parent = text.parentElement;
      if (!text.data.trim() || !parent || parent.closest("[translate=no], script, style")) continue;
      const outer = document.createElement("font");
      const inner = document.createElement("font");
      inner.textContent = `⟦${text.data}⟧`;
      outer.appendChild(inner);
      parent.replaceChild(outer, text);
    }
  });

describe("forms on a translated page", () => {
  it("show what is wrong, send, and change their texts", async () => {
    const page = await browser.open({ tolerate: /40[19]|422/ });
    const { user } = await register(site);
    await page.goto(`${site.origin}/login`);
    await translate(page);
    await page.getByRole("button", { name: "⟦Sign in⟧" }).click();
    await page.locator(".error").first().waitFor();
    await translate(page);
    await page.getByLabel("Email").fill(user.email);
    await page.getByLabel("Password").first().fill("not the password");
    const release = await holdRequests(page, "**/login.data*");
    await page.locator("form button[type=submit]").click();
    await expect
      .poll(() => page.locator("form button[type=submit]").innerText())
      .toContain("Signing in…");
    expect(await page.locator("form button[type=submit]").innerText()).not.toContain("⟦Sign in⟧");
    release();
    await page.locator("form [role=alert]").first().waitFor();
    await translate(page);
    await page.getByRole("button", { name: /Show password/ }).click();
    await page.locator(".input-with-toggle").fill(PASSWORD);
    await page.locator("form button[type=submit]").click();
    await page.waitForURL("**/play");

    await translate(page);
    await page.getByText("Relaxed").click();
    await startRun(page);
    await shootFirstBug(page);
    await page.keyboard.press("Shift+Escape");
    await translate(page);
    await page.waitForURL("**/results/*");
    await translate(page);
    await page
      .getByRole("link", { name: /Leaderboard/ })
      .first()
      .click();
    await page.waitForURL("**/leaderboard*");
    await translate(page);
    for (const name of ["Tokens a minute", "Python"]) {
      await page.locator(".chip").filter({ hasText: name }).click();
      await page.locator(".chip[aria-current=true]").filter({ hasText: name }).waitFor();
      await translate(page);
    }
    expect(await page.locator(".failure").count()).toBe(0);
  });

  it("keep the unsent runs of a browser working", async () => {
    const page = await browser.open({ tolerate: FAILED_REQUEST });
    await page.goto(`${site.origin}/play`);
    await startRun(page);
    await shootFirstBug(page);
    await page.keyboard.press("Shift+Escape");
    await page.getByText("nobody’s yet").waitFor();
    await page.goto(`${site.origin}/leaderboard`);
    await page.locator(".outbox").waitFor();
    await translate(page);
    await page.getByRole("button", { name: /Throw away/ }).click();
    await expect.poll(() => page.locator(".pending-run").count()).toBe(0);
  });
});

describe("code, figures and the field", () => {
  it("are not offered to translators", async () => {
    const page = await browser.open();
    await page.goto(`${site.origin}/`);
    const translatable = (selector: string) =>
      page
        .locator(selector)
        .evaluateAll(
          (elements) => elements.filter((element) => (element as HTMLElement).translate).length,
        );
    expect(await page.locator(".demo-code").count()).toBe(1);
    expect(await translatable(".demo-code, pre, code, kbd")).toBe(0);
    await page.goto(`${site.origin}/play`);
    expect(await translatable("pre, code, kbd")).toBe(0);
    await startRun(page);
    await waitForNextKey(page);
    await lockBug(page);
    const before = await lockedCode(page).innerText();
    expect(before).not.toBe("");
    await translate(page);
    expect(await lockedCode(page).innerText()).toBe(before);
    await shootFirstBug(page);
    await page.keyboard.press("Shift+Escape");
    await page.getByText("nobody’s yet").waitFor();
    expect(await translatable(".play, .end-score")).toBe(0);
  });
});
