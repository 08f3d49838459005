/** `npm run share-image`: draws `public/share.png`, the image that is shown where a link to the site is shared. */
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { ensureChromium } from "../development/chromium.ts";
import { root } from "../development/steps.ts";

const browser = await chromium.launch({ executablePath: ensureChromium(), args: ["--no-sandbox"] });
try {
  const page = await browser.newPage({ viewport: { width: 1200, height: 630 } });
  const missing: string[] = [];
  page.on("requestfailed", (request) => missing.push(request.url()));
  await page.goto(pathToFileURL(`${root}scripts/assets/share-image/page.html`).href);
  await page.evaluate(() => document.fonts.ready);
  if (missing.length > 0)
    throw new Error(`The page refers to missing files: ${missing.join(", ")}`);
  await page.screenshot({ path: `${root}public/share.png` });
} finally {
  await browser.close();
}
