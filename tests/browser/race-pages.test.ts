/** The pages of races: by keyboard, in bytes, in all their states and views. */
import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import type { SignedIn } from "../../app/contracts/account.ts";
import { call, register } from "../support/api.ts";
import { violationsOf } from "../support/axe.ts";
import { withBrowser } from "../support/browser.ts";
import { befriend, personOf } from "../support/friends.ts";
import { callerOf } from "../support/players.ts";
import { ended, makeRoom, quit, start, started, type } from "../support/race-page.ts";
import { signIn } from "../support/sign-in.ts";
import { withSite } from "../support/site.ts";
import { storedRace } from "../support/stored-race.ts";
import { DESKTOP_DARK, horizontalOverflow, PHONE_LIGHT, VIEWS } from "../support/views.ts";

const site = withSite();
const browser = withBrowser();

const LONG = "W".repeat(20);

async function openAs(
  account: SignedIn | null,
  options: Parameters<typeof browser.open>[0] = {},
): Promise<Page> {
  const page = await browser.open(options);
  if (account) await signIn(site, page, account);
  return page;
}

describe("the pages of races", () => {
  it("race by keyboard alone: from the start page, two keys away from a room", async () => {
    const page = await openAs(null);
    await page.goto(site.origin);
    await page.getByRole("link", { name: "Race", exact: true }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Race", exact: true }).waitFor();
    await page.keyboard.press("Enter");
    await page.getByText("Looking for others.").waitFor();
    await page.goto(`${site.origin}/race`);
    await page.getByRole("heading", { name: "Open races" }).waitFor();
  });

  it("offer to play alone where nobody is and nobody left a ghost, and say what it counts for", async () => {
    const page = await openAs(null, { bypassCSP: true });
    await page.goto(`${site.origin}/race`);
    await page.keyboard.press("Enter");
    const alone = page.getByRole("button", { name: "Play alone" });
    await alone.waitFor({ timeout: 15_000 });
    await page.getByText("The room stays on the list").waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await alone.click();
    await started(page);
    await type(page, 5);
    await quit(page);
    await ended(page);
    await page.getByRole("heading", { name: "You raced alone." }).waitFor();
    await page.getByText("Alone it counts for the fun of it").waitFor();
  });

  it("add at most 25 KB of script to what a run has", async () => {
    const page = await openAs(null);
    const sizes = new Map<string, number>();
    page.on("response", async (response) => {
      if (response.request().resourceType() !== "script") return;
      sizes.set(response.url(), gzipSync(await response.body()).length);
    });
    await page.goto(site.origin, { waitUntil: "networkidle" });
    await page.getByRole("button", { name: "Defend production" }).click();
    await started(page);
    await type(page, 3);
    await page.waitForLoadState("networkidle");
    const known = new Set(sizes.keys());
    await quit(page);
    const other = await openAs(null);
    other.on("response", async (response) => {
      if (response.request().resourceType() !== "script") return;
      sizes.set(response.url(), gzipSync(await response.body()).length);
    });
    await other.goto(await makeRoom(site, other), { waitUntil: "networkidle" });
    const added = [...sizes].filter(([url]) => !known.has(url));
    expect(added.length).toBeGreaterThan(0);
    expect(added.reduce((sum, [, size]) => sum + size, 0)).toBeLessThanOrEqual(25 * 1_024);
  });

  it.each(VIEWS)("hold what axe asks for, and fit: %o", async (view) => {
    const check = async (page: Page, state: string) => {
      expect(await violationsOf(page), state).toEqual([]);
      expect(await horizontalOverflow(page), state).toBeLessThanOrEqual(0);
    };
    const account = await register(site);
    const one = await openAs(account, { ...view, bypassCSP: true, tolerate: /WebSocket|INTERNET/ });
    const two = await openAs(null, { ...(view === DESKTOP_DARK ? PHONE_LIGHT : view) });
    const three = await openAs(null, { ...view, bypassCSP: true });
    await one.goto(`${site.origin}/race`);
    await check(one, "start");
    await one.goto(`${site.origin}/race/ratings`);
    await check(one, "ratings");
    const address = await makeRoom(site, one);
    await check(one, "alone");
    await two.goto(address);
    await two.getByRole("button", { name: "Ready", exact: true }).click();
    await one.getByText("ready ✓").waitFor();
    await one.keyboard.press("Enter");
    await one.getByText("Deploying in").waitFor();
    await check(one, "countdown");
    await started(one);
    await check(one, "running");
    await one.context().setOffline(true);
    await one.getByText("Connection lost").waitFor();
    await check(one, "without a line");
    await one.context().setOffline(false);
    await one.getByText("Connection lost").waitFor({ state: "hidden" });
    await three.goto(address);
    await three.getByRole("heading", { name: "You watch this race" }).waitFor();
    await check(three, "watching");
    await quit(one);
    await one.getByText("Your race is over.").waitFor();
    await check(one, "out");
    await quit(two);
    await ended(one);
    await check(one, "finished");
    await ended(three);
    await check(three, "finished, watching");
    await three.goto(address);
    await three.getByRole("heading", { name: "This race is over" }).waitFor();
    await check(three, "stored");
  });

  it.each(VIEWS)("have room for names of twenty wide letters: %o", async (view) => {
    const longNamed = async () => {
      const account = await register(site);
      const change = { method: "PUT", token: account.access_token, json: { display_name: LONG } };
      expect((await call(site, "/user/profile", change)).status).toBe(200);
      return account;
    };
    const [me, friend, third] = [await longNamed(), await longNamed(), await longNamed()];
    await befriend(site.db, personOf(me), personOf(friend));
    await storedRace(site.db, [me, friend].map(callerOf));
    const page = await openAs(me, view);
    await page.goto(`${site.origin}/race/ratings`);
    await page.getByRole("row", { name: LONG }).first().waitFor();
    expect(await horizontalOverflow(page), "ratings").toBeLessThanOrEqual(0);
    const current = page.getByRole("navigation", { name: "Language" }).locator("[aria-current]");
    expect(await current.allTextContents()).toEqual(["Python"]);
    const other = await openAs(third);
    await other.goto(await makeRoom(site, page));
    await page.getByRole("button", { name: "Invite friends" }).click();
    await page.getByRole("button", { name: `Invite ${LONG}` }).click();
    await page.getByText("invited ✓").waitFor();
    expect(await horizontalOverflow(page), "room").toBeLessThanOrEqual(0);
    await start(page, other);
    await expect.poll(() => page.locator(".racer-card").count()).toBe(2);
    const cutOff = await page
      .locator(".racer-card")
      .evaluateAll((cards) =>
        cards
          .filter(
            ({ scrollWidth, clientWidth, scrollHeight, clientHeight }) =>
              scrollWidth > clientWidth || scrollHeight > clientHeight,
          )
          .map(({ textContent }) => textContent),
      );
    expect(cutOff).toEqual([]);
    await quit(page);
    await quit(other);
    await ended(page);
    await page.getByText("Report a racer").click();
    const card = page.locator(".end-card");
    expect(await card.evaluate((it) => it.scrollWidth - it.clientWidth)).toBeLessThanOrEqual(0);
    await page.getByRole("button", { name: "Report", exact: true }).click();
    await page.getByText("Thank you.").waitFor();
  });
});
