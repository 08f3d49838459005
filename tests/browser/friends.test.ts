/** Friends by keyboard alone, the number of notifications in the header, and how the pages look in four views. */
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { block } from "../../app/.server/friends/blocks/service.ts";
import { answer, ask, friends } from "../../app/.server/friends/service.ts";
import type { SignedIn } from "../../app/contracts/account.ts";
import { register } from "../support/api.ts";
import { violationsOf } from "../support/axe.ts";
import { withBrowser } from "../support/browser.ts";
import { nobodyRaces } from "../support/friends.ts";
import { callerOf } from "../support/players.ts";
import { signIn } from "../support/sign-in.ts";
import { withSite } from "../support/site.ts";
import { storeResult } from "../support/stored-results.ts";
import { horizontalOverflow } from "../support/views.ts";

const site = withSite();
const browser = withBrowser();

const nameOf = ({ user }: SignedIn) => user.username;
const askFor = (by: SignedIn, whom: SignedIn) => ask(site.db, callerOf(by), nameOf(whom));

/** Opens a page for an account. */
async function openAs(account: SignedIn, options: Parameters<typeof browser.open>[0] = {}) {
  const page = await browser.open({ tolerate: /status of 4\d\d/, ...options });
  await signIn(site, page, account);
  return page;
}

const statusOf = (page: Page) => page.locator(".friend-done");
const press = async (page: Page, name: string) => {
  await page.getByRole("button", { name }).focus();
  await page.keyboard.press("Enter");
};

/** Presses Tab until the focus is on the button or link with this name. */
async function tabTo(page: Page, name: string) {
  const focused = () =>
    page.evaluate(() => document.activeElement?.textContent?.replaceAll(/\s+/g, " ").trim());
  for (let n = 0; n < 60; n += 1) {
    await page.keyboard.press("Tab");
    if ((await focused()) === name) return;
  }
  throw new Error(`The keyboard does not reach "${name}"`);
}

/** Creates a player with a friend, somebody who asks, somebody asked and somebody blocked. */
async function playerWithAll() {
  const me = await register(site);
  const [friend, asking, asked, blocked] = await Promise.all([
    register(site),
    register(site),
    register(site),
    register(site),
  ]);
  await askFor(me, friend);
  await answer(site.db, callerOf(friend), nameOf(me), { status: "accepted" });
  await askFor(asking, me);
  await askFor(me, asked);
  await block(site.db, callerOf(me), nameOf(blocked));
  await storeResult(site.db, callerOf(friend), { score: 12_345 });
  return { me, friend, asking, asked, blocked };
}

describe("the page of friends", () => {
  it("asks by name, accepts, declines, withdraws, removes, blocks and unblocks, all by keyboard", async () => {
    const { me, friend, asking, asked, blocked } = await playerWithAll();
    const another = await register(site);
    const page = await openAs(me);
    await page.goto(`${site.origin}/friends`);
    await page.getByLabel("Username").focus();
    await page.keyboard.type("nobody_at_all");
    await page.keyboard.press("Enter");
    await page.getByText("There is no such player").waitFor();
    await page.locator(".friend-add [aria-disabled=false]").waitFor();
    await page.getByLabel("Username").fill(nameOf(another));
    await page.keyboard.press("Enter");
    await statusOf(page).getByText("Asked.").waitFor();
    expect(await page.getByLabel("Username").inputValue()).toBe("");

    await tabTo(page, `Accept ${nameOf(asking)}`);
    await page.keyboard.press("Enter");
    await statusOf(page).getByText("You are friends.").waitFor();
    await press(page, `Withdraw ${nameOf(asked)}`);
    await page
      .getByRole("button", { name: `Withdraw ${nameOf(asked)}` })
      .waitFor({ state: "detached" });
    await press(page, `Unblock ${nameOf(blocked)}`);
    await statusOf(page).getByText("No longer blocked.").waitFor();

    // The question opens, is left by Escape, and confirmed.
    await press(page, `Block ${nameOf(friend)}`);
    const question = page.getByRole("dialog", { name: `Block ${nameOf(friend)}?` });
    await question.waitFor();
    await page.keyboard.press("Escape");
    await question.waitFor({ state: "hidden" });
    await press(page, `Remove ${nameOf(asking)}`);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page
      .getByRole("button", { name: `Remove ${nameOf(asking)}` })
      .waitFor({ state: "detached" });
    await press(page, `Block ${nameOf(friend)}`);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await statusOf(page).getByText("Blocked.").waitFor();
    const lists = await friends(site.db, callerOf(me), nobodyRaces);
    expect(lists.friends).toEqual([]);
    expect(lists.requests.outgoing.map(({ user }) => user.username)).toEqual([nameOf(another)]);
  });

  it("says what changed meanwhile, and works without script", async () => {
    const { me, asking } = await playerWithAll();
    const page = await openAs(me, { javaScriptEnabled: false });
    await page.goto(`${site.origin}/friends`);
    await block(site.db, callerOf(asking), nameOf(me));
    await page.getByRole("button", { name: `Accept ${nameOf(asking)}` }).click();
    await page.getByRole("alert").getByText("There is nothing of this kind").waitFor();
    await page.getByLabel("Username").fill(nameOf(asking));
    await page.getByRole("button", { name: "Ask" }).click();
    await statusOf(page).getByText("Asked.").waitFor();
  });
});

describe("a public profile", () => {
  it("has the buttons that fit what both are to each other", async () => {
    const [me, other] = await Promise.all([register(site), register(site)]);
    const page = await openAs(me);
    await page.goto(`${site.origin}/u/${nameOf(other)}`);
    await press(page, `Add friend ${nameOf(other)}`);
    await statusOf(page).getByText("Asked.").waitFor();
    await page.getByText("asked", { exact: true }).waitFor();
    await answer(site.db, callerOf(other), nameOf(me), { status: "accepted" });
    await page.reload();
    await page.getByText("friends", { exact: true }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/u/${nameOf(other)}`);
  });
});

describe("the bell in the header", () => {
  it("shows the number of unread notifications, fetched after the page was painted, until they are read", async () => {
    const { me, friend, asking } = await playerWithAll();
    const page = await openAs(me);
    const paintedFirst = page
      .waitForRequest("**/api/notifications**")
      .then(() =>
        page.evaluate(() => performance.getEntriesByName("first-contentful-paint").length),
      );
    await page.goto(site.origin);
    expect(await paintedFirst).toBe(1);
    const bell = page.getByRole("link", { name: /^Notifications/ });
    await page.getByRole("link", { name: "Notifications: 2 unread" }).waitFor();
    await bell.focus();
    await page.keyboard.press("Enter");
    const list = page.getByRole("list", { name: "Notifications" });
    await list.getByText(`${nameOf(asking)} asks to be friends.`).waitFor();
    await list.getByText(`${nameOf(friend)} accepted: you are friends.`).waitFor();
    await page.getByRole("link", { name: "Notifications", exact: true }).waitFor();
    await page.goto(`${site.origin}/friends`);
    await bell.waitFor();
    expect(await bell.textContent()).toBe("Notifications");
  });

  it("is not there for guests, who load nothing for it", async () => {
    const page = await browser.open();
    const requests: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
    await page.goto(site.origin);
    await page.waitForLoadState("networkidle");
    expect(await page.locator(".bell").count()).toBe(0);
    expect(requests.filter((url) => /notifications|late-parts/.test(url))).toEqual([]);
  });
});

describe("in four views", () => {
  const VIEWS = [1_440, 390].flatMap((width) =>
    (["dark", "light"] as const).map((colorScheme) => ({
      colorScheme,
      viewport: { width, height: width === 390 ? 844 : 900 },
    })),
  );

  it.each(VIEWS)(
    "$viewport.width px, $colorScheme: the pages fit, and axe finds nothing",
    async (view) => {
      const { me, friend, asking } = await playerWithAll();
      const page = await openAs(me, { ...view, bypassCSP: true, reducedMotion: "reduce" });
      const lonely = await register(site);
      const pages = ["/friends", "/notifications", `/u/${nameOf(friend)}`, `/u/${nameOf(asking)}`];
      for (const [account, paths] of [
        [me, [...pages, "/leaderboard?scope=friends&difficulty=all", "/daily"]],
        [lonely, ["/friends", "/notifications", "/leaderboard?scope=friends"]],
      ] as const) {
        await signIn(site, page, account);
        for (const path of paths) {
          await page.goto(site.origin + path);
          await page.locator(".bell").waitFor();
          expect([path, await violationsOf(page), await horizontalOverflow(page)]).toEqual([
            path,
            [],
            0,
          ]);
        }
      }
      await signIn(site, page, me);
      await page.goto(`${site.origin}/friends`);
      await press(page, `Block ${nameOf(friend)}`);
      await page.getByRole("dialog").waitFor();
      expect(await violationsOf(page)).toEqual([]);
    },
  );
});
