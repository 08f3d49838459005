/** Starting and ending a run without a network: the page says what happens, and leads on. */
import { describe, expect, it } from "vitest";
import { FAILED_REQUEST, withBrowser } from "../support/browser.ts";
import { lockBug, startFieldRun, waitForNextKey } from "../support/field-page.ts";
import { withSite } from "../support/site.ts";

const site = withSite();
const browser = withBrowser();

describe("a start without a network", () => {
  it("is refused on the start page with a reason, and works when the network is back", async () => {
    const page = await browser.open({ tolerate: FAILED_REQUEST });
    await page.goto(site.origin);
    await page.context().setOffline(true);
    await page.getByRole("button", { name: "Defend production" }).click();
    await page.getByRole("alert").filter({ hasText: "You are offline" }).waitFor();
    expect(new URL(page.url()).pathname).toBe("/");
    await page.context().setOffline(false);
    await page.getByRole("button", { name: "Defend production" }).click();
    await waitForNextKey(page);
  });

  it("is refused on the page of the game with a reason, and works when the network is back", async () => {
    const page = await browser.open({ tolerate: FAILED_REQUEST });
    await page.goto(`${site.origin}/play`);
    await page.context().setOffline(true);
    await page.getByRole("button", { name: /Start/ }).click();
    await page.getByRole("alert").filter({ hasText: "The server cannot be reached" }).waitFor();
    await page.context().setOffline(false);
    await page.getByRole("button", { name: /Start/ }).click();
    await waitForNextKey(page);
  });
});

describe("the end of a run without a network", () => {
  it("says to a guest that the run is kept, and offers an account when the network is back", async () => {
    const page = await browser.open({ tolerate: FAILED_REQUEST });
    await page.goto(`${site.origin}/play?language=python&difficulty=easy`);
    await page.getByRole("button", { name: /Start/ }).click();
    await lockBug(page);
    await page.context().setOffline(true);
    await page.keyboard.press("Shift+Escape");
    await page.getByText("You are offline. This run is kept in this browser").waitFor();
    expect(await page.getByRole("link", { name: "Create account" }).count()).toBe(0);
    await page.getByRole("button", { name: "Try again now" }).click();
    await page.context().setOffline(false);
    await page.getByRole("link", { name: /^Create account/ }).waitFor();
  });

  it("offers a player to send the run again at once, and opens its result", async () => {
    const { page } = await startFieldRun(site, browser, { tolerate: FAILED_REQUEST });
    await lockBug(page);
    await page.route("**/api/game/end", (route) => route.abort());
    await page.keyboard.press("Shift+Escape");
    await page.getByText("Result is waiting").waitFor();
    await page.unroute("**/api/game/end");
    await page.getByRole("button", { name: "Try again now" }).click();
    await page.waitForURL("**/results/*");
  });
});
