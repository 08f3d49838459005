import { describe, expect, it } from "vitest";
import { register } from "../support/api.ts";
import { waitForHydration, withBrowser } from "../support/browser.ts";
import { callerOf, playGame } from "../support/players.ts";
import { signIn } from "../support/sign-in.ts";
import { withSite } from "../support/site.ts";
import { updateAccount, updateResult } from "../support/update-rows.ts";

const site = withSite();
const browser = withBrowser();

const QUIT = { wpm: 60, until: 60_000 };
/** Too slow to keep production up. */
const DEFEATED = { wpm: 5, until: 600_000 };

/** Plays a game of a new player, and returns the player with the id and the URL of the result. */
async function newResult(habits: typeof QUIT, overrides?: Parameters<typeof playGame>[3]) {
  const player = await register(site);
  const { ended } = await playGame(site.db, callerOf(player), habits, overrides);
  return { player, id: ended.result.id, url: `${site.origin}/results/${ended.result.id}` };
}

describe("the page of a result", () => {
  it("starts the same kind of game for its player with Enter", async () => {
    const { player, url } = await newResult(QUIT, {
      mode: "relaxed",
      language: "REACT",
      difficulty: "HARD",
    });
    const page = await browser.open();
    await signIn(site, page, player);
    await page.clock.install();
    await page.goto(url);
    await page.getByText("Relaxed: half the speed").waitFor();
    await page.getByText("count for no statistics").waitFor();
    await waitForHydration(page);
    // At first Enter does nothing, because the player may still be typing.
    await page.keyboard.press("Enter");
    await page.clock.runFor(2_000);
    expect(page.url()).toBe(url);
    const gameStart = page.waitForRequest((request) => request.method() === "POST");
    await page.keyboard.press("Enter");
    expect((await gameStart).postData()).toBe("language=REACT&difficulty=HARD&mode=relaxed");
  });

  it("fits a phone with a long display name", async () => {
    const { player, url } = await newResult(QUIT);
    const display_name = `😀 ${"M".repeat(60)}`;
    await updateAccount(site.db, player.user.id, { display_name });
    const page = await browser.open({ viewport: { width: 390, height: 844 } });
    await page.goto(url);
    await page.getByText(display_name).waitFor();
    await page.getByRole("link", { name: `@${player.user.username}` }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });

  it("offers the same snippets again after a defeat", async () => {
    const { player, url } = await newResult(DEFEATED);
    const page = await browser.open();
    await signIn(site, page, player);
    await page.goto(url);
    await page.getByText(/^Production went down/).waitFor();
    await page.getByRole("button", { name: "Same snippets again" }).click();
    await page.getByTestId("field").waitFor();
    const sessions = await site.db
      .selectFrom("game_sessions")
      .select(["mode", "seed"])
      .where("user_id", "=", player.user.id)
      .orderBy("mode")
      .execute();
    expect(sessions).toEqual([
      { mode: "standard", seed: 1 },
      { mode: "rematch", seed: 1 },
    ]);
  });

  it("lets others race the run, and guests after they signed in", async () => {
    const { id, url } = await newResult(QUIT);
    const page = await browser.open();
    await page.goto(url);
    await page.getByRole("link", { name: "Sign in to race this run" }).click();
    await page.waitForURL(`**/login?to=/results/${id}`);
    await signIn(site, page, await register(site));
    await page.goto(url);
    await page.getByRole("button", { name: "Race this run" }).click();
    await page.getByTestId("field").waitFor();
  });

  it("starts a race whose ghost gets ahead of a waiting player, and whose result is UNRANKED", async () => {
    const { player, url } = await newResult(QUIT);
    const page = await browser.open();
    await signIn(site, page, player);
    await page.goto(url);
    await page.getByRole("button", { name: "Race this run" }).click();
    const gap = page.locator("[data-reading=ghost] dd");
    await gap.getByText(/^−\d/).waitFor();
    await page.keyboard.press("Shift+Escape");
    await page.waitForURL((to) => to.pathname.startsWith("/results/") && to.href !== url);
    const { status } = await site.db
      .selectFrom("game_results")
      .select("status")
      .where("id", "=", page.url().split("/").at(-1) ?? "")
      .executeTakeFirstOrThrow();
    expect(status).toBe("UNRANKED");
  });

  it("says why a run does not count, and so does the history", async () => {
    const { player, id, url } = await newResult({ wpm: 60, until: 12_000 });
    const page = await browser.open();
    await signIn(site, page, player);
    await page.goto(url);
    await page.getByText("Too short to count: a run counts from 30 seconds").waitFor();
    await page.goto(`${site.origin}/history`);
    const row = page.getByRole("row").filter({ has: page.locator(`a[href="/results/${id}"]`) });
    await row.getByText("too short").waitFor();
    // As if another run had been typed at the same time.
    await updateResult(site.db, id, { playtime_seconds: 60, total_words_typed: 60 });
    await page.reload();
    await row.getByText("two at once").waitFor();
    await page.goto(url);
    await page.getByText("at the same time as another run of this account").waitFor();
  });

  it("says that a flagged result is being checked, to its player alone", async () => {
    const { player, id, url } = await newResult(QUIT);
    await updateResult(site.db, id, { status: "FLAGGED" });
    const page = await browser.open({ tolerate: /404/ });
    await page.goto(url);
    await page.getByText("404").first().waitFor();
    await signIn(site, page, player);
    await page.goto(url);
    await page.getByRole("heading", { name: "Being checked" }).waitFor();
    await page.goto(`${site.origin}/history`);
    await page.getByText("being checked").first().waitFor();
  });

  it("says at its head that it came in late, and so do the history and the dashboard", async () => {
    const { player, id, url } = await newResult(QUIT);
    await updateResult(site.db, id, { off_boards: true });
    const page = await browser.open();
    await signIn(site, page, player);
    await page.goto(url);
    await page.locator("header").getByRole("link", { name: "late", exact: true }).click();
    const card = page.getByRole("region", { name: "Verified" });
    await card.getByText("The run came in late").waitFor();
    const bottom = () => card.evaluate((element) => element.getBoundingClientRect().bottom);
    await expect.poll(bottom).toBeLessThanOrEqual(page.viewportSize()?.height ?? 0);
    expect(new URL(page.url()).hash).toBe("#status-title");
    for (const path of ["/history", "/dashboard"]) {
      await page.goto(site.origin + path);
      const row = page.getByRole("row").filter({ has: page.locator(`a[href="/results/${id}"]`) });
      await row.getByText("late", { exact: true }).waitFor();
    }
  });
});
