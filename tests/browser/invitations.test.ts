/** An invitation to a race, from the friend's list to the bell of the other; and friends in a race, in four views. */
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { invite } from "../../app/.server/friends/invitations/service.ts";
import type { SignedIn } from "../../app/contracts/account.ts";
import { call, register } from "../support/api.ts";
import { violationsOf } from "../support/axe.ts";
import { withBrowser } from "../support/browser.ts";
import { befriend, personOf } from "../support/friends.ts";
import { callerOf } from "../support/players.ts";
import { newRace } from "../support/race-clients.ts";
import { RaceSocket } from "../support/racers.ts";
import { signIn } from "../support/sign-in.ts";
import { withSite } from "../support/site.ts";
import { storeResult } from "../support/stored-results.ts";
import { horizontalOverflow } from "../support/views.ts";

const site = withSite();
const browser = withBrowser();

const nameOf = ({ user }: SignedIn) => user.username;
const RACE_PAGE = /\/race\/[2-9A-HJ-NP-Z]{8}$/;

async function openAs(account: SignedIn, options: Parameters<typeof browser.open>[0] = {}) {
  const page = await browser.open({ tolerate: /status of 4\d\d/, ...options });
  await signIn(site, page, account);
  return page;
}

/** Registers a player with friends: one in a public race, one in a race that is joined by its link, one in none. */
async function playerWithRacers() {
  const [me, open, hidden, idle] = await Promise.all([
    register(site),
    register(site, { username: `long_${"x".repeat(37)}_${crypto.randomUUID().slice(0, 7)}` }),
    register(site),
    register(site),
  ]);
  for (const friend of [open, hidden, idle]) {
    await befriend(site.db, personOf(me), personOf(friend));
  }
  await storeResult(site.db, callerOf(open), { score: 1_234_567 });
  const made = await newRace(site, open.access_token, { language: "REACT", visibility: "public" });
  const sockets = [new RaceSocket(made), new RaceSocket(await newRace(site, hidden.access_token))];
  for (const socket of sockets) await socket.greeted();
  const inRace = async () => {
    const { body } = await call<{ friends: { in_race: boolean }[] }>(site, "/friends", {
      token: me.access_token,
    });
    return body.friends.filter(({ in_race }) => in_race).length;
  };
  await expect.poll(inRace).toBe(2);
  return { me, open, hidden, idle, code: made.code, sockets };
}

/** Presses the button that invites, and returns the code of the race to which that leads. */
async function inviteFrom(page: Page, username: string): Promise<string> {
  await page.getByRole("button", { name: `Invite to a race with ${username}` }).focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(RACE_PAGE);
  return page.url().slice(-8);
}

describe("an invitation to a race", () => {
  it.each(["/friends", "profile"])(
    "from %s reaches the friend's bell, and leads to the race",
    async (from) => {
      const [ada, ben] = await Promise.all([register(site), register(site)]);
      await befriend(site.db, personOf(ada), personOf(ben));
      await call(site, "/notifications/read", { method: "PUT", token: ben.access_token });
      const page = await openAs(ada);
      await page.goto(site.origin + (from === "profile" ? `/u/${nameOf(ben)}` : from));
      const code = await inviteFrom(page, nameOf(ben));
      const { body } = await call(site, `/races/${code}`);
      expect(body).toMatchObject({ racers: [{ username: nameOf(ada) }], visibility: "link" });

      const other = await openAs(ben);
      await other.goto(site.origin);
      await other.getByRole("link", { name: "Notifications: 1 unread" }).click();
      await other.getByText(`${nameOf(ada)} invites you to a race.`).waitFor();
      await other.getByRole("link", { name: `Join the race of ${nameOf(ada)}` }).click();
      await other.waitForURL(`**/race/${code}`);
    },
  );

  it("works without script, and says what was refused", async () => {
    const [ada, ben] = await Promise.all([register(site), register(site)]);
    await befriend(site.db, personOf(ada), personOf(ben));
    const page = await openAs(ada, { javaScriptEnabled: false });
    await page.goto(`${site.origin}/friends`);
    await inviteFrom(page, nameOf(ben));
    await page.goto(`${site.origin}/friends`);
    await call(site, `/friends/${nameOf(ada)}`, { method: "DELETE", token: ben.access_token });
    await page.getByRole("button", { name: `Invite to a race with ${nameOf(ben)}` }).click();
    await page.getByRole("alert").getByText("Only friends can be invited").waitFor();
  });

  it("that is out of date has no link", async () => {
    const [ada, ben] = await Promise.all([register(site), register(site)]);
    await befriend(site.db, personOf(ada), personOf(ben));
    await invite(site.db, callerOf(ada), nameOf(ben), "ABCDEFGH");
    await site.db
      .updateTable("notifications")
      .set({ created_at: new Date(Date.now() - 31 * 60_000).toISOString() })
      .where("race_code", "=", "ABCDEFGH")
      .execute();
    const page = await openAs(ben);
    await page.goto(`${site.origin}/notifications`);
    await page.getByText(`${nameOf(ada)} invited you to a race.`).waitFor();
    expect(await page.getByRole("link", { name: /^Join/ }).count()).toBe(0);
  });
});

describe("friends in a race", () => {
  it("are marked in words, with a link to a public race alone", async () => {
    const { me, open, hidden, idle, code, sockets } = await playerWithRacers();
    const page = await openAs(me);
    await page.goto(`${site.origin}/friends`);
    const row = (friend: SignedIn) =>
      page
        .getByRole("listitem")
        .filter({ has: page.getByRole("link", { name: nameOf(friend), exact: true }) });
    await row(open).getByText("in a race").waitFor();
    await row(hidden).getByText("in a race").waitFor();
    expect(await row(idle).getByText("in a race", { exact: true }).count()).toBe(0);
    expect(await row(hidden).getByRole("link", { name: /^Join/ }).count()).toBe(0);
    const join = row(open).getByRole("link", { name: `Join ${nameOf(open)}` });
    expect(await join.getAttribute("href")).toBe(`/race/${code}`);
    await page.goto(`${site.origin}/u/${nameOf(open)}`);
    await page.getByText("in a race", { exact: false }).first().waitFor();
    expect(
      await page.getByRole("link", { name: `Join ${nameOf(open)}` }).getAttribute("href"),
    ).toBe(`/race/${code}`);
    for (const socket of sockets) socket.close();
  });

  const VIEWS = [1_440, 390].flatMap((width) =>
    (["dark", "light"] as const).map((colorScheme) => ({
      colorScheme,
      viewport: { width, height: width === 390 ? 844 : 900 },
    })),
  );

  it.each(VIEWS)(
    "$viewport.width px, $colorScheme: the pages fit, and axe finds nothing",
    async (view) => {
      const { me, open, hidden, idle, code, sockets } = await playerWithRacers();
      await invite(site.db, callerOf(open), nameOf(me), code);
      const page = await openAs(me, { ...view, bypassCSP: true, reducedMotion: "reduce" });
      const paths = [
        "/friends",
        "/notifications",
        ...[open, hidden, idle].map((of) => `/u/${nameOf(of)}`),
      ];
      for (const path of [...paths, "/settings/preferences"]) {
        await page.goto(site.origin + path);
        await page.locator(".bell").waitFor();
        expect([path, await violationsOf(page), await horizontalOverflow(page)]).toEqual([
          path,
          [],
          0,
        ]);
      }
      for (const socket of sockets) socket.close();
    },
  );
});
