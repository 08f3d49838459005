/** Types drills on the page `/practice` in a real browser. */
import type { Page } from "playwright-core";
import { expect } from "vitest";

const DRILL = "[data-testid=drill]";

/** Milliseconds between two keys: fewer than 40 a second count. */
const GAP_MS = 30;
/** Milliseconds from a wrong key to the right one: errors cost people more time than anything else. */
const RECOVERY_MS = 250;

/** Returns the key that the drill waits for; undefined when it is over. */
export const nextKey = (page: Page): Promise<string | undefined> =>
  page.evaluate(
    (selector) => document.querySelector(selector)?.getAttribute("data-next-key") ?? undefined,
    DRILL,
  );

/**
 * Types up to `most` keys of the drill, and returns how many.
 *
 * @param wrongAt returns the wrong key that is pressed before the key at an index, if any
 */
export async function typeDrill(
  page: Page,
  { most = 2_000, wrongAt = () => undefined }: TypeOptions = {},
): Promise<number> {
  await page.locator(DRILL).waitFor();
  let keys = 0;
  while (keys < most) {
    const key = await nextKey(page);
    if (key === undefined) break;
    const wrong = wrongAt(keys, key);
    if (wrong) await page.keyboard.press(wrong, { delay: RECOVERY_MS });
    await page.keyboard.press(key === " " ? "Space" : key, { delay: GAP_MS });
    keys += 1;
  }
  return keys;
}

interface TypeOptions {
  most?: number;
  wrongAt?: (index: number, key: string) => string | undefined;
}

/** Presses keys of the end of a drill until the next one is there: at first they may be meant for the code. */
export const pressUntilTyping = (page: Page, keys: string) =>
  expect
    .poll(
      async () => {
        await page.keyboard.press(keys);
        return page.getByTestId("drill").count();
      },
      { interval: 1_000 },
    )
    .toBe(1);
