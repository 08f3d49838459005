import { readFile } from "node:fs/promises";
import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import type { SignedIn } from "../../app/contracts/account.ts";
import { THEMES } from "../../app/contracts/settings.ts";
import { call, PASSWORD, register } from "../support/api.ts";
import { withBrowser } from "../support/browser.ts";
import { signIn } from "../support/sign-in.ts";
import { withSite } from "../support/site.ts";

const site = withSite();
const browser = withBrowser();

const NEW_PASSWORD = "staple battery horse";
const IPHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1";

const signInByApi = (email: string, password = PASSWORD, headers: Record<string, string> = {}) =>
  call<SignedIn>(site, "/auth/login", { json: { email, password }, headers });

/** Registers an account and opens a page for it. `open` goes to a path of the site. */
async function newPlayer(options: Parameters<typeof browser.open>[0] = {}) {
  const account = await register(site);
  const page = await browser.open({ tolerate: /status of 4\d\d/, ...options });
  await signIn(site, page, account);
  const open = (path: string) => page.goto(site.origin + path);
  return { user: account.user, token: account.access_token, page, open };
}

const waitForNotice = (page: Page, text: string) =>
  page.getByRole("status").getByText(text).waitFor();
const expectFocus = (field: Locator) =>
  expect.poll(() => field.evaluate((element) => element === document.activeElement)).toBe(true);
const waitUntilGone = (locator: Locator) => locator.waitFor({ state: "detached" });
const passwordField = (page: Page, label: string) => page.getByLabel(label, { exact: true });

describe("the profile form", () => {
  it("saves a display name once, shows a notice, and the public page has the name", async () => {
    const { user, page, open } = await newPlayer();
    await open("/leaderboard");
    await page.getByRole("button", { name: user.username }).click();
    await page.getByRole("link", { name: "Settings" }).click();
    await page.waitForURL("**/settings");

    const name = page.getByLabel("Display name");
    const save = page.getByRole("button", { name: "Save" });
    await name.fill("   ");
    await save.click();
    await page.getByRole("alert").waitFor();
    await expectFocus(name);
    expect(await name.getAttribute("aria-invalid")).toBe("true");

    let sent = 0;
    page.on("request", (request) => {
      if (request.method() === "POST") sent += 1;
    });
    await name.fill("Ada, Countess");
    await save.dblclick();
    await waitForNotice(page, "Saved.");
    expect(sent).toBe(1);
    await expectFocus(save);

    await page.reload();
    expect(await name.inputValue()).toBe("Ada, Countess");
    expect(await page.getByText("Saved.").count()).toBe(0);
    await page.getByRole("link", { name: "Your public page" }).click();
    await page.getByRole("heading", { level: 1, name: "Ada, Countess" }).waitFor();
  });
});

describe("the password form", () => {
  it("requires the current password, and signs out every other device", async () => {
    const { user, page, open } = await newPlayer();
    const otherDevice = (await signInByApi(user.email)).body;
    await open("/settings/password");
    await passwordField(page, "Current password").fill("not this one");
    await passwordField(page, "New password").fill(NEW_PASSWORD);
    await page.getByRole("button", { name: "Change password" }).click();
    await page.getByText("That is not your password").waitFor();
    const current = passwordField(page, "Current password");
    await expectFocus(current);
    expect((await signInByApi(user.email)).status).toBe(200);

    await current.fill(PASSWORD);
    await passwordField(page, "New password").fill(NEW_PASSWORD);
    await page.keyboard.press("Enter");
    await waitForNotice(page, "Every other device is signed out");
    await expect.poll(() => current.inputValue()).toBe("");
    const { refresh_token } = otherDevice;
    expect((await call(site, "/auth/refresh", { json: { refresh_token } })).status).toBe(401);
    expect((await signInByApi(user.email)).status).toBe(401);
    expect((await signInByApi(user.email, NEW_PASSWORD)).status).toBe(200);
    await open("/settings");
    expect(page.url()).toBe(`${site.origin}/settings`);
  });
});

describe("the list of devices", () => {
  it("names the devices, marks the current one, and signs another one out", async () => {
    const { user, page, open } = await newPlayer();
    const phone = (await signInByApi(user.email, PASSWORD, { "User-Agent": IPHONE })).body;
    await open("/settings/devices");
    const devices = page.getByRole("main").getByRole("listitem").filter({ hasText: "last used" });
    expect(await devices.count()).toBe(2);
    const currentDevice = devices.filter({ hasText: "this device" });
    expect(await currentDevice.count()).toBe(1);
    expect(await currentDevice.getByRole("button").count()).toBe(0);
    await page.getByRole("button", { name: "Sign out Safari on iPhone" }).click();
    await waitForNotice(page, "Signed out.");
    expect(await devices.count()).toBe(1);
    const { refresh_token } = phone;
    expect((await call(site, "/auth/refresh", { json: { refresh_token } })).status).toBe(401);
  });
});

describe("the preferences form", () => {
  it("changes the theme at once, and the server renders the page with it", async () => {
    const { page, open, token } = await newPlayer({ colorScheme: "dark" });
    await open("/settings/preferences");
    const html = page.locator("html");
    expect(await html.getAttribute("data-theme")).toBe("system");
    expect(await page.getByRole("radio", { name: /^System/ }).isChecked()).toBe(true);
    await page.getByText("Paper", { exact: true }).click();
    await page.getByText("TypeScript", { exact: true }).click();
    await page.getByLabel("Sound", { exact: true }).uncheck();
    await page.getByLabel("Volume").fill("35");
    await page.getByText("35%").waitFor();
    await page.getByText("F4", { exact: true }).click();
    await page.getByRole("button", { name: "Save" }).click();
    await waitForNotice(page, "Saved.");
    expect(await html.getAttribute("data-theme")).toBe("paper");
    await page.getByText("React", { exact: true }).click();
    await waitUntilGone(page.getByText("Saved."));
    expect(await page.locator("meta[name=theme-color]").getAttribute("content")).toBe("#f5ecd9");
    expect((await call(site, "/user/settings", { token })).body).toMatchObject({
      theme: "paper",
      preferred_language: "TYPESCRIPT",
      preferred_difficulty: null,
      sound_enabled: false,
      sound_volume: 35,
      controls: { target_key: "Tab", restart_key: "F4" },
      notifications: { failed_sign_ins: true, achievements: true },
    });

    const reloaded = await page.reload();
    expect(await reloaded?.text()).toMatch(/<html[^>]* data-theme="paper"/);
    expect(await page.getByRole("radio", { name: /^Paper/ }).isChecked()).toBe(true);
    expect(await page.getByLabel("Sound", { exact: true }).isChecked()).toBe(false);
    expect(
      await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor),
    ).toBe("rgb(245, 236, 217)");
  });

  it("shows every theme in its own colours", async () => {
    const { page, open } = await newPlayer();
    await open("/settings/preferences");
    const grounds = await page
      .locator(".swatch-editor .fill-ground")
      .evaluateAll((swatches) => swatches.map((swatch) => getComputedStyle(swatch).fill));
    // The theme that follows the device is drawn twice, in light and in dark.
    expect(grounds).toHaveLength(THEMES.length + 1);
    expect(new Set(grounds).size).toBe(THEMES.length - 1);
  });
});

describe("the privacy page", () => {
  it("offers all data of the account as a file", async () => {
    const { user, page, open } = await newPlayer();
    await open("/settings/privacy");
    const downloading = page.waitForEvent("download");
    await page.getByRole("link", { name: "Download your data" }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toMatch(/\.json$/);
    const data = JSON.parse(await readFile(await download.path(), "utf8"));
    expect(data).toMatchObject({ account: { id: user.id, email: user.email } });
  });

  it("deletes the account after the right password, and its public page is 404", async () => {
    const { user, page, open } = await newPlayer();
    await open("/settings/privacy");
    await passwordField(page, "Password").fill("not this one");
    await page.getByRole("button", { name: "Delete my account" }).click();
    await page.getByText("That is not your password").waitFor();
    await passwordField(page, "Password").fill(PASSWORD);
    await page.getByRole("button", { name: "Delete my account" }).click();
    await page.getByText("The account is deleted").waitFor();
    expect(new URL(page.url()).pathname).toBe("/");
    await page.getByRole("link", { name: "Create account" }).first().waitFor();
    expect((await open(`/u/${user.username}`))?.status()).toBe(404);
    expect((await signInByApi(user.email)).status).toBe(401);
  });
});

describe("failed sign-ins", () => {
  const signInByForm = async (page: Page, email: string) => {
    await page.goto(`${site.origin}/login?to=/leaderboard`);
    await page.getByLabel("Email").fill(email);
    await passwordField(page, "Password").fill(PASSWORD);
    await page.keyboard.press("Enter");
    await page.waitForURL(({ pathname }) => pathname === "/leaderboard");
  };

  it("are shown to the owner in a notice, which can be dismissed", async () => {
    const { user } = await register(site);
    for (const guess of ["first guess", "second guess"]) await signInByApi(user.email, guess);
    const page = await browser.open();
    await signInByForm(page, user.email);
    await page.getByText("2 attempts to sign in as you failed").waitFor();
    await page.getByRole("link", { name: "Dismiss" }).click();
    await waitUntilGone(page.getByText("sign in as you failed"));
    expect(page.url()).toBe(`${site.origin}/leaderboard`);
  });

  it("are not shown when that notification is off", async () => {
    const { user, access_token } = await register(site);
    await call(site, "/user/settings", {
      method: "PUT",
      token: access_token,
      json: { notifications: { failed_sign_ins: false } },
    });
    await signInByApi(user.email, "a guess");
    const page = await browser.open();
    await signInByForm(page, user.email);
    await page.getByRole("heading", { level: 1, name: "Leaderboard" }).waitFor();
    expect(await page.getByText("sign in as you failed").count()).toBe(0);
  });
});

describe("the settings without script", () => {
  it("work on every page, and show errors without losing the entered values", async () => {
    const { user, page, open } = await newPlayer({ javaScriptEnabled: false });
    await signInByApi(user.email, PASSWORD, { "User-Agent": IPHONE });

    await open("/settings");
    const tooLong = "x".repeat(101);
    await page.getByLabel("Display name").evaluate((field) => field.removeAttribute("maxlength"));
    await page.getByLabel("Display name").fill(tooLong);
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("At most 100 characters").waitFor();
    expect(await page.getByLabel("Display name").inputValue()).toBe(tooLong);
    await expectFocus(page.getByLabel("Display name"));
    await page.getByLabel("Display name").fill("Grace");
    await page.getByRole("button", { name: "Save" }).click();
    await waitForNotice(page, "Saved.");

    await page.getByRole("link", { name: "Devices" }).click();
    await page.getByRole("button", { name: "Sign out Safari on iPhone" }).click();
    await waitForNotice(page, "Signed out.");

    await page.getByRole("link", { name: "Preferences" }).click();
    await page.getByText("Dusk", { exact: true }).click();
    await page.getByRole("button", { name: "Save" }).click();
    await waitForNotice(page, "Saved.");
    expect(await page.locator("html").getAttribute("data-theme")).toBe("dusk");

    await page.getByRole("link", { name: "Password", exact: true }).click();
    await passwordField(page, "Current password").fill("not this one");
    await passwordField(page, "New password").fill(NEW_PASSWORD);
    await page.getByRole("button", { name: "Change password" }).click();
    await page.getByText("That is not your password").waitFor();
    expect(await page.content()).not.toContain("not this one");
    expect(await page.content()).not.toContain(NEW_PASSWORD);
    await passwordField(page, "Current password").fill(PASSWORD);
    await passwordField(page, "New password").fill(NEW_PASSWORD);
    await page.getByRole("button", { name: "Change password" }).click();
    await waitForNotice(page, "Changed.");

    await page.getByRole("link", { name: "Privacy and data" }).click();
    await passwordField(page, "Password").fill(NEW_PASSWORD);
    await page.getByRole("button", { name: "Delete my account" }).click();
    await page.getByText("The account is deleted").waitFor();
    expect((await open(`/u/${user.username}`))?.status()).toBe(404);
  });
});
