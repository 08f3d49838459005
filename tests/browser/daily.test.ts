import { describe, expect, it } from "vitest";
import { startGame } from "../../app/.server/games/start/service.ts";
import type { Language } from "../../app/engine/plan.ts";
import { whole } from "../../app/ui/text/format.ts";
import { register } from "../support/api.ts";
import { waitForHydration, withBrowser } from "../support/browser.ts";
import { callerOf, createPlayer, playGame, startRequest } from "../support/players.ts";
import { signIn } from "../support/sign-in.ts";
import { withSite } from "../support/site.ts";
import { storeResult } from "../support/stored-results.ts";
import { typeOnTestClock } from "../support/typing.ts";

const site = withSite();
const browser = withBrowser();

const address = (language: Language) => `${site.origin}/daily?language=${language}`;
const HABITS = { wpm: 60, until: 60_000 };

/** Registers an account, and opens a page for it that may use the clipboard. */
async function newPlayer() {
  const account = await register(site);
  const page = await browser.open({ permissions: ["clipboard-read", "clipboard-write"] });
  await signIn(site, page, account);
  return { page, caller: callerOf(account), username: account.user.username };
}

describe("today's challenge", () => {
  it("starts with Enter, is ranked once, and can only be practised after that", async () => {
    const { page, username } = await newPlayer();
    await page.clock.install();
    await page.goto(address("TYPESCRIPT"));
    await page.getByRole("heading", { name: "You have not played today" }).waitFor();
    await page.getByText("Nobody has held this one yet.").waitFor();
    await waitForHydration(page);
    await page.keyboard.press("Enter");
    await page.getByTestId("field").waitFor();
    // Longer than half a minute, so that the try counts.
    await typeOnTestClock(page, site.db);
    await page.keyboard.press("Shift+Escape");
    await page.waitForURL("**/results/*");
    const today = new Date().toISOString().slice(0, 10);
    await page.getByRole("link", { name: /^Daily challenge of/ }).waitFor();
    expect(await page.locator(".share-text").innerText()).toContain(
      `Pro Dev daily · ${today} · TypeScript`,
    );

    await page.goto(address("TYPESCRIPT"));
    await page.getByText("Rank 1 of 1").waitFor();
    await page
      .getByRole("row")
      .filter({ hasText: username })
      .filter({ hasText: "(you)" })
      .waitFor();
    expect(await page.getByRole("button", { name: /ranked try/ }).count()).toBe(0);

    await page.getByRole("button", { name: /Practise/ }).click();
    await page.getByTestId("field").waitFor();
    const modes = await site.db.selectFrom("game_sessions").select("mode").execute();
    expect(modes.map(({ mode }) => mode).sort()).toEqual(["daily", "daily_practice"]);
  });

  it("offers a text to share that does not reveal the code", async () => {
    const { page, caller } = await newPlayer();
    const { ended } = await playGame(site.db, caller, HABITS, {
      mode: "daily",
      language: "JAVASCRIPT",
    });
    await page.goto(address("JAVASCRIPT"));
    // Enter on a button presses that button, and does not start the practice.
    await page.getByRole("button", { name: "Copy text" }).press("Enter");
    await page.getByRole("status").getByText("Copied.").waitFor();
    expect(await page.getByRole("button", { name: /Practise/ }).isEnabled()).toBe(true);
    const lines = (await page.evaluate(() => navigator.clipboard.readText())).split("\n");
    const { final_score, standard_wpm, waves_completed } = ended.result;
    expect(lines).toEqual([
      `Pro Dev daily · ${new Date().toISOString().slice(0, 10)} · JavaScript`,
      `${whole(final_score)} points · ${Math.round(standard_wpm ?? 0)} wpm · 100.0% · ${waves_completed === 1 ? "1 wave" : `${waves_completed} waves`}`,
      expect.stringMatching(/^▮*▯+$/),
      address("JAVASCRIPT"),
    ]);
    expect(lines[2]).toHaveLength(10);
  });

  it("shows an open try, and that it is gone after the player started another game", async () => {
    const { page, caller } = await newPlayer();
    const start = (mode: "daily" | "standard") =>
      startGame(site.db, caller, startRequest({ mode, language: "REACT" }), 1, new Date());
    await start("daily");
    await page.goto(address("REACT"));
    await page.getByRole("heading", { name: "Your try is being played" }).waitFor();
    // Another start would end the open try.
    expect(await page.locator("form[action='/play']").count()).toBe(0);
    await start("standard");
    await page.reload();
    await page.getByRole("heading", { name: "Your try is gone" }).waitFor();
    await page.getByRole("button", { name: /Practise/ }).waitFor();
  });

  it("has a board with pages, and an address for each language", async () => {
    for (let count = 0; count < 22; count += 1) {
      const player = await createPlayer(site.db);
      const hands = { seed: count + 1, hands: count };
      await playGame(site.db, player, { ...HABITS, ...hands }, { mode: "daily" });
    }
    const page = await browser.open();
    await page.goto(`${site.origin}/daily`);
    await page.getByText("Python · 22 players").waitFor();
    const ranks = () => page.locator("tbody td:first-child").allInnerTexts();
    expect(await ranks()).toEqual(Array.from({ length: 20 }, (_, index) => String(index + 1)));
    await page.getByRole("link", { name: "Next" }).click();
    await expect.poll(ranks).toEqual(["21", "22"]);
    await page.getByRole("link", { name: "To the top" }).click();
    await expect.poll(async () => (await ranks()).length).toBe(20);
    await page.getByRole("link", { name: "React", exact: true }).click();
    await page.waitForURL("**/daily?language=REACT");
  });
});

describe("yesterday's challenge", () => {
  it("shows its best three, whose runs can be watched, and nobody where nobody played", async () => {
    const yesterday = new Date(Date.now() - 86_400_000);
    const challenge = yesterday.toISOString().slice(0, 10);
    const scores = [500, 900, 700, 600];
    const players = [];
    for (const score of scores) {
      const player = await createPlayer(site.db);
      const run = { score, challenge, language: "JAVASCRIPT", endedAt: yesterday } as const;
      players.push({ player, id: (await storeResult(site.db, player, run)).id });
    }
    const page = await browser.open();
    await page.goto(address("JAVASCRIPT"));
    const winners = page.getByRole("region", { name: "Yesterday’s winners" });
    const shown = winners.getByRole("listitem");
    expect(await shown.locator("strong").allInnerTexts()).toEqual(["900", "700", "600"]);
    const watch = shown.first().getByRole("link", { name: "Watch the run of" });
    expect(await watch.getAttribute("href")).toBe(`/results/${players[1]?.id}#replay`);
    await page.goto(address("REACT"));
    await winners.getByText("Nobody took the React challenge of yesterday.").waitFor();
  });
});

describe("the end of the day", () => {
  it("is shown in UTC and on the visitor's clock, which script alone knows", async () => {
    const page = await browser.open({ timezoneId: "Asia/Kolkata" });
    await page.goto(address("REACT"));
    await page.getByText("until 00:00 UTC (05:30 your time)").waitFor();
    const inUtc = await browser.open({ timezoneId: "UTC" });
    await inUtc.goto(address("REACT"));
    await inUtc.getByText("until 00:00 UTC (your time, too)").waitFor();
  });
});

describe("a visitor who is not signed in", () => {
  it("finds no form to start, and is led by Enter to the sign-in", async () => {
    const page = await browser.open();
    await page.goto(address("REACT"));
    await page.getByRole("heading", { name: "Your try is waiting" }).waitFor();
    expect(await page.locator("form[action='/play']").count()).toBe(0);
    await waitForHydration(page);
    await page.keyboard.press("Enter");
    await page.waitForURL("**/login?to=%2Fdaily%3Flanguage%3DREACT");
  });

  it("sees a countdown that keeps its place and size, and is not announced", async () => {
    const page = await browser.open();
    await page.clock.install();
    await page.goto(address("REACT"));
    const clock = page.getByRole("timer");
    const seconds = async () => {
      const [hours = 0, minutes = 0, rest = 0] = (await clock.innerText()).split(":").map(Number);
      return hours * 3600 + minutes * 60 + rest;
    };
    const before = await seconds();
    const box = await clock.boundingBox();
    await page.clock.runFor(65_000);
    await expect.poll(seconds).toBeLessThanOrEqual(Math.max(0, before - 65));
    expect(await clock.boundingBox()).toEqual(box);
    expect(await clock.getAttribute("aria-live")).toBe("off");
  });

  it("sees the end of the challenge without script, but no countdown", async () => {
    const page = await browser.open({ javaScriptEnabled: false });
    await page.goto(address("REACT"));
    expect(await page.getByText("until 00:00 UTC").isVisible()).toBe(true);
    expect(await page.locator("time[role=timer]").isVisible()).toBe(false);
    await page.getByRole("link", { name: /Sign in for your try/ }).waitFor();
  });
});
