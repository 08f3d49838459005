/** What the coach explains when it is met for the first time: a hit, and a bug that is too late. */
import { describe, expect, it } from "vitest";
import { withBrowser } from "../support/browser.ts";
import { waitForNextKey } from "../support/field-page.ts";
import { withSite } from "../support/site.ts";

const site = withSite();
const browser = withBrowser();

/** Starts a run of somebody who knows the keys and the kinds of bug, on the test's clock. */
async function startRun() {
  const page = await browser.open();
  await page.addInitScript(() => {
    localStorage.setItem("pro-dev.taught", "1");
    const kinds = "bug syntax null race leak regression boss power";
    if (!localStorage.getItem("pro-dev.met")) localStorage.setItem("pro-dev.met", kinds);
  });
  await page.clock.install();
  await page.goto(`${site.origin}/play?language=python&difficulty=normal`);
  await page.getByRole("button", { name: /Start/ }).click();
  await waitForNextKey(page);
  return page;
}

describe("the page that starts a run", () => {
  it("says what a bug costs that gets through, and that uptime never comes back", async () => {
    const page = await browser.open();
    await page.goto(`${site.origin}/play`);
    await page
      .getByText("takes uptime, less once it is nearly typed. Uptime never comes back.")
      .waitFor();
  });
});

describe("the coach", () => {
  it("says at the first hit that uptime never comes back, and of no bug before the first key that it is too late", async () => {
    const page = await startRun();
    const coach = page.locator(".coach");
    // Both at one moment, because the clock goes on by itself as well.
    const shown = () =>
      page.evaluate(() =>
        [".coach", "[data-part=uptime]"].map((part) => document.querySelector(part)?.textContent),
      );
    let [said, uptime] = await shown();
    for (; uptime === "100%"; [said, uptime] = await shown()) {
      expect(said).toBe("");
      await page.clock.runFor(500);
    }
    await expect
      .poll(() => coach.textContent())
      .toMatch(/^uptime: it never comes back\. A bug’s last five/);
    // Nobody has typed: the cards by the wall are not dashed.
    expect(await page.evaluate(() => localStorage.getItem("pro-dev.met"))).not.toContain("late");
    await page.clock.runFor(6_000);
    expect(await coach.textContent()).toBe("");

    // With the first key those are, which can no longer be fixed.
    const key = await waitForNextKey(page);
    await page.keyboard.press(key);
    await expect
      .poll(() => coach.textContent())
      .toMatch(/^too late: a dashed card has no time left/);
    await page.clock.runFor(6_000);
    expect(await coach.textContent()).toBe("");
    expect(await page.evaluate(() => localStorage.getItem("pro-dev.met"))).toMatch(/uptime late/);
  });
});
