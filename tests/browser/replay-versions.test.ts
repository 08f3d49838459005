/** Replays of runs that were played by earlier rules: the same field shows them. */
import { describe, expect, it } from "vitest";
import type { Replay } from "../../app/contracts/game.ts";
import type { Engine } from "../../app/engine/engine.ts";
import { engineOf } from "../../app/engine/index.ts";
import { frameAt, runOf } from "../../app/ui/replay/timeline.ts";
import { play } from "../../seed/player.ts";
import { withBrowser } from "../support/browser.ts";
import { createPlan } from "../support/plans.ts";
import { expectFrame, openPausedReplay, storeReplay, timeSlider } from "../support/replay-page.ts";
import { withSite } from "../support/site.ts";

const site = withSite();
const browser = withBrowser();

/** Returns a run of version 1 with a boss, as the API would give it. */
function oldReplay(engine: Engine): Replay {
  const plan = { ...createPlan({ difficulty: "EASY" }), engine_version: 1 };
  const { keys, outcome, endedAt } = play(plan, { wpm: 70, errors: 10, until: 240_000 }, engine);
  const snippets = plan.snippets.map((snippet) => ({
    ...snippet,
    id: crypto.randomUUID(),
    token_count: 1,
    expected_wpm: 40,
  }));
  const fields = { key_sequence: keys, engine_version: 1, outcome, ended_at_ms: endedAt };
  return { plan: { ...plan, snippets }, ...fields } as Replay;
}

describe("the replay of a run of version 1", () => {
  it("shows its bugs, and the whole snippets of its boss, by its own rules", async () => {
    const engine = (await engineOf(1)) as Engine;
    const replay = oldReplay(engine);
    const result = await storeReplay(site, { wpm: 60, until: 5_000 });
    const page = await browser.open({
      viewport: { width: 1440, height: 900 },
      reducedMotion: "no-preference",
    });
    await page.route("**/api/game/result/*/replay", (route) => route.fulfill({ json: replay }));
    await openPausedReplay(page, result);
    const seconds = Array.from({ length: Math.floor(replay.ended_at_ms / 1_000) }, (_, n) => n);
    const withBoss = seconds.find((second) => {
      const { state } = frameAt(engine, runOf(replay), second * 1_000);
      return state.bugs.some(({ id, kind }) => kind === "boss" && id === state.target);
    });
    expect(withBoss).toBeDefined();
    for (const second of [20, withBoss ?? 0]) {
      await timeSlider(page).fill(String(second));
      await expectFrame(page, { replay }, second * 1_000, engine);
    }
    // Version 1 has no powers.
    expect(await page.locator(".powers").isVisible()).toBe(false);
  });
});
