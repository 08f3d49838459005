/** The pages of races in a real browser. */
import type { Page } from "playwright-core";
import type { Site } from "./site.ts";
import { typeOn } from "./typing.ts";

/** Makes a room by link, from the page. Returns its address. */
export async function makeRoom({ origin }: Site, page: Page): Promise<string> {
  await page.goto(`${origin}/race`);
  await page.getByRole("button", { name: "Race by link" }).click();
  await page.getByRole("heading", { name: "The deploy is about to begin." }).waitFor();
  return page.url();
}

export const started = (page: Page) =>
  page.locator("[data-testid=field]:not([data-next-key=''])").waitFor();

/** Lets everybody press Enter, and waits for the race. */
export async function start(...pages: Page[]): Promise<void> {
  for (const page of pages) {
    await page.getByRole("button", { name: "Ready", exact: true }).waitFor();
    await page.keyboard.press("Enter");
  }
  await Promise.all(pages.map(started));
}

export const type = (page: Page, keys: number, speed = 8) =>
  typeOn(page, speed, (typed) => typed === keys);
export const quit = (page: Page) => page.keyboard.press("Shift+Escape");
/** Waits until the race is over and its results are stored. */
export async function ended(page: Page): Promise<void> {
  await page.getByText("The race is over").waitFor();
  await page.getByText("Storing the results…").waitFor({ state: "detached" });
}
