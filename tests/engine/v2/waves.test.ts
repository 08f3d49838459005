/** The waves of version 2, and how runs end. */
import { describe, expect, it } from "vitest";
import { DIFFICULTIES, LANGUAGES } from "../../../app/engine/plan.ts";
import { scoreOf, scoreParts } from "../../../app/engine/score.ts";
import type { GameEvent } from "../../../app/engine/state.ts";
import { countKeys } from "../../../app/engine/tokens.ts";
import { balanceOf, KEYS_PER_TOKEN } from "../../../app/engine/v2/balance.ts";
import { engine } from "../../../app/engine/v2/index.ts";
import { press } from "../../../app/engine/v2/press.ts";
import { start } from "../../../app/engine/v2/state.ts";
import { advance, nextMoment, quit } from "../../../app/engine/v2/step.ts";
import { play } from "../../../seed/player.ts";
import { bugOf, fieldOf, fixNearest, planOf, typesOf, typeText } from "../../support/field-v2.ts";
import { createPlan } from "../../support/plans.ts";

describe("the field", () => {
  it.each(DIFFICULTIES)("fills up at once, so that a player has a choice (%s)", (difficulty) => {
    const { together } = balanceOf(difficulty);
    expect(together).toBeGreaterThanOrEqual(3);
    const state = start(createPlan({ difficulty }));
    advance(state, 800 + 700 * (together - 1));
    expect(state.bugs).toHaveLength(together);
  });

  it.each(LANGUAGES)("begins with code that is soon fixed, no comment (%s)", (language) => {
    const { together, tokens } = balanceOf("NORMAL");
    const first = Array.from({ length: 30 }, (_, seed) => {
      const state = start(createPlan({ language, difficulty: "NORMAL", seed }));
      advance(state, 800 + 700 * (together - 1));
      return state.bugs;
    }).flat();
    expect(first.filter(({ code }) => /^(#|\/\/|\/\*|""")/.test(code))).toEqual([]);
    // A plan may begin with statements that are all long.
    const long = first.filter((bug) => countKeys(bug.tokens) > 2.5 * tokens.least * KEYS_PER_TOKEN);
    expect(long.length).toBeLessThanOrEqual(0.1 * first.length);
  });

  it("gets the next bug 0.7 s after too few are left, and never before", () => {
    const { together } = balanceOf("NORMAL");
    const state = fieldOf(Array.from({ length: together }, (_, index) => ({ code: `${index}a` })));
    typeText(state, "0a");
    expect(nextMoment(state)).toBe(702);
    advance(state, 702);
    expect(state.bugs).toHaveLength(together);
  });

  it("gets no more bugs than the difficulty has, until one is gone", () => {
    const { mostBugs } = balanceOf("NORMAL");
    const bugs = Array.from({ length: mostBugs }, (_, index) => ({
      code: `${index}a`,
      arrives_at: 900_000,
    }));
    const state = fieldOf(bugs);
    state.next_spawn_at = 1_000;
    advance(state, 60_000);
    expect(state.bugs).toHaveLength(mostBugs);
    typeText(state, "0a");
    advance(state, 61_000);
    expect(state.bugs).toHaveLength(mostBugs);
  });

  it("gets a bug when a player of the wave's speed is done with the one before", () => {
    const { together } = balanceOf("NORMAL");
    const bugs = Array.from({ length: together }, (_, index) => ({
      code: `${index}a`,
      arrives_at: 900_000,
    }));
    const state = fieldOf(bugs, planOf("abcdefghi = klmnopqrs"));
    state.next_spawn_at = 1_000;
    advance(state, 1_000);
    // 21 keys of 300 ms.
    expect(nextMoment(state)).toBe(1_000 + 6_300);
  });
});

describe("a bug's way", () => {
  it("takes the slack and the keys of everything on the field, at the wave's speed", () => {
    const { slack } = balanceOf("NORMAL");
    const state = fieldOf([{ code: "abcd", arrives_at: 900_000 }], planOf("efgh"));
    state.next_spawn_at = 1_000;
    advance(state, 1_000);
    const bug = bugOf(state, 2);
    const percent = { syntax: 75, bug: 100 }[bug.kind as "bug"] ?? 0;
    const way = slack.ms + (slack.keys + 8) * 300;
    expect(bug.arrives_at - 1_000).toBe(Math.floor((way * percent) / 100));
  });
});

describe("a wave", () => {
  it("begins a breath after the last bug of the one before, also while that is open", () => {
    const state = fieldOf([{ code: "aa" }, { code: "bb" }]);
    state.to_come = 0;
    state.waves = [{ wave: 1, bugs: 2, boss: false, left: 2 }];
    const events = typeText(state, "aa");
    advance(state, 1_501, events);
    expect(typesOf(events)).not.toContain("wave");
    advance(state, 1_502, events);
    expect(events.filter(({ type }) => type === "wave")).toHaveLength(1);
    expect(state.waves.map(({ wave }) => wave)).toEqual([1, 2]);
    typeText(state, "bb");
    expect(state.waves_completed).toBe(1);
    expect(state.waves.map(({ wave }) => wave)).toEqual([2]);
  });

  it("is complete when its own bugs are gone, by a fix or at the wall", () => {
    const state = fieldOf([
      { code: "aa", arrives_at: 2_000 },
      { code: "bb", wave: 2 },
    ]);
    state.waves = [
      { wave: 1, bugs: 1, boss: false, left: 1 },
      { wave: 2, bugs: 9, boss: false, left: 9 },
    ];
    const events: GameEvent[] = [];
    advance(state, 2_000, events);
    expect(events).toContainEqual({ type: "cleared", at: 2_000, wave: 1 });
  });

  it("has as many bugs as it says, and every fifth ends with a boss of phases", () => {
    const state = start(createPlan({ seed: 5 }));
    const waves: { bugs: number; says: number; boss: boolean }[] = [];
    while (waves.length < 8) {
      state.integrity = 100;
      for (const event of fixNearest(state, 30)) {
        if (event.type === "wave") {
          waves.push({ bugs: 0, says: engine.waveOf(state, event.wave).bugs, boss: event.boss });
        }
        const wave = waves.at(-1);
        if (event.type === "spawn" && wave) wave.bugs += 1;
      }
    }
    for (const { bugs, says } of waves.slice(0, -1)) expect(bugs).toBe(says);
    expect(waves.map(({ boss }) => boss).indexOf(true)).toBe(4);
    expect(state.kills).toBeGreaterThan(20);
  });
});

describe("a relaxed run", () => {
  const both = (act: (mode: "standard" | "relaxed") => number) => [act("standard"), act("relaxed")];

  it.each<[string, (mode: "standard" | "relaxed") => number]>([
    [
      "bugs walk",
      (mode) => {
        const state = start(createPlan({ mode }));
        advance(state, 800);
        return (state.bugs[0]?.arrives_at ?? 0) - 800;
      },
    ],
    [
      "the next bug comes",
      (mode) => {
        const state = fieldOf([{ code: "aa" }], { ...planOf("zz"), mode });
        typeText(state, "aa", 0);
        return nextMoment(state);
      },
    ],
    [
      "the next wave comes",
      (mode) => {
        const state = fieldOf([{ code: "aa" }], { ...planOf("zz"), mode });
        state.to_come = 0;
        typeText(state, "aa", 0);
        return nextMoment(state);
      },
    ],
    [
      "a duck lasts",
      (mode) => {
        const state = fieldOf([{ code: "aa" }], { ...planOf("zz"), mode });
        state.powers = ["duck"];
        press(state, "ArrowUp", 0);
        return state.slow_until;
      },
    ],
    [
      "a leak waits to grow again",
      (mode) => {
        const leak = { code: "aa", kind: "leak", acts_at: 0, arrives_at: 90_000 } as const;
        const state = fieldOf([leak], { ...planOf("zz"), mode });
        advance(state, 0);
        return bugOf(state, 1).acts_at ?? 0;
      },
    ],
    [
      "a null pointer waits to jump again",
      (mode) => {
        const pointer = { code: "aa", kind: "null", acts_at: 0, arrives_at: 90_000 } as const;
        const state = fieldOf([pointer], { ...planOf("zz"), mode });
        advance(state, 0);
        return bugOf(state, 1).acts_at ?? 0;
      },
    ],
  ])("takes twice as long: %s", (_, measure) => {
    const [standard = 0, relaxed = 0] = both(measure);
    expect(standard).toBeGreaterThan(0);
    expect(relaxed / standard).toBeCloseTo(2, 2);
  });
});

describe("the end of a run", () => {
  it("is a defeat when integrity reaches zero, and later keys change nothing", () => {
    const state = start(createPlan());
    advance(state, 3_600_000);
    expect(state.over?.outcome).toBe("defeat");
    expect(state).toMatchObject({ integrity: 0, damage_taken: 100 });
    const before = JSON.stringify(state);
    press(state, "a", 3_700_000);
    press(state, "ArrowUp", 3_700_000);
    quit(state, 3_800_000);
    expect(JSON.stringify(state)).toBe(before);
  });

  it("is a quit when the player quits", () => {
    const state = start(createPlan());
    quit(state, 5_000);
    expect(state.over).toEqual({ outcome: "quit", at: 5_000 });
  });

  it("does not come by itself when the plan has nothing to type", () => {
    for (const plan of [planOf(), planOf("", "\n  \n")]) {
      const state = start(plan);
      advance(state, 3_600_000);
      expect(state).toMatchObject({ over: null, bugs: [], wave: 0 });
    }
  });
});

describe("the score", () => {
  it("follows the document's formulas exactly", () => {
    const { state } = play(createPlan(), { wpm: 60, errors: 40, until: 90_000 }, engine);
    const score = scoreOf(state);
    expect(score.accuracy_percentage).toBe((score.correct_words / score.total_words_typed) * 100);
    expect(score.words_per_minute).toBe((score.total_words_typed / score.playtime_seconds) * 60);
    const parts = Object.values(scoreParts(score));
    expect(score.final_score).toBe(parts.reduce((sum, part) => sum + part, 0));
    expect(score.incorrect_words).toBeGreaterThan(0);
  });
});
