import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { call, PASSWORD, register } from "../support/api.ts";
import { violationsOf } from "../support/axe.ts";
import { withBrowser } from "../support/browser.ts";
import { callerOf, playGame } from "../support/players.ts";
import { signIn } from "../support/sign-in.ts";
import { withSite } from "../support/site.ts";
import { storeResult } from "../support/stored-results.ts";
import { updateAccount, updateResult } from "../support/update-rows.ts";
import { horizontalOverflow } from "../support/views.ts";

const site = withSite();
const browser = withBrowser();

type Options = Parameters<typeof browser.open>[0];

/** Registers an account with a role, and opens a page for it with an access token that names the role. */
async function openPageAs(role: "ADMIN" | "MODERATOR", options: Options = {}) {
  const account = await register(site);
  await updateAccount(site.db, account.user.id, { role });
  const json = { email: account.user.email, password: PASSWORD };
  const { body } = await call<typeof account>(site, "/auth/login", { json });
  const page = await browser.open(options);
  await signIn(site, page, body);
  return { page, account: body, open: (path: string) => page.goto(site.origin + path) };
}

const LONG_NAME = "W".repeat(100);

const focusedText = (page: Page) =>
  page.evaluate(() => document.activeElement?.textContent?.trim());

/** Creates a player with the longest display name and a flagged result, whose run was played. */
async function createSuspect() {
  const account = await register(site);
  const { ended } = await playGame(site.db, callerOf(account), { wpm: 60, until: 60_000 });
  const { id } = ended.result;
  await updateResult(site.db, id, { status: "FLAGGED", flags: ["late", "speed"] });
  await updateAccount(site.db, account.user.id, { display_name: LONG_NAME });
  return { ...account, runId: id };
}

describe("the pages of the administration", () => {
  it.each([
    ["dark", 390],
    ["light", 390],
    ["dark", 1440],
    ["light", 1440],
  ] as const)(
    "have no violation that axe finds and fit the window (%s, %i pixels)",
    async (colorScheme, width) => {
      const { page, account, open } = await openPageAs("ADMIN", {
        colorScheme,
        viewport: { width, height: 844 },
        bypassCSP: true,
        reducedMotion: "reduce",
        tolerate: /status of 422/,
      });
      const { user, runId } = await createSuspect();
      await storeResult(site.db, callerOf(account), { status: "FLAGGED" });
      for (const path of [
        "/admin",
        "/admin/users",
        "/admin/users?q=nobody-at-all",
        "/admin/users?role=KING",
        `/admin/users/${user.id}`,
        "/admin/moderation",
        "/admin/moderation?status=voided",
        `/admin/moderation/${runId}`,
        "/admin/audit",
        "/admin/audit?actor=nobody",
      ]) {
        await open(path);
        expect([path, await violationsOf(page)]).toEqual([path, []]);
        expect([path, await horizontalOverflow(page)]).toEqual([path, 0]);
      }
    },
  );
});

describe("a moderator with the keyboard alone", () => {
  it("watches a run, voids it with a reason, and gets to the heading of the next run", async () => {
    const { page, open } = await openPageAs("MODERATOR");
    const [first, second] = [await createSuspect(), await createSuspect()];
    await open("/admin/moderation");
    const rows = page.getByRole("table").getByRole("link");
    expect(await rows.count()).toBeGreaterThanOrEqual(2);
    // The public replay of this run answers 404 from now on.
    await updateAccount(site.db, second.user.id, { is_active: false });
    await open(`/admin/moderation/${second.runId}`);
    const watch = page.getByRole("button", { name: "Watch the run" });
    await watch.focus();
    await page.keyboard.press("Enter");
    await page.getByText("re-computed in your browser").waitFor();

    await page.keyboard.press("Alt+j");
    await page.waitForURL(`**/${first.runId}`);
    await page.getByRole("link", { name: "Newer" }).waitFor();
    await page.keyboard.press("Alt+k");
    await page.waitForURL(`**/${second.runId}`);
    await page.getByRole("link", { name: "Older" }).waitFor();

    await page.getByLabel("Reason").focus();
    await page.keyboard.type("Even intervals");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByRole("status").getByText("Voided.").waitFor();
    expect(new URL(page.url()).pathname).toBe(`/admin/moderation/${first.runId}`);
    const heading = page.getByRole("heading", { level: 1 });
    await expect
      .poll(() => heading.evaluate((element) => element === document.activeElement))
      .toBe(true);
    expect(await page.getByLabel("Reason").inputValue()).toBe("");
    const { status } = await site.db
      .selectFrom("game_results")
      .select("status")
      .where("id", "=", second.runId)
      .executeTakeFirstOrThrow();
    expect(status).toBe("VOIDED");
  });
});

describe("an administrator", () => {
  it("finds an account, and deactivates it after a confirmation", async () => {
    const { page, open } = await openPageAs("ADMIN");
    const { user } = await createSuspect();
    await open("/admin");
    await page.getByRole("navigation", { name: "Administration" }).getByText("Users").click();
    await page.getByLabel("Name or address").fill(user.email.slice(2, -3));
    await page.keyboard.press("Enter");
    await page.waitForURL("**/admin/users?q=**");
    await expect.poll(() => page.getByRole("table").getByRole("link").count()).toBe(1);
    await expect.poll(() => focusedText(page)).toBe("Show");
    await page.getByRole("link", { name: LONG_NAME }).click();
    await page.waitForURL(`**/admin/users/${user.id}`);

    const confirmButton = page.getByRole("button", { name: "Switch off", exact: true });
    expect(await confirmButton.isVisible()).toBe(false);
    await page.getByText("Switch off…").click();
    await confirmButton.click();
    await page.getByRole("status").getByText("Done, and written down.").waitFor();
    await page.getByRole("button", { name: "Switch on again" }).waitFor();
    await expect.poll(() => focusedText(page)).toBe("Change");
    await page
      .getByRole("list", { name: "Acts, newest first" })
      .getByText("switched off")
      .waitFor();

    await open("/admin/audit");
    await page.getByLabel("To whom").fill(user.username);
    await page.getByRole("button", { name: "Show", exact: true }).click();
    await page.waitForURL("**target=**");
    const entries = page.getByRole("list", { name: "Acts, newest first" }).getByRole("listitem");
    await expect.poll(() => entries.count()).toBe(1);
  });

  it("who was demoted sees on the next page that permission is denied", async () => {
    const { page, account, open } = await openPageAs("ADMIN", { tolerate: /status of 403/ });
    await open("/admin");
    await updateAccount(site.db, account.user.id, { role: "PLAYER" });
    await page.getByRole("navigation", { name: "Administration" }).getByText("Users").click();
    await page.getByRole("heading", { name: "Permission denied" }).waitFor();
  });
});
