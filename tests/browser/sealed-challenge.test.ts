import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { call, register } from "../support/api.ts";
import { violationsOf } from "../support/axe.ts";
import { waitForHydration, withBrowser } from "../support/browser.ts";
import { callerOf, playGame } from "../support/players.ts";
import { replayButton } from "../support/replay-page.ts";
import { signIn } from "../support/sign-in.ts";
import { withSite } from "../support/site.ts";
import { typeOn } from "../support/typing.ts";
import { horizontalOverflow, VIEWS } from "../support/views.ts";

const site = withSite();
const browser = withBrowser();
const HABITS = { wpm: 60, errors: 40, until: 60_000 };
const DAILY = { mode: "daily", language: "REACT" } as const;

let rivals = 0;

/** Plays today's challenge as a rival, and returns the page of that run. Each test does, because the day may end between two. */
async function playAsRival(): Promise<string> {
  const rival = callerOf(await register(site));
  rivals += 1;
  // Equal runs of one plan would be held as copies.
  const hands = { seed: rivals + 1, hands: rivals };
  const { ended } = await playGame(site.db, rival, { ...HABITS, ...hands }, DAILY);
  return `${site.origin}/results/${ended.result.id}`;
}

async function newPlayer(options: Parameters<typeof browser.open>[0] = {}) {
  const account = await register(site);
  const page = await browser.open(options);
  await signIn(site, page, account);
  return { page, account, caller: callerOf(account) };
}

/** Collects the paths of the replays that the page asks for. */
function replayRequests(page: Page) {
  const paths: string[] = [];
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.endsWith("/replay")) paths.push(pathname);
  });
  return paths;
}

describe("the page of a sealed run", () => {
  it.each(VIEWS)("says why and until when, and fetches no replay (%o)", async (view) => {
    const { page } = await newPlayer(view);
    const requests = replayRequests(page);
    await page.goto(`${await playAsRival()}#replay`, { waitUntil: "networkidle" });
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    const notice = page.locator("#replay p");
    expect((await notice.innerText()).replaceAll("\u2019", "'")).toBe(
      `It would give away today's challenge, so it opens when your own try is over, or at ${tomorrow} 00:00 UTC.`,
    );
    expect(await page.locator("#replay button").count()).toBe(0);
    expect(await page.getByRole("button", { name: /Race|Practise/ }).count()).toBe(0);
    expect(requests).toEqual([]);
    expect(await violationsOf(page)).toEqual([]);
    expect(await horizontalOverflow(page)).toBeLessThanOrEqual(0);
  });

  it("leads with Enter to the challenge, and opens when the try is over", async () => {
    const { page, caller } = await newPlayer();
    await page.clock.install();
    const url = await playAsRival();
    await page.goto(url);
    await page.clock.runFor(2_000);
    await page.keyboard.press("Enter");
    await page.waitForURL("**/daily?language=REACT");
    await page.getByText("Practice opens when it is over.").waitFor();
    await playGame(site.db, caller, HABITS, DAILY);
    await page.goto(url);
    await replayButton(page, "Watch the run").click();
    await page.getByText("re-computed in your browser just now").waitFor();
    await page.getByRole("button", { name: /Beat this run/ }).waitFor();
    await page.getByRole("button", { name: /Practise it/ }).waitFor();
  });

  it("leads visitors to the sign-in for their try", async () => {
    const page = await browser.open();
    const requests = replayRequests(page);
    await page.goto(`${await playAsRival()}#replay`, { waitUntil: "networkidle" });
    await page.getByText("when you are signed in and your own try is over").waitFor();
    expect(requests).toEqual([]);
    await page.getByRole("link", { name: "Sign in for your try" }).click();
    await page.waitForURL("**/login?to=%2Fdaily%3Flanguage%3DREACT");
  });
});

describe("the restart key in a ranked try", () => {
  it("ends the try, and its result leads on to practice", async () => {
    const { page, account } = await newPlayer();
    await call(site, "/user/settings", {
      method: "PUT",
      token: account.access_token,
      json: { controls: { restart_key: "F4" } },
    });
    await page.goto(`${site.origin}/daily?language=REACT`);
    await waitForHydration(page);
    await page.keyboard.press("Enter");
    await page.getByTestId("field").waitFor();
    await typeOn(page, 16, (keys) => keys === 10);
    await page.keyboard.press("F4");
    await page.waitForURL("**/results/*");
    await page.getByRole("button", { name: /Practise it/ }).click();
    await page.getByTestId("field").waitFor();
    const modes = await site.db
      .selectFrom("game_sessions")
      .select("mode")
      .where("user_id", "=", account.user.id)
      .orderBy("started_at")
      .execute();
    expect(modes.map(({ mode }) => mode)).toEqual(["daily", "daily_practice"]);
  });
});
