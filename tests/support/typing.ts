/** Plays a run in a browser page by its keyboard. */
import type { Page } from "playwright-core";
import { pairShare } from "../../seed/player.ts";

const FIELD = "[data-testid=field]";

/** So many keys, six a second, take longer than half a minute and make more than 20 words: the run counts. */
export const COUNTED_KEYS = 190;

/**
 * Types the keys that the field expects, about `keysASecond`, and returns their number.
 *
 * @param enough is called with the number of keys before each key; typing stops when it returns true
 */
export async function typeOn(
  page: Page,
  keysASecond: number,
  enough: (keys: number) => boolean,
): Promise<number> {
  const field = page.locator(FIELD);
  let keys = 0;
  let before = " ";
  while (!enough(keys)) {
    // Between two waves the field expects no key for a moment.
    await page.waitForFunction(
      (selector) => document.querySelector(selector)?.getAttribute("data-next-key") !== "",
      FIELD,
    );
    const key = await field.getAttribute("data-next-key");
    if (!key) continue;
    // As uneven as people type, because even gaps are those of a machine. Squared, because the browser adds the same
    // time to each gap.
    const delay = (1000 / keysASecond) * pairShare(before, key) ** 2;
    await page.keyboard.press(key === " " ? "Space" : key, { delay });
    before = key;
    keys += 1;
  }
  return keys;
}
