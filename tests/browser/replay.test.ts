import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import type { Replay } from "../../app/contracts/game.ts";
import { currentEngine } from "../../app/engine/current.ts";
import type { Bug } from "../../app/engine/state.ts";
import { targetOf } from "../../app/engine/state.ts";
import { frameAt, marksOf, runOf } from "../../app/ui/replay/timeline.ts";
import { clock, whole } from "../../app/ui/text/format.ts";
import { violationsOf } from "../support/axe.ts";
import { FAILED_REQUEST, withBrowser } from "../support/browser.ts";
import { lockedCode, typedText } from "../support/field-page.ts";
import {
  expectFrame,
  openPausedReplay,
  playReplay,
  type ReplayedResult,
  replayButton,
  replayPart,
  secondAmidToken,
  storeReplay,
  timeSlider,
  timeText,
} from "../support/replay-page.ts";
import { withSite } from "../support/site.ts";
import { countInk, countPaintedPixels } from "../support/stage.ts";
import { DESKTOP_DARK, horizontalOverflow, PHONE_LIGHT } from "../support/views.ts";

const site = withSite();
const browser = withBrowser();

/** A run of ten seconds that the player quit. */
let short: ReplayedResult;
/** A run of a minute and a half that ends in defeat. */
let long: ReplayedResult;
beforeAll(async () => {
  short = await storeReplay(site, { wpm: 90, errors: 30, until: 10_000 });
  long = await storeReplay(site, { wpm: 22, errors: 30 });
});

const REPLAY_CALL = "**/api/game/result/*/replay";

/** Answers the call with the server's replay after `change`. */
const tamper = (page: Page, change: (replay: Replay) => unknown) =>
  page.route(REPLAY_CALL, async (route) => {
    const response = await route.fetch();
    const replay = (await response.json()) as Replay;
    await route.fulfill({ response, json: change(replay) });
  });

describe("a visitor with the link", () => {
  it("watches the run to its end, which shows the score of the result", async () => {
    const page = await browser.open();
    await playReplay(page, short);
    expect(await page.locator("#replay").getByRole("status").textContent()).toContain(
      `Verified: re-computed in your browser just now. ${short.replay.key_sequence.length} keys, 20 numbers, every one the same`,
    );
    await replayButton(page, "Pause").waitFor();
    await replayButton(page, "4×").click();
    await replayButton(page, "Play again").last().waitFor();
    await page.getByText("Left the branch.").waitFor();
    await expectFrame(page, short, short.replay.ended_at_ms);
    const score = whole(short.result.final_score);
    expect(await page.locator("#replay .end-score").textContent()).toBe(score);
    // The field has what was earned, which the text beside it takes up.
    const earned = await replayPart(page, "score").textContent();
    const added = short.result.final_score - Number(earned?.replace(",", ""));
    expect(added).toBeGreaterThan(0);
    expect(await page.locator("#replay .sum-line").textContent()).toBe(
      `${earned} earned + ${added} for speed and care`,
    );
    expect(page.url()).toBe(`${short.url}#replay`);
  });

  it("loads the player and the key log only after a click", async () => {
    const page = await browser.open();
    const paths: string[] = [];
    page.on("request", (request) => paths.push(new URL(request.url()).pathname));
    await page.goto(short.url, { waitUntil: "networkidle" });
    const isReplay = (path: string) => /\/replay$|\/player-[\w-]{8}\.js$/.test(path);
    expect(paths.filter(isReplay)).toEqual([]);
    await replayButton(page, "Watch the run").click();
    await timeSlider(page).waitFor();
    expect(paths.filter(isReplay)).toHaveLength(2);
  });

  it("finds the replay open and paused if the address ends with #replay", async () => {
    const page = await browser.open();
    await openPausedReplay(page, short);
    expect(await timeText(page)).toBe("0:00 of 0:10, before the first wave");
    // The banner would cover this text.
    await page.getByText("of typing").waitFor();
    expect(await page.locator(".field-banner").isVisible()).toBe(false);
    await replayButton(page, "Play").click();
    await replayButton(page, "Pause").waitFor();
    expect(await page.locator(".field-banner").isVisible()).toBe(true);
    await expect
      .poll(() => countPaintedPixels(page, []).then(({ outside }) => outside))
      .toBeGreaterThan(0);
  });

  it("reads without script that the replay needs it, and sees the rest of the page", async () => {
    const page = await browser.open({ javaScriptEnabled: false });
    await page.goto(short.url);
    // With scripts turned off by Playwright, Chromium keeps the content of noscript as text.
    expect(await page.content()).toMatch(/<noscript>.*Watching a run needs JavaScript\./s);
    await page.locator("table.score-sum").waitFor();
  });
});

describe("a replay that does not belong to the result", () => {
  it("does not match when a single key differs", async () => {
    const page = await browser.open();
    await tamper(page, (replay) => {
      const keys = replay.key_sequence.map(([t, key], index) => [t, index === 20 ? "~" : key]);
      return { ...replay, key_sequence: keys };
    });
    await playReplay(page, short);
    const status = await page.locator("#replay").getByRole("status").textContent();
    expect(status).toContain("Does not match");
    expect(status).toContain(`Score: ${short.result.final_score} here,`);
    expect(status).not.toContain("Verified");
  });

  it("does not match when it goes on after the end", async () => {
    const page = await browser.open();
    await tamper(page, (replay) => ({ ...replay, ended_at_ms: replay.ended_at_ms + 10 }));
    await page.goto(`${long.url}#replay`);
    await page.getByText("Does not match").waitFor();
    await page.getByText("How it ended: defeat here, otherwise computed").waitFor();
  });

  it("is not verified when it names an unknown engine version", async () => {
    const page = await browser.open();
    await tamper(page, (replay) => ({ ...replay, engine_version: 99 }));
    await page.goto(`${short.url}#replay`);
    await page.getByText("Not verified: this run followed version 99 of the rules").waitFor();
    expect(await page.getByText("Verified: re-computed").count()).toBe(0);
  });
});

describe("a replay that fails to load", () => {
  it("leads to a message, and loads after another try", async () => {
    const page = await browser.open({ tolerate: FAILED_REQUEST });
    await page.route(REPLAY_CALL, (route) => route.abort(), { times: 1 });
    await page.goto(short.url);
    await replayButton(page, "Watch the run").click();
    await page.getByText("The replay could not be fetched.").waitFor();
    await tamper(page, () => ({ nonsense: true }));
    await replayButton(page, "Try again").click();
    await page.getByText("The replay could not be fetched.").waitFor();
    await page.unroute(REPLAY_CALL);
    await replayButton(page, "Try again").click();
    await page.getByText("Verified: re-computed").waitFor();
  });
});

describe("the time line", () => {
  it("shows any moment as the engine computes it", async () => {
    const page = await browser.open();
    await openPausedReplay(page, long);
    const { ended_at_ms: end } = long.replay;
    for (const second of [40, 3, 21, 0]) {
      await timeSlider(page).fill(String(second));
      await expectFrame(page, long, second * 1_000);
    }
    await timeSlider(page).press("End");
    await page.getByText("Production is down.").waitFor();
    await expectFrame(page, long, end);
    const marks = marksOf(currentEngine, runOf(long.replay));
    expect(marks.some(({ kind }) => kind === "hit")).toBe(true);
    expect(await page.locator(".replay-track .replay-mark").count()).toBe(marks.length);
  });

  it("shows the code that was typed, with the caret, where its bug was", async () => {
    const page = await browser.open();
    await openPausedReplay(page, long);
    const second = secondAmidToken(long);
    await timeSlider(page).fill(String(second));
    const { state } = frameAt(currentEngine, runOf(long.replay), second * 1_000);
    const bug = targetOf(state) as Bug;
    expect(await lockedCode(page).textContent()).toBe(bug.code);
    const token = bug.tokens[bug.next];
    const column = (token?.column ?? 0) + state.typed;
    expect(await typedText(page)).toBe(bug.code.split("\n")[token?.line ?? 0]?.slice(0, column));
    // The caret is a filled block, and what is typed has a colour of its own.
    await expect.poll(() => countInk(page, "amber")).toBeGreaterThan(100);
    await expect.poll(() => countInk(page, "typed")).toBeGreaterThan(10);
  });

  it("obeys Space, arrows and Home, and tells its time and wave", async () => {
    const page = await browser.open();
    await openPausedReplay(page, long);
    await timeSlider(page).focus();
    for (let n = 0; n < 3; n += 1) await page.keyboard.press("ArrowRight");
    const { state } = frameAt(currentEngine, runOf(long.replay), 15_000);
    expect(await timeText(page)).toBe(
      `0:15 of ${clock(long.replay.ended_at_ms)}, wave ${state.wave}`,
    );
    await expectFrame(page, long, 15_000);
    await page.keyboard.press("ArrowLeft");
    await expectFrame(page, long, 10_000);
    await page.keyboard.press("Space");
    await replayButton(page, "Pause").waitFor();
    await page.keyboard.press("Space");
    await replayButton(page, "Play").waitFor();
    await page.keyboard.press("Home");
    expect(await timeText(page)).toMatch(/^0:00 of/);
    // Space on a button presses that button.
    await replayButton(page, "2×").focus();
    await page.keyboard.press("Space");
    expect(await replayButton(page, "2×").getAttribute("aria-pressed")).toBe("true");
    await replayButton(page, "Play").waitFor();
  });

  it("moves the bugs while it plays, and not while it is paused", async () => {
    const page = await browser.open();
    await openPausedReplay(page, long);
    await timeSlider(page).fill("15");
    await expectFrame(page, long, 15_000);
    const picture = () =>
      page.evaluate(() => {
        const stage = document.querySelector(".field-stage") as HTMLCanvasElement;
        const copy = Object.assign(document.createElement("canvas"), {
          width: stage.width,
          height: stage.height,
        });
        copy.getContext("2d")?.drawImage(stage, 0, 0);
        return copy.toDataURL();
      });
    const frames = (count: number) =>
      page.evaluate(async (left) => {
        for (let n = 0; n < left; n += 1) await new Promise(requestAnimationFrame);
      }, count);
    let paused = await picture();
    // A bug that was pushed glides to its place for a moment.
    await expect
      .poll(async () => {
        const before = paused;
        await frames(12);
        paused = await picture();
        return paused === before;
      })
      .toBe(true);
    await frames(2);
    expect(await picture()).toBe(paused);
    await replayButton(page, "0.5×").click();
    await page.getByTestId("field").click();
    await replayButton(page, "Pause").waitFor();
    await expect.poll(picture).not.toBe(paused);
  });

  it("pauses while the page is hidden", async () => {
    const page = await browser.open();
    await playReplay(page, long);
    await replayButton(page, "Pause").waitFor();
    await page.evaluate(() => {
      Object.defineProperty(document, "hidden", { value: true });
      document.dispatchEvent(new Event("visibilitychange"));
    });
    await replayButton(page, "Play").waitFor();
  });
});

describe.each([
  { ...DESKTOP_DARK, reducedMotion: "no-preference" },
  { ...PHONE_LIGHT, reducedMotion: "reduce" },
] as const)(
  "the replay in $colorScheme at $viewport.width pixels, motion: $reducedMotion",
  (options) => {
    it("has no violation that axe finds while it plays, is paused and is over, and fits the window", async () => {
      const page = await browser.open({ ...options, bypassCSP: true });
      await openPausedReplay(page, long);
      await timeSlider(page).fill(String(secondAmidToken(long)));
      expect(await typedText(page)).toMatch(/../);
      expect(await violationsOf(page)).toEqual([]);
      await replayButton(page, "Play").click();
      await replayButton(page, "Pause").waitFor();
      expect(await violationsOf(page)).toEqual([]);
      await timeSlider(page).press("End");
      await page.getByText("Production is down.").waitFor();
      expect(await violationsOf(page)).toEqual([]);
      expect(await horizontalOverflow(page)).toBeLessThanOrEqual(0);
    });
  },
);
