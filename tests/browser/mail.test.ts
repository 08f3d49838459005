/** Links in mails: a forgotten password, and an address that is confirmed and changed. And how every mail looks. */
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { outgoingMail } from "../../app/.server/mail/service.ts";
import { PASSWORD, register } from "../support/api.ts";
import { violationsOf } from "../support/axe.ts";
import { withBrowser } from "../support/browser.ts";
import { EVERY_MAIL } from "../support/every-mail.ts";
import { signIn } from "../support/sign-in.ts";
import { withSite } from "../support/site.ts";
import { horizontalOverflow, VIEWS } from "../support/views.ts";

const site = withSite();
const browser = withBrowser();

const NEW_PASSWORD = "staple battery horse";

/** Opens the newest mail to an address, as its reader gets it, and follows its button. */
async function followMail(page: Page, address: string): Promise<void> {
  await page.goto(`${site.origin}/dev/mail`, { waitUntil: "load" });
  await page.getByRole("listitem").filter({ hasText: address }).first().getByRole("link").click();
  await page.locator("a.action").click();
}

describe("a forgotten password", () => {
  it("is replaced by the link of a mail, by keyboard alone, and everything else is signed out", async () => {
    const { user } = await register(site);
    // The mails are not pages of the site, so nothing hydrates there.
    const page = await browser.open({ awaitHydration: false, tolerate: /status of 4\d\d/ });
    await page.goto(`${site.origin}/login`);
    await page.getByRole("link", { name: "Forgotten password?" }).click();
    await page.waitForURL("**/forgot");
    await page.getByLabel("Email").fill(user.email);
    await page.keyboard.press("Enter");
    await page.getByRole("status").getByText("its mail is on the way").waitFor();
    await followMail(page, user.email);
    await page.getByLabel("New password", { exact: true }).fill(NEW_PASSWORD);
    await page.keyboard.press("Enter");
    await page.getByRole("alert").getByText("Your new password is set").waitFor();
    await page.getByLabel("Email").fill(user.email);
    await page.getByLabel("Password", { exact: true }).fill(NEW_PASSWORD);
    await page.keyboard.press("Enter");
    await page.waitForURL("**/play");
    // The link of that mail is spent, and says so.
    await page.goto(`${site.origin}/dev/mail`);
    const mails = page.getByRole("listitem").filter({ hasText: user.email });
    await mails.filter({ hasText: "reset password" }).getByRole("link").click();
    await page.locator("a.action").click();
    await page.getByLabel("New password", { exact: true }).fill(NEW_PASSWORD);
    await page.keyboard.press("Enter");
    await page.getByRole("alert").getByText("was used before, or is too old").waitFor();
  });
});

describe("an address", () => {
  it("is confirmed by the link of its mail, and changed by that of the next", async () => {
    const account = await register(site);
    const page = await browser.open({ awaitHydration: false });
    await signIn(site, page, account);
    await page.goto(`${site.origin}/settings`);
    await page.getByRole("link", { name: "not confirmed" }).click();
    await page.getByRole("button", { name: "Mail the link" }).click();
    await page.getByRole("status").getByText("On its way.").waitFor();
    await followMail(page, account.user.email);
    await page.getByRole("button", { name: "Confirm this address" }).click();
    await page.getByRole("alert").getByText("your address is confirmed").waitFor();
    await page.waitForURL("**/settings/address");

    const address = `new-${account.user.email}`;
    await page.getByLabel("New address").fill(address);
    await page.getByLabel("Your password", { exact: true }).fill(PASSWORD);
    await page.keyboard.press("Enter");
    await page.getByText("waits to be confirmed").waitFor();
    await followMail(page, address);
    await page.getByRole("button", { name: "Confirm this address" }).click();
    await page.waitForURL("**/settings/address");
    await page
      .getByRole("definition")
      .filter({ hasText: `${address} confirmed` })
      .waitFor();
  });
});

describe.each(VIEWS)("in $colorScheme at $viewport.width pixels", (view) => {
  it("every mail fits, loads nothing, and axe finds nothing in it", async () => {
    const page = await browser.open({ ...view, awaitHydration: false });
    const requests: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
    for (const content of EVERY_MAIL) {
      const mail = {
        id: crypto.randomUUID(),
        recipient: "ada@example.com",
        username: "u".repeat(50),
      };
      const context = { origin: "https://site.example", secret: "a secret" };
      await page.setContent(outgoingMail({ ...mail, content }, context).html);
      expect(await violationsOf(page), content.kind).toEqual([]);
      expect(await horizontalOverflow(page), content.kind).toBeLessThanOrEqual(0);
    }
    expect(requests).toEqual([]);
  });

  it("every page of a link fits, and axe finds nothing on it", async () => {
    const page = await browser.open({ ...view, bypassCSP: true, tolerate: /status of 4\d\d/ });
    for (const path of ["/forgot", "/reset?token=x", "/verify?token=x"]) {
      await page.goto(site.origin + path);
      expect(await violationsOf(page), path).toEqual([]);
      if (path.startsWith("/verify")) await page.getByRole("button", { name: "Confirm" }).click();
      if (path.startsWith("/verify")) await page.getByRole("alert").waitFor();
      expect(await violationsOf(page), path).toEqual([]);
      expect(await horizontalOverflow(page), path).toBeLessThanOrEqual(0);
    }
    await signIn(site, page, await register(site));
    await page.goto(`${site.origin}/settings/address`);
    expect(await violationsOf(page)).toEqual([]);
    expect(await horizontalOverflow(page)).toBeLessThanOrEqual(0);
  });
});
