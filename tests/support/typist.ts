/** Plays a run in a real page, by the keyboard, as the field asks for it. */
import type { Page } from "playwright-core";

const FIELD = "[data-testid=field]";

/**
 * Types until `enough` says so, at about `keysASecond`.
 *
 * @param enough asked after each key with the number of keys so far
 */
export async function typeOn(
  page: Page,
  keysASecond: number,
  enough: (keys: number) => boolean,
): Promise<number> {
  const field = page.locator(FIELD);
  let keys = 0;
  while (!enough(keys)) {
    // The wave's end leaves nothing to type for a moment.
    await page.waitForFunction(
      (selector) => document.querySelector(selector)?.getAttribute("data-next-key") !== "",
      FIELD,
    );
    const key = await field.getAttribute("data-next-key");
    if (!key) continue;
    await page.keyboard.press(key === " " ? "Space" : key, { delay: 1000 / keysASecond });
    keys += 1;
  }
  return keys;
}
