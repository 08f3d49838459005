/** How hard version 2 is, and how that fits the player. */
import { describe, expect, it } from "vitest";
import { DIFFICULTIES } from "../../../app/engine/plan.ts";
import { type Balance, balanceOf, pressureAt } from "../../../app/engine/v2/balance.ts";
import { engine } from "../../../app/engine/v2/index.ts";
import { type FullState, start } from "../../../app/engine/v2/state.ts";
import { advance } from "../../../app/engine/v2/step.ts";
import { play } from "../../../seed/player.ts";
import { fieldOf, typeText } from "../../support/field-v2.ts";
import { createPlan } from "../../support/plans.ts";

const balance: Balance = {
  ...balanceOf("NORMAL"),
  ramp: { start: 4_000, perMinute: 200 },
  share: {
    start: 900,
    full: 1_100,
    fullAt: 60_000,
    perMinute: 100,
    fast: 8_000,
    fastTerm: 200,
  },
};

describe("the pressure of a wave", () => {
  it("is the ramp of the difficulty as long as the player has shown no speed", () => {
    expect(pressureAt(balance, 0, 0)).toBe(4_000);
    expect(pressureAt(balance, 120_000, 0)).toBe(4_400);
  });

  it("is a share of the speed that the player has shown, which rises with the run's clock", () => {
    expect(pressureAt(balance, 0, 6_000)).toBe(5_400);
    expect(pressureAt(balance, 30_000, 6_000)).toBe(6_000);
    expect(pressureAt(balance, 60_000, 6_000)).toBe(6_600);
    expect(pressureAt(balance, 180_000, 6_000)).toBe(7_800);
  });

  it("is never less than the ramp, so that slow typing does not make a difficulty easy", () => {
    expect(pressureAt(balance, 60_000, 1_000)).toBe(4_200);
  });

  it("adds a term above the speed that fits", () => {
    expect(pressureAt(balance, 60_000, 8_000)).toBe(8_800);
    expect(pressureAt(balance, 60_000, 12_000)).toBe(14_400);
  });

  it("is fixed when the wave begins", () => {
    const state = start(createPlan());
    advance(state, 800);
    const { pressure } = state;
    state.shown = 20_000;
    advance(state, 5_000);
    expect(state.wave).toBe(1);
    expect(state.pressure).toBe(pressure);
  });

  it("rises at half the speed in a relaxed run", () => {
    const pressureOfSecondWave = (mode: "standard" | "relaxed") => {
      const state = start(createPlan({ mode }));
      advance(state, 800);
      state.to_come = 0;
      state.bugs = [];
      const minute = mode === "relaxed" ? 120_000 : 60_000;
      state.next_spawn_at = minute;
      advance(state, minute);
      return state.pressure;
    };
    expect(pressureOfSecondWave("relaxed")).toBe(pressureOfSecondWave("standard"));
  });
});

describe("the speed that a player has shown", () => {
  const typed = (state: FullState, keys: number, ms: number) =>
    typeText(state, "a".repeat(keys), ms);
  const longField = () => fieldOf([{ code: "a".repeat(2_000), arrives_at: 10_000_000 }]);

  it("is that of a stretch of at least 60 correct keys and 15 seconds", () => {
    const state = longField();
    typed(state, 60, 300);
    expect(state.shown).toBe(0);
    // The first key begins the stretch, so it takes one more: 60 keys in 18 s are 40 words a minute.
    typed(state, 1, 300);
    expect(state.shown).toBe(4_000);
  });

  it("takes at least 15 seconds, so that a burst shows nothing", () => {
    const state = longField();
    typed(state, 140, 100);
    expect(state.shown).toBe(0);
    typed(state, 20, 100);
    expect(state.shown).toBe(12_000);
  });

  it("rises with a faster stretch, and never falls", () => {
    const state = longField();
    typed(state, 61, 300);
    typed(state, 100, 150);
    expect(state.shown).toBe(8_000);
    typed(state, 130, 500);
    expect(state.shown).toBe(8_000);
  });

  it("counts no wrong keys", () => {
    const state = longField();
    typeText(state, "ax".repeat(61), 150);
    expect(state.shown).toBe(4_000);
  });
});

describe("a run of anybody", () => {
  it.each(DIFFICULTIES)("ends, and first damage comes, without a key (%s)", (difficulty) => {
    const state = start(createPlan({ difficulty }));
    advance(state, 600_000);
    expect(state.over?.outcome).toBe("defeat");
  });

  it.each(DIFFICULTIES.flatMap((difficulty) => [60, 150, 400].map((wpm) => ({ difficulty, wpm }))))(
    "ends on $difficulty at $wpm words a minute without errors",
    ({ difficulty, wpm }) => {
      const { outcome, endedAt } = play(
        createPlan({ difficulty, engine_version: engine.version }),
        { wpm, until: 1_800_000 },
        engine,
      );
      expect(outcome).toBe("defeat");
      expect(endedAt).toBeLessThan(1_200_000);
    },
  );
});
