/** The run of a new player in a real browser, from the registration form to the first bug. */
import type { Page } from "playwright-core";
import { PASSWORD } from "./api.ts";
import { typeOn } from "./typing.ts";

/** Registers an account through the form of the page, which leads to `/play`. */
export async function registerInBrowser(page: Page, origin: string, username: string) {
  await page.goto(`${origin}/register?to=/play`);
  await page.getByLabel("Username").fill(username);
  await page.getByLabel("Email").fill(`${username}@example.com`);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Create account" }).click();
  await page.waitForURL("**/play");
}

/** Starts a run on `/play` and waits for its field. */
export async function startRun(page: Page) {
  await page.getByRole("button", { name: /Start/ }).click();
  await page.getByTestId("field").waitFor();
}

/** Types until the first bug is shot down. */
export async function shootFirstBug(page: Page) {
  const fixes = page.locator("[data-part=log] [data-tone=good]");
  while ((await fixes.count()) === 0) await typeOn(page, 16, (keys) => keys === 5);
}
