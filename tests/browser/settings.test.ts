import { readFile } from "node:fs/promises";
import type { BrowserContextOptions, Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import type { SignedIn } from "../../app/contracts/account.ts";
import { THEMES } from "../../app/contracts/settings.ts";
import { call, PASSWORD, register } from "../support/api.ts";
import { withBrowser } from "../support/browser.ts";
import { withSite } from "../support/site.ts";

const site = withSite();
const browser = withBrowser();

const NEW_PASSWORD = "staple battery horse";
const IPHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1";

const signIn = (email: string, password = PASSWORD, headers: Record<string, string> = {}) =>
  call<SignedIn>(site, "/auth/login", { json: { email, password }, headers });

/** Somebody new, and a page on which they are signed in. */
async function somebody(options: BrowserContextOptions & { tolerate?: RegExp } = {}) {
  const { user, access_token, refresh_token } = await register(site);
  const page = await browser.open({ tolerate: /status of 4\d\d/, ...options });
  const cookie = {
    url: site.origin.replace("http:", "https:"),
    httpOnly: true,
    secure: true,
    sameSite: "Lax",
  } as const;
  await page.context().addCookies([
    { ...cookie, name: "__Host-access", value: access_token },
    { ...cookie, name: "__Host-refresh", value: refresh_token },
  ]);
  const open = (path: string) => page.goto(site.origin + path);
  return { user, token: access_token, page, open };
}

const status = (page: Page, text: string) => page.getByRole("status").getByText(text).waitFor();
const focused = (field: Locator) =>
  expect.poll(() => field.evaluate((it) => it === document.activeElement)).toBe(true);
const gone = (it: Locator) => it.waitFor({ state: "detached" });
const password = (page: Page, label: string) => page.getByLabel(label, { exact: true });

describe("the profile", () => {
  it("takes another name, once, says so, and others see it", async () => {
    const { user, page, open } = await somebody();
    await open("/leaderboard");
    await page.getByRole("button", { name: user.username }).click();
    await page.getByRole("link", { name: "Settings" }).click();
    await page.waitForURL("**/settings");

    const name = page.getByLabel("Display name");
    const save = page.getByRole("button", { name: "Save" });
    await name.fill("   ");
    await save.click();
    await page.getByRole("alert").waitFor();
    await focused(name);
    expect(await name.getAttribute("aria-invalid")).toBe("true");

    let sent = 0;
    page.on("request", (request) => {
      if (request.method() === "POST") sent += 1;
    });
    await name.fill("Ada, Countess");
    await save.dblclick();
    await status(page, "Saved.");
    expect(sent).toBe(1);
    await focused(save);

    await page.reload();
    expect(await name.inputValue()).toBe("Ada, Countess");
    expect(await page.getByText("Saved.").count()).toBe(0);
    await page.getByRole("link", { name: "Your public page" }).click();
    await page.getByRole("heading", { level: 1, name: "Ada, Countess" }).waitFor();
  });
});

describe("the password", () => {
  it("changes with the present one alone, and signs out every other device", async () => {
    const { user, page, open } = await somebody();
    const elsewhere = (await signIn(user.email)).body;
    await open("/settings/password");
    await password(page, "Current password").fill("not this one");
    await password(page, "New password").fill(NEW_PASSWORD);
    await page.getByRole("button", { name: "Change password" }).click();
    await page.getByText("That is not your password").waitFor();
    const current = password(page, "Current password");
    await focused(current);
    expect((await signIn(user.email)).status).toBe(200);

    await current.fill(PASSWORD);
    await password(page, "New password").fill(NEW_PASSWORD);
    await page.keyboard.press("Enter");
    await status(page, "Every other device is signed out");
    await expect.poll(() => current.inputValue()).toBe("");
    const { refresh_token } = elsewhere;
    expect((await call(site, "/auth/refresh", { json: { refresh_token } })).status).toBe(401);
    expect((await signIn(user.email)).status).toBe(401);
    expect((await signIn(user.email, NEW_PASSWORD)).status).toBe(200);
    await open("/settings");
    expect(page.url()).toBe(`${site.origin}/settings`);
  });
});

describe("devices", () => {
  it("are named, marked, and signed out one by one", async () => {
    const { user, page, open } = await somebody();
    const phone = (await signIn(user.email, PASSWORD, { "User-Agent": IPHONE })).body;
    await open("/settings/devices");
    const devices = page.getByRole("main").getByRole("listitem").filter({ hasText: "last used" });
    expect(await devices.count()).toBe(2);
    const here = devices.filter({ hasText: "this device" });
    expect(await here.count()).toBe(1);
    expect(await here.getByRole("button").count()).toBe(0);
    await page.getByRole("button", { name: "Sign out Safari on iPhone" }).click();
    await status(page, "Signed out.");
    expect(await devices.count()).toBe(1);
    const { refresh_token } = phone;
    expect((await call(site, "/auth/refresh", { json: { refresh_token } })).status).toBe(401);
  });
});

describe("preferences", () => {
  it("change the theme at once, and the server's own page has it before the first paint", async () => {
    const { page, open, token } = await somebody({ colorScheme: "dark" });
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
    await status(page, "Saved.");
    expect(await html.getAttribute("data-theme")).toBe("paper");
    await page.getByText("React", { exact: true }).click();
    await gone(page.getByText("Saved."));
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

  it("show every theme in its own colours, whatever the page's", async () => {
    const { page, open } = await somebody();
    await open("/settings/preferences");
    const grounds = await page
      .locator(".swatch-editor .fill-ground")
      .evaluateAll((all) => all.map((one) => getComputedStyle(one).fill));
    // The one that follows the device is drawn as light and dark.
    expect(grounds).toHaveLength(THEMES.length + 1);
    expect(new Set(grounds).size).toBe(THEMES.length - 1);
  });
});

describe("privacy", () => {
  it("gives everything that is held as a file", async () => {
    const { user, page, open } = await somebody();
    await open("/settings/privacy");
    const downloading = page.waitForEvent("download");
    await page.getByRole("link", { name: "Download your data" }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toMatch(/\.json$/);
    const held = JSON.parse(await readFile(await download.path(), "utf8"));
    expect(held).toMatchObject({ account: { id: user.id, email: user.email } });
  });

  it("deletes the account, with its password alone, and nobody sees it any more", async () => {
    const { user, page, open } = await somebody();
    await open("/settings/privacy");
    await password(page, "Password").fill("not this one");
    await page.getByRole("button", { name: "Delete my account" }).click();
    await page.getByText("That is not your password").waitFor();
    await password(page, "Password").fill(PASSWORD);
    await page.getByRole("button", { name: "Delete my account" }).click();
    await page.getByText("The account is deleted").waitFor();
    expect(new URL(page.url()).pathname).toBe("/");
    await page.getByRole("link", { name: "Create account" }).first().waitFor();
    expect((await open(`/u/${user.username}`))?.status()).toBe(404);
    expect((await signIn(user.email)).status).toBe(401);
  });
});

describe("attempts to sign in that failed", () => {
  const signInOn = async (page: Page, email: string) => {
    await page.goto(`${site.origin}/login?to=/leaderboard`);
    await page.getByLabel("Email").fill(email);
    await password(page, "Password").fill(PASSWORD);
    await page.keyboard.press("Enter");
    await page.waitForURL(({ pathname }) => pathname === "/leaderboard");
  };

  it("are told to the owner, who may put the notice away", async () => {
    const { user } = await register(site);
    for (const guess of ["first guess", "second guess"]) await signIn(user.email, guess);
    const page = await browser.open();
    await signInOn(page, user.email);
    await page.getByText("2 attempts to sign in as you failed").waitFor();
    await page.getByRole("link", { name: "Dismiss" }).click();
    await gone(page.getByText("sign in as you failed"));
    expect(page.url()).toBe(`${site.origin}/leaderboard`);
  });

  it("are not told to those who do not want to know", async () => {
    const { user, access_token } = await register(site);
    await call(site, "/user/settings", {
      method: "PUT",
      token: access_token,
      json: { notifications: { failed_sign_ins: false } },
    });
    await signIn(user.email, "a guess");
    const page = await browser.open();
    await signInOn(page, user.email);
    await page.getByRole("heading", { level: 1, name: "Leaderboard" }).waitFor();
    expect(await page.getByText("sign in as you failed").count()).toBe(0);
  });
});

describe("without script", () => {
  it("all of it works, and mistakes are named without losing what was typed", async () => {
    const { user, page, open } = await somebody({ javaScriptEnabled: false });
    await signIn(user.email, PASSWORD, { "User-Agent": IPHONE });

    await open("/settings");
    const tooLong = "x".repeat(101);
    await page.getByLabel("Display name").evaluate((it) => it.removeAttribute("maxlength"));
    await page.getByLabel("Display name").fill(tooLong);
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("At most 100 characters").waitFor();
    expect(await page.getByLabel("Display name").inputValue()).toBe(tooLong);
    await focused(page.getByLabel("Display name"));
    await page.getByLabel("Display name").fill("Grace");
    await page.getByRole("button", { name: "Save" }).click();
    await status(page, "Saved.");

    await page.getByRole("link", { name: "Devices" }).click();
    await page.getByRole("button", { name: "Sign out Safari on iPhone" }).click();
    await status(page, "Signed out.");

    await page.getByRole("link", { name: "Preferences" }).click();
    await page.getByText("Dusk", { exact: true }).click();
    await page.getByRole("button", { name: "Save" }).click();
    await status(page, "Saved.");
    expect(await page.locator("html").getAttribute("data-theme")).toBe("dusk");

    await page.getByRole("link", { name: "Password", exact: true }).click();
    await password(page, "Current password").fill("not this one");
    await password(page, "New password").fill(NEW_PASSWORD);
    await page.getByRole("button", { name: "Change password" }).click();
    await page.getByText("That is not your password").waitFor();
    expect(await page.content()).not.toContain("not this one");
    expect(await page.content()).not.toContain(NEW_PASSWORD);
    await password(page, "Current password").fill(PASSWORD);
    await password(page, "New password").fill(NEW_PASSWORD);
    await page.getByRole("button", { name: "Change password" }).click();
    await status(page, "Changed.");

    await page.getByRole("link", { name: "Privacy and data" }).click();
    await password(page, "Password").fill(NEW_PASSWORD);
    await page.getByRole("button", { name: "Delete my account" }).click();
    await page.getByText("The account is deleted").waitFor();
    expect((await open(`/u/${user.username}`))?.status()).toBe(404);
  });
});
