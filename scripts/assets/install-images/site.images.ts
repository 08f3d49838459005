/** Draws the icons of the installed site, and takes its screenshots. See scripts/assets/install-images.ts. */
import { readFile } from "node:fs/promises";
import { it } from "vitest";
import { withBrowser } from "../../../tests/support/browser.ts";
import { typeDrill } from "../../../tests/support/drill-page.ts";
import { lockBug } from "../../../tests/support/field-page.ts";
import { withSite } from "../../../tests/support/site.ts";
import { typeOn } from "../../../tests/support/typing.ts";

const site = withSite();
const browser = withBrowser();
const folder = process.env.IMAGES;

/** A maskable icon may be cut to a circle of four fifths of its width: so large is the drawing on it. */
const SAFE = 0.72;
const ICON = 512;

it("the maskable icon", async () => {
  const page = await browser.open({
    viewport: { width: ICON, height: ICON },
    awaitHydration: false,
    bypassCSP: true,
  });
  const svg = await readFile(`${folder}/favicon.svg`, "utf8");
  await page.setContent(
    `<style>body{margin:0;background:#0a0d13;display:grid;place-items:center;height:100vh}svg{width:${SAFE * 100}%}rect{fill:none}</style>${svg}`,
  );
  await page.screenshot({ path: `${folder}/icon-maskable-512.png` });
});

for (const [form, width, height] of [
  ["wide", 1280, 800],
  ["narrow", 390, 844],
] as const) {
  it(`the ${form} screenshots`, async () => {
    const page = await browser.open({ viewport: { width, height }, colorScheme: "dark" });
    await page.goto(`${site.origin}/play?language=typescript&difficulty=normal`);
    await page.getByRole("button", { name: /^Start/ }).click();
    await lockBug(page);
    // Until several bugs are on the field.
    await typeOn(page, 7, (keys) => keys >= 150);
    await lockBug(page);
    await page.screenshot({ path: `${folder}/screenshot-field-${form}.png` });
    await page.keyboard.press("Shift+Escape");
    await page.goto(`${site.origin}/practice?language=typescript`);
    await page.getByRole("button", { name: /^Start/ }).click();
    await typeDrill(page, { most: 40 });
    await page.screenshot({ path: `${folder}/screenshot-practice-${form}.png` });
  });
}
