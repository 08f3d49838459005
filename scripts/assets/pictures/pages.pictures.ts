/** Takes the pictures of docs/pictures. See scripts/assets/pictures.ts. */
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { DIFFICULTIES, LANGUAGES } from "../../../app/engine/plan.ts";
import { register } from "../../../tests/support/api.ts";
import { withBrowser } from "../../../tests/support/browser.ts";
import { waitForNextKey } from "../../../tests/support/field-page.ts";
import { asPerson, storePlayedRun } from "../../../tests/support/played-runs.ts";
import { callerOf, createPlayer } from "../../../tests/support/players.ts";
import { signIn } from "../../../tests/support/sign-in.ts";
import { withSite } from "../../../tests/support/site.ts";
import { storeResult } from "../../../tests/support/stored-results.ts";
import { typeOn } from "../../../tests/support/typing.ts";

const site = withSite();
const browser = withBrowser();
const folder = process.env.PICTURES;

const WIDTHS = [
  [1440, 900],
  [390, 844],
] as const;
const SCHEMES = ["dark", "light"] as const;

/** Takes the picture of a page in its four views. */
async function takePictures(page: Page, name: string): Promise<void> {
  for (const [width, height] of WIDTHS) {
    await page.setViewportSize({ width, height });
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme });
      // The worker draws in the new size and colours, and the page's own colours change within this time.
      await page.waitForTimeout(500);
      await page.screenshot({ path: `${folder}/${name}-${width}-${colorScheme}.png` });
    }
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}

const NAMES = ["ada", "grace", "linus", "margaret", "dennis", "barbara", "ken", "radia"];

/** Stores a best run in each difficulty for some players, so that the boards are not empty. */
async function fillBoards(): Promise<void> {
  for (const [place, username] of NAMES.entries()) {
    const player = await createPlayer(site.db, { username });
    for (const [level, difficulty] of DIFFICULTIES.entries()) {
      const wpm = 28 + 24 * level - 2 * place;
      await storeResult(site.db, player, {
        language: LANGUAGES[(place + level) % LANGUAGES.length] ?? "PYTHON",
        difficulty,
        score: 2_914 + 1_377 * level - 191 * place,
        wpm: wpm * 0.8,
        keys: { correct_keys: wpm * 5 * 4, incorrect_keys: 9 + 6 * place },
        seconds: 240 + 7 * place,
        endedAt: new Date(Date.now() - 5_000_000 * (place + 1)),
      });
    }
  }
}

/** Types at about 70 words a minute until `reached`, which is asked after every third key, or until production falls. */
async function typeUntil(page: Page, reached: () => Promise<boolean>): Promise<void> {
  const over = page.locator(".end-screen");
  while ((await over.count()) === 0 && !(await reached())) {
    const typed = typeOn(page, 7, (keys) => keys >= 3).catch(() => 0);
    await Promise.race([typed, over.waitFor({ timeout: 0 })]);
  }
}

/** Types into the middle of a bug's code. */
async function typeIntoBug(page: Page): Promise<void> {
  const code = page.locator("[data-part=code]");
  await typeUntil(page, async () => {
    const [line = "0", column = "0"] = ((await code.getAttribute("data-caret")) ?? "").split(":");
    return Number(line) > 0 || Number(column) > 3;
  });
}

it("the start page and the boards", async () => {
  await fillBoards();
  const page = await browser.open({ reducedMotion: "no-preference" });
  await page.goto(site.origin);
  await takePictures(page, "landing");
  await page.goto(`${site.origin}/leaderboard`);
  await takePictures(page, "boards");
});

it("the field, and the end of a run", async () => {
  const page = await browser.open({ reducedMotion: "no-preference" });
  await page.goto(`${site.origin}/play?language=typescript&difficulty=normal`);
  await page.getByRole("button", { name: /Start/ }).click();
  await waitForNextKey(page);
  const text = async (part: string) =>
    (await page.locator(`[data-part=${part}]`).textContent()) ?? "";
  const waveOf = async () => Number((await text("wave")).replace(/\D/g, ""));
  await typeUntil(page, async () => (await page.locator("[data-part=log] li").count()) > 2);
  await typeIntoBug(page);
  await takePictures(page, "field");
  await typeUntil(page, async () => (await waveOf()) >= 3);
  await typeIntoBug(page);
  await takePictures(page, "field-wave-3");
  const power = page.locator("[data-part=power]");
  await typeUntil(page, () => power.isVisible());
  await typeIntoBug(page);
  await takePictures(page, "field-powers");
  const notice = page.locator("[data-part=noticeTitle]");
  await typeUntil(page, async () => ((await notice.textContent()) ?? "").startsWith("Boss"));
  // A boss carries more code than the others.
  for (let bug = 0; bug < 9 && (await text("code")).trim().length < 60; bug += 1) {
    await page.keyboard.press("Tab");
    await page.waitForTimeout(50);
  }
  await typeOn(page, 7, (keys) => keys >= 12);
  await takePictures(page, "field-boss");
  await page.locator(".end-screen").waitFor({ timeout: 0 });
  await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)));
  await takePictures(page, "end");
});

it("a result", async () => {
  const account = await register(site, { username: "grace_hopper" });
  const { result } = await storePlayedRun(site.db, callerOf(account), asPerson());
  const page = await browser.open({ reducedMotion: "no-preference" });
  await signIn(site, page, account);
  await page.goto(`${site.origin}/results/${result.id}`);
  await expect.poll(() => page.getByText("Speed over the run").count()).toBeGreaterThan(0);
  await takePictures(page, "result");
});
