/** What the field says of a wave that is over, in version 1, whose waves do not overlap. */
import { describe, expect, it } from "vitest";
import type { Engine } from "../../app/engine/engine.ts";
import { engineOf } from "../../app/engine/index.ts";
import type { GameEvent } from "../../app/engine/state.ts";
import { targetOf } from "../../app/engine/state.ts";
import { tallyAfter, type WaveTally, waveResult } from "../../app/ui/field/hud/banner-view.ts";
import { createPlan } from "../support/plans.ts";

/** Plays a wave in which `fixed` bugs are fixed at once, and the others are left alone. Returns all its events. */
async function playWave(fixed: number): Promise<GameEvent[]> {
  const engine = (await engineOf(1)) as Engine;
  const state = engine.start(createPlan({ difficulty: "EASY" }));
  const events: GameEvent[] = [];
  while (!events.some(({ type }) => type === "cleared") && !state.over) {
    const [bug] = engine.byDistance(state);
    if (!bug || state.kills >= fixed) {
      engine.advance(state, engine.nextMoment(state), events);
      continue;
    }
    const target = targetOf(state);
    const key = target ? engine.expectedKey(state, target) : bug.tokens[bug.next]?.text[0];
    engine.press(state, key ?? "", state.now + 50, events);
  }
  return events;
}

const START: WaveTally = { fixed: 0, hits: 0 };
const tallyOf = (events: GameEvent[]) => events.reduce(tallyAfter, START);

describe("the banner after a wave", () => {
  it("calls the wave fixed when no bug got through", async () => {
    const tally = tallyOf(await playWave(Number.POSITIVE_INFINITY));
    expect(tally.hits).toBe(0);
    expect(waveResult(1, tally)).toEqual({ title: "Wave 1 fixed", tone: "good" });
  });

  it("says how many were fixed when some got through", async () => {
    const tally = tallyOf(await playWave(1));
    expect(tally.fixed).toBe(1);
    expect(tally.hits).toBeGreaterThan(0);
    expect(waveResult(1, tally)).toEqual({
      title: `Wave 1: 1 of ${1 + tally.hits} fixed`,
      tone: "mixed",
    });
  });

  it("does not call a wave fixed of which none was", async () => {
    const tally = tallyOf(await playWave(0));
    expect(tally.fixed).toBe(0);
    expect(waveResult(1, tally)).toEqual({ title: "Wave 1 got through", tone: "bad" });
  });

  it("counts each wave by itself", async () => {
    const events = await playWave(1);
    expect(tallyOf([...events, { type: "wave", at: 0, wave: 2, boss: false }])).toEqual(START);
  });
});
