import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { call, PASSWORD, register } from "../support/api.ts";
import { violationsOf } from "../support/axe.ts";
import { withBrowser } from "../support/browser.ts";
import { callerOf, playGame } from "../support/players.ts";
import { signIn } from "../support/sign-in.ts";
import { withSite } from "../support/site.ts";
import { storeRun } from "../support/stored.ts";

const site = withSite();
const browser = withBrowser();

type Options = Parameters<typeof browser.open>[0];

/** A page on which somebody with a role is signed in, by a token that names it. */
async function staff(role: "ADMIN" | "MODERATOR", options: Options = {}) {
  const account = await register(site);
  await site.db.updateTable("users").set({ role }).where("id", "=", account.user.id).execute();
  const json = { email: account.user.email, password: PASSWORD };
  const { body } = await call<typeof account>(site, "/auth/login", { json });
  const page = await browser.open(options);
  await signIn(site, page, body);
  return { page, account: body, open: (path: string) => page.goto(site.origin + path) };
}

const LONG = "W".repeat(100);

const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent?.trim());

/** A player whose names are as long as can be, with a flagged run that was really played. */
async function suspect() {
  const account = await register(site);
  const { ended } = await playGame(site.db, callerOf(account), { wpm: 60, until: 12_000 });
  const { id } = ended.result;
  await site.db
    .updateTable("game_results")
    .set({ status: "FLAGGED", flags: ["late", "speed"] })
    .where("id", "=", id)
    .execute();
  await site.db
    .updateTable("users")
    .set({ display_name: LONG })
    .where("id", "=", account.user.id)
    .execute();
  return { ...account, runId: id };
}

describe("every page of the administration", () => {
  it.each([
    ["dark", 390],
    ["light", 390],
    ["dark", 1440],
    ["light", 1440],
  ] as const)(
    "is accessible and never wider than its window (%s, %i)",
    async (colorScheme, width) => {
      const { page, account, open } = await staff("ADMIN", {
        colorScheme,
        viewport: { width, height: 844 },
        bypassCSP: true,
        reducedMotion: "reduce",
        tolerate: /status of 422/,
      });
      const { user, runId } = await suspect();
      await storeRun(site.db, callerOf(account), { status: "FLAGGED" });
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
        const wider = await page.evaluate(
          () => document.documentElement.scrollWidth - window.innerWidth,
        );
        expect([path, wider]).toEqual([path, 0]);
      }
    },
  );
});

describe("a moderator, by keyboard alone", () => {
  it("watches a run, voids it with a reason, and is on the next one's heading", async () => {
    const { page, open } = await staff("MODERATOR");
    const [first, second] = [await suspect(), await suspect()];
    await open("/admin/moderation");
    const rows = page.getByRole("table").getByRole("link");
    expect(await rows.count()).toBeGreaterThanOrEqual(2);
    // Nobody else may watch it now: what everybody asks knows of no such run.
    await site.db
      .updateTable("users")
      .set({ is_active: false })
      .where("id", "=", second.user.id)
      .execute();
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
    await expect.poll(() => heading.evaluate((it) => it === document.activeElement)).toBe(true);
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
  it("finds somebody, and switches the account off after being asked once more", async () => {
    const { page, open } = await staff("ADMIN");
    const { user } = await suspect();
    await open("/admin");
    await page.getByRole("navigation", { name: "Administration" }).getByText("Users").click();
    await page.getByLabel("Name or address").fill(user.email.slice(2, -3));
    await page.keyboard.press("Enter");
    await page.waitForURL("**/admin/users?q=**");
    await expect.poll(() => page.getByRole("table").getByRole("link").count()).toBe(1);
    await expect.poll(() => focused(page)).toBe("Show");
    await page.getByRole("link", { name: LONG }).click();
    await page.waitForURL(`**/admin/users/${user.id}`);

    const off = page.getByRole("button", { name: "Switch off", exact: true });
    expect(await off.isVisible()).toBe(false);
    await page.getByText("Switch off…").click();
    await off.click();
    await page.getByRole("status").getByText("Done, and written down.").waitFor();
    await page.getByRole("button", { name: "Switch on again" }).waitFor();
    await expect.poll(() => focused(page)).toBe("Change");
    await page
      .getByRole("list", { name: "Acts, newest first" })
      .getByText("switched off")
      .waitFor();

    await open("/admin/audit");
    await page.getByLabel("To whom").fill(user.username);
    await page.getByRole("button", { name: "Show", exact: true }).click();
    await page.waitForURL("**target=**");
    const acts = page.getByRole("list", { name: "Acts, newest first" }).getByRole("listitem");
    await expect.poll(() => acts.count()).toBe(1);
  });

  it("who is demoted meanwhile sees that this is not theirs any more", async () => {
    const { page, account, open } = await staff("ADMIN", { tolerate: /status of 403/ });
    await open("/admin");
    await site.db
      .updateTable("users")
      .set({ role: "PLAYER" })
      .where("id", "=", account.user.id)
      .execute();
    await page.getByRole("navigation", { name: "Administration" }).getByText("Users").click();
    await page.getByRole("heading", { name: "Permission denied" }).waitFor();
  });
});
