/** Keys that are pressed while the page stalls keep the times at which they were pressed. */
import { expect, it } from "vitest";
import { withBrowser } from "../support/browser.ts";
import { startFieldRun } from "../support/field-page.ts";
import { withSite } from "../support/site.ts";

const site = withSite();
const browser = withBrowser();
const STALL_MS = 1_500;
const APART_MS = 200;

it("keys pressed while the page stalls are not taken for those of a machine", async () => {
  const { page, cdp } = await startFieldRun(site, browser);
  await page.evaluate((ms) => {
    setTimeout(() => {
      const end = performance.now() + ms;
      while (performance.now() < end);
    }, 100);
  }, STALL_MS);
  const sent: Promise<unknown>[] = [];
  for (let n = 0; n < 6; n += 1) {
    // Each answer comes only after the stall.
    await new Promise((resolve) => setTimeout(resolve, APART_MS));
    sent.push(cdp.send("Input.dispatchKeyEvent", { type: "keyDown", key: "~", text: "~" }));
    sent.push(cdp.send("Input.dispatchKeyEvent", { type: "keyUp", key: "~" }));
  }
  await Promise.all(sent);
  const endRequest = page.waitForRequest("**/api/game/end");
  await page.keyboard.press("Shift+Escape");
  const { key_sequence } = (await endRequest).postDataJSON() as {
    key_sequence: [number, string][];
  };
  const times = key_sequence.filter(([, key]) => key === "~").map(([t]) => t);
  expect(times).toHaveLength(6);
  const gaps = times.slice(1).map((t, i) => t - (times[i] ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThan(APART_MS / 2);
});
