/** The ways out of a run: from the panel at its end, from the line about a kept run, and by the button on a phone. */
import { describe, expect, it } from "vitest";
import { FAILED_REQUEST, withBrowser } from "../support/browser.ts";
import { lockBug, startFieldRun, waitForNextKey } from "../support/field-page.ts";
import { withSite } from "../support/site.ts";

const site = withSite();
const browser = withBrowser();

/** Starts a guest's run of one choice. */
async function startGuestRun(options: Parameters<typeof browser.open>[0] = {}) {
  const page = await browser.open(options);
  await page.goto(`${site.origin}/play?language=react&difficulty=hard`);
  await page.getByRole("button", { name: /Start/ }).click();
  await waitForNextKey(page);
  return page;
}

describe("the panel at the end of a run", () => {
  it("leads a guest to another language or level, with the choice kept, and to the start page", async () => {
    const page = await startGuestRun();
    await page.keyboard.press("Shift+Escape");
    const home = page.getByRole("link", { name: "Start page" });
    expect(await home.getAttribute("href")).toBe("/");
    await page.getByRole("link", { name: "Other language or level" }).click();
    await page.waitForURL("**/play?language=REACT&difficulty=HARD");
    expect(await page.getByRole("radio", { name: "React" }).isChecked()).toBe(true);
    expect(await page.getByRole("radio", { name: /^Hard/ }).isChecked()).toBe(true);
    expect(await page.locator(".end-screen").count()).toBe(0);
    // The header is back.
    await page.getByRole("navigation", { name: "Main" }).waitFor();
  });

  it("does so for a player whose run waits for the network, and for one that was refused", async () => {
    const { page } = await startFieldRun(site, browser, { tolerate: FAILED_REQUEST });
    await lockBug(page);
    let refuses = false;
    await page.route("**/api/game/end", (route) =>
      refuses
        ? route.fulfill({ status: 422, json: { code: "log_rejected", detail: "No such key." } })
        : route.abort(),
    );
    await page.keyboard.press("Shift+Escape");
    await page.getByText("Result is waiting").waitFor();
    const other = page.getByRole("link", { name: "Other language or level" });
    await other.waitFor();
    refuses = true;
    await page.getByRole("button", { name: "Try again now" }).click();
    await page.getByText("The server refused this run. No such key.").waitFor();
    await other.click();
    await page.waitForURL("**/play?**");
  });

  it("offers no account to keep a run with that is too short to count", async () => {
    const page = await startGuestRun();
    await page.keyboard.press("Shift+Escape");
    await page.getByText("Too short to count").waitFor();
    await page.getByRole("link", { name: "Create account", exact: true }).waitFor();
    expect(await page.getByText("and keep it").count()).toBe(0);
  });
});

describe("the line about a kept run", () => {
  it("can be hidden without the run being thrown away, and links to no page from itself", async () => {
    const page = await startGuestRun();
    await lockBug(page);
    await page.keyboard.press("Shift+Escape");
    await page.getByRole("link", { name: "Start page" }).click();
    const line = page.getByRole("region", { name: "Runs kept in this browser" });
    await line.getByRole("button", { name: "Hide" }).click();
    await line.waitFor({ state: "detached" });
    await page.goto(`${site.origin}/register`);
    await line.getByRole("link", { name: "Sign in" }).waitFor();
    expect(await line.getByRole("link", { name: "Create account" }).count()).toBe(0);
  });
});

describe("the line about a run that was on its way", () => {
  it("says how many points it made", async () => {
    const { page } = await startFieldRun(site, browser, { tolerate: FAILED_REQUEST });
    await lockBug(page);
    await page.route("**/api/game/end", (route) => route.abort());
    await page.keyboard.press("Shift+Escape");
    await page.getByText("Result is waiting").waitFor();
    await page.getByRole("link", { name: "Start page" }).click();
    await page.getByText("Your TypeScript run waits").waitFor();
    await page.unroute("**/api/game/end");
    await page.getByText(/^Your TypeScript run arrived: [\d,]+ points\.$/).waitFor();
  });
});

describe("the button that ends a run", () => {
  const quit = { name: /^(Quit|Sure\?)$/ };

  it("asks first on a touch screen", async () => {
    const viewport = { width: 390, height: 700 };
    const page = await startGuestRun({ viewport, hasTouch: true, isMobile: true });
    await page.getByRole("button", quit).tap();
    await page.getByRole("button", { name: "Sure?" }).waitFor();
    expect(await page.getByRole("heading", { name: "You left the branch." }).count()).toBe(0);
    await page.getByRole("button", quit).tap();
    await page.getByRole("heading", { name: "You left the branch." }).waitFor();
  });

  it("does not with a mouse", async () => {
    const page = await startGuestRun();
    await page.getByRole("button", quit).click();
    await page.getByRole("heading", { name: "You left the branch." }).waitFor();
  });
});
