/** The two views in which tests look at every page, and whether a page fits into its window. */
import type { Page } from "playwright-core";

export const DESKTOP_DARK = {
  colorScheme: "dark",
  viewport: { width: 1440, height: 900 },
} as const;
export const PHONE_LIGHT = { colorScheme: "light", viewport: { width: 390, height: 844 } } as const;

export const VIEWS = [DESKTOP_DARK, PHONE_LIGHT] as const;

/** Returns how many CSS pixels of the page lie to the right of the window; 0 or less if it fits. */
export const horizontalOverflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
