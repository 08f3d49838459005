/** The replay of a result in a real browser. */

import type { Page } from "playwright-core";
import { expect } from "vitest";
import { endGame } from "../../app/.server/games/end/service.ts";
import { replay as readReplay } from "../../app/.server/games/results/service.ts";
import { startGame } from "../../app/.server/games/start/service.ts";
import { NO_BOARD_CACHE } from "../../app/.server/leaderboards/cache.ts";
import type { GameResult, Replay } from "../../app/contracts/game.ts";
import { currentEngine } from "../../app/engine/current.ts";
import { scoreParts } from "../../app/engine/score.ts";
import { frameAt, runOf } from "../../app/ui/replay/timeline.ts";
import { whole } from "../../app/ui/text/format.ts";
import type { Habits } from "../../seed/player.ts";
import { createPlayer, honestRun, startRequest } from "./players.ts";
import type { Site } from "./site.ts";
import { countPaintedPixels, fieldViewport, stageBoxes } from "./stage.ts";

export interface ReplayedResult {
  result: GameResult;
  replay: Replay;
  /** The URL of its page. */
  url: string;
}

/** Plays a game of a new player, and returns its result with the replay. */
export async function storeReplay(site: Site, habits: Habits): Promise<ReplayedResult> {
  const player = await createPlayer(site.db);
  const game = await startGame(site.db, player, startRequest(), 5, new Date());
  const request = await honestRun(site.db, game, habits);
  const { result } = (await endGame(site.db, player, request, NO_BOARD_CACHE)).ended;
  const replay = await readReplay(site.db, player, result.id);
  return { result, replay, url: `${site.origin}/results/${result.id}` };
}

export const replayButton = (page: Page, name: string | RegExp) =>
  page.locator("#replay").getByRole("button", { name });
export const timeSlider = (page: Page) => page.getByRole("slider", { name: "Time" });
export const timeText = (page: Page) => timeSlider(page).getAttribute("aria-valuetext");
export const replayPart = (page: Page, name: string) => page.locator(`#replay [data-part=${name}]`);

/** Opens the page of a result, plays the replay, and waits until it is verified. */
export async function playReplay(page: Page, { url }: ReplayedResult) {
  await page.goto(url);
  await replayButton(page, "Watch the run").click();
  await page.getByText("re-computed in your browser just now").waitFor();
}

/** Opens a replay by its shared link. It is paused at its start. */
export async function openPausedReplay(page: Page, { url }: ReplayedResult) {
  await page.goto(`${url}#replay`);
  await replayButton(page, "Play").waitFor();
}

/** Expects the page to show what the engine computes for the millisecond `t` of the run. */
export async function expectFrame(
  page: Page,
  { replay }: Pick<ReplayedResult, "replay">,
  t: number,
  engine = currentEngine,
) {
  const { state } = frameAt(engine, runOf(replay), t);
  const { bugs, marks } = stageBoxes(engine, state, await fieldViewport(page));
  const painted = async () => {
    const { inside, outside } = await countPaintedPixels(page, bugs, marks);
    return { seen: inside.map((pixels) => pixels > 200), outside };
  };
  await expect.poll(painted).toEqual({ seen: state.bugs.map(() => true), outside: 0 });
  const score = engine.scoreOf(state);
  // The shares of accuracy and speed are added by the text beside the field.
  const { accuracy, speed } = scoreParts(score);
  const points = score.final_score - accuracy - speed;
  expect(await replayPart(page, "score").textContent()).toBe(whole(points));
  expect(await replayPart(page, "wave").textContent()).toBe(
    state.wave === 0 ? "Get ready" : `Wave ${state.wave}`,
  );
}

/** Returns a second of the run at which a token is half typed. */
export function secondAmidToken({ replay }: ReplayedResult): number {
  const seconds = Array.from({ length: replay.ended_at_ms / 1_000 }, (_, second) => second);
  return (
    seconds.find(
      (second) => frameAt(currentEngine, runOf(replay), second * 1_000).state.typed > 1,
    ) ?? Number.NaN
  );
}
