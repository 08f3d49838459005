/** Keys that are pressed while the page stalls keep the times at which they were pressed. */
import { expect, it } from "vitest";
import { withBrowser } from "../support/browser.ts";
import { startFieldRun } from "../support/field-page.ts";
import { withSite } from "../support/site.ts";

const site = withSite();
const browser = withBrowser();
const STALL_MS = 1_500;
const APART_MS = 200;
const KEYS = 6;

it("keys pressed while the page stalls are not taken for those of a machine", async () => {
  const { page, cdp } = await startFieldRun(site, browser);
  const stalls = page.waitForEvent("console", (message) => message.text().startsWith("stalled"));
  const stalled = page.evaluate((ms) => {
    const begun = performance.now();
    console.debug(`stalled ${performance.timeOrigin + begun}`);
    while (performance.now() < begun + ms);
  }, STALL_MS);
  // On the page's own clock, so that the last key is always pressed before the stall ends.
  const begunAt = Number((await stalls).text().split(" ")[1]) / 1000;
  // The browser takes all keys now, with the times that it is told. The page hears of them after the stall.
  const sent = Array.from({ length: KEYS }, (_, n) => {
    const timestamp = begunAt + (n * APART_MS) / 1000;
    return [
      cdp.send("Input.dispatchKeyEvent", { type: "keyDown", key: "~", text: "~", timestamp }),
      cdp.send("Input.dispatchKeyEvent", { type: "keyUp", key: "~", timestamp }),
    ];
  });
  await Promise.all([stalled, ...sent.flat()]);
  const endRequest = page.waitForRequest("**/api/game/end");
  await page.keyboard.press("Shift+Escape");
  const { key_sequence } = (await endRequest).postDataJSON() as {
    key_sequence: [number, string][];
  };
  const times = key_sequence.filter(([, key]) => key === "~").map(([t]) => t);
  expect(times).toHaveLength(KEYS);
  const gaps = times.slice(1).map((t, i) => t - (times[i] ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThan(APART_MS / 2);
});
