/** The powers of version 2: how clean tokens earn them, and what they do. */
import { describe, expect, it } from "vitest";
import type { Power } from "../../../app/engine/state.ts";
import { press } from "../../../app/engine/v2/press.ts";
import type { FullState } from "../../../app/engine/v2/state.ts";
import { advance } from "../../../app/engine/v2/step.ts";
import { bugOf, fieldOf, typesOf, typeText } from "../../support/field-v2.ts";

const clean = (tokens: number) => Array(tokens).fill("a").join(" ");
const far = (code: string, arrives_at = 1_000_000) => fieldOf([{ code, arrives_at }]);

/** Returns a field with one bug at half of its way of 20 s, at the time 10 s, and these powers. */
function halfway(...powers: Power[]): FullState {
  const state = fieldOf([{ code: "aa bb\ncc dd", arrives_at: 20_000 }]);
  advance(state, 10_000);
  state.powers = powers;
  return state;
}

const use = (state: FullState) => press(state, "ArrowUp", state.now);

describe("a power", () => {
  it("is earned by 20, 40 and 60 clean tokens, and then the count begins again", () => {
    const state = far(clean(90));
    const earnedBy = (tokens: number) => {
      typeText(state, (state.gap ? " " : "") + clean(tokens));
      return state.powers.splice(0);
    };
    expect(earnedBy(19)).toEqual([]);
    expect(earnedBy(1)).toEqual(["rollback"]);
    expect(earnedBy(19)).toEqual([]);
    expect(earnedBy(1)).toEqual(["duck"]);
    expect(earnedBy(20)).toEqual(["hotfix"]);
    expect(state.charge).toBe(0);
    expect(earnedBy(20)).toEqual(["rollback"]);
  });

  it("comes two tokens later for each with an error, and never takes back what was earned", () => {
    const state = far(clean(90));
    typeText(state, clean(10));
    expect(state.charge).toBe(10);
    press(state, " ", state.now);
    press(state, "x", state.now);
    press(state, "a", state.now);
    expect(state.charge).toBe(8);
    typeText(state, ` ${clean(13)}`);
    expect(state).toMatchObject({ charge: 21, powers: ["rollback"] });
    for (let errors = 0; errors < 3; errors += 1)
      for (const key of " xa") press(state, key, state.now);
    expect(state.charge).toBe(20);
  });

  it("waits for a free hand when two are held", () => {
    const state = far(clean(90));
    typeText(state, clean(60));
    expect(state).toMatchObject({ charge: 59, powers: ["rollback", "duck"] });
    press(state, "ArrowUp", state.now);
    typeText(state, ` ${clean(1)}`);
    expect(state).toMatchObject({ charge: 0, powers: ["duck", "hotfix"] });
  });

  it("is used with ArrowUp, the older one first, which is not a typed key", () => {
    const state = halfway("duck", "rollback");
    use(state);
    expect(state.powers).toEqual(["rollback"]);
    expect(state.slow_until).toBe(15_000);
    use(state);
    use(state);
    expect(state.powers).toEqual([]);
    expect(state).toMatchObject({ correct_keys: 0, incorrect_keys: 0 });
  });
});

describe("a rollback", () => {
  it("puts each bug back by a quarter of its whole way", () => {
    const state = halfway("rollback");
    use(state);
    expect(bugOf(state, 1)).toMatchObject({ arrives_at: 25_000, departed_at: 5_000 });
  });

  it("puts no bug farther than the far end", () => {
    const state = fieldOf([{ code: "aa", arrives_at: 20_000 }]);
    advance(state, 1_000);
    state.powers = ["rollback"];
    use(state);
    expect(bugOf(state, 1)).toMatchObject({ arrives_at: 21_000, departed_at: 1_000 });
  });

  it("does under a rubber duck what it does without", () => {
    const state = halfway("duck", "rollback");
    use(state);
    use(state);
    advance(state, 15_000);
    // Half of the way and a quarter: 15 s, of which 2.5 s have gone by at half speed.
    expect(bugOf(state, 1).arrives_at).toBe(15_000 + 12_500);
  });
});

describe("a rubber duck", () => {
  it("slows all bugs down to half their speed for five seconds", () => {
    const state = halfway("duck");
    use(state);
    expect(bugOf(state, 1)).toMatchObject({ arrives_at: 30_000, departed_at: -10_000 });
    advance(state, 14_999);
    expect(state.slow_until).toBe(15_000);
    advance(state, 15_000);
    expect(state.slow_until).toBe(0);
    expect(bugOf(state, 1)).toMatchObject({ arrives_at: 22_500, departed_at: 2_500 });
  });

  it("slows bugs down that appear meanwhile", () => {
    const state = halfway("duck");
    const waysAfter = (field: FullState) => {
      field.next_spawn_at = 11_000;
      advance(field, 11_000);
      advance(field, 16_000);
      return bugOf(field, 2).arrives_at;
    };
    const fast = waysAfter(halfway());
    use(state);
    // It walks 4 of its first 5 seconds at half speed.
    expect(waysAfter(state)).toBe(fast + 2_000);
  });

  it("lasts longer when another is used, and does not slow down twice", () => {
    const state = halfway("duck", "duck");
    use(state);
    advance(state, 12_000);
    use(state);
    expect(state.slow_until).toBe(17_000);
    expect(bugOf(state, 1).arrives_at).toBe(30_000);
    advance(state, 17_000);
    expect(bugOf(state, 1).arrives_at).toBe(23_500);
  });

  it("lets a token that is typed meanwhile push its bug back as far as without", () => {
    const pushed = (...powers: Power[]) => {
      const state = halfway(...powers);
      use(state);
      const before = bugOf(state, 1).arrives_at;
      typeText(state, "aa", 0);
      return bugOf(state, 1).arrives_at - before;
    };
    expect(pushed("duck")).toBe(2 * pushed());
  });
});

describe("a hotfix", () => {
  it("does what is left of the locked bug's line, for no score", () => {
    const state = halfway("hotfix");
    typeText(state, "aa");
    const { combo, correct_words, damage_dealt } = state;
    use(state);
    expect(bugOf(state, 1).next).toBe(2);
    expect(state).toMatchObject({ combo, correct_words, damage_dealt, kills: 0 });
    typeText(state, "\ncc dd");
    expect(state.kills).toBe(1);
  });

  it("fixes a bug whose last line it does, which is no fix of the player", () => {
    const state = halfway("hotfix");
    typeText(state, "aa bb\nc");
    use(state);
    expect(state.bugs.some(({ id }) => id === 1)).toBe(false);
    expect(state).toMatchObject({ kills: 0, correct_words: 2, target: null, typed: 0, gap: false });
  });

  it("brings a boss to its next hunk", () => {
    const hunk = { snippets: [0], line: 0, code: "c", tokens: [{ text: "c", line: 0, column: 0 }] };
    const state = fieldOf([{ code: "aa", kind: "boss", phases_left: 1, phases: [hunk] }]);
    state.powers = ["hotfix"];
    typeText(state, "a");
    const events = typeText(state, "");
    press(state, "ArrowUp", state.now, events);
    expect(typesOf(events)).toEqual(["power", "phase"]);
    expect(bugOf(state, 1)).toMatchObject({ code: "c", next: 0, phases_left: 0 });
  });

  it("waits for a locked bug", () => {
    const state = halfway("hotfix");
    use(state);
    expect(state.powers).toEqual(["hotfix"]);
  });

  it("does not undo an error: a regression still comes back", () => {
    const state = fieldOf([{ code: "aa\nbb", kind: "regression" }]);
    state.powers = ["hotfix"];
    const events = typeText(state, "axa\nb");
    press(state, "ArrowUp", state.now, events);
    expect(typesOf(events)).toContain("return");
  });
});
