/** Races in real browsers, over the built Worker in real workerd. */
import type { Page, WebSocketRoute } from "playwright-core";
import { describe, expect, it } from "vitest";
import { answer, ask } from "../../app/.server/friends/service.ts";
import type { SignedIn } from "../../app/contracts/account.ts";
import { register } from "../support/api.ts";
import { withBrowser } from "../support/browser.ts";
import { callerOf } from "../support/players.ts";
import { storedRun } from "../support/race-clients.ts";
import { ended, makeRoom, quit, start, started, type } from "../support/race-page.ts";
import { signIn } from "../support/sign-in.ts";
import { withSite } from "../support/site.ts";
import { typeOn } from "../support/typing.ts";

const site = withSite();
const browser = withBrowser();

type Options = Parameters<typeof browser.open>[0];

async function openAs(account: SignedIn | null, options: Options = {}): Promise<Page> {
  const page = await browser.open(options);
  if (account) await signIn(site, page, account);
  return page;
}

const ownCard = (page: Page) => page.locator(".racer-card[data-own]");

/** Returns the one stored run of an account: what the server has, and what its log gives. */
async function onlyRun({ user }: SignedIn) {
  const rows = await site.db
    .selectFrom("game_results")
    .select("id")
    .where("user_id", "=", user.id)
    .execute();
  expect(rows).toHaveLength(1);
  return storedRun(site, rows[0]?.id ?? "");
}

describe("a race by link", () => {
  it("is raced by a player and a guest and watched by a third; the result is the replay of the log", async () => {
    const account = await register(site);
    const [one, two, three] = [await openAs(account), await openAs(null), await openAs(null)];
    await two.goto(await makeRoom(site, one));
    await start(one, two);
    await three.goto(one.url());
    await three.getByRole("heading", { name: "You watch this race" }).waitFor();
    await Promise.all([type(one, 40), type(two, 20, 4)]);
    await expect.poll(() => ownCard(two).textContent()).toContain("behind");
    await expect.poll(() => one.getByTestId("race-place").textContent()).toMatch(/^First of two/);
    expect(await three.locator(".racer-card").count()).toBe(2);
    await quit(one);
    await one.getByText("Your race is over.").waitFor();
    await quit(two);
    await Promise.all([one, two, three].map(ended));

    await one.getByRole("link", { name: "Watch" }).waitFor();
    const { result, plan, keys, score } = await onlyRun(account);
    expect([plan.mode, result.final_score]).toEqual(["race", score]);
    expect(keys).toHaveLength(40);
    const shown = await one.locator(".race-results tr[data-own] td").nth(1).textContent();
    expect(Number(shown?.replaceAll(",", ""))).toBe(score);
    expect(await one.getByRole("heading", { level: 2 }).textContent()).toBe("You win.");
    expect(await two.getByRole("heading", { level: 2 }).textContent()).toBe("You are second.");

    // The guest keeps the run by registering.
    await two.getByRole("link", { name: "Create account" }).click();
    await two.getByLabel("Username").fill("kept_by_racing");
    await two.getByLabel("Email").fill("kept@example.com");
    await two.getByLabel("Password").fill("Demo1234!");
    await two.keyboard.press("Enter");
    await two.waitForURL("**/results/*");

    // Later the link shows what is stored.
    await three.goto(one.url());
    await three.getByRole("heading", { name: "This race is over" }).waitFor();
    expect(await three.locator("tbody tr").count()).toBe(2);
  });

  it("goes on after a reload, with the field as it is by then, and each key counts once", async () => {
    const account = await register(site);
    const [one, two] = [await openAs(account), await openAs(null)];
    await two.goto(await makeRoom(site, one));
    await start(one, two);
    await type(one, 20);
    const score = () => ownCard(one).locator(".racer-score").textContent();
    await expect.poll(score).not.toBe("0");
    one.on("dialog", (dialog) => dialog.accept());
    await one.reload();
    await started(one);
    await expect.poll(score).not.toBe("0");
    await type(one, 15);
    await quit(one);
    await quit(two);
    await ended(one);
    const { result, keys, score: replayed } = await onlyRun(account);
    expect(keys).toHaveLength(35);
    expect(result.final_score).toBe(replayed);
  });

  it("loses no key when the line is cut for some seconds, and says so meanwhile", async () => {
    const account = await register(site);
    const [one, two] = [await openAs(account, { tolerate: /WebSocket/ }), await openAs(null)];
    let isCut = false;
    const lines: WebSocketRoute[] = [];
    await one.routeWebSocket(/\/socket/, (line) => {
      if (isCut) return line.close({ code: 1_011 });
      line.connectToServer();
      lines.push(line);
    });
    await two.goto(await makeRoom(site, one));
    await start(one, two);
    await type(one, 10);
    isCut = true;
    await lines.at(-1)?.close({ code: 1_011 });
    await one.getByText("Connection lost").waitFor();
    const cutAt = Date.now();
    // The run goes on without the server. Keys that are more than six seconds late no longer count, and a busy machine takes some of those to come back.
    const typed = await typeOn(one, 8, () => Date.now() - cutAt > 2_000);
    isCut = false;
    await one.getByText("Connection lost").waitFor({ state: "hidden" });
    await type(one, 5);
    await quit(one);
    await quit(two);
    await ended(one);
    const { result, keys, score } = await onlyRun(account);
    expect(result.final_score).toBe(score);
    // None is lost, and none is there twice.
    expect(keys).toHaveLength(10 + typed + 5);
    expect(result.incorrect_words).toBe(0);
  });

  it("goes on in the newest tab, and the older one says so and can have it back", async () => {
    const account = await register(site);
    const [one, two] = [await openAs(account), await openAs(null)];
    await two.goto(await makeRoom(site, one));
    await start(one, two);
    const other = await one.context().newPage();
    await other.goto(one.url());
    await started(other);
    await one.getByText("This race goes on elsewhere.").waitFor();
    await one.getByRole("button", { name: "Bring it here" }).click();
    await started(one);
    await other.getByText("This race goes on elsewhere.").waitFor();
    await quit(one);
    await quit(two);
    await ended(two);
  });

  it("has a rematch by one key, with the same people and another plan", async () => {
    const account = await register(site);
    const [one, two] = [await openAs(account), await openAs(null)];
    const address = await makeRoom(site, one);
    await two.goto(address);
    await start(one, two);
    await quit(one);
    await quit(two);
    await Promise.all([ended(one), ended(two)]);
    const again = async (page: Page) => {
      // Just after a race Enter is still meant for the game; a focused button takes it at once.
      await page.getByRole("button", { name: /ematch/ }).focus();
      await page.keyboard.press("Enter");
      await page.waitForURL((url) => url.href !== address);
    };
    await again(one);
    await two.getByText("Somebody wants another race.").waitFor();
    await again(two);
    expect(two.url()).toBe(one.url());
    await Promise.all([started(one), started(two)]);
    await quit(one);
    await quit(two);
    await ended(one);
  });

  it("invites a friend from the room, and reports a racer after the race", async () => {
    const [me, friend] = [await register(site), await register(site)];
    await ask(site.db, callerOf(me), friend.user.username);
    await answer(site.db, callerOf(friend), me.user.username, { status: "accepted" });
    const [one, two] = [await openAs(me), await openAs(friend)];
    const address = await makeRoom(site, one);
    await one.getByRole("button", { name: "Invite friends" }).click();
    await one.getByRole("button", { name: `Invite ${friend.user.display_name}` }).click();
    await one.getByText("invited ✓").waitFor();
    await two.goto(`${site.origin}/notifications`);
    await two.getByRole("link", { name: /^Join/ }).click();
    await two.waitForURL(address);
    await start(one, two);
    await quit(one);
    await quit(two);
    await ended(one);
    await one.getByText("Report a racer").click();
    await one.getByLabel("Why").selectOption("name");
    await one.getByRole("button", { name: "Report", exact: true }).click();
    await one.getByText("Thank you. A moderator looks at it.").waitFor();
    const reports = await site.db.selectFrom("race_reports").select(["reason", "number"]).execute();
    expect(reports).toEqual([{ reason: "name", number: 2 }]);
  });

  it("says that there is no such race, and that a room by link needs two", async () => {
    const page = await openAs(null, { tolerate: /404/ });
    const answer = await page.goto(`${site.origin}/race/ZZZZZZZZ`);
    expect(answer?.status()).toBe(404);
    await makeRoom(site, page);
    await page.getByText("It takes two. Send the link to somebody.").waitFor();
  });
});
