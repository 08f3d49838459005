/** What the field says of a wave that is over, in version 1, whose waves do not overlap. */
import { describe, expect, it } from "vitest";
import type { Engine } from "../../app/engine/engine.ts";
import { engineOf } from "../../app/engine/index.ts";
import type { GameEvent } from "../../app/engine/state.ts";
import { targetOf } from "../../app/engine/state.ts";
import { WaveTallies, waveResult } from "../../app/ui/field/hud/wave-tally.ts";
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

/** Returns what became of a wave. */
function tallyOf(events: GameEvent[], wave = 1) {
  const tallies = new WaveTallies();
  for (const event of events) tallies.follow(event);
  return tallies.of(wave);
}

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
});

describe("the tally of waves that overlap", () => {
  const at = 0;
  const spawn = (bug: number): GameEvent => ({ type: "spawn", at, bug });
  const kill = (bug: number): GameEvent => ({
    ...{ type: "kill", at, bug, lane: 0 },
    ...{ kind: "regression", scored: true },
  });
  const waves: GameEvent[] = [
    { type: "wave", at, wave: 1, boss: false },
    spawn(1),
    spawn(2),
    { type: "wave", at, wave: 2, boss: false },
    spawn(3),
  ];

  it("counts a bug for the wave that it appeared in", () => {
    expect(tallyOf([...waves, kill(2)], 1)).toEqual({ fixed: 1, hits: 0 });
    expect(tallyOf([...waves, kill(2)], 2)).toEqual({ fixed: 0, hits: 0 });
  });

  it("counts a regression that comes back only when it is fixed for good", () => {
    const returned: GameEvent[] = [...waves, kill(1), { type: "return", at, bug: 4 }];
    expect(tallyOf(returned, 1)).toEqual({ fixed: 0, hits: 0 });
    expect(tallyOf([...returned, kill(4)], 1)).toEqual({ fixed: 1, hits: 0 });
    expect(tallyOf([...returned, kill(4)], 2)).toEqual({ fixed: 0, hits: 0 });
  });
});
