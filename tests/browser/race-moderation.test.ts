/** The pages on which moderators and administrators see races. */
import { expect, it } from "vitest";
import { openAdminPage } from "../support/admin-page.ts";
import { call, register } from "../support/api.ts";
import { violationsOf } from "../support/axe.ts";
import { withBrowser } from "../support/browser.ts";
import { callerOf } from "../support/players.ts";
import { withSite } from "../support/site.ts";
import { storedRace } from "../support/stored-race.ts";
import { horizontalOverflow, VIEWS } from "../support/views.ts";

const site = withSite();
const browser = withBrowser();

const openPage = (options = {}) => openAdminPage(site, browser, { bypassCSP: true, ...options });

/** Stores a race in which the first two racers were reported. */
async function reportedRace() {
  const accounts = [await register(site), await register(site), await register(site)];
  const race = await storedRace(site.db, [...accounts.map(callerOf), null]);
  const report = (by: number, racer: number, reason: string) =>
    call(site, `/races/${race.code}/report`, {
      token: accounts[by]?.access_token,
      json: { racer, reason },
    });
  await report(1, 1, "cheating");
  await report(2, 1, "cheating");
  await report(0, 2, "name");
  return { ...race, names: accounts.map(({ user }) => user.display_name) };
}

it("a moderator goes from the list of reported runs to a run with its race, and settles the reports", async () => {
  const { resultIds, names } = await reportedRace();
  const { page, open } = await openPage();
  await open("/admin/moderation");
  await page.getByRole("link", { name: "Reported" }).click();
  const row = page.getByRole("row", { name: names[0] as string });
  await row.getByText("2 × cheating").waitFor();
  await row.getByRole("link").click();
  const race = page.getByRole("region", { name: /Its race/ });
  await race.waitFor();
  const places = await race.getByRole("row").allTextContents();
  expect(places.slice(1).map((text) => text[0])).toEqual(["1", "2", "3", "4"]);
  expect(await race.getByText("guest").count()).toBe(1);
  expect(await race.getByText("waits").count()).toBe(3);
  await page.getByLabel("Reason").fill("Looks like a person");
  await page.getByRole("button", { name: "Settle the reports" }).click();
  await page.waitForURL("**/admin/moderation?status=reported");
  await page.getByRole("row", { name: names[1] as string }).waitFor();
  expect(await page.getByRole("row", { name: names[0] as string }).count()).toBe(0);
  await open(`/admin/moderation/${resultIds[0]}`);
  expect(await page.getByText("settled", { exact: true }).count()).toBe(2);
  await race.getByRole("link", { name: names[1] as string }).click();
  await page.waitForURL(`**/admin/moderation/${resultIds[1]}`);
  await page.getByRole("button", { name: "Void" }).waitFor();
});

it.each(VIEWS)("nothing of these pages is cut off or hard to read: %j", async (view) => {
  const { resultIds } = await reportedRace();
  const { page, open } = await openPage(view);
  for (const path of [
    "/admin/moderation?status=reported",
    `/admin/moderation/${resultIds[0]}`,
    "/admin/monitoring",
  ]) {
    await open(path);
    expect([path, await violationsOf(page), await horizontalOverflow(page)]).toEqual([path, [], 0]);
  }
});
