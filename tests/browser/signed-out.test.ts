/** What Back, and other tabs, show after signing in or out. */
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { PASSWORD, register } from "../support/api.ts";
import { FAILED_REQUEST, scriptIn, waitForHydration, withBrowser } from "../support/browser.ts";
import { signIn } from "../support/sign-in.ts";
import { withSite } from "../support/site.ts";

const site = withSite();
const browser = withBrowser({ backForwardCache: true });

const TOLERATE = { tolerate: FAILED_REQUEST };

/** Opens a page for a new account. */
async function openSignedIn(options: Parameters<typeof browser.open>[0] = {}) {
  const account = await register(site);
  const page = await browser.open({ ...TOLERATE, ...options });
  await signIn(site, page, account);
  return { page, ...account, script: await scriptIn(page) };
}

/** The number of the entry in the browser's history, and what the visitor sees: the address, and text unless it is hidden. */
const VIEW = `(() => {
  const { visibility } = getComputedStyle(document.documentElement);
  const text = visibility === "hidden" ? "" : document.body.innerText;
  return { entry: navigation.currentEntry.index, seen: location.pathname + " " + text };
})()`;

interface View {
  entry: number;
  seen: string;
}

type Script = Awaited<ReturnType<typeof scriptIn>>;

/** Presses Back and waits until the visitor sees the page of `path`. Returns all that was seen meanwhile. */
async function goBack(script: Script, path: string): Promise<string> {
  // A tab that was in the background may not answer at once.
  let before: View | undefined;
  await expect
    .poll(async () => {
      before = await script<View | undefined>(VIEW).catch(() => undefined);
      return before;
    })
    .toBeDefined();
  const entry = (before as unknown as View).entry - 1;
  await script("history.back()");
  const views: string[] = [];
  await expect
    .poll(async () => {
      // Between two documents there is none to ask.
      const view = await script<View | undefined>(VIEW).catch(() => undefined);
      if (view?.entry !== entry) return "";
      views.push(view.seen);
      return view.seen;
    })
    .toMatch(new RegExp(`^${path} [^]*\\w`));
  return views.join("\n");
}

async function signOut(page: Page) {
  await page.getByRole("button", { name: /^Signed in as/ }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("link", { name: "Sign in" }).first().waitFor();
}

describe("after signing out, Back", () => {
  it("shows no page of the account: of documents, or of client-side navigation", async () => {
    const { page, script, user } = await openSignedIn();
    await page.goto(site.origin);
    await page.goto(`${site.origin}/settings`);
    await page.getByText(user.email).first().waitFor();
    await page.goto(`${site.origin}/dashboard`);
    await page.getByRole("button", { name: user.username }).click();
    await page.getByRole("link", { name: "Settings" }).click();
    await page.getByRole("link", { name: "Devices" }).click();
    await page.waitForURL("**/settings/devices");
    await signOut(page);
    // Devices, profile, dashboard of the last document; then another document. Each leads to the sign-in page.
    for (const _ of ["devices", "settings", "dashboard", "settings before"])
      expect(await goBack(script, "/login")).not.toContain(user.username);
    expect(await goBack(script, "/")).not.toContain(user.username);
  });

  it("shows none after another tab has signed out", async () => {
    const { page, script, user } = await openSignedIn();
    await page.goto(`${site.origin}/settings`);
    await page.goto(`${site.origin}/api/docs`);
    const other = await page.context().newPage();
    await other.goto(`${site.origin}/leaderboard`);
    await waitForHydration(other);
    await signOut(other);
    await page.bringToFront();
    // The page loads again without the account; the browser forgets a Back that comes while it does.
    await page.getByRole("link", { name: "Sign in" }).first().waitFor();
    expect(await goBack(script, "/login")).not.toContain(user.username);
  });

  it("shows none without script", async () => {
    const { page, script, user } = await openSignedIn({ javaScriptEnabled: false });
    await page.goto(`${site.origin}/settings`);
    await page.goto(`${site.origin}/leaderboard`);
    await signOut(page);
    expect(await goBack(script, "/leaderboard")).not.toContain(user.username);
    expect(await goBack(script, "/login")).not.toContain(user.username);
  });
});

describe("a page that is open while another tab", () => {
  it("signs out leads to the sign-in page", async () => {
    const { page, user } = await openSignedIn();
    await page.goto(`${site.origin}/settings/devices`);
    const other = await page.context().newPage();
    await other.goto(`${site.origin}/leaderboard`);
    await waitForHydration(other);
    await signOut(other);
    await page.waitForURL("**/login?to=%2Fsettings%2Fdevices");
    expect(await page.content()).not.toContain(user.username);
  });

  it("signs in as somebody else shows that account", async () => {
    const { page } = await openSignedIn();
    await page.goto(`${site.origin}/settings`);
    const { user, ...tokens } = await register(site);
    await signIn(site, page, { user, ...tokens });
    const other = await page.context().newPage();
    await other.goto(`${site.origin}/leaderboard`);
    await page.getByRole("button", { name: `Signed in as ${user.username}` }).waitFor();
  });
});

describe("while signed in, Back", () => {
  it("shows a page of the account again", async () => {
    const { page, script, user } = await openSignedIn();
    await page.goto(`${site.origin}/settings`);
    await page.goto(`${site.origin}/api/docs`);
    expect(await goBack(script, "/settings")).toContain(user.email);
  });

  it("leads from the first page of a new account to the page before the forms", async () => {
    const page = await browser.open(TOLERATE);
    const script = await scriptIn(page);
    await page.goto(`${site.origin}/leaderboard`);
    await page.getByRole("link", { name: "Sign in" }).first().click();
    await page.getByRole("link", { name: "Create one" }).click();
    await page.waitForURL("**/register");
    await page.getByLabel("Username").fill("back_button");
    await page.getByLabel("Email").fill("back@example.com");
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.getByRole("button", { name: "Create account" }).click();
    await page.waitForURL("**/play");
    // The sign-in page leads on, in its own place in the history.
    await goBack(script, "/play");
    await goBack(script, "/leaderboard");
    await page.getByRole("heading", { level: 1, name: "Leaderboard" }).waitFor();
    await page.getByRole("button", { name: "Signed in as back_button" }).waitFor();
  });

  it("is not held up by pages whose sign-in was ended elsewhere", async () => {
    const { page, script, user } = await openSignedIn();
    await page.goto(`${site.origin}/leaderboard`);
    await page.getByRole("link", { name: "Dashboard" }).click();
    await page.waitForURL("**/dashboard");
    await page.getByRole("button", { name: user.username }).click();
    await page.getByRole("link", { name: "Settings" }).click();
    await page.waitForURL("**/settings");
    await page.getByRole("link", { name: "API docs" }).waitFor();
    const ended = { revoked_at: new Date() };
    await site.db.updateTable("sign_ins").set(ended).where("user_id", "=", user.id).execute();
    await page.getByRole("link", { name: "Devices" }).click();
    await page.waitForURL("**/login?to=%2Fsettings%2Fdevices");
    for (const _ of ["settings", "dashboard"])
      expect(await goBack(script, "/login")).not.toContain(user.username);
    expect(await goBack(script, "/leaderboard")).not.toContain(user.username);
  });
});
