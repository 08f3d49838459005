/** Typing and targets in version 2. */
import { describe, expect, it } from "vitest";
import { targetOf } from "../../../app/engine/state.ts";
import { tokenize } from "../../../app/engine/tokens.ts";
import { expectedKey, press } from "../../../app/engine/v2/press.ts";
import { canReach } from "../../../app/engine/v2/reach.ts";
import { start } from "../../../app/engine/v2/state.ts";
import { advance, byDistance } from "../../../app/engine/v2/step.ts";
import { bugOf, fieldOf, planOf, typeText } from "../../support/field-v2.ts";
import { createPlan } from "../../support/plans.ts";

const one = (code: string) => fieldOf([{ code }]);

describe("typing", () => {
  it("locks the bug whose token begins with the key, and moves the caret with each correct key", () => {
    const state = one("total = 0");
    typeText(state, "t");
    expect(state).toMatchObject({ target: 1, typed: 1 });
    expect(expectedKey(state, bugOf(state, 1))).toBe("o");
  });

  it("fixes a bug with the last key of its last token, without a separator after it", () => {
    const state = one("if ready:\n    launch()");
    typeText(state, "if ready:\nlaunch()");
    expect(state).toMatchObject({ kills: 1, correct_words: 3, correct_keys: 18 });
  });

  it("leaves the caret in place on a wrong key, and counts the token as incorrect", () => {
    const state = one("total = 0");
    typeText(state, "toX");
    expect(state.typed).toBe(2);
    expect(bugOf(state, 1).flawed).toBe(true);
    typeText(state, "tal = 0");
    expect(state).toMatchObject({
      correct_words: 2,
      incorrect_words: 1,
      incorrect_keys: 1,
      kills: 1,
    });
  });

  it("accepts Space and Enter only where the code has them", () => {
    const state = one("a b\nc");
    typeText(state, "a\n");
    expect(state.incorrect_keys).toBe(1);
    typeText(state, " b ");
    expect(state.incorrect_keys).toBe(2);
    typeText(state, "\nc");
    expect(state.kills).toBe(1);
  });

  it("counts a wrong key in place of a separator against the next token", () => {
    const state = one("a b c");
    typeText(state, "ax b c");
    expect(state).toMatchObject({ correct_words: 2, incorrect_words: 1 });
  });

  it("ignores every key on an empty field, and Space and Enter while no bug is locked", () => {
    const state = start(planOf("a b c"));
    typeText(state, "a \n");
    expect(state.incorrect_keys).toBe(0);
    advance(state, 800);
    typeText(state, " \n");
    expect(state.incorrect_keys).toBe(0);
    typeText(state, "x");
    expect(state.incorrect_keys).toBe(1);
  });

  it("still counts a token with an error as incorrect after Escape has released its bug", () => {
    const state = one("total = 0");
    typeText(state, "tX");
    press(state, "Escape", state.now);
    expect(targetOf(state)).toBeUndefined();
    typeText(state, "total = 0");
    expect(state).toMatchObject({ incorrect_words: 1, correct_words: 2, kills: 1 });
  });

  it.each(["Shift", "Backspace", "ArrowDown", "", "\u0000", "ab", "__proto__"])(
    "ignores the key %j",
    (key) => {
      const state = one("total");
      typeText(state, "t");
      const before = JSON.stringify(state);
      press(state, key, state.now);
      expect(JSON.stringify(state)).toBe(before);
    },
  );

  it.each([Number.NaN, Number.POSITIVE_INFINITY, -5, 0])(
    "takes the time %d as the present one",
    (t) => {
      const state = one("total");
      advance(state, 500);
      press(state, "t", t);
      expect(state).toMatchObject({ now: 500, typed: 1 });
    },
  );
});

describe("targets", () => {
  const three = () =>
    fieldOf([
      { code: "aa", arrives_at: 9_000 },
      { code: "ab", arrives_at: 6_000 },
      { code: "b", arrives_at: 12_000, departed_at: -90_000 },
    ]);

  it("are by distance, not by the time that is left", () => {
    const state = three();
    advance(state, 3_000);
    expect(byDistance(state).map(({ id }) => id)).toEqual([3, 2, 1]);
  });

  it("change with Tab from the nearest bug to the farthest, then start again at the nearest", () => {
    const state = three();
    advance(state, 3_000);
    const targets = [1, 2, 3, 4].map(() => {
      press(state, "Tab", state.now);
      return state.target;
    });
    expect(targets).toEqual([3, 2, 1, 3]);
  });

  it("change with Tab from the one that was released last, not back to it", () => {
    const state = three();
    advance(state, 3_000);
    press(state, "Tab", state.now);
    press(state, "Escape", state.now);
    press(state, "Tab", state.now);
    expect(state.target).toBe(2);
  });

  it("change with Tab past bugs that can no longer be fixed, unless there is no other", () => {
    const state = fieldOf([
      { code: "b".repeat(200), arrives_at: 9_000 },
      { code: "aa", arrives_at: 30_000 },
    ]);
    advance(state, 3_000);
    expect(state.bugs.map((bug) => canReach(state, bug))).toEqual([false, true]);
    press(state, "Tab", state.now);
    expect(state.target).toBe(2);
    press(state, "Tab", state.now);
    expect(state.target).toBe(1);
  });

  it("are the nearest of the bugs that begin with the key", () => {
    const state = three();
    advance(state, 3_000);
    typeText(state, "a");
    expect(state.target).toBe(2);
  });

  it("are those that can no longer be fixed only if no other begins with the key, or production falls with them", () => {
    const state = fieldOf([
      { code: "b".repeat(200), arrives_at: 9_000 },
      { code: "bb", arrives_at: 30_000 },
    ]);
    advance(state, 3_000);
    expect(byDistance(state).map((bug) => canReach(state, bug))).toEqual([false, true]);
    typeText(state, "b");
    expect(state.target).toBe(2);
    const last = fieldOf([
      { code: "b".repeat(200), arrives_at: 9_000 },
      { code: "bb", arrives_at: 30_000 },
    ]);
    last.integrity = 1;
    advance(last, 3_000);
    typeText(last, "b");
    expect(last.target).toBe(1);
    const alone = fieldOf([{ code: "b".repeat(200), arrives_at: 9_000 }]);
    typeText(alone, "b");
    expect(alone.target).toBe(1);
  });

  it("begin their token again when they are locked again", () => {
    const state = three();
    typeText(state, "a");
    const first = state.target;
    press(state, "Tab", state.now);
    expect(state).toMatchObject({ typed: 0, gap: false });
    expect(state.target).not.toBe(first);
  });

  it("are gone when their bug arrives", () => {
    const state = one("aa");
    typeText(state, "a");
    state.combo = 7;
    advance(state, 10_000);
    expect(state).toMatchObject({ target: null, typed: 0, combo: 0 });
  });

  it("begin with distinct keys when they appear, wherever the deck has such a hunk", () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const state = start(createPlan({ seed, language: seed % 2 ? "PYTHON" : "TYPESCRIPT" }));
      while (!state.over && state.now < 60_000) {
        const deckKeys = state.deck.map(({ tokens }) => tokens[0]?.text[0]);
        const { spawned } = state;
        advance(state, state.now + 50);
        const bug = state.bugs.at(-1);
        if (state.spawned !== spawned + 1 || !bug || deckKeys.length < 6) continue;
        if (bug.kind === "boss") continue;
        const others = state.bugs.slice(0, -1).map(({ tokens, next }) => tokens[next]?.text[0]);
        if (others.includes(bug.tokens[0]?.text[0])) {
          // A syntax error looks only at the next hunks.
          expect(deckKeys.every((key) => others.includes(key))).toBe(true);
        }
      }
    }
  });
});

describe("a token without an error", () => {
  it("pushes its bug back by a quarter of its time at the wave's speed", () => {
    const state = fieldOf([{ code: "abcd efgh i", arrives_at: 20_000 }]);
    advance(state, 9_996);
    typeText(state, "abcd");
    // Five keys of 300 ms.
    expect(bugOf(state, 1).arrives_at).toBe(20_375);
    typeText(state, " exfgh");
    expect(bugOf(state, 1).arrives_at).toBe(20_375);
  });

  it("pushes its bug no farther than the far end", () => {
    const state = fieldOf([{ code: "abcd efgh", arrives_at: 20_000 }]);
    typeText(state, "abcd");
    expect(bugOf(state, 1)).toMatchObject({ arrives_at: 20_004, departed_at: 4 });
  });
});

describe("combo and damage", () => {
  it("the combo counts correct tokens in a row, and its highest value is kept", () => {
    const state = one("a b c d e");
    typeText(state, "a b c");
    expect(state).toMatchObject({ combo: 3, max_combo: 3 });
    typeText(state, "x d");
    expect(state).toMatchObject({ combo: 0, max_combo: 3 });
    typeText(state, " e");
    expect(state).toMatchObject({ combo: 1, max_combo: 3 });
  });

  it("a shot does more damage for a longer token and at a higher combo", () => {
    const state = one("aa bb cccc dd ee ff gg hh ii jj");
    const shots = typeText(state, "aa bb cccc dd ee ff gg hh ii jj").flatMap((event) =>
      event.type === "shot" ? [event.damage] : [],
    );
    expect(shots[2]).toBeGreaterThan(shots[1] ?? 0);
    expect(shots.at(-1)).toBeGreaterThan(shots[0] ?? 0);
    expect(state.damage_dealt).toBe(shots.reduce((sum, damage) => sum + damage, 0));
  });

  it("a bug that arrives takes more integrity with more tokens left, and at most ten more", () => {
    const damageOf = (code: string) => {
      const state = one(code);
      advance(state, 10_000);
      return state.damage_taken;
    };
    const [single, triple] = [damageOf("a"), damageOf("a b c")];
    expect(triple).toBe(single + 4);
    expect(damageOf("a b c d e f g h i")).toBe(single - 2 + 10);
    expect(tokenize("a b c")).toHaveLength(3);
  });
});
