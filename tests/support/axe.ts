/** Checks a page with axe, the accessibility checker. */
import { readFile } from "node:fs/promises";
import type axe from "axe-core";
import type { Page } from "playwright-core";

const source = await readFile(
  new URL("../../node_modules/axe-core/axe.min.js", import.meta.url),
  "utf8",
);

/** Returns axe's violations on a page, one line each. The page's context must have `bypassCSP`. */
export async function violationsOf(page: Page): Promise<string[]> {
  await page.evaluate(source);
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: typeof axe }).axe.run({
      // The same violations in half the time: nobody reads the details of what passed, and only an experimental
      // rule, which is off, reads the style sheets again.
      resultTypes: ["violations"],
      preload: { assets: ["media"] },
    }),
  );
  return violations.map(
    ({ id, nodes }) => `${id} at ${nodes.map((node) => node.target).join(", ")}`,
  );
}
