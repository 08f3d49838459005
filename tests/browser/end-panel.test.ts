/** The panel at the end of a guest's run. */
import { describe, expect, it } from "vitest";
import { violationsOf } from "../support/axe.ts";
import { withBrowser } from "../support/browser.ts";
import { waitForNextKey } from "../support/field-page.ts";
import { withSite } from "../support/site.ts";
import { typeOnTestClock } from "../support/typing.ts";
import { horizontalOverflow } from "../support/views.ts";

const site = withSite();
const browser = withBrowser();

/** Starts a guest's run and waits for its first bug. */
async function startGuestRun() {
  const page = await browser.open();
  await page.clock.install();
  await page.goto(`${site.origin}/play?language=python&difficulty=easy`);
  await page.getByRole("button", { name: /Start/ }).click();
  await waitForNextKey(page);
  return page;
}

describe("the end of a run", () => {
  it("is not skipped by somebody who types on, and Enter works once the keys have been up", async () => {
    const page = await startGuestRun();
    await page.keyboard.press("Shift+Escape");
    await page.getByRole("link", { name: "Create account and keep it" }).waitFor();
    let starts = 0;
    page.on("request", (request) => {
      if (request.method() === "POST" && request.url().includes("/play.data")) starts += 1;
    });
    // Far beyond the time for which Enter is ignored in any case.
    const until = Date.now() + 3_000;
    while (Date.now() < until) {
      await page.keyboard.press("x", { delay: 60 });
      await page.keyboard.press("Enter", { delay: 60 });
    }
    expect(starts).toBe(0);
    await expect
      .poll(
        async () => {
          await page.keyboard.press("Enter");
          return starts;
        },
        { interval: 1_500 },
      )
      .toBe(1);
  });

  it("leads to the next run with the restart key, too, as during a run", async () => {
    const page = await startGuestRun();
    await page.keyboard.press("Shift+Escape");
    await page.getByRole("button", { name: "Play again" }).waitFor();
    const gameStart = page.waitForRequest((request) => request.method() === "POST");
    await page.keyboard.press("F4");
    expect((await gameStart).url()).toContain("/play.data");
  });

  it("shows a guest the speed, the errors and the replay of a run that counts", async () => {
    const page = await startGuestRun();
    await page.keyboard.press("~");
    await typeOnTestClock(page);
    await page.keyboard.press("Shift+Escape");
    await page.getByText("Best streak").waitFor();
    await page.getByRole("slider", { name: /Speed over the run/ }).waitFor();
    await page.getByText("1 wrong key that no bug waited for").waitFor();
    expect(await horizontalOverflow(page)).toBeLessThanOrEqual(0);
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole("button", { name: "Watch the run" }).click();
    await page.getByText("re-computed in your browser just now").waitFor();
  });
});
