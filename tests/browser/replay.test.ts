import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { endGame } from "../../app/.server/games/end/service.ts";
import { replay as readReplay } from "../../app/.server/games/results/service.ts";
import { startGame } from "../../app/.server/games/start/service.ts";
import { NO_BOARD_CACHE } from "../../app/.server/leaderboards/cache.ts";
import type { GameResult, Replay } from "../../app/contracts/game.ts";
import { currentEngine } from "../../app/engine/current.ts";
import type { Bug } from "../../app/engine/state.ts";
import { targetOf } from "../../app/engine/state.ts";
import { syntaxColorsOf } from "../../app/ui/field/code/syntax-colors.ts";
import { frameAt, marksOf, runOf } from "../../app/ui/replay/timeline.ts";
import { whole } from "../../app/ui/text/format.ts";
import type { Habits } from "../../seed/player.ts";
import { violationsOf } from "../support/axe.ts";
import { withBrowser } from "../support/browser.ts";
import { createPlayer, honestRun, newGame } from "../support/players.ts";
import { withSite } from "../support/site.ts";
import { boxesOf, geometryOn, highlighted, paintedIn } from "../support/stage.ts";

const site = withSite();
const browser = withBrowser();

interface Recorded {
  result: GameResult;
  replay: Replay;
}

async function record(habits: Habits): Promise<Recorded> {
  const player = await createPlayer(site.db);
  const game = await startGame(site.db, player, newGame(), 5, new Date());
  const request = await honestRun(site.db, game, habits);
  const { ended } = await endGame(site.db, player, request, NO_BOARD_CACHE);
  return { result: ended.result, replay: await readReplay(site.db, ended.result.id) };
}

/** Ten seconds of typing, and a minute and a half that ends in defeat. */
let short: Recorded;
let long: Recorded;
beforeAll(async () => {
  short = await record({ wpm: 90, errors: 30, until: 10_000 });
  long = await record({ wpm: 22, errors: 30 });
});

const addressOf = ({ result }: Recorded) => `${site.origin}/results/${result.id}`;
const ENDPOINT = "**/api/game/result/*/replay";

const button = (page: Page, name: string | RegExp) =>
  page.locator("#replay").getByRole("button", { name });
const slider = (page: Page) => page.getByRole("slider", { name: "Time" });
const where = (page: Page) => slider(page).getAttribute("aria-valuetext");
const part = (page: Page, name: string) => page.locator(`#replay [data-part=${name}]`);

async function watch(page: Page, run: Recorded) {
  await page.goto(addressOf(run));
  await button(page, "Watch the run").click();
  await page.getByText("re-computed in your browser just now").waitFor();
}

/** Opens a replay that stands still at its start, as a shared link does. */
async function follow(page: Page, run: Recorded) {
  await page.goto(`${addressOf(run)}#replay`);
  await button(page, "Play").waitFor();
}

/** What the page shows of a run at `t`, and what the rules say. */
async function expectScene(page: Page, { replay }: Recorded, t: number) {
  const { state } = frameAt(currentEngine, runOf(replay), t);
  const boxes = boxesOf(state, await geometryOn(page));
  const painted = async () => {
    const { inside, outside } = await paintedIn(page, boxes);
    return { seen: inside.map((pixels) => pixels > 200), outside };
  };
  await expect.poll(painted).toEqual({ seen: state.bugs.map(() => true), outside: 0 });
  expect(await part(page, "score").textContent()).toBe(
    whole(currentEngine.scoreOf(state).final_score),
  );
  expect(await part(page, "kills").textContent()).toBe(String(state.kills));
  expect(await part(page, "wave").textContent()).toBe(
    state.wave === 0 ? "Get ready" : `Wave ${state.wave}`,
  );
}

/** A second of the run at which a token is half typed. */
function amidToken({ replay }: Recorded): number {
  const seconds = Array.from({ length: replay.ended_at_ms / 1_000 }, (_, second) => second);
  return (
    seconds.find(
      (second) => frameAt(currentEngine, runOf(replay), second * 1_000).state.typed > 1,
    ) ?? Number.NaN
  );
}

describe("anybody with the link", () => {
  it("watches a run to its end, which is the result", async () => {
    const page = await browser.open();
    await watch(page, short);
    expect(await page.locator("#replay").getByRole("status").textContent()).toContain(
      `Verified: re-computed in your browser just now. ${short.replay.key_sequence.length} keys, 18 numbers, every one the same`,
    );
    await button(page, "Pause").waitFor();
    await button(page, "4×").click();
    await button(page, "Play again").last().waitFor();
    await page.getByText("Left the branch.").waitFor();
    await expectScene(page, short, short.replay.ended_at_ms);
    const score = whole(short.result.final_score);
    expect(await part(page, "score").textContent()).toBe(score);
    expect(await page.locator("#replay .end-score").textContent()).toBe(score);
    expect(page.url()).toBe(`${addressOf(short)}#replay`);
  });

  it("loads neither the field nor the log before asking", async () => {
    const page = await browser.open();
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(addressOf(short), { waitUntil: "networkidle" });
    const isReplay = (path: string) => /\/replay$|\/player-[\w-]{8}\.js$/.test(path);
    expect(asked.filter(isReplay)).toEqual([]);
    await button(page, "Watch the run").click();
    await slider(page).waitFor();
    expect(asked.filter(isReplay)).toHaveLength(2);
  });

  it("finds it open and standing still when the address says so", async () => {
    const page = await browser.open();
    await follow(page, short);
    expect(await where(page)).toBe("0:00 of 0:10, before the first wave");
    // Two texts in one place could not be read.
    await page.getByText("of typing").waitFor();
    expect(await page.locator(".field-banner").isVisible()).toBe(false);
    await button(page, "Play").click();
    await button(page, "Pause").waitFor();
    expect(await page.locator(".field-banner").isVisible()).toBe(true);
    await expect.poll(() => paintedIn(page, []).then(({ outside }) => outside)).toBeGreaterThan(0);
  });

  it("is told that it needs script where there is none, and sees the rest", async () => {
    const page = await browser.open({ javaScriptEnabled: false });
    await page.goto(addressOf(short));
    // Chromium keeps what noscript holds as text when only its scripts are turned off.
    expect(await page.content()).toMatch(/<noscript>.*Watching a run needs JavaScript\./s);
    await page.locator("table.score-sum").waitFor();
  });
});

describe("a log that is not the result's", () => {
  /** Answers with `change` made to the server's answer. */
  const tamper = (page: Page, change: (replay: Replay) => unknown) =>
    page.route(ENDPOINT, async (route) => {
      const response = await route.fetch();
      const replay = (await response.json()) as Replay;
      await route.fulfill({ response, json: change(replay) });
    });

  it("does not match, when a single key is another", async () => {
    const page = await browser.open();
    await tamper(page, (replay) => {
      const keys = replay.key_sequence.map(([t, key], index) => [t, index === 20 ? "~" : key]);
      return { ...replay, key_sequence: keys };
    });
    await watch(page, short);
    const status = await page.locator("#replay").getByRole("status").textContent();
    expect(status).toContain("Does not match");
    expect(status).toContain(`Score: ${short.result.final_score} here,`);
    expect(status).not.toContain("Verified");
  });

  it("does not match, when it goes on after the end", async () => {
    const page = await browser.open();
    await tamper(page, (replay) => ({ ...replay, ended_at_ms: replay.ended_at_ms + 10 }));
    await page.goto(`${addressOf(long)}#replay`);
    await page.getByText("Does not match").waitFor();
    await page.getByText("How it ended: defeat here, otherwise computed").waitFor();
  });

  it("is not judged by other rules than its own", async () => {
    const page = await browser.open();
    await tamper(page, (replay) => ({ ...replay, engine_version: 99 }));
    await page.goto(`${addressOf(short)}#replay`);
    await page.getByText("Not verified: this run followed version 99 of the rules").waitFor();
    expect(await page.getByText("Verified: re-computed").count()).toBe(0);
  });

  it("or cannot be had is said, and asked for again", async () => {
    const page = await browser.open({ tolerate: /net::ERR|Failed to load/ });
    await page.route(ENDPOINT, (route) => route.abort(), { times: 1 });
    await page.goto(addressOf(short));
    await button(page, "Watch the run").click();
    await page.getByText("The replay could not be fetched.").waitFor();
    await tamper(page, () => ({ nonsense: true }));
    await button(page, "Try again").click();
    await page.getByText("The replay could not be fetched.").waitFor();
    await page.unroute(ENDPOINT);
    await button(page, "Try again").click();
    await page.getByText("Verified: re-computed").waitFor();
  });
});

describe("the time line", () => {
  it("leads to any moment, drawn as it was then", async () => {
    const page = await browser.open();
    await follow(page, long);
    const { ended_at_ms: end } = long.replay;
    for (const second of [40, 3, 21, 0]) {
      await slider(page).fill(String(second));
      await expectScene(page, long, second * 1_000);
    }
    await slider(page).press("End");
    await page.getByText("Production is down.").waitFor();
    await expectScene(page, long, end);
    const marks = marksOf(currentEngine, runOf(long.replay));
    expect(marks.some(({ kind }) => kind === "hit")).toBe(true);
    expect(await page.locator(".replay-track .replay-mark").count()).toBe(marks.length);
  });

  it("shows the code in the colours that it has in its snippet", async () => {
    const page = await browser.open();
    await follow(page, long);
    const second = amidToken(long);
    await slider(page).fill(String(second));
    const { plan, highlights = [] } = long.replay;
    const { state } = frameAt(currentEngine, runOf(long.replay), second * 1_000);
    const bug = targetOf(state) as Bug;
    const inks = syntaxColorsOf(bug, plan, highlights);
    const rows = bug.code.split("\n");
    for (const ink of ["word", "name", "text", "value", "note"] as const) {
      const expected = rows.flatMap((row, line) =>
        [...row].filter((_, column) => inks[line]?.[column] === ink),
      );
      expect(await highlighted(page, `code-${ink}`)).toBe(expected.join(""));
    }
    expect(inks.flat().filter(Boolean).length).toBeGreaterThan(0);
    const token = bug.tokens[bug.next];
    expect(await highlighted(page, "code-caret")).toBe(token?.text[state.typed]);
  });

  it("goes by Space and arrows, and says where it is", async () => {
    const page = await browser.open();
    await follow(page, long);
    await slider(page).focus();
    for (let n = 0; n < 3; n += 1) await page.keyboard.press("ArrowRight");
    expect(await where(page)).toMatch(/^0:15 of \d:\d\d, wave 1$/);
    await expectScene(page, long, 15_000);
    await page.keyboard.press("ArrowLeft");
    await expectScene(page, long, 10_000);
    await page.keyboard.press("Space");
    await button(page, "Pause").waitFor();
    await page.keyboard.press("Space");
    await button(page, "Play").waitFor();
    await page.keyboard.press("Home");
    expect(await where(page)).toMatch(/^0:00 of/);
    // Space on a button presses that button.
    await button(page, "2×").focus();
    await page.keyboard.press("Space");
    expect(await button(page, "2×").getAttribute("aria-pressed")).toBe("true");
    await button(page, "Play").waitFor();
  });

  it("moves the bugs while time goes on, and not at all while it stands", async () => {
    const page = await browser.open();
    await follow(page, long);
    await slider(page).fill("15");
    await expectScene(page, long, 15_000);
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
    const still = await picture();
    await page.evaluate(() => new Promise((then) => requestAnimationFrame(() => then(undefined))));
    expect(await picture()).toBe(still);
    await button(page, "0.5×").click();
    await page.getByTestId("field").click();
    await button(page, "Pause").waitFor();
    await expect.poll(picture).not.toBe(still);
  });

  it("stands still while nobody looks at the page", async () => {
    const page = await browser.open();
    await watch(page, long);
    await button(page, "Pause").waitFor();
    await page.evaluate(() => {
      Object.defineProperty(document, "hidden", { value: true });
      document.dispatchEvent(new Event("visibilitychange"));
    });
    await button(page, "Play").waitFor();
  });
});

describe.each([
  { colorScheme: "dark", viewport: { width: 1440, height: 900 }, reducedMotion: "no-preference" },
  { colorScheme: "light", viewport: { width: 390, height: 844 }, reducedMotion: "reduce" },
] as const)("in $colorScheme at $viewport.width, motion: $reducedMotion", (options) => {
  it("axe finds nothing while it plays, stands and is over, and the page is not too wide", async () => {
    const page = await browser.open({ ...options, bypassCSP: true });
    await follow(page, long);
    await slider(page).fill(String(amidToken(long)));
    expect(await highlighted(page, "code-done")).toMatch(/../);
    expect(await violationsOf(page)).toEqual([]);
    await button(page, "Play").click();
    await button(page, "Pause").waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await slider(page).press("End");
    await page.getByText("Production is down.").waitFor();
    expect(await violationsOf(page)).toEqual([]);
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
    ).toBeLessThanOrEqual(0);
  });
});
