import { describe, expect, it } from "vitest";
import { register } from "../support/api.ts";
import { alive, withBrowser } from "../support/browser.ts";
import { callerOf, playGame } from "../support/players.ts";
import { signIn } from "../support/sign-in.ts";
import { withSite } from "../support/site.ts";

const site = withSite();
const browser = withBrowser();

const TYPED = { wpm: 60, until: 8_000 };
/** Too slow to hold production. */
const LOST = { wpm: 5, until: 600_000 };

/** A result, its page, and whoever played it. */
async function resultOf(...[habits, overrides]: [typeof TYPED, Parameters<typeof playGame>[3]?]) {
  const player = await register(site);
  const { ended } = await playGame(site.db, callerOf(player), habits, overrides);
  return { player, id: ended.result.id, url: `${site.origin}/results/${ended.result.id}` };
}

describe("a result", () => {
  it("of your own: Enter starts the same kind of game again", async () => {
    const { player, url } = await resultOf(TYPED, {
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
    await alive(page);
    // Who was typing until just now does not start a run by that.
    await page.keyboard.press("Enter");
    await page.clock.runFor(2_000);
    expect(page.url()).toBe(url);
    const posted = page.waitForRequest((request) => request.method() === "POST");
    await page.keyboard.press("Enter");
    expect((await posted).postData()).toBe("language=REACT&difficulty=HARD&mode=relaxed");
  });

  it("fits a phone, however long the player's name is", async () => {
    const { player, url } = await resultOf(TYPED);
    const display_name = `😀 ${"M".repeat(60)}`;
    await site.db
      .updateTable("users")
      .set({ display_name })
      .where("id", "=", player.user.id)
      .execute();
    const page = await browser.open({ viewport: { width: 390, height: 844 } });
    await page.goto(url);
    await page.getByText(display_name).waitFor();
    await page.getByRole("link", { name: `@${player.user.username}` }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });

  it("after a defeat offers the same snippets again", async () => {
    const { player, url } = await resultOf(LOST);
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

  it("of somebody else can be raced, by guests after signing in", async () => {
    const { id, url } = await resultOf(TYPED);
    const page = await browser.open();
    await page.goto(url);
    await page.getByRole("link", { name: "Sign in to race this run" }).click();
    await page.waitForURL(`**/login?to=/results/${id}`);
    await signIn(site, page, await register(site));
    await page.goto(url);
    await page.getByRole("button", { name: "Race this run" }).click();
    await page.getByTestId("field").waitFor();
  });

  it("is raced beside its ghost, which is ahead of a player who waits; the race is unranked", async () => {
    const { player, url } = await resultOf(TYPED);
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

  it("that is held for review says so", async () => {
    const { id, url } = await resultOf(TYPED);
    await site.db
      .updateTable("game_results")
      .set({ status: "FLAGGED" })
      .where("id", "=", id)
      .execute();
    const page = await browser.open();
    await page.goto(url);
    await page.getByRole("heading", { name: "Held for review" }).waitFor();
  });
});
