/** Types the demo on the start page by real keys. */
import type { Page } from "playwright-core";

/** Returns the keys that type the demo's bug. */
export async function demoKeys(page: Page): Promise<string[]> {
  const code = (await page.locator(".demo-field code").textContent()) ?? "";
  return code.split(/\n */).flatMap((line, index) => [...(index > 0 ? ["Enter"] : []), ...line]);
}

export async function pressAll(page: Page, keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key === " " ? "Space" : key);
}

/** Returns what is typed of the demo's bug. */
export const typedDemo = async (page: Page): Promise<string> =>
  (await page.locator(".demo-code .demo-done").allTextContents()).join("");
