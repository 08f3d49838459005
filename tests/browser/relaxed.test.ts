/** A relaxed run can be paused, and no time of a pause is in its keys. */
import { describe, expect, it } from "vitest";
import { withBrowser } from "../support/browser.ts";
import { lockBug, openChooser, runProgress, waitForNextKey } from "../support/field-page.ts";
import { withSite } from "../support/site.ts";

const site = withSite();
const browser = withBrowser();

describe("a relaxed run", () => {
  it("is paused and goes on by its button or key, and meanwhile takes no keys", async () => {
    const { page, startButton } = await openChooser(site, browser);
    await page.getByText("Relaxed", { exact: true }).click();
    await startButton.click();
    await lockBug(page);
    const before = await runProgress(page);
    await page.getByRole("button", { name: "Pause F9" }).click();
    const notice = page.getByRole("button", { name: /^Paused/ });
    await notice.waitFor();
    await page.keyboard.press(before.nextKey);
    expect(await runProgress(page)).toEqual(before);
    await page.keyboard.press("F9");
    await expect.poll(() => notice.count()).toBe(0);
    await page.keyboard.press(before.nextKey);
    await expect.poll(() => runProgress(page)).not.toEqual(before);
    await page.keyboard.press("F9");
    await notice.click();
    await expect.poll(() => notice.count()).toBe(0);
  });
});

describe("a ranked run", () => {
  it("has no pause, and leaves the key to the browser", async () => {
    const { page, startButton } = await openChooser(site, browser);
    await startButton.click();
    await waitForNextKey(page);
    expect(await page.getByRole("button", { name: "Pause" }).count()).toBe(0);
    await page.evaluate(() => {
      addEventListener("keydown", ({ key, defaultPrevented }) =>
        Object.assign(window, { [key]: defaultPrevented }),
      );
    });
    await page.keyboard.press("F9");
    expect(await page.evaluate(() => (window as unknown as Record<string, boolean>).F9)).toBe(
      false,
    );
    expect(await page.getByText("Paused").count()).toBe(0);
  });
});

describe("the page for starting a run", () => {
  it("has the header of the site, which the field covers until the run is over", async () => {
    const { page, startButton } = await openChooser(site, browser);
    const header = page.getByRole("navigation", { name: "Main" });
    expect(await header.isVisible()).toBe(true);
    await startButton.click();
    await waitForNextKey(page);
    expect(await header.isVisible()).toBe(false);
    await page.keyboard.press("Shift+Escape");
    await page.waitForURL("**/results/*");
    await header.waitFor();
  });
});
