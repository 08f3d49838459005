/** What the kinds of bug of version 2 do. */
import { describe, expect, it } from "vitest";
import { scoreOf } from "../../../app/engine/score.ts";
import type { GameEvent, Kind } from "../../../app/engine/state.ts";
import { press } from "../../../app/engine/v2/press.ts";
import { canReach } from "../../../app/engine/v2/reach.ts";
import { start } from "../../../app/engine/v2/state.ts";
import { advance } from "../../../app/engine/v2/step.ts";
import { play } from "../../../seed/player.ts";
import { bugOf, fieldOf, fixNearest, planOf, typesOf, typeText } from "../../support/field-v2.ts";
import { createPlan } from "../../support/plans.ts";

const eventsOf = (events: readonly GameEvent[], type: GameEvent["type"]) =>
  events.filter((event) => event.type === type);

describe("a race condition", () => {
  const pairOf = (first = {}, second = {}) =>
    fieldOf([
      { code: "aa", kind: "race", pair: 2, ...first },
      { code: "bb", kind: "race", pair: 1, ...second },
    ]);

  it("hurries when its other bug is fixed: what is left of its way takes 65 % of the time", () => {
    const state = pairOf();
    advance(state, 1_998);
    const events = typeText(state, "aa");
    expect(eventsOf(events, "hurry")).toEqual([{ type: "hurry", at: 2_000, bug: 2 }]);
    expect(bugOf(state, 2).arrives_at).toBe(2_000 + 5_200);
    expect(bugOf(state, 2).pair).toBeNull();
  });

  it("goes on from where it is", () => {
    const state = pairOf();
    advance(state, 1_998);
    typeText(state, "aa");
    const { arrives_at, departed_at } = bugOf(state, 2);
    expect((arrives_at - 2_000) / (arrives_at - departed_at)).toBeCloseTo(0.8, 3);
  });

  it("keeps a second and a half, if it had as much", () => {
    const state = pairOf({}, { arrives_at: 1_900 });
    typeText(state, "aa");
    expect(bugOf(state, 2).arrives_at).toBe(2 + 1_500);
    const late = pairOf({}, { arrives_at: 1_000 });
    typeText(late, "aa");
    expect(bugOf(late, 2).arrives_at).toBe(1_000);
  });

  it("keeps a second and a half under a rubber duck, too, which may end at once", () => {
    const state = pairOf({}, { arrives_at: 2_002 });
    state.powers = ["duck"];
    press(state, "ArrowUp", 0);
    typeText(state, "aa");
    advance(state, 3);
    state.slow_until = 4;
    advance(state, 4);
    expect(bugOf(state, 2).arrives_at).toBeGreaterThanOrEqual(1_500);
  });

  it("does not hurry when its other bug arrives", () => {
    const state = pairOf({ arrives_at: 3_000 });
    const events: GameEvent[] = [];
    advance(state, 3_000, events);
    expect(typesOf(events)).toContain("arrival");
    expect(typesOf(events)).not.toContain("hurry");
    expect(bugOf(state, 2)).toMatchObject({ arrives_at: 10_000, pair: null });
  });

  it("comes as two bugs at once, which know each other", () => {
    const pairs = new Set<string>();
    for (let seed = 1; seed <= 12; seed += 1) {
      const state = start(createPlan({ seed }));
      while (!state.over && state.now < 200_000) {
        fixNearest(state, 30);
        for (const bug of state.bugs) {
          const other = state.bugs.find(({ id }) => id === bug.pair);
          if (bug.kind !== "race" || !other) continue;
          expect(other).toMatchObject({ kind: "race", pair: bug.id, spawned_at: bug.spawned_at });
          pairs.add(`${seed} ${bug.id}`);
        }
      }
    }
    expect(pairs.size).toBeGreaterThan(4);
  });
});

describe("a memory leak", () => {
  it("grows a token each six seconds, three at most, also while it is locked", () => {
    const state = fieldOf([{ code: "a b", kind: "leak", arrives_at: 60_000, acts_at: 6_000 }]);
    typeText(state, "a");
    const events: GameEvent[] = [];
    advance(state, 50_000, events);
    expect(eventsOf(events, "grow").map(({ at }) => at)).toEqual([6_000, 12_000, 18_000]);
    const { tokens, code, grown } = bugOf(state, 1);
    expect(tokens.map(({ line }) => line)).toEqual([0, 0, 1, 2, 3]);
    expect(code.split("\n").slice(1)).toEqual(tokens.slice(2).map(({ text }) => text));
    expect(grown).toBe(3);
    typeText(state, ` b\n${code.split("\n").slice(1).join("\n")}`);
    expect(state.kills).toBe(1);
  });

  it("scores nothing for what it grew", () => {
    const state = fieldOf([{ code: "a", kind: "leak", arrives_at: 60_000, acts_at: 6_000 }]);
    advance(state, 6_000);
    const grown = bugOf(state, 1).tokens[1]?.text ?? "";
    typeText(state, `a\n${grown}`);
    expect(state).toMatchObject({ kills: 1, correct_words: 1, combo: 1, damage_dealt: 1 });
  });
});

describe("a null pointer", () => {
  const nullOf = (bug = {}) => fieldOf([{ code: "a b", kind: "null", acts_at: 4_000, ...bug }]);

  it("jumps each four seconds to another lane, and nearer by 6 % of its way", () => {
    const state = nullOf();
    const events: GameEvent[] = [];
    advance(state, 4_000, events);
    expect(eventsOf(events, "jump")).toEqual([
      { type: "jump", at: 4_000, bug: 1, lane: bugOf(state, 1).lane },
    ]);
    expect(bugOf(state, 1).lane).not.toBe(0);
    expect(bugOf(state, 1).arrives_at).toBe(9_400);
    expect(bugOf(state, 1).acts_at).toBe(8_000);
  });

  it("stays while it is locked, and jumps four seconds later", () => {
    const state = nullOf();
    typeText(state, "a");
    advance(state, 4_000);
    expect(bugOf(state, 1)).toMatchObject({ lane: 0, acts_at: 8_000 });
    press(state, "Escape", 4_500);
    advance(state, 8_000);
    expect(bugOf(state, 1).lane).not.toBe(0);
  });

  it("does not jump nearer than a second and a half", () => {
    const state = nullOf({ arrives_at: 5_700 });
    advance(state, 4_000);
    expect(bugOf(state, 1).arrives_at).toBe(5_500);
    const near = nullOf({ arrives_at: 5_000 });
    advance(near, 4_000);
    expect(bugOf(near, 1).arrives_at).toBe(5_000);
  });
});

describe("a regression", () => {
  const regression = () => fieldOf([{ code: "aa bb", kind: "regression" }]);

  it("comes back from the far end, once, if it was fixed with an error", () => {
    const state = regression();
    const events = typeText(state, "axa bb");
    expect(eventsOf(events, "return")).toEqual([{ type: "return", at: state.now, bug: 2 }]);
    expect(bugOf(state, 2)).toMatchObject({ code: "aa bb", next: 0, returned: true, wave: 1 });
    expect(bugOf(state, 2).arrives_at - state.now).toBeGreaterThan(3_000);
    expect(eventsOf(typeText(state, "axa bb"), "return")).toEqual([]);
    expect(state.bugs).toEqual([]);
  });

  it("does not come back if it was fixed without an error", () => {
    expect(eventsOf(typeText(regression(), "aa bb"), "return")).toEqual([]);
  });

  it("scores nothing once it is back", () => {
    const state = regression();
    typeText(state, "axa bb");
    const { final_score } = scoreOf({ ...state, now: 60_000 });
    const { kills, correct_words, combo } = state;
    typeText(state, "aa bb");
    expect(state).toMatchObject({ kills, correct_words, combo });
    expect(scoreOf({ ...state, now: 60_000 }).final_score).toBe(final_score);
  });

  it("keeps its wave open until it is gone for good", () => {
    const state = regression();
    state.to_come = 0;
    state.waves = [{ wave: 1, bugs: 1, boss: false, left: 1 }];
    expect(typesOf(typeText(state, "axa bb"))).not.toContain("cleared");
    expect(typesOf(typeText(state, "aa bb"))).toContain("cleared");
    expect(state.waves_completed).toBe(1);
  });
});

describe("a boss", () => {
  const hunk = { snippets: [0], line: 0, code: "cc", tokens: [{ text: "cc", line: 0, column: 0 }] };
  const boss = () => fieldOf([{ code: "aa", kind: "boss", phases_left: 1, phases: [hunk] }]);

  it("is back at the far end with its next hunk when one is fixed, and is fixed with the last", () => {
    const state = boss();
    const events = typeText(state, "aa");
    expect(eventsOf(events, "phase")).toEqual([{ type: "phase", at: 2, bug: 1, phases_left: 0 }]);
    expect(state).toMatchObject({ kills: 0, target: null, typed: 0, gap: false });
    const { departed_at, code, next } = bugOf(state, 1);
    expect({ departed_at, code, next }).toEqual({ departed_at: 2, code: "cc", next: 0 });
    expect(typesOf(typeText(state, "cc"))).toContain("kill");
    expect(state.kills).toBe(1);
  });

  it("takes a quarter of integrity when it arrives", () => {
    const state = boss();
    advance(state, 10_000);
    expect(state.damage_taken).toBe(25);
  });
});

describe("the kinds", () => {
  it("appear one after the other, so that a player learns each: all of them by wave 4", () => {
    const first = new Map<Kind, number>();
    for (let seed = 1; seed <= 40; seed += 1) {
      const state = start(createPlan({ seed }));
      while (!state.over && state.wave < 6) {
        fixNearest(state, 40);
        for (const { kind, wave } of state.bugs) {
          first.set(kind, Math.min(first.get(kind) ?? 99, wave));
        }
      }
    }
    expect(Object.fromEntries(first)).toEqual({
      bug: 1,
      syntax: 1,
      null: 2,
      race: 3,
      leak: 4,
      regression: 4,
      boss: 5,
    });
  });

  it("give a syntax error a shorter hunk and a shorter way than an ordinary bug", () => {
    const ways = new Map<Kind, number[]>();
    const keys = new Map<Kind, number[]>();
    for (let seed = 1; seed <= 60; seed += 1) {
      const state = start(createPlan({ seed }));
      advance(state, 800);
      const [bug] = state.bugs;
      if (!bug) continue;
      ways.set(bug.kind, [...(ways.get(bug.kind) ?? []), bug.arrives_at - bug.spawned_at]);
      keys.set(bug.kind, [...(keys.get(bug.kind) ?? []), bug.code.length]);
    }
    const mean = (values: number[] = []) => values.reduce((a, b) => a + b, 0) / values.length;
    expect(mean(ways.get("syntax"))).toBeLessThan(0.8 * mean(ways.get("bug")));
    expect(mean(keys.get("syntax"))).toBeLessThan(0.8 * mean(keys.get("bug")));
  });

  it("bring nothing to the wall at once: whoever is hurried or jumps has time", () => {
    for (let seed = 1; seed <= 12; seed += 1) {
      const plan = createPlan({ seed, difficulty: "EXPERT" });
      const { keys } = play(plan, { wpm: 90, errors: 60, seed });
      const state = start(plan);
      for (const [t] of keys) {
        const lefts = new Map(state.bugs.map((bug) => [bug.id, bug.arrives_at]));
        const events: GameEvent[] = [];
        advance(state, t, events);
        for (const event of events) {
          if (event.type !== "jump" && event.type !== "hurry") continue;
          const bug = state.bugs.find(({ id }) => id === event.bug);
          const before = (lefts.get(event.bug) ?? 0) - event.at;
          if (bug)
            expect(bug.arrives_at - event.at).toBeGreaterThanOrEqual(Math.min(1_500, before));
        }
      }
    }
  });
});

describe("a bug that cannot be reached in time", () => {
  it("is one that takes longer at the fastest speed of the run than it has left", () => {
    const state = fieldOf([{ code: "a".repeat(20), arrives_at: 4_000 }]);
    state.shown = 6_000; // 200 ms a key
    expect(canReach(state, bugOf(state, 1))).toBe(true);
    advance(state, 1);
    expect(canReach(state, bugOf(state, 1))).toBe(false);
    state.shown = 12_000;
    expect(canReach(state, bugOf(state, 1))).toBe(true);
  });

  it("counts only the keys that are left, and that each clean token pushes it back", () => {
    // At the wave's 300 ms a key, nine characters and a separator push it back by 750 ms.
    const state = fieldOf([{ code: `${"a".repeat(9)} bbbb`, arrives_at: 10_000 }]);
    state.shown = 4_000;
    advance(state, 6_550);
    expect(canReach(state, bugOf(state, 1))).toBe(true);
    advance(state, 6_551);
    expect(canReach(state, bugOf(state, 1))).toBe(false);
    typeText(state, "a", 0);
    expect(canReach(state, bugOf(state, 1))).toBe(true);
  });

  it("has longer under a rubber duck", () => {
    const state = fieldOf([{ code: "a".repeat(20), arrives_at: 4_000 }], planOf("x"));
    state.shown = 6_000;
    // It walks 2 s at half speed, and the other 4 s in 2 s.
    state.slow_until = 2_000;
    bugOf(state, 1).arrives_at = 6_000;
    expect(canReach(state, bugOf(state, 1))).toBe(true);
    bugOf(state, 1).arrives_at = 5_990;
    expect(canReach(state, bugOf(state, 1))).toBe(false);
  });
});
