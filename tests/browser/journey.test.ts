import { describe, expect, it } from "vitest";
import type { GameResult } from "../../app/contracts/game.ts";
import { call, PASSWORD } from "../support/api.ts";
import { FAILED_REQUEST, withBrowser } from "../support/browser.ts";
import { registerInBrowser, startRun } from "../support/new-player-run.ts";
import { withSite } from "../support/site.ts";
import { typeOn, typeOnTestClock } from "../support/typing.ts";

const site = withSite();
const browser = withBrowser();

describe("a new visitor", () => {
  it("registers, plays a run, sees its score on the board, signs out and signs in again", async () => {
    const page = await browser.open({
      viewport: { width: 1440, height: 900 },
      reducedMotion: "no-preference",
    });
    await page.clock.install();

    await page.goto(site.origin);
    await page.getByRole("link", { name: "Create account" }).first().click();
    await page.getByLabel("Username").fill("grace_h");
    await page.getByLabel("Email").fill("grace@example.com");
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.getByRole("button", { name: "Create account" }).click();

    await page.waitForURL("**/play**");
    await page.getByText("TypeScript", { exact: true }).click();
    await page.getByText("Easy", { exact: true }).click();
    await page.keyboard.press("Enter");
    await page.getByTestId("field").waitFor();
    // Longer than half a minute, so that the run counts.
    await typeOnTestClock(page, site.db);
    await page.keyboard.press("Shift+Escape");

    await page.waitForURL("**/results/*");
    const id = page.url().split("/").at(-1) ?? "";
    const { body: result } = await call<GameResult & { session: unknown }>(
      site,
      `/game/result/${id}`,
    );
    expect(result).toMatchObject({
      status: "VERIFIED",
      session: { language: "TYPESCRIPT", difficulty: "EASY", outcome: "quit" },
    });
    expect(result.correct_words).toBeGreaterThan(20);
    expect(result.incorrect_words).toBe(0);
    expect(result.accuracy_percentage).toBe(100);
    const score = new RegExp(String(result.final_score).replace(/\B(?=(\d{3})+$)/g, "\\D?"));
    await page.getByRole("heading", { level: 1, name: score }).waitFor();

    await page.goto(`${site.origin}/leaderboard`);
    const row = page.getByRole("row").filter({ hasText: "grace_h" });
    await row.getByText(score).first().waitFor();

    await page.goto(`${site.origin}/history`);
    await page.locator(`a[href="/results/${id}"]`).first().waitFor();

    await page.getByRole("button", { name: "Signed in as grace_h" }).click();
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("link", { name: "Sign in" }).first().waitFor();
    await page.goto(`${site.origin}/history`);
    await page.waitForURL("**/login?to=%2Fhistory");
    await page.getByLabel("Email").fill("GRACE@example.com");
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.keyboard.press("Enter");
    await page.waitForURL("**/history");
    await page.locator(`a[href="/results/${id}"]`).first().waitFor();
  });
});

describe("a run that ends without a network", () => {
  it("is stored in the browser, and sent when the network is back", async () => {
    const page = await browser.open({ tolerate: FAILED_REQUEST });
    await registerInBrowser(page, site.origin, "offline_o");
    await startRun(page);
    await typeOn(page, 16, (keys) => keys === 30);
    await page.context().setOffline(true);
    await page.keyboard.press("Shift+Escape");
    await page.getByText("not sent yet").waitFor();
    await page.context().setOffline(false);
    await page.waitForURL("**/results/*");
    const { body } = await call<GameResult>(site, `/game/result/${page.url().split("/").at(-1)}`);
    expect(body.correct_words).toBeGreaterThan(0);
  });
});

describe("a visitor without script", () => {
  it("registers and signs in, and sees errors without losing the entered values", async () => {
    const page = await browser.open({ javaScriptEnabled: false, tolerate: /status of 4\d\d/ });
    await page.goto(`${site.origin}/register`);
    await page.getByLabel("Username").fill("no script");
    await page.getByLabel("Email").fill("noscript@example.com");
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.getByRole("button", { name: "Create account" }).click();
    await page.getByText("Letters, digits and _ only").waitFor();
    expect(await page.getByLabel("Username").inputValue()).toBe("no script");
    expect(await page.getByLabel("Username").getAttribute("aria-invalid")).toBe("true");
    expect(await page.content()).not.toContain(PASSWORD);
    await page.getByLabel("Username").fill("no_script");
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.getByRole("button", { name: "Create account" }).click();
    await page.waitForURL("**/play");
    await page.goto(`${site.origin}/leaderboard`);
    await page.getByRole("button", { name: "Signed in as no_script" }).click();
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.waitForURL(`${site.origin}/`);
    await page.goto(`${site.origin}/login`);
    await page.getByLabel("Email").fill("noscript@example.com");
    await page.getByLabel("Password", { exact: true }).fill("not the password");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByText("do not belong together").waitFor();
  });
});
