import { describe, expect, it } from "vitest";
import { earnedPoints, type Score } from "../../app/engine/score.ts";
import { whole } from "../../app/ui/text/format.ts";
import type { Habits } from "../../seed/player.ts";
import { register } from "../support/api.ts";
import { waitForHydration, withBrowser } from "../support/browser.ts";
import { callerOf, playGame } from "../support/players.ts";
import { signIn } from "../support/sign-in.ts";
import { withSite } from "../support/site.ts";
import { typeOn } from "../support/typing.ts";
import { updateAccount, updateResult } from "../support/update-rows.ts";

const site = withSite();
const browser = withBrowser();

const QUIT = { wpm: 60, until: 60_000 };
/** Too slow to keep production up. */
const DEFEATED = { wpm: 5, until: 600_000 };

/** Plays a game of a new player, and returns the player with the id and the URL of the result. */
async function newResult(habits: Habits, overrides?: Parameters<typeof playGame>[3]) {
  const player = await register(site);
  const { ended } = await playGame(site.db, callerOf(player), habits, overrides);
  return { player, id: ended.result.id, url: `${site.origin}/results/${ended.result.id}` };
}

describe("a link to a run", () => {
  it("is a challenge that a guest takes at once, with its ghost, a verdict, revenge by Enter, and a claim", async () => {
    const { player, id, url } = await newResult({ ...QUIT, wpm: 90 });
    const page = await browser.open();
    await page.goto(url);
    await page.getByRole("button", { name: "Beat this run" }).click();
    const gap = page.locator("[data-reading=ghost] dd");
    await gap.getByText(/^−\d/).waitFor();
    // The opponent has a name while the race lasts, too.
    expect(await page.locator(".ghost-name").textContent()).toBe(player.user.display_name);
    await typeOn(page, 6, (keys) => keys === 12);
    await page.keyboard.press("Shift+Escape");
    // The title is the verdict, not that the branch was left.
    const verdict = new RegExp(`^${player.user.display_name} won by \\d`);
    await page.getByRole("heading", { level: 2, name: verdict }).waitFor();
    await page.getByText(/took the lead for good at \d|Decided from \d|pulled away/).waitFor();
    // The link that the guest came by, to be passed on.
    const share = page.getByRole("region", { name: "Pass the challenge on" });
    await share.getByRole("button", { name: "Copy link" }).waitFor();
    expect(await share.locator(".share-text").textContent()).toContain(url);
    await share.getByText("it gets a link of its own, to answer with").waitFor();
    const revenge = page.getByRole("button", { name: "Revenge" });
    expect(await revenge.getAttribute("aria-keyshortcuts")).toBe("Enter");
    const gameStart = page.waitForRequest((request) => request.method() === "POST");
    await revenge.press("Enter");
    expect((await gameStart).postData()).toContain(`mode=rematch&result_id=${id}`);
    await gap.getByText(/^−\d/).waitFor();
    await typeOn(page, 6, (keys) => keys === 12);
    await page.keyboard.press("Shift+Escape");
    await page.getByRole("link", { name: /^Create account/ }).click();
    await page.waitForURL("**/register?to=/kept");
    const stored = await site.db
      .selectFrom("game_sessions")
      .select("id")
      .where("raced_result_id", "=", id)
      .execute();
    expect(stored).toEqual([]);
  });
});

describe("a guest who wins a challenge", () => {
  it("reads so in the title, in the good colour, and whom they beat", async () => {
    const { player, id, url } = await newResult({ wpm: 10, until: 8_000 });
    const raced = await (await fetch(`${site.origin}/api/game/result/${id}`)).json();
    const page = await browser.open();
    await page.goto(url);
    await page.getByRole("button", { name: "Beat this run" }).click();
    await page.locator("[data-reading=ghost] dd").getByText(/\d/).waitFor();
    await typeOn(page, 8, (keys) => keys === 60);
    // The ghost has ended with what it had earned: nothing is added for its speed while the race lasts.
    const figure = async (name: string) =>
      Number((await page.locator(`[data-part=${name}]`).textContent())?.replace(/[+,]/g, ""));
    expect((await figure("score")) - (await figure("ghost"))).toBe(earnedPoints(raced as Score));
    await page.keyboard.press("Shift+Escape");
    const title = page.getByRole("heading", { level: 2, name: /^You won by [\d,]+ against/ });
    await title.waitFor();
    expect(await title.textContent()).toContain(`against ${player.user.display_name}.`);
    const colors = await title.evaluate((element) => {
      const style = getComputedStyle(document.documentElement);
      const good = document.createElement("i");
      good.style.color = style.getPropertyValue("--mint");
      element.appendChild(good);
      return [getComputedStyle(element).color, getComputedStyle(good).color];
    });
    expect(colors[0]).toBe(colors[1]);
    // The points of the run that the link opens are those to beat.
    await page
      .getByText(`made ${whole((raced as Score).final_score)} points here, and I beat that by`)
      .waitFor();
  });
});

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
    await page.getByText("Relaxed: half the speed").first().waitFor();
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

  it("shows a stranger the run first, then how to beat it, and none of its player's achievements", async () => {
    const { player, url } = await newResult({ ...QUIT, errors: 60 });
    const page = await browser.open();
    await page.goto(url);
    const main = page.locator("main");
    const parts = ["points", "Speed over the run", "Where errors fell", "Every key, as it was"];
    const ends = ["What next", "In detail"];
    const placesOf = async (texts: string[]) => {
      const text = (await main.textContent()) ?? "";
      return texts.map((part) => text.indexOf(part));
    };
    const inOrder = (places: number[]) => [...places].sort((a, b) => a - b);
    const places = await placesOf([...parts, ...ends]);
    expect(places).not.toContain(-1);
    expect(places).toEqual(inOrder(places));
    expect(await main.textContent()).not.toMatch(/Achievement/);
    const figures = page.locator(".result-figures dt");
    expect(await figures.allInnerTexts()).toEqual(["WPM", "Accuracy", "Longest combo", "Time"]);
    await page.getByText("Whoever opens the link can race this run at once").waitFor();
    // The owner sees what the run unlocked, after the graph and the errors.
    await signIn(site, page, player);
    await page.goto(url);
    await page.getByRole("heading", { name: /^Achievements? unlocked$/ }).waitFor();
    const own = await placesOf([...parts.slice(0, 3), " unlocked", ...parts.slice(3), ...ends]);
    expect(own).not.toContain(-1);
    expect(own).toEqual(inOrder(own));
  });

  it("keeps the way to play on in the window, wherever the page is scrolled to", async () => {
    const { url } = await newResult({ ...QUIT, errors: 60 });
    const page = await browser.open({ viewport: { width: 390, height: 844 } });
    await page.goto(url);
    const button = page.getByRole("button", { name: "Beat this run" });
    const bottom = async () => {
      const box = await button.boundingBox();
      return (box?.y ?? Number.NaN) + (box?.height ?? Number.NaN);
    };
    expect(await bottom()).toBeLessThanOrEqual(844);
    await page.evaluate(() => window.scrollTo(0, 600));
    await expect.poll(bottom).toBeLessThanOrEqual(844);
  });

  it("offers its player another difficulty, with the reason, when this one does not fit", async () => {
    const { player, url } = await newResult({ ...QUIT, wpm: 90 }, { difficulty: "EASY" });
    const page = await browser.open();
    await page.goto(url);
    expect(await page.getByText("Easy is made for").count()).toBe(0);
    await signIn(site, page, player);
    await page.goto(url);
    await page.getByText(/You typed \d+ wpm. Easy is made for up to 35\./).waitFor();
    const gameStart = page.waitForRequest((request) => request.method() === "POST");
    await page.getByRole("button", { name: "Play Normal" }).click();
    expect((await gameStart).postData()).toBe("language=PYTHON&difficulty=NORMAL&mode=standard");
  });

  it("says who won a race and where, and Enter starts the revenge", async () => {
    const { player: rival, id } = await newResult({ ...QUIT, wpm: 90 });
    const player = await register(site);
    const rematch = { mode: "rematch", result_id: id } as const;
    const { ended } = await playGame(
      site.db,
      callerOf(player),
      { wpm: 40, until: 60_000 },
      rematch,
    );
    const page = await browser.open();
    await signIn(site, page, player);
    await page.clock.install();
    await page.goto(`${site.origin}/results/${ended.result.id}`);
    const card = page.locator(".race-card");
    await card.getByRole("heading", { name: `@${rival.user.username} won by` }).waitFor();
    await card.getByText(/took the lead for good at \d|Decided from \d|pulled away/).waitFor();
    expect(await card.getByRole("link").getAttribute("href")).toBe(`/results/${id}`);
    await waitForHydration(page);
    await page.clock.runFor(2_000);
    const gameStart = page.waitForRequest((request) => request.method() === "POST");
    await page.keyboard.press("Enter");
    expect((await gameStart).postData()).toBe(`language=PYTHON&mode=rematch&result_id=${id}`);
  });

  it("starts a race whose ghost gets ahead of a waiting player, and whose result is UNRANKED", async () => {
    const { player, id, url } = await newResult(QUIT);
    const page = await browser.open();
    await signIn(site, page, player);
    await page.goto(url);
    await page.getByRole("button", { name: "Race this run" }).click();
    const gap = page.locator("[data-reading=ghost] dd");
    await gap.getByText(/^−\d/).waitFor();
    await page.keyboard.press("Shift+Escape");
    await page.waitForURL((to) => to.pathname.startsWith("/results/") && to.href !== url);
    const { status, raced_result_id } = await site.db
      .selectFrom("game_results")
      .innerJoin("game_sessions", "game_sessions.id", "game_results.session_id")
      .select(["status", "raced_result_id"])
      .where("game_results.id", "=", page.url().split("/").at(-1) ?? "")
      .executeTakeFirstOrThrow();
    expect([status, raced_result_id]).toEqual(["UNRANKED", id]);
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
