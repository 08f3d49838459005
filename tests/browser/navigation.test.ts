import { describe, expect, it } from "vitest";
import { withBrowser } from "../support/browser.ts";
import { holdRequests } from "../support/held-requests.ts";
import { withSite } from "../support/site.ts";
import { VIEWS } from "../support/views.ts";

const site = withSite();
const browser = withBrowser();

describe.each(VIEWS)("while the next page loads, at $viewport.width pixels", (view) => {
  it("the header keeps its layout, and a light runs along it", async () => {
    const page = await browser.open(view);
    await page.goto(`${site.origin}/achievements`);
    const links = page.locator(".header a");
    const places = () =>
      links.evaluateAll((all) => all.map((link) => JSON.stringify(link.getBoundingClientRect())));
    const before = await places();
    const release = await holdRequests(page, "**/daily.data*");
    await page.getByRole("link", { name: "Daily", exact: true }).click();
    // React Router marks the link, whose class must mean nothing to our sheets.
    await page.locator(".header a.pending").waitFor();
    expect(await places()).toEqual(before);
    const bar = await page.locator(".page-progress").evaluate((light) => {
      const { top, height } = light.getBoundingClientRect();
      return { top, height };
    });
    expect(bar).toEqual({ top: 0, height: 2 });
    release();
    await page.waitForURL("**/daily");
  });
});
