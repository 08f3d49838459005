/** The pages of a challenge and of its answer: what a stranger is told, and what both players read of the verdict. */
import { describe, expect, it } from "vitest";
import { register } from "../support/api.ts";
import { waitForHydration, withBrowser } from "../support/browser.ts";
import { callerOf, playGame } from "../support/players.ts";
import { signIn } from "../support/sign-in.ts";
import { withSite } from "../support/site.ts";

const site = withSite();
const browser = withBrowser();

/** Plays a challenge and an answer that wins. */
async function answeredChallenge() {
  const rival = await register(site);
  const raced = await playGame(site.db, callerOf(rival), { wpm: 30, until: 60_000 });
  const player = await register(site);
  const rematch = { mode: "rematch", result_id: raced.ended.result.id } as const;
  const answer = await playGame(site.db, callerOf(player), { wpm: 70, until: 60_000 }, rematch);
  return { rival, player, raced: raced.ended.result, answer: answer.ended.result };
}

describe("a link to a run", () => {
  it("tells a stranger what the game is, and that a race counts for no board", async () => {
    const { rival, raced } = await answeredChallenge();
    const page = await browser.open();
    await page.goto(`${site.origin}/results/${raced.id}`);
    await page.getByText(/^Pro Dev is a typing game: bugs walk towards production/).waitFor();
    await page.getByText("it counts for no board").waitFor();
    const own = await browser.open();
    await signIn(site, own, rival);
    await own.goto(`${site.origin}/results/${raced.id}`);
    await own.getByRole("heading", { level: 1 }).waitFor();
    expect(await own.getByText("Pro Dev is a typing game").count()).toBe(0);
    expect(await own.getByText("it counts for no board").count()).toBe(0);
  });
});

describe("the answer to a challenge", () => {
  it("leads its winner to a ranked run with Enter, and is sent back with the verdict", async () => {
    const { rival, player, raced, answer } = await answeredChallenge();
    const page = await browser.open();
    await signIn(site, page, player);
    await page.clock.install();
    await page.goto(`${site.origin}/results/${answer.id}`);
    const won = answer.final_score - raced.final_score;
    expect(won).toBeGreaterThan(0);
    const share = page.getByRole("region", { name: "Send it back" });
    await share.getByText(`The answer to @${rival.user.username}`).waitFor();
    const text = await share.locator(".share-text").textContent();
    expect(text?.replaceAll(",", "")).toContain(
      `Beat @${rival.user.username}’s ${raced.final_score} by ${won}.`,
    );
    await page.getByRole("button", { name: "Race again" }).waitFor();
    await page.getByRole("button", { name: "New snippets, ranked" }).waitFor();
    await waitForHydration(page);
    await page.clock.runFor(2_000);
    const gameStart = page.waitForRequest((request) => request.method() === "POST");
    await page.keyboard.press("Enter");
    expect((await gameStart).postData()).toContain("mode=standard");
  });

  it("is bad news for the player who was beaten", async () => {
    const { rival, player, answer } = await answeredChallenge();
    const page = await browser.open();
    await signIn(site, page, rival);
    await page.goto(`${site.origin}/results/${answer.id}`);
    const card = page.locator(".race-card");
    await card.getByRole("heading", { name: `@${player.user.username} beat you by` }).waitFor();
    expect(await card.getAttribute("data-winner")).toBe("rival");
  });
});
