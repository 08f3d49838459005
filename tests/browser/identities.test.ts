/** Signing in with GitHub and Google in a browser, with stand-ins for both. */
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { PASSWORD, register } from "../support/api.ts";
import { violationsOf } from "../support/axe.ts";
import { withBrowser } from "../support/browser.ts";
import { newPerson, withIdentitySite } from "../support/identity-site.ts";
import { signIn } from "../support/sign-in.ts";

const { site, providers } = withIdentitySite();
const browser = withBrowser();

/** Opens a page without an account. */
async function newVisitor(options: Parameters<typeof browser.open>[0] = {}) {
  const page = await browser.open({ tolerate: /status of 4\d\d/, ...options });
  const open = (path: string) => page.goto(site.origin + path);
  return { page, open };
}

const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();
const arriveAt = (page: Page, path: string) => page.waitForURL(`${site.origin}${path}`);

/** Registers whoever is at GitHub, from the sign-in page. */
async function registerWithGithub(page: Page, open: (path: string) => Promise<unknown>) {
  await open("/login?to=/history");
  await press(page, "Continue with GitHub");
  await arriveAt(page, "/register/github");
  const username = await page.getByLabel("Username").inputValue();
  await press(page, "Create account");
  await arriveAt(page, "/history");
  return username;
}

describe.each([
  ["with script", true],
  ["without script", false],
])("signing in with GitHub, %s", (_, javaScriptEnabled) => {
  it("proposes names, creates an account, and signs in to it from then on", async () => {
    const person = newPerson();
    providers.github.person = person;
    const { page, open } = await newVisitor({ javaScriptEnabled });
    const username = await registerWithGithub(page, open);
    expect(username).toBe(person.login.replaceAll("-", "_"));

    const { page: other, open: openOther } = await newVisitor({ javaScriptEnabled });
    await openOther("/register");
    await press(other, "Continue with GitHub");
    await arriveAt(other, "/play");
    await openOther("/settings");
    expect(await other.getByText(person.email).count()).toBe(1);
    expect(await other.getByLabel("Display name").inputValue()).toBe("Octo Developer");
  });

  it("asks for an address where GitHub has confirmed none, and says which field is wrong", async () => {
    providers.github.person = newPerson({ verified: false });
    const { page, open } = await newVisitor({ javaScriptEnabled });
    const taken = await register(site);
    await open("/login");
    await press(page, "Continue with GitHub");
    await arriveAt(page, "/register/github");
    await page.getByLabel("Email").fill(taken.user.email);
    await press(page, "Create account");
    await page.getByText("There is an account with this address already").waitFor();
    await page.getByLabel("Email").fill(`${crypto.randomUUID()}@example.com`);
    await press(page, "Create account");
    await arriveAt(page, "/play");
  });

  it("tells somebody whose address has an account to sign in and link", async () => {
    const { user } = await register(site);
    providers.github.person = newPerson({ email: user.email });
    const { page, open } = await newVisitor({ javaScriptEnabled });
    await open("/login");
    await press(page, "Continue with GitHub");
    await page.getByRole("heading", { name: "You have an account." }).waitFor();
    await page.getByRole("link", { name: "Sign in and link GitHub" }).click();
    await page.getByLabel("Email").fill(user.email);
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await press(page, "Sign in");
    await arriveAt(page, "/settings/sign-in");
    await page.getByLabel("Your password").fill("not this one");
    await press(page, "Link GitHub");
    await page.getByText("That is not your password").waitFor();
    await page.getByLabel("Your password").fill(PASSWORD);
    await press(page, "Link GitHub");
    await page.getByRole("status").getByText("Linked.").waitFor();
    await press(page, "Unlink GitHub");
    await page.getByRole("status").getByText("Unlinked.").waitFor();
    await page.getByRole("button", { name: "Link GitHub" }).waitFor();
  });

  it("keeps the last way in, until there is a password", async () => {
    const { page, open } = await newVisitor({ javaScriptEnabled });
    await registerWithGithub(page, open);
    await open("/settings/sign-in");
    await press(page, "Unlink GitHub");
    await page.getByText("Without it you could not sign in any more").waitFor();
    await open("/settings/address");
    await page.getByRole("link", { name: "Set one first" }).waitFor();
    await open("/settings/privacy");
    await page.getByRole("link", { name: "Set one first" }).click();
    await page.getByLabel("New password", { exact: true }).fill("staple battery horse");
    await press(page, "Set password");
    await page.getByLabel("Current password", { exact: true }).waitFor();
    await page.getByRole("status").getByText("Changed.").waitFor();
    await open("/settings/sign-in");
    await press(page, "Unlink GitHub");
    await page.getByRole("status").getByText("Unlinked.").waitFor();
  });

  it("asks to sign in once more before an old sign-in sets a password or links", async () => {
    const { page, open } = await newVisitor({ javaScriptEnabled });
    const username = await registerWithGithub(page, open);
    await site.db
      .updateTable("sign_ins")
      .set({ created_at: new Date(Date.now() - 3_600_000).toISOString() })
      .where("user_id", "in", (eb) =>
        eb.selectFrom("users").select("id").where("username", "=", username),
      )
      .execute();
    await open("/settings/sign-in");
    await page.getByText("sign in once more first").waitFor();
    expect(await page.getByRole("button", { name: "Link Google" }).count()).toBe(0);
    await open("/settings/password");
    expect(await page.getByLabel("New password").count()).toBe(0);
    await press(page, "Sign in once more with GitHub");
    await arriveAt(page, "/settings/password");
    await page.getByLabel("New password", { exact: true }).waitFor();
    await open("/settings/sign-in");
    await press(page, "Link Google");
    await page.getByRole("status").getByText("Linked.").waitFor();
    await page.getByRole("button", { name: "Unlink Google" }).waitFor();
  });

  it("comes back to the sign-in page with a notice when GitHub does not answer as it should", async () => {
    const { page, open } = await newVisitor({ javaScriptEnabled });
    await open("/login");
    providers.github.nextAnswer = { status: 500 };
    await press(page, "Continue with GitHub");
    await page.getByRole("alert").getByText("did not tell us who you are").waitFor();
    expect(new URL(page.url()).pathname).toBe("/login");
    providers.github.nextReturn = ({ searchParams }) => {
      searchParams.delete("code");
      searchParams.set("error", "access_denied");
    };
    await press(page, "Continue with GitHub");
    await page.getByRole("alert").getByText("You said no there").waitFor();
  });
});

describe("the pages of accounts elsewhere", () => {
  it("have nothing that axe complains of", async () => {
    const { page, open } = await newVisitor({ bypassCSP: true });
    const check = async () => expect(await violationsOf(page)).toEqual([]);
    await open("/login");
    await check();
    await press(page, "Continue with GitHub");
    await arriveAt(page, "/register/github");
    await check();
    const account = await register(site);
    await signIn(site, page, account);
    await open("/settings/sign-in");
    await check();
  });
});
