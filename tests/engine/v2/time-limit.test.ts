/** The time limit of a race. */
import { describe, expect, it } from "vitest";
import { startSchema } from "../../../app/contracts/game.ts";
import { currentEngine } from "../../../app/engine/current.ts";
import { RACE_MS } from "../../../app/engine/limits.ts";
import { replayRun } from "../../../app/engine/replay.ts";
import type { GameEvent } from "../../../app/engine/state.ts";
import { play } from "../../../seed/player.ts";
import { createPlan } from "../../support/plans.ts";

const race = createPlan({ mode: "race", difficulty: "EASY" });
/** A player who survives for longer than three minutes. */
const run = play(race, { wpm: 30 });

describe("a race", () => {
  it("ends after 180 s with the outcome `time`, and then takes no key", () => {
    expect(run).toMatchObject({ outcome: "time", endedAt: RACE_MS });
    const state = replayRun(currentEngine, { plan: race, ...run });
    expect(state.over).toEqual({ outcome: "time", at: RACE_MS });
    const before = JSON.stringify(state);
    currentEngine.press(state, "a", RACE_MS + 1);
    currentEngine.quit(state, RACE_MS + 1);
    expect(JSON.stringify(state)).toBe(before);
  });

  it("is over at its limit however time passes", () => {
    const events: GameEvent[] = [];
    const state = currentEngine.start(race);
    while (!state.over) currentEngine.advance(state, currentEngine.nextMoment(state), events);
    expect(events.at(-1)).toEqual({ type: "over", ...state.over });
    const untilLimit = replayRun(currentEngine, {
      plan: race,
      keys: run.keys,
      outcome: "time",
      endedAt: RACE_MS - 1,
    });
    expect(untilLimit.over).toBeNull();
    expect(currentEngine.nextMoment(untilLimit)).toBeLessThanOrEqual(RACE_MS);
  });

  it("can end earlier, by defeat and by quitting", () => {
    const idle = currentEngine.start(race);
    currentEngine.advance(idle, RACE_MS);
    expect(idle.over?.outcome).toBe("defeat");
    const quitter = currentEngine.start(race);
    currentEngine.quit(quitter, 5_000);
    expect(quitter.over).toEqual({ outcome: "quit", at: 5_000 });
  });

  it("is the only mode with a limit, and nobody starts it as a game", () => {
    const standard = replayRun(currentEngine, {
      plan: { ...race, mode: "standard" },
      keys: run.keys,
      outcome: "time",
      endedAt: RACE_MS + 1_000,
    });
    expect(standard.over).toBeNull();
    expect(startSchema.safeParse({ language: "PYTHON", mode: "race" }).success).toBe(false);
  });
});
